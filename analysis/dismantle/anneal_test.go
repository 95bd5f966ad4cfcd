package dismantle

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// sound fails where a walk does not know what is left, or what it costs, or has removed who may not be or kept who
// must not.
func (a *annealer) sound(t *testing.T, o *Options) {
	t.Helper()
	without := make([]bool, a.pieces.network.len())
	for _, i := range a.removed {
		without[i] = true
		if !slices.Contains(a.choice, i) {
			t.Fatalf("%d is removed, who may not be", i)
		}
	}
	for _, i := range a.always() {
		if !without[i] {
			t.Fatalf("%d is not removed, who is in any case", i)
		}
	}
	if got, want := a.left(), a.pieces.network.connected(without, o); got != want {
		t.Fatalf("%s left %g, a fresh count says %g", o.Objective, got, want)
	}
	if want := a.priceOfAll(a.removed); math.Abs(a.spent-want) > 1e-9 {
		t.Fatalf("%g is spent, and the prices are %g", a.spent, want)
	}
}

// affordable fails where a team costs more than the budget.
func (a *annealer) affordable(t *testing.T, what string, members []int32) {
	t.Helper()
	if spent := a.priceOfAll(members); !a.affords(spent) {
		t.Fatalf("%s: %g is spent of %g", what, spent, a.budget)
	}
}

func TestWalksStaySound(t *testing.T) {
	for seed := range uint64(400) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			ctx, r := t.Context(), rand.New(rand.NewPCG(seed, 5))
			q, o := randomQuestion(r)
			if len(q.choice) == 0 {
				return
			}
			a := newAnnealer(q, seed, 0)
			a.start(q.always())
			a.walk(2 * a.rate)
			a.sound(t, o)
			a.otherwise(ctx, 2*block)
			a.otherwise(ctx, 2*block)
			a.sound(t, o)
			a.alone(ctx, 2*block)
			a.sound(t, o)
			first := team{members: slices.Clone(a.best.members)}
			a.affordable(t, "alone", first.members)

			a.start(a.split(&first))
			a.sound(t, o)
			a.affordable(t, "split", a.removed)

			a.best.members = nil
			a.cool(ctx, boiling, 2*block)
			a.start(first.members)
			a.start(a.cross(&first, &team{members: slices.Clone(a.best.members)}))
			a.sound(t, o)
			a.affordable(t, "crossed", a.removed)
		})
	}
}

// TestDescentEndsWhereNoExchangeHelps tries every exchange of one member after a descent.
func TestDescentEndsWhereNoExchangeHelps(t *testing.T) {
	for seed := range uint64(400) {
		q, _ := randomQuestion(rand.New(rand.NewPCG(seed, 6)))
		if len(q.choice) == 0 {
			continue
		}
		a := newAnnealer(q, seed, 0)
		a.start(q.always())
		for _, i := range q.choice { // as many as the budget allows, not the best
			if a.label[i] != gone && !a.waits(i) && q.affords(a.spent+q.priceOf(i)) {
				a.remove(i)
				a.spent += q.priceOf(i)
			}
		}
		a.best.members = nil
		a.note()
		a.descend(context.Background(), math.MaxInt)
		end, p := a.value, q.pieces()
		for _, i := range a.removed {
			if q.fixed[i] {
				continue
			}
			for _, j := range q.choice {
				if a.label[j] == gone || a.waits(j) || !q.affords(a.spent-q.priceOf(i)+q.priceOf(j)) {
					continue
				}
				p.without(append(slices.DeleteFunc(slices.Clone(a.removed), func(k int32) bool { return k == i }), j))
				if p.value < end {
					t.Fatalf("seed %d: %d for %d leaves %g, the descent %g", seed, j, i, p.value, end)
				}
			}
		}
	}
}

// TestSplitPartsAPiece splits the one piece of two rings that three hold together. Each is of little use without the
// others; a region in either ring grows until they are all that parts it from the rest.
func TestSplitPartsAPiece(t *testing.T) {
	const ring, joins = int32(40), int32(3)
	var ties [][2]int32
	for i := range ring {
		for _, far := range []int32{1, 2, 5} {
			ties = append(ties, [2]int32{i, (i + far) % ring}, [2]int32{ring + i, ring + (i+far)%ring})
		}
	}
	for k := range joins {
		for j := range int32(4) {
			ties = append(ties, [2]int32{2*ring + k, 9*k + j}, [2]int32{2*ring + k, ring + 9*k + j})
		}
	}
	n := int(2*ring + joins)
	q := &question{network: (&network{start: make([]int32, n+1)}).grown(make([]bool, n), ties, &network{}), worth: worths[Pairs], budget: 6,
		fixed: make([]bool, n)}
	for i := range int32(n) {
		q.choice = append(q.choice, i)
	}
	q.before = q.waiting()
	a := newAnnealer(q, 1, 0)
	worst := []int32{0, 1, 2, 3, 4, 5}
	want, found := worths[Pairs](mass{size: ring}), 0
	for range 100 {
		a.start(a.split(&team{members: worst}))
		if a.value <= 2*want {
			found++
		}
	}
	if found < 20 {
		t.Errorf("%d of 100 splits part the rings, want 20 at least", found)
	}
}

// TestSlidesForetellTheLoss compares what it costs to put one back when a neighbour has gone with what it costs then.
func TestSlidesForetellTheLoss(t *testing.T) {
	slides := 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 7))
		q, _ := randomQuestion(r)
		p := q.pieces()
		for range 200 {
			i := int32(r.IntN(q.network.len()))
			if p.label[i] != gone {
				p.remove(i)
				continue
			}
			row := q.network.row(i)
			if len(row) == 0 || p.label[row[0]] == gone || p.gain(row[0]) < 0 || p.cuts.of[row[0]].mass.size > 0 && !p.touchesOnly(i, row[0]) {
				p.putBack(i)
				continue
			}
			foretold := p.lossWithout(i, row[0], math.Inf(1))
			p.remove(row[0])
			if loss := p.loss(i, math.Inf(1)); loss != foretold {
				t.Fatalf("seed %d: to put %d back without %d costs %g, foretold %g", seed, i, row[0], loss, foretold)
			}
			slides++
			p.putBack(i)
		}
	}
	if slides < 1000 {
		t.Errorf("%d slides, want 1000 at least", slides)
	}
}
