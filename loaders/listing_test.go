package loaders_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

func input(name, text string) loaders.Input {
	return loaders.Input{Name: name, Data: strings.NewReader(text), Size: int64(len(text))}
}

// viewByFacts is the long way: load, then view.
func viewByFacts(t *testing.T, in loaders.Input, o loaders.Options) *graph.View {
	t.Helper()
	n := &graph.Network{}
	report, err := loaders.Load(t.Context(), in, o, func(b *graph.Batch) error {
		n.Sources, n.Entities, n.Ties = append(n.Sources, b.Facts.Sources...), append(n.Entities, b.Facts.Entities...), append(n.Ties, b.Facts.Ties...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if report.BadRows > 0 {
		t.Fatal(report.Bad)
	}
	n.Normalise()
	v, err := graph.NewView(n, graph.ViewOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A listing gives the view that its facts give, and turns into facts that give it again.
func TestListingIsWhatLoadReads(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	numbers, words, strong := &strings.Builder{}, &strings.Builder{}, &strings.Builder{}
	words.WriteString("from;to;weight\n")
	for range 500 {
		a, b := random.IntN(120), random.IntN(120)
		fmt.Fprintln(numbers, a, b)
		fmt.Fprintf(words, "p%d;\"q; %d\";%d\n", a, b, 1+random.IntN(12))
		fmt.Fprintf(strong, "%d,%d,%d\n", a, b, 1+random.IntN(12))
	}
	tests := []struct {
		name, text string
		options    loaders.Options
	}{
		{"numbers", numbers.String(), loaders.Options{}},
		{"numbers in a namespace", numbers.String(), loaders.Options{Namespace: "tap"}},
		{"words with strengths", words.String(), loaders.Options{}},
		{"numbers with strengths", strong.String(), loaders.Options{}},
		{"graded", strong.String(), loaders.Options{Grade: grade(t, "C3")}},
		{"leading zeros are text", "007 7\n7 8\n0 00\n", loaders.Options{}},
		{"who is tied to nobody else but himself", "1,1\n2,3\n", loaders.Options{}},
		{"Windows lines, blanks and no end", "from,to\r\n Łukasz , Ann \r\n\r\nBo,Ann", loaders.Options{}},
		{"columns in another order", "strength,to,from\n3,b,a\n,c,a\n", loaders.Options{}},
		{"a number after texts", "from,to\n12,13\nx,12\n13,5\n", loaders.Options{}},
		{"looks like a namespace", "from,to\nab:c,d\n", loaders.Options{}},
		{"large numbers", "16777215 16777216\n4294967296 16777215\n", loaders.Options{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := viewByFacts(t, input("ties.csv", tt.text), tt.options)
			list, err := loaders.ReadListing(t.Context(), input("ties.csv", tt.text), tt.options)
			if err != nil {
				t.Fatal(err)
			}
			got, err := graph.NewListedView(list)
			if err != nil {
				t.Fatal(err)
			}
			if got.Digest() != want.Digest() {
				t.Errorf("the views differ: %d people and %d ties, want %d and %d", got.Len(), got.Size(), want.Len(), want.Size())
			}
			if got.LeftOut().SelfTies != want.LeftOut().SelfTies || got.LeftOut().Disputed != want.LeftOut().Disputed {
				t.Errorf("left out %+v, want %+v", got.LeftOut(), want.LeftOut())
			}
			for tie := range got.Size() {
				a, b := got.Evidence(tie), want.Evidence(tie)
				if len(a) != 1 || len(b) != 1 || len(a[0].Records) != len(b[0].Records) || a[0].Records[0].Location.Line != b[0].Records[0].Location.Line || a[0].Records[0].Source != b[0].Records[0].Source {
					t.Fatalf("tie %d stands on %v, want %v", tie, a, b)
				}
			}
			again, err := graph.NewView(got.Facts(), graph.ViewOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if again.Digest() != want.Digest() {
				t.Error("the listing's facts give another view")
			}
		})
	}
}

func TestListingRefuses(t *testing.T) {
	tests := []struct {
		name, text string
		line       int
		says       string
	}{
		{"a column that would be lost", "from,to,amount\na,b,3\n", 1, `column "amount" would be lost`},
		{"entities", "id,name\na,b\n", 1, `column "id" would be lost`},
		{"a missing end", "from,to\na,b\nc,\n", 3, "an end is missing"},
		{"a strength that is none", "from,to,strength\n1,2,3\n1,2,x\n", 3, `"x"`},
		{"one cell", "from,to\na,b\nc\n", 3, "1 fields where the header has 2"},
		{"four cells", "1,2\n" + strings.Repeat("1,2\n", 30) + "1,2,3,4\n", 32, "4 fields"},
		{"two cells of three", "strength,from,to\n1,a,b\n1,a\n", 3, "2 fields where the header has 3"},
		{"a cell of two lines", "from,to\n\"a\nb\",c\n", 2, "does not end in this line"},
		{"JSON", "{}\n", 0, "no bare list of ties"},
		{"nothing", "", 0, "empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := loaders.ReadListing(t.Context(), input("ties.csv", tt.text), loaders.Options{})
			var broken *loaders.ParseError
			if !errors.As(err, &broken) || broken.Line != tt.line || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want line %d and %q", err, tt.line, tt.says)
			}
		})
	}
}

func grade(t *testing.T, text string) graph.Grade {
	t.Helper()
	g, err := graph.ParseGrade(text)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// What a listing takes, Load takes too, and both make the same view of it.
func FuzzListing(f *testing.F) {
	seeds(f, "csv", "1 2\n2 3 4\n", "from,to\na,b\nb,c\n", "from;to;weight\na;\"b; c\";2\n\nb;a;3\n", "to,from\n\"a\"\"\",b\n", "7,07\n7,8\n", "from\tto\r\nx\ty\r\n", "\xef\xbb\xbf1,2\n")
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := loaders.ReadListing(t.Context(), input("fuzz", string(text)), loaders.Options{})
		var broken *loaders.ParseError
		if err != nil {
			if !errors.As(err, &broken) {
				t.Fatalf("error %v, want a ParseError", err)
			}
			return
		}
		got, err := graph.NewListedView(list)
		if err != nil {
			return // strengths too large to add up
		}
		if want := viewByFacts(t, input("fuzz", string(text)), loaders.Options{}); got.Digest() != want.Digest() {
			t.Errorf("%d people and %d ties, and by facts %d and %d", got.Len(), got.Size(), want.Len(), want.Size())
		}
	})
}
