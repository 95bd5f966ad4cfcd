package report_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// A rowed result can be written as rows, each of which says what it is.
type rowed interface {
	Table() report.Table
	Said() [][2]string
}

// rowedResults are all results of a view that can be written as CSV.
var rowedResults = []rowed{
	report.Cut{}, report.Emerging{}, report.Groups{}, report.Lives{}, report.MoneyFlows{}, report.MoneyFreeze{}, report.MoneyInterests{}, report.MoneyOwners{},
	report.MoneyPatterns{}, report.MoneyTrace{}, report.Network{}, report.Paths{}, report.Plan{}, report.Questions{}, report.Ranking{}, report.Shields{},
	report.TargetList{}, report.Team{}, report.TieRanking{}, report.Umbrellas{}, report.Why{},
}

// Rows are handed on one by one: none may be without its date, the digest of its facts, how it
// is to be handled, and that it is a lead.
func TestEveryRowSaysWhatItIs(t *testing.T) {
	h := report.Heading{Date: "2024-12-31", Digest: graph.Digest{0xab}, Handling: []string{"source protection (2 sources)"}, Lead: report.Lead}
	want := [][2]string{{"DATE", h.Date}, {"DIGEST", h.Digest.String()}, {"HANDLING", "source protection (2 sources)"}, {"NOTE", report.Lead}}
	for _, empty := range rowedResults {
		t.Run(reflect.TypeOf(empty).Name(), func(t *testing.T) {
			one := reflect.New(reflect.TypeOf(empty)).Elem()
			one.FieldByName("Heading").Set(reflect.ValueOf(h))
			said := one.Interface().(rowed).Said()
			for _, column := range want {
				if !slices.Contains(said, column) {
					t.Errorf("rows do not carry %s %q: %q", column[0], column[1], said)
				}
			}
		})
	}
}

// What steps may follow from says in every row what it was drawn up for, and how much of it
// is withheld.
func TestRowsOfListsSayWhatTheyAreFor(t *testing.T) {
	h := report.Heading{Purpose: "briefing", Reason: "OP-7"}
	for _, list := range []rowed{report.Cut{Heading: h}, report.MoneyFreeze{Heading: h}, report.Plan{Heading: h}, report.TargetList{Heading: h}, report.Questions{Heading: h}} {
		said := list.Said()
		if !slices.Contains(said, [2]string{"PURPOSE", "briefing"}) || !slices.Contains(said, [2]string{"REASON", "OP-7"}) {
			t.Errorf("%T: rows do not say what they are for: %q", list, said)
		}
	}
	for _, part := range []rowed{report.Shields{Withheld: 3}, report.Network{Withheld: 3}, report.Umbrellas{Withheld: 3}, report.Cut{Withheld: 3}, report.MoneyInterests{Withheld: 3}, report.MoneyOwners{Withheld: 3}} {
		if said := part.Said(); !slices.Contains(said, [2]string{"WITHHELD", "fewer than 5"}) {
			t.Errorf("%T: rows do not say how much is withheld: %q", part, said)
		}
	}
	cut := report.Cut{Stays: 1, Price: 1}
	if said := cut.Said(); !strings.HasPrefix(said[0][1], "not parted") {
		t.Errorf("the rows of a cut that does not part say %q", said[0])
	}
}

// A type that can be written as rows, and is not in the list above, would not be looked at.
func TestEveryResultWithRowsIsLookedAt(t *testing.T) {
	known := map[string]bool{}
	for _, r := range rowedResults {
		known[reflect.TypeOf(r).Name()] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	found := 0
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "Table" {
				continue
			}
			found++
			of := f.Recv.List[0].Type
			if pointer, ok := of.(*ast.StarExpr); ok {
				of = pointer.X
			}
			if name := of.(*ast.Ident).Name; !known[name] {
				t.Errorf("%s can be written as CSV and is not in rowedResults", name)
			}
		}
	}
	if found != len(rowedResults) {
		t.Errorf("%d types have rows, and %d are listed", found, len(rowedResults))
	}
}
