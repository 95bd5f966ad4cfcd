package protection_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// relay is an official whom money of a gang's member reaches over one account more: five ties, each graded as said.
func relay(grade string) string {
	return strings.ReplaceAll(`
person o
person m
gang g
public-body b
account ox
account z
account mx
holds-office o b
holds o ox G
pays z ox 1 amount=10 currency=EUR G
pays mx z 1 amount=10 currency=EUR G
holds m mx G
member-of m g G
`, "G", grade)
}

// The score is the mean over worlds, and lies within its interval. Chances are by hand: of five ties that nobody grades
// .5^5 = 1/32, so that the chain is there in one world of 32; of five of .995, .975.
func TestScoreLiesInItsInterval(t *testing.T) {
	for _, tt := range []struct {
		name, lines            string
		chance, low, high, all float64
	}{
		{"no grades", relay(""), 1. / 32, 0, .4, .4 / 32},
		{"hardly ever there", relay("grade=0.2"), math.Pow(.2, 5), 0, .4 * math.Pow(.2, 5), .4 * math.Pow(.2, 5)},
		{"half the time", relay("grade=0.87"), math.Pow(.87, 5), 0, .4, .4 * math.Pow(.87, 5)},
		{"nearly always", relay("grade=0.999"), math.Pow(.999, 5), .4 * math.Pow(.999, 5), .4, .4 * math.Pow(.999, 5)},
		{"certain", relay("grade=1"), 1, .4, .4, .4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := shieldsOf(t, whole(t, tt.lines), protection.ShieldOptions{Worlds: 10000})
			one := found.Officials[0]
			for name, x := range map[string][2]float64{
				"chance": {one.Gangs[0].Parts[0].Chance, tt.chance}, "score": {one.Score, tt.all}, "low": {one.Low, tt.low}, "high": {one.High, tt.high},
			} {
				if math.Abs(x[0]-x[1]) > 1e-12 {
					t.Errorf("%s %g, want %g", name, x[0], x[1])
				}
			}
			if sd := math.Sqrt(tt.chance * (1 - tt.chance) / 10000); math.Abs(one.There-tt.chance) > 4*sd {
				t.Errorf("there in %g of the worlds, want %g", one.There, tt.chance)
			}
		})
	}
}

// townByChance is officials, members, others, their accounts, telephones and companies, tied at random.
func townByChance(r *rand.Rand, grade func() string) string {
	var lines strings.Builder
	pick := func(letter string, n int) string { return fmt.Sprintf("%s%d", letter, r.IntN(n)) }
	for _, kind := range []string{"person o", "person p", "gang g", "account a", "phone t", "company c"} {
		for i := range 8 {
			fmt.Fprintf(&lines, "%s%d\n", kind, i)
		}
	}
	lines.WriteString("public-body b\n")
	for i := range 8 {
		fmt.Fprintf(&lines, "holds-office o%d b %s\nholds o%d a%d %s\nuses p%d t%d %s\nmember-of p%d g%d %s\n", i%3, grade(), i, i, grade(), i, i, grade(), i, i%2, grade())
	}
	for i := range 40 {
		person := func() string { return pick([]string{"o", "p"}[r.IntN(2)], 8) }
		switch r.IntN(7) {
		case 0:
			fmt.Fprintf(&lines, "pays %s %s %d amount=%d currency=EUR %s\n", pick("a", 8), pick("a", 8), i, 1+r.IntN(100), grade())
		case 1:
			fmt.Fprintf(&lines, "meets %s %s %d %s\n", person(), person(), i, grade())
		case 2:
			fmt.Fprintf(&lines, "kin-of %s %s %s\n", person(), person(), grade())
		case 3:
			fmt.Fprintf(&lines, "owns %s %s %s\n", person(), pick("c", 8), grade())
		case 4:
			fmt.Fprintf(&lines, "calls %s %s %d %s\n", pick("t", 8), pick("t", 8), i, grade())
		case 5:
			fmt.Fprintf(&lines, "holds %s %s %s\n", pick("c", 8), pick("a", 8), grade())
		case 6:
			fmt.Fprintf(&lines, "protects %s %s status=charged %s\n", pick("o", 3), []string{"g0", "g1", "p3"}[r.IntN(3)], grade())
		}
	}
	return lines.String()
}

// In made-up cases whose ties are graded, not graded, or some of each: a score is the sum of its parts and lies within its
// interval, an official's is that of the gangs, and a chain has the same chance wherever it is told of: that of the surest
// of each step's ties, multiplied.
func TestOneChanceEverywhere(t *testing.T) {
	graded := func(r *rand.Rand) string {
		return "grade=" + []string{"0.05", "0.3-0.6", "0.5", "0.8-1", "0.95", "1"}[r.IntN(6)]
	}
	compared := 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 11))
		v := whole(t, townByChance(r, func() string {
			if seed%3 == 0 || seed%3 == 1 && r.IntN(2) == 0 {
				return ""
			}
			return graded(r)
		}))
		for _, one := range shieldsOf(t, v, protection.ShieldOptions{Seed: seed}).Officials {
			within(t, seed, one.Score, one.InWorlds)
			total := 0.0
			for _, g := range one.Gangs {
				within(t, seed, g.Score, g.InWorlds)
				total += g.Score
				sum := 0.0
				for _, p := range g.Parts {
					sum += p.Adds
					near(t, seed, "adds", p.Adds, p.Weight*p.Share*p.Chance)
					near(t, seed, "chance", p.Chance, chanceOf(v, p.Steps))
					compared += sameInNetwork(t, v, seed, one.Official, g.Gang, p)
				}
				near(t, seed, "score of a gang", g.Score, sum)
			}
			near(t, seed, "score", one.Score, total)
		}
	}
	if compared < 200 {
		t.Errorf("only %d chains were ways of the network too", compared)
	}
}

func within(t *testing.T, seed uint64, score float64, w protection.InWorlds) {
	t.Helper()
	if score < w.Low || score > w.High || w.There < 0 || w.There > 1 {
		t.Errorf("seed %d: score %g, interval %g to %g, there in %g", seed, score, w.Low, w.High, w.There)
	}
}

func near(t *testing.T, seed uint64, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-12 {
		t.Errorf("seed %d: %s %g, want %g", seed, what, got, want)
	}
}

// chanceOf multiplies the middles of the surest tie of each step.
func chanceOf(v *graph.View, steps [][]*graph.Tie) float64 {
	chance := 1.0
	for _, facts := range steps {
		best := graph.Interval{Lo: -1}
		for _, f := range facts {
			p := f.Probability(v.Facts().Voice)
			if f.Certainty(p) == graph.NotGraded {
				p = graph.Interval{Lo: 0, Hi: 1}
			}
			if p.Lo > best.Lo || p.Lo == best.Lo && p.Hi > best.Hi {
				best = p
			}
		}
		chance *= (best.Lo + best.Hi) / 2
	}
	return chance
}

// sameInNetwork looks for a part's chain among the best ways, and compares their chances where each two of it are tied
// by that step alone. It returns how many were compared.
func sameInNetwork(t *testing.T, v *graph.View, seed uint64, official, gang int, p protection.Part) int {
	t.Helper()
	found := networkOf(t, v, protection.NetworkOptions{Officials: []int{official}, Gangs: []int{gang}, Ways: 20, Least: 1e-6, Channels: []protection.Channel{p.Channel}})
	for _, w := range found.Ways {
		if !slices.Equal(w.Entities, p.Entities) || !byStepsAlone(found, p) {
			continue
		}
		near(t, seed, fmt.Sprintf("%s: chance of a way", p.Channel), w.Chance, p.Chance)
		if w.Real != p.Real {
			t.Errorf("seed %d: %s: interval of a way %v, of the chain %v", seed, p.Channel, w.Real, p.Real)
		}
		for _, l := range found.Links {
			for k, facts := range p.Steps {
				if l.From == p.Entities[k] && l.To == p.Entities[k+1] {
					near(t, seed, "chance of a link", (l.Real.Lo+l.Real.Hi)/2, chanceOf(v, [][]*graph.Tie{facts}))
				}
			}
		}
		return 1
	}
	return 0
}

// byStepsAlone reports whether the links of a chain stand for what its steps do.
func byStepsAlone(found protection.Network, p protection.Part) bool {
	for k, facts := range p.Steps {
		if !slices.ContainsFunc(found.Links, func(l protection.Link) bool {
			return l.From == p.Entities[k] && l.To == p.Entities[k+1] && slices.Equal(l.Facts, facts)
		}) {
			return false
		}
	}
	return true
}
