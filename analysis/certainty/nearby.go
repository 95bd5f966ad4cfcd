package certainty

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"

	"github.com/linchpin-graph/linchpin/graph"
)

// A nearby is two who are not tied and have contacts in common.
type nearby struct {
	look     look
	from, to int32
}

// A look says how many contacts two have in common, and how many they have themselves,
// multiplied: both to the next power of two.
type look uint16

func lookOf(shared, contacts, others int) look {
	return look(doublings(shared)<<8 | doublings(contacts*others))
}

func doublings(n int) int { return bits.Len(uint(max(n-1, 0))) }

// nearbyOf returns all who are not tied and have contacts in common, undirected both ways
// round, in order. O(Σ d²) for d contacts, of whom those with more than a crowd are passed over.
func nearbyOf(v *graph.View) []nearby {
	var all []nearby
	var met []int32
	crowd := crowdOf(v)
	shared := make([]int32, v.Len()) // contacts in common with i; 0 of who is tied to it
	for i := range v.Len() {
		met = met[:0]
		for _, j := range v.Neighbours(i) {
			next := v.Neighbours(int(j))
			if len(next) > crowd {
				continue
			}
			for _, k := range next {
				if shared[k] == 0 {
					met = append(met, k)
				}
				shared[k]++
			}
		}
		shared[i] = 0
		for _, j := range v.Neighbours(i) {
			shared[j] = 0
		}
		for _, k := range met {
			if shared[k] > 0 {
				all = append(all, nearby{lookOf(int(shared[k]), len(v.Neighbours(i)), len(v.InNeighbours(int(k)))), int32(i), k})
				shared[k] = 0
			}
		}
	}
	slices.SortFunc(all, func(a, b nearby) int {
		return cmp.Or(cmp.Compare(a.look, b.look), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	return all
}

// crowdOf returns how many contacts are so many that having somebody in common who has them tells nothing: fewer where
// the pairs to look at would else be too many.
func crowdOf(v *graph.View) int {
	for crowd := mostCrowd; ; crowd /= 2 {
		pairs := 0
		for i := range v.Len() {
			if d := len(v.Neighbours(i)); d <= crowd {
				pairs += d * d
			}
		}
		if pairs <= mostPairs {
			return crowd
		}
	}
}

const (
	mostCrowd = 500
	mostPairs = 1 << 24
)

// within returns those of a look.
func within(all []nearby, l look) []nearby {
	lo := sort.Search(len(all), func(i int) bool { return all[i].look >= l })
	hi := sort.Search(len(all), func(i int) bool { return all[i].look > l })
	return all[lo:hi]
}

// fromOne returns those of whom the first is an entity, of nearby ones of one look.
func fromOne(alike []nearby, entity int32) []nearby {
	lo := sort.Search(len(alike), func(i int) bool { return alike[i].from >= entity })
	hi := sort.Search(len(alike), func(i int) bool { return alike[i].from > entity })
	return alike[lo:hi]
}
