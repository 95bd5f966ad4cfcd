package certainty

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

const retries = 10 // for a pair that is not tied yet

// unrecorded draws ties that nobody recorded: between two who look as the ends of a
// recorded tie would, had nobody recorded it. Where a share p of the ties goes unrecorded
// by chance, there are of pairs of each look p/(1-p) times as many unrecorded ties as
// recorded ones. That is Turing's estimate of what a sample has not seen, and it needs no
// guess of how people come to be tied.
//
// How two look is how many contacts they have, and how many in common. What was drawn
// counts for the next draw like what is recorded (Pólya's urn), which makes worlds as
// unlike each other as the record leaves open.
//
// Sources: I. J. Good, "The population frequencies of species and the estimation of
// population parameters", Biometrika 40 (1953). doi:10.1093/biomet/40.3-4.237
// A. Y. Lo, "A Bayesian bootstrap for a finite population", Annals of Statistics 16
// (1988). doi:10.1214/aos/1176351061
type unrecorded struct {
	view    *graph.View
	out, in side
	near    []nearby // who are not tied and have contacts in common, in order
}

// A side of the ties: those from entities, or those to them. Undirected, both are all.
type side struct {
	contacts func(entity int) []int32
	order    []int32 // entities by how many contacts they have
	start    []int   // by number of contacts: where those with so many or more begin
}

func newUnrecorded(v *graph.View) *unrecorded {
	return &unrecorded{view: v, out: newSide(v, v.Neighbours), in: newSide(v, v.InNeighbours), near: nearbyOf(v)}
}

func newSide(v *graph.View, contacts func(int) []int32) side {
	s := side{contacts: contacts, order: make([]int32, v.Len())}
	for i := range s.order {
		s.order[i] = int32(i)
	}
	slices.SortStableFunc(s.order, func(a, b int32) int {
		return cmp.Compare(len(contacts(int(a))), len(contacts(int(b))))
	})
	for at, i := range s.order {
		for len(s.start) <= len(contacts(int(i))) {
			s.start = append(s.start, at)
		}
	}
	s.start = append(s.start, v.Len())
	return s
}

// like returns somebody who has about as many contacts as an entity would have without
// one of its own: within a quarter, so that few contacts are as many. Where there is
// nobody it is somebody with as many as the entity has, such as itself.
func (s *side) like(r *rand.Rand, entity int) int {
	n := len(s.contacts(entity))
	fewest, most := n-1-(n-1)/4, n-1+(n-1)/4
	alike := s.order[s.start[fewest]:s.start[min(most+1, len(s.start)-1)]]
	if len(alike) == 0 {
		alike = s.order[s.start[n]:s.start[n+1]]
	}
	return int(alike[r.IntN(len(alike))])
}

// An urn draws the unrecorded ties of one world.
type urn struct {
	*unrecorded
	r       *rand.Rand
	anybody float64 // share of the ties of which one end is anybody
	drawn   []int   // recorded ties that those drawn look like
	taken   map[[2]int]bool
}

func (u *unrecorded) urn(r *rand.Rand, anybody float64) *urn {
	return &urn{unrecorded: u, r: r, anybody: anybody, taken: map[[2]int]bool{}}
}

// draw returns the ends of one tie. Where no two are found who are not tied, there is none.
func (u *urn) draw() (from, to int, found bool) {
	tie := u.r.IntN(u.view.Size() + len(u.drawn))
	if tie >= u.view.Size() {
		tie = u.drawn[tie-u.view.Size()]
	}
	for range retries {
		from, to = u.pair(tie)
		if !u.view.Directed() {
			from, to = min(from, to), max(from, to)
		}
		if _, tied := u.view.TieBetween(from, to); !tied && from != to && !u.taken[[2]int{from, to}] {
			u.taken[[2]int{from, to}] = true
			u.drawn = append(u.drawn, tie)
			return from, to, true
		}
	}
	return 0, 0, false
}

// pair returns two who look like a tie's ends. Where these have contacts in common, one of
// them stays if it can, for contacts in common are what keeps a group together.
func (u *urn) pair(tie int) (from, to int) {
	a, b := u.view.Ends(tie)
	if !u.view.Directed() && u.r.IntN(2) == 0 {
		a, b = b, a
	}
	if u.r.Float64() < u.anybody {
		return u.out.like(u.r, a), u.r.IntN(u.view.Len())
	}
	from, to = a, b
	contacts, others := u.view.Neighbours(a), u.view.InNeighbours(b)
	if shared := inCommon(contacts, others); shared > 0 {
		alike := within(u.near, lookOf(shared, len(contacts)-1, len(others)-1))
		if same := fromOne(alike, int32(a)); len(same) > 0 {
			alike = same
		}
		if len(alike) > 0 {
			p := alike[u.r.IntN(len(alike))]
			return int(p.from), int(p.to)
		}
	}
	return u.out.like(u.r, a), u.in.like(u.r, b)
}

// end returns an end of a tie drawn at random, so that who has more ties comes more often.
func (u *unrecorded) end(r *rand.Rand) int32 {
	from, to := u.view.Ends(r.IntN(u.view.Size()))
	if r.IntN(2) == 0 {
		return int32(to)
	}
	return int32(from)
}

// inCommon returns how many numbers two ascending lists share.
func inCommon(a, b []int32) int {
	shared := 0
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			shared++
			a, b = a[1:], b[1:]
		}
	}
	return shared
}
