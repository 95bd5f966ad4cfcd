package graph

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
)

// DefaultMaxShared is how many people may share a phone, account, company or
// event before it is left out of a projection: what everybody uses ties nobody.
const DefaultMaxShared = 50

// ViewOptions say which question a view puts to the facts. The zero value is the
// people lens on everything that is not withdrawn.
type ViewOptions struct {
	Lens       Lens
	Filter     Filter
	MinGrade   float64                             // lowest lower bound of a tie's probability
	KeepEntity func(*Entity) bool                  // nil: all
	KeepTie    func(t *Tie, from, to *Entity) bool // nil: all
	Through    []EntityKind                        // kinds read as ties between those who share them; nil: the lens's own
	MaxShared  int                                 // 0: DefaultMaxShared
	Connected  bool                                // leave out entities without a tie
	Directed   bool                                // keep the direction of ties that have one
}

// A View is one question put to the facts of a case, frozen: its entities are
// numbered 0..Len()-1 in the order of their IDs, its ties 0..Size()-1 in the
// order of their ends. Parallel ties are one: strengths add up, probabilities
// combine over independent voices, each counting once, and the ties of the case
// that it stands for are its evidence. There are no ties from an entity to itself: for the
// few questions to which they matter [View.Aside] has them.
//
// An undirected view has each tie once; it is a neighbour's at both ends.
type View struct {
	facts       *facts
	options     ViewOptions
	leftOut     LeftOut
	entities    []*Entity
	from, to    []int32
	strength    []Strength // nil: all 1
	probability []Interval // nil: each
	each        Interval   // the one of all ties
	evidence    evidence
	aside       []int32 // ties of the facts, of an entity with itself
	out, in     rows    // in an undirected view, in is out
}

// rows is a compressed sparse matrix: the neighbours of i and the ties to them
// are at start[i]:start[i+1]. It keeps 8 bytes for a tie and direction.
type rows struct {
	start    []int
	to, ties []int32
}

// evidence are the ties of the facts that each tie of a view stands for, by their index:
// those of tie e are at start[e]:start[e+1]. Where there are none, as of a listing, the
// ends tell.
type evidence struct{ start, ties []int32 }

// add adds the evidence of the next tie.
func (e *evidence) add(ties []int32) {
	if e.start == nil {
		e.start = []int32{0}
	}
	e.ties = append(e.ties, ties...)
	e.start = append(e.start, int32(len(e.ties)))
}

// of returns the evidence of a tie.
func (e *evidence) of(tie int) []int32 {
	if e.start == nil {
		return nil
	}
	return e.ties[e.start[tie]:e.start[tie+1]]
}

// LeftOut says what of the facts a view could not hold.
type LeftOut struct {
	SelfTies int            // ties of an entity with itself
	Misfits  int            // ties whose ends the vocabulary does not admit
	Shared   []SharedByMany // things shared by more than MaxShared people
	Disputed int            // ties whose records give different strengths; one of them counts
}

// SharedByMany is a thing that too many people share to tie them.
type SharedByMany struct {
	ID     EntityID
	Kind   EntityKind
	People int
}

// NewView freezes the part of a network that the options ask for. All strengths
// added up must be finite; the error names the tie at which they are not and wraps
// [ErrTooStrong].
func NewView(n *Network, o ViewOptions) (*View, error) {
	read, err := o.Filter.Apply(n)
	if err != nil {
		return nil, err
	}
	p := newProjection(read, o)
	v := &View{facts: &facts{read: read}, options: o, entities: p.nodes()}
	p.number(v.entities)
	links := p.links()
	if o.Connected {
		v.entities = dropUntied(v.entities, links)
	}
	v.leftOut, v.aside = p.leftOut, p.aside
	slices.SortFunc(v.leftOut.Shared, func(a, b SharedByMany) int { return cmp.Compare(a.ID, b.ID) })
	if err := v.merge(links, p); err != nil {
		return nil, err
	}
	v.freeze()
	return v, nil
}

// dropUntied leaves out the entities that no link touches and numbers the links'
// ends anew.
func dropUntied(entities []*Entity, links []link) []*Entity {
	number := make([]int32, len(entities))
	for _, l := range links {
		number[l.from], number[l.to] = 1, 1
	}
	var tied []*Entity
	for i, e := range entities {
		if number[i] == 1 {
			number[i] = int32(len(tied))
			tied = append(tied, e)
		}
	}
	for i := range links {
		links[i].from, links[i].to = number[links[i].from], number[links[i].to]
	}
	return tied
}

// merge joins parallel links into the view's ties.
func (v *View) merge(links []link, p *projection) error {
	v.sort(links)
	total := Strength(0)
	var ties []int32 // evidence of the tie at hand
	for from, to := 0, 0; from < len(links); from = to {
		first, strength := links[from], Strength(0)
		ties = ties[:0]
		for to = from; to < len(links) && compareLinks(first, links[to]) == 0; to++ {
			strength += links[to].strength
			ties = append(ties, links[to].evidence...)
		}
		if total += strength; math.IsInf(float64(total), 0) {
			return fmt.Errorf("tie %s - %s: %w", v.ID(int(first.from)), v.ID(int(first.to)), ErrTooStrong)
		}
		v.from, v.to = append(v.from, first.from), append(v.to, first.to)
		v.strength, v.probability = append(v.strength, strength), append(v.probability, p.probabilityOf(links[from:to]))
		slices.Sort(ties)
		v.evidence.add(slices.Compact(ties))
	}
	return nil
}

// sort puts links in the order of the view's ties, each with its lower end first where the
// view has no directions.
func (v *View) sort(links []link) {
	if !v.options.Directed {
		for i := range links {
			if l := &links[i]; l.to < l.from {
				l.from, l.to = l.to, l.from
			}
		}
	}
	slices.SortStableFunc(links, compareLinks)
}

// freeze builds the rows of neighbours from the ties.
func (v *View) freeze() {
	n := len(v.entities)
	if v.options.Directed {
		v.out, v.in = newRows(n, v.from, v.to, false), newRows(n, v.to, v.from, false)
		return
	}
	v.out = newRows(n, v.from, v.to, true)
	v.in = v.out
}

// newRows sorts ties into rows by counting; within a row, neighbours ascend.
func newRows(n int, from, to []int32, both bool) rows {
	r := rows{start: make([]int, n+1)}
	count := func(i int32) { r.start[i+1]++ }
	for e := range from {
		count(from[e])
		if both {
			count(to[e])
		}
	}
	for i := range n {
		r.start[i+1] += r.start[i]
	}
	next := slices.Clone(r.start)
	r.to, r.ties = make([]int32, r.start[n]), make([]int32, r.start[n])
	place := func(i, j int32, e int) {
		r.to[next[i]], r.ties[next[i]] = j, int32(e)
		next[i]++
	}
	if both { // ends ascend in the ties, so lower neighbours are placed before higher ones
		for e := range from {
			place(to[e], from[e], e)
		}
	}
	for e := range from {
		place(from[e], to[e], e)
	}
	return r
}

// Len returns the number of entities.
func (v *View) Len() int { return len(v.entities) }

// Size returns the number of ties.
func (v *View) Size() int { return len(v.from) }

// Directed reports whether ties have a direction.
func (v *View) Directed() bool { return v.options.Directed }

// Options returns what was asked.
func (v *View) Options() ViewOptions { return v.options }

// Facts returns the part of the case that the view was made of. Of a listing the first
// call turns it into facts.
func (v *View) Facts() *Network { return v.facts.network() }

// LeftOut says what of the facts the view does not hold.
func (v *View) LeftOut() LeftOut { return v.leftOut }

// Entity returns the i-th entity.
func (v *View) Entity(i int) *Entity { return v.entities[i] }

// ID returns the ID of the i-th entity.
func (v *View) ID(i int) EntityID { return v.entities[i].ID }

// Index returns the number of an entity, or false where the view does not have it.
func (v *View) Index(id EntityID) (int, bool) {
	return slices.BinarySearchFunc(v.entities, id, func(e *Entity, id EntityID) int {
		switch {
		case e.ID < id:
			return -1
		case e.ID > id:
			return 1
		}
		return 0
	})
}

// Neighbours returns the numbers of the entities that i has a tie to, ascending.
// The slice belongs to the view.
func (v *View) Neighbours(i int) []int32 { return v.out.to[v.out.start[i]:v.out.start[i+1]] }

// Ties returns the ties of i to its Neighbours, in their order.
func (v *View) Ties(i int) []int32 { return v.out.ties[v.out.start[i]:v.out.start[i+1]] }

// InNeighbours returns the numbers of the entities that have a tie to i,
// ascending; in an undirected view they are the Neighbours.
func (v *View) InNeighbours(i int) []int32 { return v.in.to[v.in.start[i]:v.in.start[i+1]] }

// InTies returns the ties of the InNeighbours to i, in their order.
func (v *View) InTies(i int) []int32 { return v.in.ties[v.in.start[i]:v.in.start[i+1]] }

// Ends returns the two ends of a tie; in an undirected view the lower first.
func (v *View) Ends(tie int) (from, to int) { return int(v.from[tie]), int(v.to[tie]) }

// TieBetween returns the tie from i to j, or false where there is none.
func (v *View) TieBetween(i, j int) (int, bool) {
	at, found := slices.BinarySearch(v.Neighbours(i), int32(j))
	if !found {
		return 0, false
	}
	return int(v.Ties(i)[at]), true
}

// Strength returns the sum of the strengths that a tie stands for.
func (v *View) Strength(tie int) Strength {
	if v.strength == nil {
		return 1
	}
	return v.strength[tie]
}

// Probability returns the interval of a tie's being real.
func (v *View) Probability(tie int) Interval {
	if v.probability == nil {
		return v.each
	}
	return v.probability[tie]
}

// Evidence returns the ties of the case that a tie of the view stands for.
func (v *View) Evidence(tie int) []*Tie {
	n := v.Facts()
	if v.evidence.start == nil {
		return n.between(v.ID(int(v.from[tie])), v.ID(int(v.to[tie])))
	}
	indices := v.evidence.of(tie)
	ties := make([]*Tie, len(indices))
	for i, t := range indices {
		ties[i] = &n.Ties[t]
	}
	return ties
}

// EvidenceIndices returns where in the ties of its Facts those stand that a tie of the view
// stands for, ascending; nothing in a view of a listing. The slice belongs to the view.
func (v *View) EvidenceIndices(tie int) []int32 { return v.evidence.of(tie) }

// Aside returns the ties of an entity with itself that the options ask for, in the order of
// the facts. They are no ties of the view, which counts them as left out, and not in its
// [View.Digest]: they matter to what a company owns, and to nothing else. A listing has none.
func (v *View) Aside() []*Tie {
	var ties []*Tie
	for _, t := range v.aside {
		ties = append(ties, &v.Facts().Ties[t])
	}
	return ties
}

// Certainty returns the word for how sure a tie is.
func (v *View) Certainty(tie int) Certainty {
	best := NotGraded
	for _, t := range v.Evidence(tie) {
		best = max(best, t.Certainty(v.Probability(tie)))
	}
	return best
}

// Totals returns the money that a tie stands for, exactly, per currency.
func (v *View) Totals(tie int) Totals {
	var totals Totals
	for _, t := range v.Evidence(tie) {
		if t.Kind.Rule().Money {
			if a, ok := t.Amount(); ok {
				totals.Add(a)
			}
		}
	}
	return totals
}

// Digest returns the SHA-256 of the view's entities, ties, strengths and
// probabilities: two views of one digest give every analysis the same answer that does not
// ask for [View.Aside].
func (v *View) Digest() Digest {
	h := sha256.New()
	var b []byte
	for _, e := range v.entities {
		b = binary.AppendUvarint(b[:0], uint64(len(e.ID)))
		h.Write(append(append(b, e.ID...), byte(e.Kind)))
	}
	for e := range v.from {
		b = binary.LittleEndian.AppendUint32(b[:0], uint32(v.from[e]))
		b = binary.LittleEndian.AppendUint32(b, uint32(v.to[e]))
		for _, x := range [...]float64{float64(v.Strength(e)), v.Probability(e).Lo, v.Probability(e).Hi} {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
		}
		h.Write(b)
	}
	if v.options.Directed {
		h.Write([]byte("directed"))
	}
	return digestOf(h)
}
