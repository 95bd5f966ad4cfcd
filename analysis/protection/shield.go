package protection

import (
	"cmp"
	"context"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

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
	Adds     float64        // weight times share times the middle of real
	Weight   float64        // most that the channel adds
	Share    float64        // of what reaches each station of the chain that goes on to the next
	Real     graph.Interval // chance that every tie of the chain is real
	Entities []int          // of the view, from the official to the gang
	Steps    [][]*graph.Tie // the facts of each step
}

// A Shield is an official who may shield a gang.
type Shield struct {
	Official, Gang int
	Member         bool   // a record says that the official is a member
	Parts          []Part // the heaviest first
	Score          float64
	Low, High      float64 // hold the score in 95 of 100 worlds
}

// An Official is somebody who holds an office, with the gangs that records lead to.
type Official struct {
	Official  int
	Offices   []*graph.Tie
	Gangs     []Shield // the highest score first
	Score     float64  // of all gangs together
	Low, High float64
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
// charged .8, else .5) times the middle of its probability; each channel adds its weight (see [Channel.Weight])
// times the share and the middle of the probability of its best chain. At each station of a chain
// the share falls: along a payment to the part that it is of all that the payee was paid, otherwise by the
// number of others that the station has by that channel, so that a chain through whom everybody pays or calls
// is worth little. A chain of mixed channels counts where it is worth more than any of one. The
// score has no unit and no meaning as a probability: it says where to look first.
//
// The interval holds it in 95 of 100 possible worlds, in each of which a tie is there with a
// chance drawn from its interval.
//
// Cost: O(worlds · officials · ties reached).
func FindShields(ctx context.Context, v *graph.View, o ShieldOptions) (Shields, error) {
	s := newShields(v, cmp.Or(o.Ties, DefaultTies))
	var found Shields
	for i := range int32(v.Len()) {
		bodies, offices := s.offices(i)
		if len(bodies) == 0 || s.kind(i) != graph.Person {
			continue
		}
		if o.Never != nil && o.Never(v.ID(int(i))) {
			found.Left++
			continue
		}
		if err := ctx.Err(); err != nil {
			return Shields{}, err
		}
		one := Official{Official: int(i), Offices: offices, Gangs: s.gangs(s.followers, i, nil)}
		if len(one.Gangs) == 0 {
			found.Without++
			continue
		}
		for _, g := range one.Gangs {
			one.Score += g.Score
		}
		one.Low, one.High = one.Score, one.Score
		found.Officials = append(found.Officials, one)
	}
	slices.SortStableFunc(found.Officials, func(a, b Official) int { return cmp.Compare(b.Score, a.Score) })
	if o.Worlds >= 0 {
		found.Worlds = cmp.Or(o.Worlds, 200)
		if err := s.sure(ctx, &found, o.Seed); err != nil {
			return Shields{}, err
		}
	}
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

// gangs scores an official for every gang, in a possible world or by the record.
func (s *shields) gangs(followers []*follower, official int32, alive []bool) []Shield {
	by := map[int32]*Shield{}
	at := func(gang int32) *Shield {
		if by[gang] == nil {
			by[gang] = &Shield{Official: int(official), Gang: int(gang)}
		}
		return by[gang]
	}
	add := func(gang int32, p Part) {
		shield := at(gang)
		p.Adds = p.Weight * p.Share * middle(p.Real)
		shield.Parts, shield.Score = append(shield.Parts, p), shield.Score+p.Adds
	}
	for a, end := s.from(official); a < end; a++ {
		if alive != nil && !alive[a] {
			continue
		}
		switch one := &s.arcs[a]; {
		case one.step == ofGang && s.kind(one.to) == graph.Gang:
			at(one.to).Member = true
		case one.step == protects && s.outgoing(a, official):
			s.recorded(a, official, alive, add)
		}
	}
	best := map[int32][Mixed + 1]float64{} // by gang, worth of the best chain of each channel
	for _, f := range followers {
		found := f.chains(official, alive)
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
		one.Low, one.High = one.Score, one.Score
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b Shield) int { return cmp.Compare(b.Score, a.Score) })
	return all
}

// outgoing reports whether the protection is the official's, and not of the official.
func (s *shields) outgoing(a, official int32) bool {
	return s.ties[s.proof[s.arcs[a].first]].from == official
}

// recorded adds what a record of protection says: of a gang, or of whom or what is of one.
func (s *shields) recorded(a, official int32, alive []bool, add func(int32, Part)) {
	one := &s.arcs[a]
	weight := recordedWeight(s.facts(a))
	c := chain{entities: []int32{official, one.to}, arcs: []int32{a}, share: 1, real: one.real}
	if s.kind(one.to) == graph.Gang {
		add(one.to, s.partIn(Recorded, weight, c, alive))
		return
	}
	for b, end := s.from(one.to); b < end; b++ {
		if next := &s.arcs[b]; next.step == ofGang && s.kind(next.to) == graph.Gang && (alive == nil || alive[b]) {
			c := chain{entities: append(slices.Clip(c.entities), next.to), arcs: append(slices.Clip(c.arcs), b), share: 1, real: one.real.And(next.real)}
			add(next.to, s.partIn(Recorded, weight, c, alive))
		}
	}
}

// recordedWeight is what records of protection weigh: as much as the one that has come furthest.
func recordedWeight(facts []*graph.Tie) float64 {
	weight := unstated
	for _, t := range facts {
		for _, status := range t.Values(graph.PropStatus) {
			weight = max(weight, statusWeights[status.Text])
		}
	}
	return weight
}

// partIn is part in a world, in which what is there is certain.
func (s *shields) partIn(c Channel, weight float64, found chain, alive []bool) Part {
	if alive != nil {
		found.real = graph.Interval{Lo: 1, Hi: 1}
	}
	return s.part(c, weight, found)
}

func (s *shields) part(c Channel, weight float64, found chain) Part {
	p := Part{Channel: c, Weight: weight, Share: found.share, Real: found.real}
	for _, i := range found.entities {
		p.Entities = append(p.Entities, int(i))
	}
	for _, a := range found.arcs {
		p.Steps = append(p.Steps, s.facts(a))
	}
	return p
}

// sure draws possible worlds and takes from them the intervals of scores.
func (s *shields) sure(ctx context.Context, found *Shields, seed uint64) error {
	scores := make([][][]float64, len(found.Officials)) // by official, its gangs and then itself, by world
	for k, one := range found.Officials {
		scores[k] = make([][]float64, len(one.Gangs)+1)
		for g := range scores[k] {
			scores[k][g] = make([]float64, found.Worlds)
		}
	}
	var all sync.WaitGroup
	worlds := make(chan int)
	for range min(runtime.GOMAXPROCS(0), found.Worlds) {
		all.Go(func() {
			own := newFollowers(s)
			alive := make([]bool, len(s.arcs))
			for w := range worlds {
				s.draw(alive, rand.New(rand.NewPCG(seed, uint64(w))))
				for k, one := range found.Officials {
					for _, shield := range s.gangs(own, int32(one.Official), alive) {
						scores[k][len(one.Gangs)][w] += shield.Score
						if g := slices.IndexFunc(one.Gangs, func(o Shield) bool { return o.Gang == shield.Gang }); g >= 0 {
							scores[k][g][w] = shield.Score
						}
					}
				}
			}
		})
	}
	for w := range found.Worlds {
		if ctx.Err() != nil {
			break
		}
		worlds <- w
	}
	close(worlds)
	all.Wait()
	for k := range found.Officials {
		one := &found.Officials[k]
		for g := range one.Gangs {
			one.Gangs[g].Low, one.Gangs[g].High = middle95(scores[k][g])
		}
		one.Low, one.High = middle95(scores[k][len(one.Gangs)])
	}
	return ctx.Err()
}

// newFollowers returns followers with scratch of their own.
func newFollowers(s *shields) []*follower {
	var own []*follower
	for _, f := range s.followers {
		g := *f
		g.at = make([]int32, len(f.at))
		own = append(own, &g)
	}
	return own
}

// draw decides which facts are real in a world, and so which arcs are there.
func (s *shields) draw(alive []bool, r *rand.Rand) {
	there := make([]bool, len(s.ties))
	for k, p := range s.real {
		there[k] = r.Float64() < p.Lo+(p.Hi-p.Lo)*r.Float64()
	}
	for a := range s.arcs {
		alive[a] = slices.ContainsFunc(s.proof[s.arcs[a].first:s.arcs[a].last], func(k int32) bool { return there[k] })
	}
}

// middle95 returns the bounds that hold 95 of 100 of some numbers.
func middle95(x []float64) (low, high float64) {
	slices.Sort(x)
	cut := len(x) / 40
	return x[cut], x[len(x)-1-cut]
}
