package protection_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// city returns a case of about n entities, most of it noise: six in ten are people, with their telephones, accounts and
// companies; one in 500 of them holds an office, one in 100 is of one of 20 gangs. Each telephone calls some
// eight others and each account pays some ten, most of them near it.
func city(b *testing.B, n int) *graph.View {
	b.Helper()
	r := rand.New(rand.NewPCG(uint64(n), 3))
	var lines strings.Builder
	people, phones, accounts, companies := 6*n/10, n/5, n/6, n/30
	for _, kind := range []struct {
		name, letter string
		count        int
	}{{"person", "p", people}, {"phone", "t", phones}, {"account", "a", accounts}, {"company", "c", companies}, {"gang", "g", 20}, {"public-body", "b", 10}} {
		for i := range kind.count {
			fmt.Fprintf(&lines, "%s %s%d\n", kind.name, kind.letter, i)
		}
	}
	near := func(i, count int) int { return (i + 1 + r.IntN(60)*r.IntN(60)) % count }
	for i := range people {
		switch {
		case i%500 == 7:
			fmt.Fprintf(&lines, "holds-office p%d b%d grade=0.95\n", i, r.IntN(10))
		case i%100 == 3:
			fmt.Fprintf(&lines, "member-of p%d g%d grade=0.8\n", i, r.IntN(20))
		}
		if i%2 == 0 {
			fmt.Fprintf(&lines, "kin-of p%d p%d grade=0.95\n", i, i+1)
		}
		if i%9 == 0 {
			fmt.Fprintf(&lines, "meets p%d p%d m%d grade=0.7\n", i, near(i, people), i)
		}
	}
	for i := range phones {
		fmt.Fprintf(&lines, "uses p%d t%d grade=0.95\n", 3*i, i)
		for k := range 8 {
			fmt.Fprintf(&lines, "calls t%d t%d %d.%d grade=0.8\n", i, near(i, phones), i, k)
		}
	}
	for i := range accounts {
		if i%5 == 0 {
			fmt.Fprintf(&lines, "holds c%d a%d grade=0.95\nowns p%d c%d grade=0.95\n", i/5%companies, i, 3*i, i/5%companies)
		} else {
			fmt.Fprintf(&lines, "holds p%d a%d grade=0.95\n", 3*i, i)
		}
		for k := range 10 {
			fmt.Fprintf(&lines, "pays a%d a%d p%d.%d amount=%d currency=EUR grade=0.95\n", i, near(i, accounts), i, k, 10+r.IntN(1000))
		}
	}
	facts := graphtest.Facts(b, lines.String())
	return graphtest.NewView(b, facts, graph.ViewOptions{Lens: graph.Whole})
}

func BenchmarkFindShields(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		v := city(b, n)
		for _, worlds := range []int{-1, 200} {
			b.Run(fmt.Sprintf("net=city/n=%d/ties=%d/worlds=%d", v.Len(), v.Size(), max(0, worlds)), func(b *testing.B) {
				for b.Loop() {
					if _, err := protection.FindShields(b.Context(), v, protection.ShieldOptions{Worlds: worlds}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkFindNetwork(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		v := city(b, n)
		o := protection.NetworkOptions{Pairs: 10, Ways: 2, Least: .02}
		for i := range v.Len() {
			switch id := v.ID(i); {
			case v.Entity(i).Kind == graph.Gang:
				o.Gangs = append(o.Gangs, i)
			case v.Entity(i).Kind == graph.Person && len(v.Ties(i)) > 0 && holdsOffice(v, id, i):
				o.Officials = append(o.Officials, i)
			}
		}
		b.Run(fmt.Sprintf("net=city/n=%d/officials=%d/gangs=%d", v.Len(), len(o.Officials), len(o.Gangs)), func(b *testing.B) {
			for b.Loop() {
				if _, err := protection.FindNetwork(b.Context(), v, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func holdsOffice(v *graph.View, id graph.EntityID, i int) bool {
	for _, tie := range v.Ties(i) {
		for _, t := range v.Evidence(int(tie)) {
			if t.Kind == graph.HoldsOffice && t.From == id {
				return true
			}
		}
	}
	return false
}
