package dismantle

import (
	"math/rand/v2"
	"testing"

	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// Of a large network each run takes efficiency from 64 entities, by turns from all that were
// drawn.
func TestLargeRunsTakeEfficiencyByTurns(t *testing.T) {
	s := simulation{left: largeRegrowth + 1, starts: make([]int32, efficiencyStarts)}
	for k := range s.starts {
		s.starts[k] = int32(k)
	}
	met := map[int32]int{}
	for run := range uint64(16) {
		for _, i := range s.startsOf(run) {
			met[i]++
		}
	}
	for _, i := range s.starts {
		if met[i] != 2 {
			t.Fatalf("%d is taken by %d of 16 runs, want 2", i, met[i])
		}
	}
	s.left--
	if got := len(s.startsOf(3)); got != efficiencyStarts {
		t.Errorf("%d starts where fewer are left, want all %d", got, efficiencyStarts)
	}
}

// TestRunAddsOnlyWhatItMay looks into runs: nobody removed has a tie, nobody gains one with
// themselves or twice, no more ties are added than were lost, and what is left is what a
// fresh count says.
func TestRunAddsOnlyWhatItMay(t *testing.T) {
	for seed := range uint64(40) {
		v := graphtest.View(t, graphtest.Random(seed, 25, .12))
		without := make([]bool, v.Len())
		without[seed%25], without[(seed+9)%25], without[(seed+14)%25] = true, true, true
		o := Options{Objective: []Objective{Pairs, Largest, Between}[seed%3], From: make([]bool, v.Len()), To: make([]bool, v.Len())}
		for i := range o.From {
			o.From[i], o.To[i] = i%3 == 0, i%3 == 1
		}
		s := newSimulation(v, without, &RegrowthOptions{Count: o, Mechanism: Mechanism(seed % 4), Rate: .5})
		random := rand.New(rand.NewPCG(seed, 7))
		c := s.newCourse()
		for _, lost := range s.lost {
			c.replace(lost, random.Float64())
		}
		if len(c.added) > len(s.lost) {
			t.Errorf("seed %d: %d ties added, %d lost", seed, len(c.added), len(s.lost))
		}
		now := s.rest.grown(without, c.added, &network{})
		if want := now.connected(without, &o); c.joining.value != want {
			t.Errorf("seed %d: %s left after joining is %g, counted afresh %g", seed, o.Objective, c.joining.value, want)
		}
		for i := range int32(v.Len()) {
			met := newMarks(v.Len())
			met.next()
			met.add(i)
			for _, j := range now.row(i) {
				if without[i] || without[j] || !met.add(j) {
					t.Errorf("seed %d: a tie %d-%d that is of one removed, with oneself or there twice", seed, i, j)
				}
			}
			for _, u := range c.ties {
				if got := u.upTo(i) - u.upTo(i-1); u.may[i] && int(got) != len(now.row(i)) {
					t.Errorf("seed %d: %d has %d ties, and a weight of %g", seed, i, len(now.row(i)), got)
				}
			}
		}
	}
}
