package protection_test

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func whole(t *testing.T, lines string) *graph.View {
	t.Helper()
	return graphtest.NewView(t, graphtest.Facts(t, lines), graph.ViewOptions{Lens: graph.Whole})
}

func shieldsOf(t *testing.T, v *graph.View, o protection.ShieldOptions) protection.Shields {
	t.Helper()
	found, err := protection.FindShields(t.Context(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// parts lists what leads from o to the gangs: channel, weight, share and the chance that all is real.
func parts(v *graph.View, found protection.Shields) string {
	var words []string
	for _, o := range found.Officials {
		if v.ID(o.Official) != "o" {
			continue
		}
		for _, g := range o.Gangs {
			if g.Member {
				words = append(words, fmt.Sprintf("%s:member", v.ID(g.Gang)))
			}
			for _, p := range g.Parts {
				words = append(words, fmt.Sprintf("%s:%s %.4g*%.4g*%.4g", v.ID(g.Gang), p.Channel, p.Weight, p.Share, p.Chance))
			}
		}
	}
	return strings.Join(words, ", ")
}

const town = `
person o
person m
person n
person s
gang g
gang h
public-body b
company k
company l
account ox
account mx
account kx
phone op
phone mp
holds-office o b grade=1
member-of m g grade=1
holds o ox grade=1
holds m mx grade=1
uses o op grade=1
uses m mp grade=1
`

// What leads to a gang is by hand. A grade of 1 is certain; without one the middle is a half.
func TestParts(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"nothing", "", ""},
		{"a conviction", "protects o g status=convicted grade=1", "g:recorded 1*1*1"},
		{"a charge, half believed", "protects o g status=charged grade=0.5", "g:recorded 0.8*1*0.5"},
		{"nothing said of how far", "protects o g grade=1", "g:recorded 0.5*1*1"},
		{"two records, the weightier", "protects o g status=alleged grade=1\nprotects o g status=charged grade=1 source=q", "g:recorded 0.8*1*1"},
		{"a word of the court's, in its spelling", "protects o g status=Charged grade=1", "g:recorded 0.8*1*1"},
		{"of a member", "protects o m status=charged grade=1", "g:recorded 0.8*1*1"},
		{"protected by a gang", "protects g o status=charged grade=1", ""},
		{"and protecting it, which counts alone", "protects g o status=convicted grade=1\nprotects o g status=charged grade=0.5", "g:recorded 0.8*1*0.5"},
		{"of the gang", "member-of o g grade=1", "g:member"},
		{"met without a grade through somebody, two ties and three", "meets o s 1\nmeets s m 1", "g:contact 0.2*1*0.25"},
		{"kin", "kin-of o m grade=1", "g:kinship 0.2*1*1"},
		{"kin of kin, one of two", "kin-of o s grade=1\nkin-of s m grade=1\nkin-of s n grade=1", "g:kinship 0.2*0.5*1"},
		{"met", "meets o m 1 grade=0.5", "g:contact 0.2*1*0.5"},
		{"met without a grade", "meets o m 1", "g:contact 0.2*1*0.5"},
		{"phones", "calls op mp 1 grade=1", "g:contact 0.2*1*1"},
		{"paid", "pays mx ox 1 amount=10 currency=EUR grade=1", "g:money 0.4*1*1"},
		{"a quarter of what was paid", "account z\npays mx ox 1 amount=10 currency=EUR grade=1\npays z ox 2 amount=30 currency=EUR grade=1", "g:money 0.4*0.25*1"},
		{"all that was paid in its currency", "account z\npays mx ox 1 amount=10 currency=USD grade=1\npays z ox 2 amount=30 currency=EUR grade=1", "g:money 0.4*1*1"},
		{"a reversal is no payment", "account z\npays mx ox 1 amount=100 currency=EUR grade=1\npays z ox 2 amount=-90 currency=EUR grade=1", "g:money 0.4*1*1"},
		{"nor is nothing", "pays mx ox 1 amount=0 currency=EUR grade=1", ""},
		{"paying is not being paid", "pays ox mx 1 amount=10 currency=EUR grade=1", ""},
		{"through a company", "holds k kx grade=1\ndirects m k grade=1\npays kx ox 1 amount=10 currency=EUR grade=1", "g:money 0.4*1*1"},
		{"a company of three", "owns o k grade=1\nowns m k grade=1\nowns n k grade=1", "g:companies 0.2*0.5*1"},
		{"a company of kin", "kin-of o s grade=1\nowns s k grade=1\nowns m k grade=1", "g:family 0.2*1*1"},
		{"a company of kin, whom else the official knows", "kin-of o s grade=1\nowns s k grade=1\nowns m k grade=1\nmeets o m 1 grade=1", "g:contact 0.2*1*1, g:family 0.2*1*1"},
		{"a company of kin of one's own is no more than one's own", "owns o k grade=1\nowns m k grade=1\nkin-of o s grade=0.5\nowns s l grade=1\nowns m l grade=1", "g:companies 0.2*1*1"},
		{"kin of who was met", "kin-of o s grade=1\nmeets s m 1 grade=1", "g:mixed 0.1*1*1"},
		{"kin, so that no mixed chain counts", "kin-of o m grade=1\nkin-of o s grade=1\nmeets s m 1 grade=1", "g:kinship 0.2*1*1"},
		{"two gangs", "member-of n h grade=1\nmeets o n 1 grade=1\nkin-of o m grade=1", "g:kinship 0.2*1*1, h:contact 0.2*1*1"},
		{"an office is no chain", "person c\nholds-office c b grade=1\nkin-of c m grade=1", ""},
		{"nor is a decision", "event e\ninvolved-in o e role=decider\ninvolved-in m e role=concerned", ""},
		{"a loop of accounts", "account z\npays z ox 1 amount=1 grade=1\npays ox z 2 amount=1 grade=1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := whole(t, town+tt.lines)
			if got := parts(v, shieldsOf(t, v, protection.ShieldOptions{Worlds: -1})); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// A chain worth a ten-thousandth is followed to its end, one worth less is not: two relatives with k others each take
// 1/(k-1) twice.
func TestSlightChains(t *testing.T) {
	for _, tt := range []struct {
		others int
		want   string
	}{{90, "g:kinship 0.2*0.0001235*1"}, {110, ""}} {
		lines := "person r\nkin-of o s grade=1\nkin-of s r grade=1\nkin-of r m grade=1\n"
		for i := range tt.others - 1 { // of each, one more is kin behind it and one before
			lines += fmt.Sprintf("person x%d\nperson y%d\nkin-of s x%d grade=1\nkin-of r y%d grade=1\n", i, i, i, i)
		}
		v := whole(t, town+lines)
		if got := parts(v, shieldsOf(t, v, protection.ShieldOptions{Worlds: -1})); got != tt.want {
			t.Errorf("%d: %q, want %q", tt.others, got, tt.want)
		}
	}
}

// A score is the sum of its parts, and an official's that of the gangs.
func TestScoresAreSums(t *testing.T) {
	v := whole(t, town+"protects o g status=charged grade=0.5\nkin-of o m grade=1\nmember-of n h grade=1\nmeets o n 1 grade=0.25")
	found := shieldsOf(t, v, protection.ShieldOptions{Worlds: -1})
	one := found.Officials[0]
	if want := .8*.5 + .2 + .2*.25; math.Abs(one.Score-want) > 1e-12 {
		t.Errorf("score %g, want %g", one.Score, want)
	}
	for _, g := range one.Gangs {
		sum := 0.0
		for _, p := range g.Parts {
			sum += p.Adds
		}
		if math.Abs(sum-g.Score) > 1e-12 {
			t.Errorf("%s: %g, its parts %g", v.ID(g.Gang), g.Score, sum)
		}
	}
}

// What is certain does not vary; what is half believed is there or not; and the CPUs do not matter.
func TestWorldsOfScores(t *testing.T) {
	v := whole(t, town+"kin-of o m grade=1")
	if one := shieldsOf(t, v, protection.ShieldOptions{}).Officials[0]; one.Low != .2 || one.High != .2 {
		t.Errorf("certain: %g to %g, want .2", one.Low, one.High)
	}
	v = whole(t, town+"kin-of o m grade=1\nprotects o g status=charged grade=0.5")
	if one := shieldsOf(t, v, protection.ShieldOptions{}).Officials[0]; one.Low != .2 || one.High != 1 {
		t.Errorf("half believed: %g to %g, want .2 to 1", one.Low, one.High)
	}
	one := shieldsOf(t, v, protection.ShieldOptions{Worlds: 50, Seed: 3})
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if other := shieldsOf(t, v, protection.ShieldOptions{Worlds: 50, Seed: 3}); !reflect.DeepEqual(one, other) {
		t.Error("another result with one CPU")
	}
}
