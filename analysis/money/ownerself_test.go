package money_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// ownersOf says in a line who owns an asset: share, control, beneficial or perhaps so; what is nobody's; and where shares are
// above the whole.
func ownersOf(t *testing.T, w *money.Ownership, v *graph.View, id graph.EntityID) string {
	t.Helper()
	asset, _ := v.Index(id)
	owners, err := w.Owners(t.Context(), asset)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, o := range owners {
		word := fmt.Sprintf("%s %s", v.ID(o.Entity), o.Share)
		if o.Control != money.NoControl {
			word += " control " + o.Control.String()
		}
		switch {
		case o.Beneficial:
			word += " beneficial"
		case o.Perhaps:
			word += " perhaps"
		}
		words = append(words, word)
	}
	words = append(words, "nobody "+w.Rest(asset, owners).String())
	for _, x := range w.Excesses(asset) {
		words = append(words, fmt.Sprintf("%s in all %.4g %%", v.ID(x.Asset), 100*x.Recorded))
	}
	return strings.Join(words, "; ")
}

// What a company owns of itself and what is then left, by hand, from x(j) = Σ w(i,j)·x(i): its other owners have their shares over what it does not
// own itself, and of the votes as well.
func TestOwnersOfWhatOwnsItself(t *testing.T) {
	for _, tt := range []struct{ name, lines, asset, want string }{
		// p = 20/(1-.4), q = 40/(1-.4); q has 40 of 60 votes.
		{"two owners", "owns p a share=20\nowns q a share=40\nowns a a share=40", "a", "q 66.67 % control yes beneficial; p 33.33 % beneficial; nobody 0 %"},
		// 60/(1-.4), and 60 of 60 votes.
		{"one owner", "owns p a share=60\nowns a a share=40", "a", "p 100 % control yes beneficial; nobody 0 %"},
		// 30/60 is of p, and half of the votes is no majority; the other 30 are of nobody recorded.
		{"half of the votes", "owns p a share=30\nowns a a share=40", "a", "p 50 % beneficial; nobody 50 %"},
		// 31/60: 31 of 60 votes are more than half.
		{"a majority by what does not vote", "owns p a share=31\nowns a a share=40", "a", "p 51.67 % control yes beneficial; nobody 48.33 %"},
		// More than 30 of 60, as a register would say it.
		{"above half of what votes", "owns p a share=>30-31\nowns a a share=40", "a", "p 50-51.67 % control yes beneficial; nobody 48.33-50 %"},
		// From 20/(1-.1) to 30/(1-.4). At most 30 of 60 votes.
		{"ranges", "owns p a share=20-30\nowns a a share=10-40", "a", "p 22.22-50 % perhaps; nobody 50-77.78 %"},
		// From 31/(1-.1) to 31/(1-.4). Up to 31 of 60 votes.
		{"a range of its own", "owns p a share=31\nowns a a share=10-40", "a", "p 34.44-51.67 % control possible beneficial; nobody 48.33-65.56 %"},
		// From 0 to the 40 that are left: p from 20 to 20/.6, q from 40 to 40/.6 and 40 of 60 votes.
		{"a part that is not recorded", "owns p a share=20\nowns q a share=40\nowns a a", "a", "q 40-66.67 % control possible beneficial; p 20-33.34 % perhaps; nobody 0-40 %"},
		// 45 of 80 votes by one reading, 45 of 100 by the other.
		{"recorded votes", "owns p a share=10\ncontrols p a share=45\nowns a a share=20", "a", "p 12.5 % control possible perhaps; nobody 87.5 %"},
		{"recorded votes, a majority of all", "owns p a share=10\ncontrols p a share=51\nowns a a share=20", "a", "p 12.5 % control yes beneficial; nobody 87.5 %"},
		// a = 31/60 is p's, c = .6 a; p controls a, which has 60 of c.
		{"on the way", "owns p a share=31\nowns a a share=40\nowns a c share=60", "c", "p 31 % control yes beneficial; nobody 69 %"},
		// p: a = .4 + .4 b + .2 a, b = .5 a, so a = .4/.6. q: a = .4 b + .2 a, b = .5 + .5 a, so b = 2/3, a = 1/3. 40 of 80 votes each.
		{"within a circle", "owns p a share=40\nowns b a share=40\nowns a a share=20\nowns a b share=50\nowns q b share=50", "a", "p 66.67 % beneficial; q 33.33 % beneficial; nobody 0 %"},
		{"the other of the circle", "owns p a share=40\nowns b a share=40\nowns a a share=20\nowns a b share=50\nowns q b share=50", "b", "q 66.67 % beneficial; p 33.33 % beneficial; nobody 0 %"},
		// 45 of 80 votes in a. p: a = .45 + .35 b + .2 a, b = .5 a: a = .45/.625 = .72. q: .8 a = .35 b, b = .5 + .5 a: b = 16 a / 7, so 16/7 a = .5 + .5 a, a = .28.
		{"within a circle, a majority", "owns p a share=45\nowns b a share=35\nowns a a share=20\nowns a b share=50\nowns q b share=50", "a", "p 72 % control yes beneficial; q 28 % beneficial; nobody 0 %"},
		// Each of a circle with a part of itself: a = .5 + .3 b + .2 a, b = .6 a + .4 b = a, so a = .5/.5.
		{"both of a circle", "owns p a share=50\nowns b a share=30\nowns a a share=20\nowns a b share=60\nowns b b share=40", "b", "p 100 % control yes beneficial; nobody 0 %"},
		// a is at the end, for nobody else is recorded above it.
		{"whose only owner it is itself", "owns a a share=40\nowns a c share=80", "c", "a 80 % control yes; nobody 20 %"},
		{"all of itself", "owns a a share=100", "a", "nobody 100 %"},
		// Each may have all of a, which has half of c: half of c between them at most.
		{"not known which of two", "owns p a\nowns q a\nowns a c share=50", "c", "p 0-50 % perhaps; q 0-50 % perhaps; nobody 50-100 %"},
		{"a circle alone", "owns a b share=100\nowns b a share=100", "a", "nobody 100 %"},
		// 130 %: p 0 to 30, a 70 to 100, so p from 0 to 30/(1-.7); all of it may be its own.
		{"all of itself, and an owner", "owns p a share=30\nowns a a share=100", "a", "p 0-100 % control possible perhaps; nobody 0-100 %; a in all 130 %"},
		// 130 %: p 30 to 60, a 40 to 70. From 30/(1-.4), with half of the votes, to 60/(1-.4).
		{"too much of itself", "owns p a share=60\nowns a a share=70", "a", "p 50-100 % control possible beneficial; nobody 0 %; a in all 130 %"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, v := ownership(t, firms+tt.lines)
			if got := ownersOf(t, w, v, graph.EntityID(tt.asset)); got != tt.want {
				t.Errorf("\n got %s\nwant %s (by hand)", got, tt.want)
			}
		})
	}
}

// Shares above the whole, by hand: each may be too high by the excess, and nothing of such a company is without an owner.
func TestOwnersAboveTheWhole(t *testing.T) {
	for _, tt := range []struct{ name, lines, asset, want string }{
		// 130 %: each down by up to 30.
		{"three", "person r\nowns p a share=60\nowns q a share=50\nowns r a share=20", "a", "p 30-60 % control possible beneficial; q 20-50 % perhaps; r 0-20 %; nobody 0 %; a in all 130 %"},
		// 120 %: 40 to 60 each.
		{"above it", "owns p a share=60\nowns q a share=60\nowns a c share=100", "c", "p 40-60 % control possible beneficial; q 40-60 % control possible beneficial; nobody 0 %; a in all 120 %"},
		// Of c half is a's, and of the other half nobody is recorded to own anything; p and q have half between them at most.
		{"above a half of it", "owns p a share=60\nowns q a share=60\nowns a c share=50", "c", "p 20-30 % perhaps; q 20-30 % perhaps; nobody 50 %; a in all 120 %"},
		// b, 40 to 60 of a, is owned by its own circle.
		{"a circle has a part", "owns p a share=60\nowns b a share=60\nowns b c share=100\nowns c b share=100", "a", "p 40-60 % control possible beneficial; nobody 40-60 %; a in all 120 %"},
		{"of one owner twice", "owns p a one share=60\nowns p a two share=70", "a", "p 100 % control yes beneficial; nobody 0 %; a in all 130 %"},
		// 80 of a range from 30 and 60: 110 %, each down by up to 10.
		{"with a range", "owns p a share=30-50\nowns q a share=80", "a", "q 70-80 % control yes beneficial; p 20-30 % perhaps; nobody 0 %; a in all 110 %"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, v := ownership(t, firms+tt.lines)
			if got := ownersOf(t, w, v, graph.EntityID(tt.asset)); got != tt.want {
				t.Errorf("\n got %s\nwant %s (by hand)", got, tt.want)
			}
		})
	}
}

// What is of its own is told: directly, in a circle, both; and what ended, is no company's or is no share is none.
func TestCirclesAreTold(t *testing.T) {
	today, err := graph.ParseDate("2024-01-01")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, lines, want string }{
		{"itself", "owns a a share=40", "own 40 %; loop [a]; a a 40 %; read 1"},
		{"a circle", "owns a b share=10\nowns b a share=20\nowns p a share=5", "own 0 %; loop [a b]; b a 20 %; a b 10 %; read 0"},
		{"both", "owns a b share=10\nowns b a share=20\nowns b b share=30\nowns a a share=1", "own 1 %; loop [a b]; a a 1 %; b a 20 %; a b 10 %; b b 30 %; read 2"},
		{"directing itself", "directs a a\ncontrols a a share=60", "own 0 %; loop []; read 0"},
		{"through others, as a source says", "owns a a share=60 directness=indirect", "own 0 %; loop []; read 0"},
		{"long over", "owns a a share=60 until=2001", "own 0 %; loop []; read 0"},
	} {
		_, v := ownership(t, firms+tt.lines)
		w, err := money.NewOwnership(t.Context(), v, money.OwnerOptions{On: today})
		if err != nil {
			t.Fatal(err)
		}
		a, _ := v.Index("a")
		var loop, circle []string
		for _, i := range w.Loop(a) {
			loop = append(loop, string(v.ID(i)))
		}
		for _, s := range w.Circle(a) {
			circle = append(circle, fmt.Sprintf("%s %s %s; ", v.ID(s.Owner), v.ID(s.Asset), s.Share))
		}
		if got := fmt.Sprintf("own %s; loop %v; %sread %d", w.OwnPart(a), loop, strings.Join(circle, ""), w.Own); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// On 200 random networks in which companies own each other and themselves, the shares are those that gonum solves the
// equations to: x = (I - Wᵀ)⁻¹·b, where b is what p owns directly.
func TestHoldingsAgreeWithGonum(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 17))
		n := 1 + r.IntN(12)
		lines := "person p\n"
		for i := range n {
			lines += fmt.Sprintf("company k%d\n", i)
		}
		a, b := mat.NewDense(n, n, nil), mat.NewVecDense(n, nil)
		for asset := range n {
			a.Set(asset, asset, 1)
			for o, left := 0, 98; o <= n; o++ { // 2 % are nobody's, so that there is one solution
				x := r.IntN(left/2 + 1)
				if x == 0 || o != asset && r.IntN(2) == 0 {
					continue
				}
				left -= x
				owner := fmt.Sprintf("k%d", o)
				if share := float64(x) / 100; o == n {
					owner = "p"
					b.SetVec(asset, share)
				} else {
					a.Set(asset, o, a.At(asset, o)-share)
				}
				lines += fmt.Sprintf("owns %s k%d share=%d\n", owner, asset, x)
			}
		}
		var want mat.VecDense
		if err := want.SolveVec(a, b); err != nil {
			t.Fatal(err)
		}
		w, v := ownership(t, lines)
		p, _ := v.Index("p")
		got := make([]float64, n)
		for _, h := range w.Holdings(p) {
			var i int
			if _, err := fmt.Sscanf(string(v.ID(h.Asset)), "k%d", &i); err == nil && h.Share.Exact() {
				got[i] = h.Share.Lo
			}
		}
		for i := range n {
			if math.Abs(got[i]-want.AtVec(i)) > 1e-12 {
				t.Fatalf("seed %d: k%d %g, by gonum %g\n%s", seed, i, got[i], want.AtVec(i), lines)
			}
		}
	}
}

// What sources declare of two is theirs together: at least the larger part, if one vehicle holds both, and at most the sum.
func TestHoldingsTogether(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"no chain", "owns p a share=40 directness=indirect\nowns q a share=30 directness=indirect", "a 40-70 %"},
		{"one by a chain", "owns p a share=40 directness=indirect\nowns q a share=30", "a 40-70 %"},
		{"as the chain has it", "owns p b share=100\nowns b a share=40\nowns p a share=40 directness=indirect\nowns q a share=30", "a 70 %, b 100 %"},
		{"no declaration", "owns p a share=40\nowns q a share=30\nowns a c share=50", "a 70 %, c 35 %"},
	} {
		w, v := ownership(t, firms+tt.lines)
		p, _ := v.Index("p")
		q, _ := v.Index("q")
		var words []string
		for _, h := range w.Holdings(p, q) {
			words = append(words, fmt.Sprintf("%s %s", v.ID(h.Asset), h.Share))
		}
		if got := strings.Join(words, ", "); got != tt.want {
			t.Errorf("%s: %q, want %q (by hand)", tt.name, got, tt.want)
		}
	}
}

// A company is not between its own hidden owner and itself: p has a and c, each through one other company.
func TestHiddenOwnersOfWhatOwnsItself(t *testing.T) {
	w, v := ownership(t, firms+"company d\nowns p b share=100\nowns p d share=100\nowns b a share=60\nowns a a share=40\nowns d c share=70")
	found, err := w.HiddenOwners(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, h := range found {
		for _, a := range h.Assets {
			for _, i := range a.Through {
				words = append(words, fmt.Sprintf("%s of %s through %s", a.Share, v.ID(a.Asset), v.ID(i)))
			}
		}
	}
	if got, want := strings.Join(words, ", "), "100 % of a through b, 70 % of c through d"; got != want {
		t.Errorf("%q, want %q (by hand: 60/(1-.4))", got, want)
	}
}

// A hair beside all of itself: rounding must not make it infinite or no number.
func TestAHairBesideAllOfItself(t *testing.T) {
	w, v := ownership(t, firms+"owns p a share=0.00000001\nowns a a share=100\nowns a c share=50")
	p, _ := v.Index("p")
	for _, h := range w.Holdings(p) {
		if !(h.Share.Lo >= 0 && h.Share.Lo <= h.Share.Hi && h.Share.Hi <= 1) {
			t.Errorf("%s: %v to %v, want parts of 1", v.ID(h.Asset), h.Share.Lo, h.Share.Hi)
		}
	}
}
