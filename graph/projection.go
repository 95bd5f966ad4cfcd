package graph

import (
	"cmp"
	"slices"
)

// A link is one reason for a tie of a view, before parallel ones are merged.
type link struct {
	from, to    int32
	strength    Strength
	probability Interval
	evidence    []int32 // indices of ties of the facts
}

func compareLinks(a, b link) int {
	if c := cmp.Compare(a.from, b.from); c != 0 {
		return c
	}
	return cmp.Compare(a.to, b.to)
}

// A projection turns the facts into the links of a view.
type projection struct {
	facts       *Network
	options     ViewOptions
	maxShared   int
	through     KindSet
	at          map[EntityID]int32 // where each entity stands in the facts
	index       map[EntityID]int32 // of the entities the view ties, or of people on the gangs lens
	kept        []bool             // by tie of the facts
	probability []Interval         // by tie of the facts
	voice       func(SourceID) string
	itself      []int32 // every tie's own index, of which links take a part as their evidence
	attached    map[EntityID][]stake
	holders     map[EntityID][]int32 // ties by which companies hold things; made on first use
	crowded     map[EntityID]bool    // things that too many people are behind
	aside       []int32              // ties of an entity with itself that would be kept
	leftOut     LeftOut
}

// A stake is somebody's share in a thing: one person who uses a phone, say. chain
// holds the facts that say so, several where a company stands between.
type stake struct {
	person      int32
	probability Interval
	chain       []int32
}

func newProjection(facts *Network, o ViewOptions) *projection {
	p := &projection{facts: facts, options: o, maxShared: cmp.Or(o.MaxShared, DefaultMaxShared), index: map[EntityID]int32{}, crowded: map[EntityID]bool{}}
	kinds := o.Through
	if kinds == nil {
		kinds = o.Lens.through()
	}
	p.through = Kinds(kinds...)
	p.at = make(map[EntityID]int32, len(facts.Entities))
	for i := range facts.Entities {
		p.at[facts.Entities[i].ID] = int32(i)
	}
	p.keepTies()
	return p
}

// entity returns the entity of an end of a tie, which the facts always have.
func (p *projection) entity(id EntityID) *Entity { return &p.facts.Entities[p.at[id]] }

// keepTies decides which ties of the facts the view may use.
func (p *projection) keepTies() {
	voices := map[SourceID]string{}
	for _, s := range p.facts.Sources {
		voices[s.ID] = s.Voice()
	}
	p.voice = func(id SourceID) string { return cmp.Or(voices[id], string(id)) }
	p.kept, p.probability = make([]bool, len(p.facts.Ties)), make([]Interval, len(p.facts.Ties))
	p.itself = make([]int32, len(p.facts.Ties))
	for i := range p.facts.Ties {
		p.itself[i] = int32(i)
		t := &p.facts.Ties[i]
		from, to := p.entity(t.From), p.entity(t.To)
		p.probability[i] = t.Probability(p.voice)
		switch {
		case !t.Kind.Fits(from.Kind, to.Kind):
			p.leftOut.Misfits++
		case t.From == t.To:
			p.leftOut.SelfTies++
			if p.asksFor(i, from, to) {
				p.aside = append(p.aside, int32(i))
			}
		case p.asksFor(i, from, to):
			p.kept[i] = true
			if len(t.Records) > 1 && t.Value(PropStrength).Conflict {
				p.leftOut.Disputed++
			}
		}
	}
}

// asksFor reports whether the options keep a tie of the facts.
func (p *projection) asksFor(tie int, from, to *Entity) bool {
	t, o := &p.facts.Ties[tie], &p.options
	switch {
	case p.probability[tie].Lo < o.MinGrade:
	case o.KeepEntity != nil && !(o.KeepEntity(from) && o.KeepEntity(to)):
	case o.KeepTie != nil && !o.KeepTie(t, from, to):
	case o.Lens == Money && !slices.Contains(moneyTies, t.Kind):
	default:
		return true
	}
	return false
}

// nodes returns the entities of the view, by ID.
func (p *projection) nodes() []*Entity {
	var moneyed map[EntityID]bool
	if p.options.Lens == Money {
		moneyed = map[EntityID]bool{}
		for i, t := range p.facts.Ties {
			if p.kept[i] {
				moneyed[t.From], moneyed[t.To] = true, true
			}
		}
	}
	var nodes []*Entity
	for i := range p.facts.Entities {
		e := &p.facts.Entities[i]
		if p.options.KeepEntity != nil && !p.options.KeepEntity(e) {
			continue
		}
		switch p.options.Lens {
		case People:
			if e.Kind != Person {
				continue
			}
		case Gangs:
			if e.Kind != Gang {
				continue
			}
		case Money:
			if e.Kind != Account && !moneyed[e.ID] {
				continue
			}
		}
		nodes = append(nodes, e)
	}
	return nodes
}

// number gives the entities of the view their numbers.
func (p *projection) number(nodes []*Entity) {
	for i, e := range nodes {
		p.index[e.ID] = int32(i)
	}
}

// links returns every reason for a tie between two entities of the view.
func (p *projection) links() []link {
	switch p.options.Lens {
	case People:
		return p.peopleLinks(p.index)
	case Gangs:
		return p.gangLinks()
	}
	var links []link
	for i := range p.facts.Ties {
		t := &p.facts.Ties[i]
		from, ok1 := p.index[t.From]
		to, ok2 := p.index[t.To]
		if p.kept[i] && ok1 && ok2 {
			links = p.append(links, t, link{from, to, t.Strength(), p.probability[i], p.itself[i : i+1]})
		}
	}
	return links
}

// append adds a link, and its reverse where the view is directed and the tie that
// stands behind it is not.
func (p *projection) append(links []link, t *Tie, l link) []link {
	links = append(links, l)
	if p.options.Directed && !t.Kind.Rule().Directed {
		l.from, l.to = l.to, l.from
		links = append(links, l)
	}
	return links
}

// peopleLinks ties people directly, through what they share, and through calls
// and payments between what they use and hold. people numbers them.
func (p *projection) peopleLinks(people map[EntityID]int32) []link {
	p.attach(people)
	var links []link
	for i := range p.facts.Ties {
		t := &p.facts.Ties[i]
		if !p.kept[i] {
			continue
		}
		from, ok1 := people[t.From]
		to, ok2 := people[t.To]
		if ok1 && ok2 {
			links = p.append(links, t, link{from, to, t.Strength(), p.probability[i], p.itself[i : i+1]})
		} else if t.Kind == Calls || t.Kind == Pays {
			links = p.relay(links, int32(i), people)
		}
	}
	for i := range p.facts.Entities {
		links = p.share(links, &p.facts.Entities[i])
	}
	return links
}

// attach notes who has a stake in each thing that the projection reads through.
func (p *projection) attach(people map[EntityID]int32) {
	p.attached = map[EntityID][]stake{}
	for i := range p.facts.Ties {
		t := &p.facts.Ties[i]
		if !p.kept[i] || t.Kind == Calls || t.Kind == Pays || t.onlyDecides() {
			continue
		}
		for _, ends := range [2][2]EntityID{{t.From, t.To}, {t.To, t.From}} {
			person, ok := people[ends[0]]
			if thing := p.entity(ends[1]); ok && p.through.Has(thing.Kind) {
				p.attached[thing.ID] = append(p.attached[thing.ID], stake{person, p.probability[i], p.itself[i : i+1]})
			}
		}
	}
	for id, stakes := range p.attached {
		p.attached[id] = surest(stakes)
	}
}

// surest keeps one stake for each person, the surest, in the order of people.
func surest(stakes []stake) []stake {
	slices.SortFunc(stakes, func(a, b stake) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(b.probability.Lo, a.probability.Lo), slices.Compare(a.chain, b.chain))
	})
	return slices.CompactFunc(stakes, func(a, b stake) bool { return a.person == b.person })
}

// share ties those who share a thing: of n people each pair gets 1/(n-1), so that
// a crowded meeting ties nobody closely.
func (p *projection) share(links []link, thing *Entity) []link {
	stakes := p.attached[thing.ID]
	if len(stakes) < 2 {
		return links
	}
	if p.crowd(thing.ID, len(stakes)) {
		return links
	}
	return p.pairs(links, stakes, Strength(1/float64(len(stakes)-1)))
}

// crowd reports whether too many people are behind a thing to tie them, and notes
// such a thing once.
func (p *projection) crowd(id EntityID, people int) bool {
	if people <= p.maxShared {
		return false
	}
	if !p.crowded[id] {
		p.crowded[id] = true
		p.leftOut.Shared = append(p.leftOut.Shared, SharedByMany{id, p.entity(id).Kind, people})
	}
	return true
}

// pairs ties each two of those who have a stake in one thing, in both directions
// where the view is directed.
func (p *projection) pairs(links []link, stakes []stake, each Strength) []link {
	for i, a := range stakes {
		for _, b := range stakes[i+1:] {
			l := link{a.person, b.person, each, a.probability.And(b.probability), slices.Concat(a.chain, b.chain)}
			links = append(links, l)
			if p.options.Directed {
				l.from, l.to = l.to, l.from
				links = append(links, l)
			}
		}
	}
	return links
}

// relay ties those behind the two ends of a call or payment; its strength is
// shared out among their pairs.
func (p *projection) relay(links []link, tie int32, people map[EntityID]int32) []link {
	t := &p.facts.Ties[tie]
	from, to := p.behind(t.From, people, nil), p.behind(t.To, people, nil)
	pairs := len(from) * len(to)
	if crowdedFrom, crowdedTo := p.crowd(t.From, len(from)), p.crowd(t.To, len(to)); pairs == 0 || crowdedFrom || crowdedTo {
		return links
	}
	each := t.Strength() / Strength(pairs)
	for _, a := range from {
		for _, b := range to {
			if a.person != b.person {
				probability := p.probability[tie].And(a.probability).And(b.probability)
				links = p.append(links, t, link{a.person, b.person, each, probability, slices.Concat(p.itself[tie:tie+1], a.chain, b.chain)})
			}
		}
	}
	return links
}

// behind returns the people behind an end of a call or payment: the person, those
// with a stake in the phone or account, and those with a stake in the company that
// holds it. seen guards against companies that hold each other.
func (p *projection) behind(id EntityID, people map[EntityID]int32, seen []EntityID) []stake {
	if person, ok := people[id]; ok {
		return []stake{{person, Interval{1, 1}, nil}}
	}
	if slices.Contains(seen, id) || !p.through.Has(p.entity(id).Kind) {
		return nil
	}
	stakes := slices.Clone(p.attached[id])
	for _, i := range p.holdersOf(id) {
		for _, s := range p.behind(p.facts.Ties[i].From, people, append(seen, id)) {
			if !slices.ContainsFunc(stakes, func(o stake) bool { return o.person == s.person }) {
				stakes = append(stakes, stake{s.person, s.probability.And(p.probability[i]), slices.Concat(s.chain, p.itself[i:i+1])})
			}
		}
	}
	return stakes
}

// holdersOf returns the ties by which companies hold, own or control a thing.
func (p *projection) holdersOf(id EntityID) []int32 {
	if p.holders == nil {
		p.holders = map[EntityID][]int32{}
		for i := range p.facts.Ties {
			t := &p.facts.Ties[i]
			if p.kept[i] && slices.Contains([]TieKind{Holds, Owns, Controls, Uses}, t.Kind) && p.entity(t.From).Kind == Company {
				p.holders[t.To] = append(p.holders[t.To], int32(i))
			}
		}
	}
	return p.holders[id]
}

// gangLinks ties gangs by every link between their members, by members they
// share, and by ties of their own.
func (p *projection) gangLinks() []link {
	people, gangsOf := map[EntityID]int32{}, [][]stake{}
	for i := range p.facts.Entities {
		if p.facts.Entities[i].Kind == Person {
			people[p.facts.Entities[i].ID] = int32(len(gangsOf))
			gangsOf = append(gangsOf, nil)
		}
	}
	for i := range p.facts.Ties {
		t := &p.facts.Ties[i]
		person, ok1 := people[t.From]
		gang, ok2 := p.index[t.To]
		if p.kept[i] && t.Kind == MemberOf && ok1 && ok2 {
			gangsOf[person] = append(gangsOf[person], stake{gang, p.probability[i], p.itself[i : i+1]})
		}
	}
	for person, gangs := range gangsOf {
		gangsOf[person] = surest(gangs)
	}
	var links []link
	for _, l := range p.peopleLinks(people) {
		for _, a := range gangsOf[l.from] {
			for _, b := range gangsOf[l.to] {
				if a.person != b.person {
					links = append(links, link{a.person, b.person, l.strength, l.probability.And(a.probability).And(b.probability), slices.Concat(l.evidence, a.chain, b.chain)})
				}
			}
		}
	}
	for _, gangs := range gangsOf {
		links = p.pairs(links, gangs, 1)
	}
	return append(links, p.ownGangLinks(people, gangsOf)...)
}

// ownGangLinks returns the ties that gangs have as such, with each other and with
// another gang's member.
func (p *projection) ownGangLinks(people map[EntityID]int32, gangsOf [][]stake) []link {
	sides := func(id EntityID) []stake {
		if gang, ok := p.index[id]; ok {
			return []stake{{gang, Interval{1, 1}, nil}}
		}
		if person, ok := people[id]; ok {
			return gangsOf[person]
		}
		return nil
	}
	var links []link
	for i := range p.facts.Ties {
		t := &p.facts.Ties[i]
		_, fromGang := p.index[t.From]
		_, toGang := p.index[t.To]
		if !p.kept[i] || t.Kind == MemberOf && p.entity(t.From).Kind == Person || !fromGang && !toGang {
			continue
		}
		for _, a := range sides(t.From) {
			for _, b := range sides(t.To) {
				if a.person != b.person {
					links = p.append(links, t, link{a.person, b.person, t.Strength(), p.probability[i].And(a.probability).And(b.probability), slices.Concat(p.itself[i:i+1], a.chain, b.chain)})
				}
			}
		}
	}
	return links
}
