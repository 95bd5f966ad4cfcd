package graph_test

import (
	"math"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

func grade(t testing.TB, text string) graph.Grade {
	t.Helper()
	g, err := graph.ParseGrade(text)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// The intervals are by hand from the figures in docs/measures.md: [s·lo, 1 - s·(1-hi)].
func TestGradesAsIntervals(t *testing.T) {
	for _, tt := range []struct {
		text, canonical string
		lo, hi          float64
	}{
		{"A1", "admiralty:A1", .9, 1},
		{"a-1", "admiralty:A1", .9, 1},
		{"B2", "admiralty:B2", .56, .92},
		{"b / 2", "admiralty:B2", .56, .92},
		{"E5", "admiralty:E5", 0, .84},
		{"F6", "admiralty:F6", 0, 1},
		{"F1", "admiralty:F1", 0, 1},
		{"A6", "admiralty:A6", 0, 1},
		{"1A", "3x5x2:1A", .9, 1},
		{"2B-P", "3x5x2:2BP", .35, .95},
		{"3EC", "3x5x2:3EC", 0, .84},
		{"1D", "3x5x2:1D", 0, 1},
		{"B21", "5x5x5:B21", .56, .92},
		{"e/4/5", "5x5x5:E45", 0, 1},
		{"confirmed", "words:confirmed", .9, 1},
		{"Tentative", "words:tentative", .5, .9},
		{"UNCONFIRMED", "words:unconfirmed", 0, .5},
		{"0.70", "probability:0.7", .7, .7},
		{"0", "probability:0", 0, 0},
		{"1", "probability:1", 1, 1},
		{"0.5 - 0.8", "probability:0.5-0.8", .5, .8},
		{"admiralty:c3", "admiralty:C3", .3, .82},
		{"Probability:0-1", "probability:0-1", 0, 1},
		{"", "", 0, 1},
	} {
		g := grade(t, tt.text)
		if g.String() != tt.canonical {
			t.Errorf("%q is written %q, want %q", tt.text, g, tt.canonical)
		}
		if back := grade(t, g.String()); back != g {
			t.Errorf("%q reads back as %v, want %v", g, back, g)
		}
		if i := g.Interval(); math.Abs(i.Lo-tt.lo) > 1e-12 || math.Abs(i.Hi-tt.hi) > 1e-12 {
			t.Errorf("%q is %v, want [%g, %g]", tt.text, i, tt.lo, tt.hi)
		}
	}
}

func TestNoGrades(t *testing.T) {
	for _, text := range []string{"Z9", "G1", "A0", "A7", "4A", "1F", "1AX", "F11", "A61", "A16", "maybe", "1.1", "-0.1", "0.8-0.5", "0.5-", "nan", "words:A1", "admiralty:", "admiralty:1A", "Åß", "5x5x5:B2"} {
		if g, err := graph.ParseGrade(text); err == nil || g != (graph.Grade{}) {
			t.Errorf("%q reads as %q, %v, want no grade and an error", text, g, err)
		}
	}
}

// Every grade of every scheme is an interval within [0, 1], and a worse letter or digit
// on either place never raises the lower bound.
func TestEveryGrade(t *testing.T) {
	for _, scheme := range []struct{ trust, truth, handling string }{
		{"ABCDE", "12345", ""}, {"F", "123456", ""}, {"ABCDEF", "6", ""},
		{"123", "ABCE", ""}, {"123", "D", ""}, {"123", "ABCDE", "P"}, {"123", "ABCDE", "C"},
		{"ABCDE", "12345", "1"}, {"ABCDE", "12345", "2"}, {"ABCDE", "12345", "3"}, {"ABCDE", "12345", "4"}, {"ABCDE", "12345", "5"},
	} {
		for _, a := range scheme.trust {
			last := 2.0
			for _, b := range scheme.truth {
				text := string(a) + string(b) + scheme.handling
				i := grade(t, text).Interval()
				if !(0 <= i.Lo && i.Lo <= i.Hi && i.Hi <= 1) {
					t.Errorf("%s is %v, want an interval within [0, 1]", text, i)
				}
				if scheme.handling == "" && i.Lo > last {
					t.Errorf("%s has the lower bound %g, more than the better grade's %g", text, i.Lo, last)
				}
				last = i.Lo
			}
		}
	}
}

func TestIndependentSources(t *testing.T) {
	a, b := graph.Interval{Lo: .5, Hi: .8}, graph.Interval{Lo: .2, Hi: .9}
	if got := a.Or(b); math.Abs(got.Lo-.6) > 1e-12 || math.Abs(got.Hi-.98) > 1e-12 {
		t.Errorf("either of %v and %v is %v, want [.6, .98] (by hand)", a, b, got)
	}
	if got := a.And(b); math.Abs(got.Lo-.1) > 1e-12 || math.Abs(got.Hi-.72) > 1e-12 {
		t.Errorf("both of %v and %v is %v, want [.1, .72] (by hand)", a, b, got)
	}
	for p := range 101 {
		x := float64(p) / 100
		i := graph.Interval{Lo: x, Hi: x}
		if got := i.Or(graph.Interval{}); got != i {
			t.Errorf("%v or nothing is %v, want %v to the bit, so that a threshold of %g admits it", i, got, i, x)
		}
		for q := range 101 {
			j := graph.Interval{Lo: float64(q) / 100, Hi: 1}
			if got := i.Or(j); got != j.Or(i) || got.Lo < max(i.Lo, j.Lo) || got.Hi > 1 {
				t.Errorf("%v or %v is %v, want the same the other way, at least either and at most 1", i, j, got)
			}
		}
	}
}

// heard is a tie of which each word names a source and its grade.
func heard(t testing.TB, records ...string) *graph.Tie {
	tie := &graph.Tie{Kind: graph.KinOf, From: "a", To: "b"}
	for _, r := range records {
		source, text, _ := strings.Cut(r, "=")
		tie.Records = append(tie.Records, graph.Record{Source: graph.SourceID(source), Grade: grade(t, text)})
	}
	return tie
}

func TestProbabilityOfATie(t *testing.T) {
	origins := map[graph.SourceID]string{"copy-of-x": "x"}
	voice := func(id graph.SourceID) string {
		if origin := origins[id]; origin != "" {
			return origin
		}
		return string(id)
	}
	for _, tt := range []struct {
		name      string
		records   []string
		want      graph.Interval
		certainty graph.Certainty
	}{
		{"one", []string{"x=0.2"}, graph.Interval{Lo: .2, Hi: .2}, graph.Unconfirmed},
		{"two independent", []string{"x=0.5", "y=0.5"}, graph.Interval{Lo: .75, Hi: .75}, graph.Tentative},
		{"one heard three times", []string{"x=0.5", "x=0.5", "x=0.5"}, graph.Interval{Lo: .5, Hi: .5}, graph.Tentative},
		{"one of another's origin", []string{"x=0.5", "copy-of-x=0.5"}, graph.Interval{Lo: .5, Hi: .5}, graph.Tentative},
		{"a voice's best counts", []string{"x=0.2", "x=0.9", "y=0"}, graph.Interval{Lo: .9, Hi: .9}, graph.Confirmed},
		{"of equal lower bounds the narrower", []string{"x=F6", "x=0-0.4"}, graph.Interval{Lo: 0, Hi: .4}, graph.Unconfirmed},
		{"cannot be judged", []string{"x=F6"}, graph.Interval{Lo: 0, Hi: 1}, graph.Unconfirmed},
		{"no grade", []string{"x="}, graph.Interval{Lo: 0, Hi: 1}, graph.NotGraded},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tie := heard(t, tt.records...)
			got := tie.Probability(voice)
			if math.Abs(got.Lo-tt.want.Lo) > 1e-12 || math.Abs(got.Hi-tt.want.Hi) > 1e-12 {
				t.Errorf("probability %v, want %v (by hand)", got, tt.want)
			}
			if c := tie.Certainty(got); c != tt.certainty {
				t.Errorf("certainty %s, want %s", c, tt.certainty)
			}
		})
	}
}

func FuzzGrade(f *testing.F) {
	for _, seed := range []string{"B2", "1AP", "B21", "confirmed", "0.5-0.8", "words:tentative", "0.123456789012345678", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, err := graph.ParseGrade(text)
		if err != nil {
			return
		}
		if back, err := graph.ParseGrade(g.String()); err != nil || back != g {
			t.Errorf("%q is written %q, which reads as %q, %v", text, g, back, err)
		}
		if i := g.Interval(); !(0 <= i.Lo && i.Lo <= i.Hi && i.Hi <= 1) {
			t.Errorf("%q is %v, want an interval within [0, 1]", text, i)
		}
	})
}

func TestSecondHand(t *testing.T) {
	for text, want := range map[string]bool{"": false, "B2": false, "1A": false, "1BP": true, "2C": true, "3D": false, "B31": true, "B21": false, "confirmed": false, "0.3": false} {
		g, err := graph.ParseGrade(text)
		if err != nil {
			t.Fatal(err)
		}
		if g.SecondHand() != want {
			t.Errorf("%s is second hand: %t, want %t", g, !want, want)
		}
	}
}
