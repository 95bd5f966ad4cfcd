package money_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

func ownership(t *testing.T, lines string) (*money.Ownership, *graph.View) {
	t.Helper()
	v := graphtest.NewView(t, graphtest.Facts(t, lines), graph.ViewOptions{Lens: graph.Whole})
	w, err := money.NewOwnership(t.Context(), v, money.OwnerOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return w, v
}

// holdings lists what an entity owns.
func holdings(w *money.Ownership, v *graph.View, id graph.EntityID) string {
	i, _ := v.Index(id)
	var words []string
	for _, h := range w.Holdings(i) {
		words = append(words, fmt.Sprintf("%s %s", v.ID(h.Asset), h.Share))
	}
	return strings.Join(words, ", ")
}

const firms = "person p\nperson q\ncompany a\ncompany b\ncompany c\naccount x\n"

// Effective shares are by hand: products along chains, added up; in loops the sum of the series.
func TestHoldings(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"direct", "owns p a share=40", "a 40 %"},
		{"a chain", "owns p a share=50\nowns a b share=50", "a 50 %, b 25 %"},
		{"two chains", "owns p a share=50\nowns p b share=20\nowns a c share=60\nowns b c share=40", "a 50 %, b 20 %, c 38 %"},
		{"directly and through another", "owns p a share=50\nowns p b share=10\nowns a b share=40", "a 50 %, b 30 %"},
		{"a band", "owns p a share=25-50\nowns a b share=100", "a 25-50 %, b 25-50 %"},
		{"unknown", "owns p a", "a 0-100 %"},
		{"unknown, beside what is known", "owns p a\nowns q a share=70", "a 0-30 %"},
		{"an account is its holder's", "owns p a share=30\nholds a x", "a 30 %, x 30 %"},
		{"a joint account", "holds p x\nholds q x", "x 0-100 %"},
		{"a loop of two", "owns p a share=50\nowns a b share=50\nowns b a share=50", "a 66.67 %, b 33.33 %"}, // .5/(1-.25)
		{"a loop that owns itself", "owns a b share=100\nowns b a share=100\nowns p c share=10", "c 10 %"},
		{"more than the whole", "owns p a share=80\nowns q a share=60", "a 40-80 %"},
		{"two records of one tie", "owns p a share=40 grade=0.5\nowns p a share=60 grade=0.9", "a 60 %"},
		{"held through others, as a source says", "owns p a share=40 directness=indirect", "a 40 %"},
		{"the same with the chain recorded", "owns p a share=40 directness=indirect\nowns p b share=100\nowns b a share=30-50", "a 40 %, b 100 %"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, v := ownership(t, firms+tt.lines)
			if got := holdings(w, v, "p"); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// Control is by hand: more than half of the votes with all that is controlled.
func TestControl(t *testing.T) {
	for _, tt := range []struct {
		name, lines string
		want        money.Control // of p over c
	}{
		{"half is none", "owns p c share=50", money.NoControl},
		{"a majority", "owns p c share=51", money.Controls},
		{"a majority of a majority", "owns p a share=51\nowns a c share=51", money.Controls},
		{"two minorities together", "owns p a share=60\nowns a c share=30\nowns p c share=25", money.Controls},
		{"a minority of much", "owns p a share=49\nowns a c share=100", money.NoControl},
		{"a band that may be", "owns p c share=40-60", money.MayControl},
		{"more than half, as registers put it", "owns p c share=>50-75", money.Controls},
		{"a source's word", "controls p c", money.Controls},
		{"votes before shares", "owns p c share=10\ncontrols p c share=60", money.Controls},
		{"a director", "directs p c", money.NoControl},
		{"a nominee", "controls p c title=nominee", money.NoControl},
	} {
		w, v := ownership(t, firms+tt.lines)
		p, _ := v.Index("p")
		c, _ := v.Index("c")
		if got := w.Control(p)[c]; got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// Who is at the end of the chains above a company.
func TestOwners(t *testing.T) {
	w, v := ownership(t, firms+"owns p a share=60\nowns q a share=20\nowns a c share=95\ndirects q c\nperson d\ndirects d c\npublic-body s\nowns s c share=0-5\nperson n\nowns n b share=100 beneficial-owner=true")
	c, _ := v.Index("c")
	found, err := w.Owners(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, o := range found {
		words = append(words, fmt.Sprintf("%s %s control=%q beneficial=%t perhaps=%t offices=%d ways=%d", v.ID(o.Entity), o.Share, o.Control, o.Beneficial, o.Perhaps, len(o.Offices), len(o.Ways)))
	}
	want := `p 57 % control="yes" beneficial=true perhaps=false offices=0 ways=2
q 19 % control="" beneficial=false perhaps=false offices=1 ways=2
d 0 % control="" beneficial=false perhaps=false offices=1 ways=0
s 0-5 % control="" beneficial=false perhaps=false offices=0 ways=1`
	if got := strings.Join(words, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// On 300 random networks with loops, of one company too, the shares are those of adding up products along walks, step by step,
// until nothing is added; and the bounds of intervals hold every division tried.
func TestHoldingsAreThoseOfTheSeries(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		n := 2 + r.IntN(7)
		var lines strings.Builder
		fmt.Fprint(&lines, "person p\n")
		for i := range n {
			fmt.Fprintf(&lines, "company k%d\n", i)
		}
		exact := make([][]float64, n+1) // by owner, the last p; what it owns of each company
		low, high := make([][]float64, n+1), make([][]float64, n+1)
		for o := range n + 1 {
			exact[o], low[o], high[o] = make([]float64, n), make([]float64, n), make([]float64, n)
		}
		for asset := range n {
			left := 100
			for o := range n + 1 {
				if r.IntN(3) > 0 || left < 2 { // a company may own a part of itself
					continue
				}
				x := 1 + r.IntN(left/2+1)
				left -= x
				lo, hi := max(0, x-r.IntN(10)), min(100, x+r.IntN(10))
				exact[o][asset], low[o][asset], high[o][asset] = float64(x)/100, float64(lo)/100, float64(hi)/100
				owner := fmt.Sprintf("k%d", o)
				if o == n {
					owner = "p"
				}
				fmt.Fprintf(&lines, "owns %s k%d share=%d-%d\n", owner, asset, lo, hi)
			}
		}
		w, v := ownership(t, lines.String())
		p, _ := v.Index("p")
		want := series(exact, n)
		got := map[graph.EntityID]money.Share{}
		for _, h := range w.Holdings(p) {
			got[v.ID(h.Asset)] = h.Share
		}
		lowest := series(low, n)
		for i := range n {
			s := got[graph.EntityID(fmt.Sprintf("k%d", i))]
			if want[i] < s.Lo-1e-9 || want[i] > s.Hi+1e-9 {
				t.Fatalf("seed %d: k%d is %g, outside %v\n%s", seed, i, want[i], s, lines.String())
			}
			if math.Abs(s.Lo-lowest[i]) > 1e-9 {
				t.Fatalf("seed %d: k%d has at least %g, by the series %g", seed, i, s.Lo, lowest[i])
			}
		}
	}
}

// series adds up what p owns of each company along ever longer walks.
func series(share [][]float64, n int) []float64 {
	all, step := make([]float64, n), make([]float64, n)
	copy(step, share[n])
	for range 20_000 {
		left := 0.
		for _, x := range step {
			left += x
		}
		if left < 1e-15 {
			break
		}
		next := make([]float64, n)
		for i, x := range step {
			all[i] += x
			for j := range n {
				next[j] += x * share[i][j]
			}
		}
		step = next
	}
	return all
}

func TestParseShare(t *testing.T) {
	for text, want := range map[string]string{
		"40": "40 %", "40 %": "40 %", "25-50": "25-50 %", "25 % - 50 %": "25-50 %", ">25": "25-100 %", "<25": "0-25 %", "<=25": "0-25 %", ">=75": "75-100 %", "33.333": "33.33 %",
		"": "", "half": "", "101": "", "50-25": "", "-5": "", "1e2": "", "25-": "", "NaN": "",
	} {
		s, err := money.ParseShare(text)
		if got := s.String(); err == nil && got != want || (err != nil) != (want == "") {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}
