package dismantle

import (
	"math/bits"
	"math/rand/v2"
	"slices"
)

// efficiencyStarts is from how many entities efficiency is taken at most: where more are
// left, so many drawn at random stand for all.
const efficiencyStarts = 512

// efficiency is how near those left are to each other:
//
//	E = Σ_{i≠j} 1/d(i,j) / (s·(n-1))
//
// over the s entities i from which it is taken and all n left; pairs out of reach count
// 0. Directions and strengths are ignored.
//
// Unit: none. Max: 1, where everybody is tied to everybody.
//
// Cost: O((n+m)·l·s/64) time, of longest way l.
//
// Source: V. Latora and M. Marchiori, "Efficient behavior of small-world networks", Phys.
// Rev. Lett. 87 (2001), 198701. doi:10.1103/PhysRevLett.87.198701
func (g *network) efficiency(without []bool, starts []int32, left int) float64 {
	if left < 2 || len(starts) == 0 {
		return 0
	}
	seen, front, next := make([]uint64, g.len()), make([]uint64, g.len()), make([]uint64, g.len())
	sum := 0.0
	for batch := range slices.Chunk(starts, 64) { // a bit for each: all go out at once
		clear(seen)
		clear(front)
		for bit, i := range batch {
			seen[i], front[i] = 1<<bit, 1<<bit
		}
		for ties, met := 1, 1; met > 0; ties++ {
			met = 0
			clear(next)
			for i, bits := range front {
				if bits != 0 {
					for _, j := range g.row(int32(i)) {
						next[j] |= bits
					}
				}
			}
			for j := range next {
				if next[j] &^= seen[j]; without[j] {
					next[j] = 0
				}
				seen[j] |= next[j]
				met += bits.OnesCount64(next[j])
			}
			front, next = next, front
			sum += float64(met) / float64(ties)
		}
	}
	return sum / float64(len(starts)) / float64(left-1)
}

// efficiencyBefore is that with the team there.
func (s *simulation) efficiencyBefore() float64 {
	if known := s.o.anyTeam; known != nil {
		return known.Efficiency.Before
	}
	everybody := make([]bool, s.network.len())
	starts, all := startsFor(everybody, rand.New(rand.NewPCG(s.o.Seed, forStarts)))
	return s.network.efficiency(everybody, starts, all)
}

// efficiencyDayOne is that without the team.
func (s *simulation) efficiencyDayOne() float64 {
	if known := s.o.sameTeam; known != nil {
		return known.Efficiency.DayOne
	}
	return s.rest.efficiency(s.without, s.starts, s.left)
}

// startsFor returns from whom efficiency is taken, and how many are left.
func startsFor(without []bool, r *rand.Rand) (starts []int32, left int) {
	for i := range without {
		if !without[i] {
			starts = append(starts, int32(i))
		}
	}
	left = len(starts)
	if left > efficiencyStarts {
		r.Shuffle(left, func(a, b int) { starts[a], starts[b] = starts[b], starts[a] })
		starts = starts[:efficiencyStarts]
	}
	return starts, left
}
