package protection

import (
	"fmt"
	"math"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// What lies between two is what the papers' sums say, pair by pair, on random networks
// undirected and directed, and only of pairs at a distance of two or three ties.
func TestNearAgreesWithTheSums(t *testing.T) {
	pairs := 0
	for seed := range uint64(40) {
		for _, directed := range []bool{false, true} {
			v := graphtest.NewView(t, graphtest.Parse(t, graphtest.Random(seed, 12+int(seed), .02+.005*float64(seed))), graph.ViewOptions{Directed: directed})
			l := latticeOf(v)
			found := map[[2]int32]near{}
			w := l.walker()
			for i := range int32(v.Len()) {
				last := i
				w.from(i, func(p *near) {
					if p.from != i || p.to <= last {
						t.Fatalf("seed %d: %d-%d out of order", seed, p.from, p.to)
					}
					last = p.to
					found[[2]int32{p.from, p.to}] = *p
				})
			}
			for i := range v.Len() {
				for j := i + 1; j < v.Len(); j++ {
					want, near := slowNear(v, i, j)
					got, there := found[[2]int32{int32(i), int32(j)}]
					if near != there {
						t.Fatalf("seed %d: %d-%d is looked at: %v, want %v", seed, i, j, there, near)
					}
					if there {
						pairs++
						same(t, fmt.Sprintf("seed %d, %d-%d", seed, i, j), got, want)
					}
				}
			}
		}
	}
	if pairs < 5000 {
		t.Errorf("%d pairs compared, want more", pairs)
	}
}

func same(t *testing.T, what string, got, want near) {
	t.Helper()
	for _, x := range []struct {
		name      string
		got, want float64
	}{{"common", got.common, want.common}, {"resource", got.resource, want.resource}, {"adamic", got.adamic, want.adamic}, {"walks", got.walks, want.walks}, {"three", got.three, want.three}, {"degrees", got.degrees, want.degrees}} {
		if math.Abs(x.got-x.want) > 1e-9*(1+x.want) {
			t.Fatalf("%s: %s = %g, want %g by the sum over all stations", what, x.name, x.got, x.want)
		}
	}
}

// slowNear goes through all stations there could be; false where the two are tied or farther apart.
func slowNear(v *graph.View, i, j int) (near, bool) {
	tied := func(a, b int) bool {
		_, one := v.TieBetween(a, b)
		_, other := v.TieBetween(b, a)
		return one || other
	}
	degree := func(a int) (k float64) {
		for b := range v.Len() {
			if tied(a, b) {
				k++
			}
		}
		return k
	}
	p := near{from: int32(i), to: int32(j), degrees: degree(i) * degree(j)}
	for u := range v.Len() {
		if u == i || u == j || !tied(i, u) {
			continue
		}
		if tied(u, j) {
			p.common++
			p.resource += 1 / degree(u)
			p.adamic += 1 / math.Log(degree(u))
		}
		for w := range v.Len() {
			if w != i && w != j && tied(u, w) && tied(w, j) {
				p.walks++
				p.three += 1 / math.Sqrt(degree(u)*degree(w))
			}
		}
	}
	return p, !tied(i, j) && p.common+p.walks > 0
}

// Whom everybody knows makes nobody likely to know each other.
func TestRoutesOverWhomEverybodyKnowsDoNotCount(t *testing.T) {
	star := ""
	for i := range MostContacts + 1 {
		star += fmt.Sprintf("hub-n%03d ", i)
	}
	l := latticeOf(graphtest.View(t, star))
	l.walker().from(1, func(p *near) { t.Fatalf("%d-%d are looked at over a hub of %d", p.from, p.to, MostContacts+1) })
}

// Samples drawn by a known model give it back, and the model's probabilities add up to what was held
// out: both follow from the likelihood equations.
func TestFitFindsTheModel(t *testing.T) {
	var samples []sample
	state := uint64(1)
	next := func() float64 { // a plain linear congruential generator
		state = state*6364136223846793005 + 1442695040888963407
		return float64(state>>11) / (1 << 53)
	}
	want := logit{weight: reading{-2, 1.5, .8, -.5, .4}, scale: reading{1, 1, 1, 1, 1}}
	held := 0.0
	for range 40_000 {
		s := sample{x: reading{1, next(), 3 * next(), 2 * next(), math.Round(next())}}
		s.held = next() < want.at(&s.x)
		if s.held {
			held++
		}
		samples = append(samples, s)
	}
	m := fit(samples, noPart)
	sum := 0.0
	for i := range samples {
		sum += m.at(&samples[i].x)
	}
	if math.Abs(sum-held) > 1e-3*held {
		t.Errorf("probabilities add up to %.2f, want %.0f held out", sum, held)
	}
	for _, x := range []reading{{1, .1, .2, .3, 0}, {1, .9, 2.5, .1, 1}, {1, .5, 1.5, 1.9, 1}} {
		if got, want := m.at(&x), want.at(&x); math.Abs(got-want) > .02 {
			t.Errorf("at %v: %.3f, want %.3f of the model that drew the samples", x, got, want)
		}
	}
}
