package protection

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// ShieldOptions say how far to look and how many possible worlds to draw. The zero value is
// the default.
type ShieldOptions struct {
	Ties   int // of a chain at most; 0: DefaultTies
	Worlds int // 0: 200; below 0: none
	Seed   uint64
	Never  func(graph.EntityID) bool // of whom nothing is to be said: left out and counted; nil: nobody
}

// A Part is one sort of evidence that an official shields a gang, and what it adds to the score.
type Part struct {
	Channel  Channel
	Adds     float64        // weight times share times chance
	Weight   float64        // most that the channel adds
	Share    float64        // of what reaches each station of the chain that goes on to the next
	Chance   float64        // that every tie of the chain is real: the product of the middles of their intervals
	Real     graph.Interval // the products of the bounds
	Entities []int          // of the view, from the official to the gang
	Steps    [][]*graph.Tie // the facts of each step

	arcs []int32
}

// A Shield is an official who may shield a gang.
type Shield struct {
	Official, Gang int
	Member         bool   // a record says that the official is a member
	Parts          []Part // the heaviest first
	Score          float64
	InWorlds
}

// An Official is somebody who holds an office, with the gangs that records lead to.
type Official struct {
	Official int
	Offices  []*graph.Tie
	Gangs    []Shield // the highest score first
	Score    float64  // of all gangs together
	InWorlds
}

// Shields are the officials of a case by their score, the highest first.
type Shields struct {
	Officials []Official // with some score
	Without   int        // who hold an office and are led to no gang
	Left      int        // who hold an office and of whom nothing is to be said, led to a gang or not
	Worlds    int
}

// FindShields scores each official of a view of the whole for each gang: what records say, and
// what chains of money, companies, kinship and contact lead to.
//
// The score is a sum of parts. A recorded protection adds its weight by how far it has come (convicted 1,
// charged .8, else .5) times its chance of being real; each channel adds its weight (see [Channel.Weight])
// times the share of its best chain and the chance that all ties of that are real. At each station of a chain
// the share falls: along a payment to the part that it is of all that the payee was paid, otherwise by the
// number of others that the station has by that channel, so that a chain through whom everybody pays or calls
// is worth little. A chain of mixed channels counts where it is worth more than any of one. The
// score has no unit and no meaning as a probability: it says where to look first.
//
// It is the mean, exactly, of what its parts add in possible worlds, in each of which a tie is there or not, by its
// chance, and a part adds its weight times its share where its whole chain is there: see [InWorlds].
//
// Cost: O(officials · ties reached), and for each world what the chains found are long.
func FindShields(ctx context.Context, v *graph.View, o ShieldOptions) (Shields, error) {
	s := newShields(v, cmp.Or(o.Ties, DefaultTies))
	found, err := s.find(ctx, o.Never)
	if err != nil {
		return Shields{}, err
	}
	if o.Worlds >= 0 {
		found.Worlds = cmp.Or(o.Worlds, 200)
		if err := s.inWorlds(ctx, &found, o.Seed); err != nil {
			return Shields{}, err
		}
	}
	return found, nil
}

// find scores every official by the record, but those of whom nothing is to be said.
func (s *shields) find(ctx context.Context, never func(graph.EntityID) bool) (found Shields, err error) {
	for i := range int32(s.Len()) {
		bodies, offices := s.offices(i)
		if len(bodies) == 0 || s.kind(i) != graph.Person {
			continue
		}
		if never != nil && never(s.id(i)) {
			found.Left++
			continue
		}
		if err := ctx.Err(); err != nil {
			return Shields{}, err
		}
		one := Official{Official: int(i), Offices: offices, Gangs: s.gangs(i)}
		if len(one.Gangs) == 0 {
			found.Without++
			continue
		}
		for _, g := range one.Gangs {
			one.Score += g.Score
		}
		found.Officials = append(found.Officials, one)
	}
	slices.SortStableFunc(found.Officials, func(a, b Official) int { return cmp.Compare(b.Score, a.Score) })
	return found, nil
}

// shields holds what scores are made of.
type shields struct {
	*traces
	followers []*follower
}

func newShields(v *graph.View, ties int) *shields {
	s := &shields{traces: newTraces(open(v))}
	for c := Money; c <= Mixed; c++ {
		s.followers = append(s.followers, newFollower(s.traces, c, ties))
	}
	return s
}

// gangs scores an official for every gang.
func (s *shields) gangs(official int32) []Shield {
	by := map[int32]*Shield{}
	at := func(gang int32) *Shield {
		if by[gang] == nil {
			by[gang] = &Shield{Official: int(official), Gang: int(gang)}
		}
		return by[gang]
	}
	add := func(gang int32, p Part) { at(gang).Parts = append(at(gang).Parts, p) }
	for a, end := s.from(official); a < end; a++ {
		switch one := &s.arcs[a]; {
		case one.step == ofGang && s.kind(one.to) == graph.Gang:
			at(one.to).Member = true
		case one.step == protects:
			s.recorded(a, official, add)
		}
	}
	best := map[int32][Mixed + 1]float64{} // by gang, worth of the best chain of each channel
	for _, f := range s.followers {
		found := f.chains(official)
		for _, gang := range slices.Sorted(maps.Keys(found)) {
			c, others := found[gang], best[gang]
			if c.worth() <= f.channel.mostOf(others)*(1+1e-9) {
				continue
			}
			others[f.channel] = c.worth()
			best[gang] = others
			add(gang, s.part(f.channel, f.channel.Weight(), c))
		}
	}
	all := make([]Shield, 0, len(by))
	for _, gang := range slices.Sorted(maps.Keys(by)) {
		one := *by[gang]
		slices.SortStableFunc(one.Parts, func(a, b Part) int { return cmp.Compare(b.Adds, a.Adds) })
		for _, p := range one.Parts {
			one.Score += p.Adds
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b Shield) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

// recorded adds what a record of protection says: of a gang, or of whom or what is of one.
func (s *shields) recorded(a, official int32, add func(int32, Part)) {
	one := &s.arcs[a]
	weight := recordedWeight(s.facts(a))
	c := chain{entities: []int32{official, one.to}, arcs: []int32{a}, share: 1, odds: sure.and(one.real)}
	if s.kind(one.to) == graph.Gang {
		add(one.to, s.part(Recorded, weight, c))
		return
	}
	for b, end := s.from(one.to); b < end; b++ {
		if next := &s.arcs[b]; next.step == ofGang && s.kind(next.to) == graph.Gang {
			c := chain{entities: append(slices.Clip(c.entities), next.to), arcs: append(slices.Clip(c.arcs), b), share: 1, odds: c.and(next.real)}
			add(next.to, s.part(Recorded, weight, c))
		}
	}
}

// recordedWeight is what records of protection weigh: as much as the one that has come furthest.
func recordedWeight(facts []*graph.Tie) float64 {
	weight := unstated
	for _, t := range facts {
		for _, status := range t.Values(graph.PropStatus) {
			weight = max(weight, statusWeights[strings.ToLower(status.Text)])
		}
	}
	return weight
}

func (s *shields) part(c Channel, weight float64, found chain) Part {
	p := Part{Channel: c, Adds: weight * found.share * found.chance, Weight: weight, Share: found.share, Chance: found.chance, Real: found.real, arcs: found.arcs}
	for _, i := range found.entities {
		p.Entities = append(p.Entities, int(i))
	}
	for _, a := range found.arcs {
		p.Steps = append(p.Steps, s.facts(a))
	}
	return p
}
