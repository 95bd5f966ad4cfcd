package dismantle

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomNetwork draws a network of n entities in which so many pairs are tied.
func randomNetwork(r *rand.Rand, n, pairs int) *network {
	tied := make([]map[int32]bool, n)
	for i := range tied {
		tied[i] = map[int32]bool{}
	}
	for range pairs {
		if i, j := int32(r.IntN(n)), int32(r.IntN(n)); i != j {
			tied[i][j], tied[j][i] = true, true
		}
	}
	g := &network{start: []int32{0}}
	for i := range tied {
		for j := range int32(n) {
			if tied[i][j] {
				g.to = append(g.to, j)
			}
		}
		g.start = append(g.start, int32(len(g.to)))
	}
	return g
}

// untied returns the ties that one does not have yet to three of four others.
func untied(g *network, one int32) (ties [][2]int32) {
	for j := range int32(g.len()) {
		if j != one && j%4 > 0 && !slices.Contains(g.row(one), j) {
			ties = append(ties, [2]int32{one, j})
		}
	}
	return ties
}

// TestPiecesAreThoseOfAFreshCount removes and puts back at random and compares with a
// plain search after each step: what gain and loss foretold, the value, and the largest.
func TestPiecesAreThoseOfAFreshCount(t *testing.T) {
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			n := 2 + r.IntN(40)
			if seed >= 54 {
				n += 2 * stride // whom one is tied to, whose ties are not all looked at in a turn
			}
			g := randomNetwork(r, n, r.IntN(3*n))
			if n > stride {
				g = g.grown(make([]bool, n), untied(g, 0), &network{})
			}
			o := &Options{Objective: []Objective{Pairs, Largest, Between}[seed%3]}
			q := &question{network: g, objective: o.Objective, worth: worths[o.Objective]}
			if o.Objective == Between {
				o.From, o.To = make([]bool, n), make([]bool, n)
				for i := range n {
					o.From[i], o.To[i] = i%3 == 0, i%3 == 1
					q.one = append(q.one, mass{1, one(o.From[i]), one(o.To[i])})
				}
			}
			p := q.pieces()
			for range 300 {
				i, before := int32(r.IntN(n)), p.value
				if p.label[i] == gone {
					loss := p.loss(i, math.Inf(1))
					if p.putBack(i); p.value != before+loss {
						t.Fatalf("put back: from %g to %g, foretold %g", before, p.value, loss)
					}
				} else {
					gain := p.gain(i)
					if p.remove(i); p.value != before-gain {
						t.Fatalf("removed: from %g to %g, foretold %g", before, p.value, gain)
					}
				}
				without := make([]bool, n)
				for _, i := range p.removed {
					without[i] = true
				}
				if got, want := p.left(), g.connected(without, o); got != want {
					t.Fatalf("%s left %g, a fresh count says %g", o.Objective, got, want)
				}
			}
		})
	}
}
