package protection_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

func exposureOf(t *testing.T, v *graph.View, o protection.ExposureOptions) paths.Cut {
	t.Helper()
	cut, err := protection.Exposure(t.Context(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	return cut
}

// names are the identifiers of entities of a view.
func names(v *graph.View, all []int) string {
	var words []string
	for _, i := range all {
		words = append(words, string(v.ID(i)))
	}
	return strings.Join(words, " ")
}

// By hand: p is an official whom a record ties to g, and whose rent a landlord z pays on to o.
func TestExposureOfWhomRecordsJoin(t *testing.T) {
	const rent = "person p\nholds-office p b\naccount px\naccount z\nholds p px\nprotects p g\npays px z 1 amount=9 currency=EUR\npays z ox 2 amount=9 currency=EUR\n"
	for _, tt := range []struct {
		name, lines string
		officials   []graph.EntityID
		channels    []protection.Channel
		want        string
	}{
		{"his money leads on", rent, []graph.EntityID{"o", "p"}, []protection.Channel{protection.Money}, "1 [px] far [ox] joined [p]"},
		{"as it does where he is not asked for", rent, []graph.EntityID{"o"}, []protection.Channel{protection.Money}, "1 [p] far [ox] joined []"},
		{"nothing leads on by kinship", rent, []graph.EntityID{"o", "p"}, []protection.Channel{protection.Kinship}, "0 [] far [] joined [p]"},
		{"what is paid to him does not", strings.Replace(rent, "px z", "z px", 1), []graph.EntityID{"o", "p"}, []protection.Channel{protection.Money}, "0 [] far [] joined [p]"},
		{"the gang's own money as well", rent + "pays mx ox 3 amount=9 currency=EUR", []graph.EntityID{"o", "p"}, []protection.Channel{protection.Money}, "1 [ox] far [ox] joined [p]"},
		{"two ties of officials", rent + "kin-of p o", []graph.EntityID{"o", "p"}, nil, "0 [] far [] joined [o p]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := whole(t, town+tt.lines)
			cut := exposureOf(t, v, protection.ExposureOptions{Gangs: entities(v, "g"), Officials: entities(v, tt.officials...), Channels: tt.channels})
			if got := fmt.Sprintf("%d [%s] far [%s] joined [%s]", cut.Price, names(v, cut.Members), names(v, cut.Far), names(v, cut.Joined)); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// randomTown is two gangs, two public bodies and what may join them.
func randomTown(r *rand.Rand) string {
	var lines strings.Builder
	say := func(format string, some ...any) { fmt.Fprintf(&lines, format+"\n", some...) }
	n := 6 + r.IntN(12)
	pick := func(of string) string { return fmt.Sprint(of, r.IntN(n)) }
	say("gang g\ngang h\npublic-body b\npublic-body c")
	for i := range n {
		say("person p%d\naccount a%d\nphone f%d\ncompany k%d", i, i, i, i)
		say("holds p%d a%d\nuses p%d f%d", i, i, i, i)
		if r.IntN(4) == 0 {
			say("member-of p%d %s", i, []string{"g", "h"}[r.IntN(2)])
		}
		if r.IntN(3) == 0 {
			say("holds-office p%d %s", i, []string{"b", "c"}[r.IntN(2)])
		}
	}
	for k := range n {
		say("pays %s %s %d amount=9 currency=EUR", pick("a"), pick("a"), k)
		switch r.IntN(8) {
		case 0:
			say("protects %s g", pick("p"))
		case 1:
			say("kin-of %s %s", pick("p"), pick("p"))
		case 2:
			say("meets %s %s %d", pick("p"), pick("p"), k)
		case 3:
			say("calls %s %s %d", pick("f"), pick("f"), k)
		case 4:
			say("directs %s %s", pick("p"), pick("k"))
		case 5:
			say("holds %s %s", pick("k"), pick("a"))
		case 6:
			say("owns g %s", pick("k"))
		}
	}
	return lines.String()
}

// reachable returns whom the facts of a town lead to from its gangs when some are gone, by any channel: all that are met, or
// officials alone, one after another.
func reachable(n *graph.Network, gone, officials map[graph.EntityID]bool, direct bool) map[graph.EntityID]bool {
	met := map[graph.EntityID]bool{"g": true, "h": true}
	for grown := true; grown; {
		grown = false
		for k := range n.Ties {
			t := &n.Ties[k]
			for _, way := range [2][2]graph.EntityID{{t.From, t.To}, {t.To, t.From}} {
				from, to := way[0], way[1]
				switch {
				case t.Kind == graph.HoldsOffice, t.Kind == graph.Pays && from != t.From:
				case met[from] && !met[to] && !gone[to] && (!direct || officials[to]):
					met[to], grown = true, true
				}
			}
		}
	}
	return met
}

// Once a cut is taken, no official is reached from the gangs of 400 random towns but those whom ties of officials join to
// them, whoever stands between; one who is taken from the cut lets something through; and the same holds for each official asked for alone.
func TestExposureLeavesNoWay(t *testing.T) {
	parted, beside := 0, 0
	for seed := range uint64(400) {
		v := whole(t, randomTown(rand.New(rand.NewPCG(seed, 11))))
		officials := map[graph.EntityID]bool{}
		var all []int
		for k := range v.Facts().Ties {
			if tie := &v.Facts().Ties[k]; tie.Kind == graph.HoldsOffice && !officials[tie.From] {
				officials[tie.From] = true
				all = append(all, entities(v, tie.From)...)
			}
		}
		joined := reachable(v.Facts(), nil, officials, true)
		lets := func(members []int, id func(graph.EntityID) bool) bool {
			gone := map[graph.EntityID]bool{}
			for _, i := range members {
				gone[v.ID(i)] = true
			}
			for reached := range reachable(v.Facts(), gone, nil, false) {
				if officials[reached] && !joined[reached] && id(reached) {
					return true
				}
			}
			return false
		}
		anybody := func(graph.EntityID) bool { return true }
		cut := exposureOf(t, v, protection.ExposureOptions{Gangs: entities(v, "g", "h"), Officials: all})
		for _, members := range [][]int{cut.Members, cut.Far} {
			if lets(members, anybody) {
				t.Fatalf("seed %d: past %s officials are reached", seed, names(v, members))
			}
			for k := range members {
				if !lets(slices.Delete(slices.Clone(members), k, k+1), anybody) {
					t.Fatalf("seed %d: %s are more than are needed", seed, names(v, members))
				}
			}
		}
		for _, i := range cut.Joined {
			if !joined[v.ID(i)] {
				t.Fatalf("seed %d: %s is joined by no ties of officials", seed, v.ID(i))
			}
		}
		if len(cut.Members) > 0 {
			parted++
		}
		if len(cut.Members) > 0 && len(cut.Joined) > 0 {
			beside++
		}
		for _, i := range all {
			if joined[v.ID(i)] {
				continue
			}
			alone := exposureOf(t, v, protection.ExposureOptions{Gangs: entities(v, "g", "h"), Officials: []int{i}})
			if alone.Price > cut.Price || lets(alone.Members, func(id graph.EntityID) bool { return id == v.ID(i) }) || len(alone.Joined) > 0 {
				t.Fatalf("seed %d: %s for %s alone, %s for all", seed, names(v, alone.Members), v.ID(i), names(v, cut.Members))
			}
		}
	}
	if parted < 100 || beside < 50 {
		t.Errorf("%d towns had anything to part, %d of these beside what is joined: too few to tell", parted, beside)
	}
}
