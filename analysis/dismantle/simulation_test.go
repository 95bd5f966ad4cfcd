package dismantle

import (
	"math/rand/v2"
	"testing"

	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestRunAddsOnlyWhatItMay looks into runs: nobody removed has a tie, nobody gains one with
// themselves or twice, and no more ties are added than were lost.
func TestRunAddsOnlyWhatItMay(t *testing.T) {
	for seed := range uint64(40) {
		v := graphtest.View(t, graphtest.Random(seed, 25, .12))
		without := make([]bool, v.Len())
		without[seed%25], without[(seed+9)%25], without[(seed+14)%25] = true, true, true
		s := newSimulation(v, without, &RegrowthOptions{Mechanism: Mechanism(seed % 4), Rate: .5})
		random := rand.New(rand.NewPCG(seed, 7))
		c := s.newCourse()
		for _, lost := range s.lost {
			c.replace(lost, random.Float64())
		}
		if len(c.added) > len(s.lost) {
			t.Errorf("seed %d: %d ties added, %d lost", seed, len(c.added), len(s.lost))
		}
		now := s.rest.grown(without, c.added, &network{})
		for i := range int32(v.Len()) {
			met := newMarks(v.Len())
			met.next()
			met.add(i)
			for _, j := range now.row(i) {
				if without[i] || without[j] || !met.add(j) {
					t.Errorf("seed %d: a tie %d-%d that is of one removed, with oneself or there twice", seed, i, j)
				}
			}
			if len(now.row(i)) != int(c.degree[i]) {
				t.Errorf("seed %d: %d has %d ties, counted %d", seed, i, len(now.row(i)), c.degree[i])
			}
		}
	}
}
