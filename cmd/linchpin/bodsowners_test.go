package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

// The owners of each example of the Beneficial Ownership Data Standard 0.4 are by hand, from the statements: shares along
// chains are multiplied, several chains added; a share in a company on the way that no statement gives is 0 to 100 %; and
// what a statement calls indirect narrows what the chain allows. "b" is a beneficial owner, "?" perhaps one, "c" controls.
var bodsOwners = []struct {
	file, subject, on string
	known             string // as known on; "": all
	want              string
}{
	{"bods-package.json", "c359f58d2977", "", "", "Jennifer Hewitson-Smith 100 % bc"},
	{"bods-package-annotations.json", "22e8a31863ee", "", "", ""},                                // the statement gives no interest
	{"bods-package-entity-owning-entity.json", "12b7dd0770ce", "", "", "MVJ LIMITED 75-100 % c"}, // a company above which nobody is recorded
	// 23.5 directly and 76.5 x 100 % through the other company; the state's 100 % are declared, and no share of the ministry is
	{"bods-package-fi-soe.json", "19f1c5afe9d7", "", "", "Suomen tasavalta 100 %; Valtiovarainministerio 100 % c"},
	{"bods-package-linking-annotations.json", "a01c1a0863e2", "", "", "Mr Jeremy Hunt 25-50 % b"},
	{"fermcat.json", "ent-93c75c87ab28f889", "2020-12-31", "2020-12-31", "Patrick O'Donohue 50 % b; Riyadh Byrne-Amin 50 % b"},
	{"fermcat.json", "ent-93c75c87ab28f889", "2021-12-31", "2021-12-31", "Patrick O'Donohue 50 % b; Declan Byrne-Amin 50 % b"},
	{"fermcat.json", "ent-93c75c87ab28f889", "2023-01-01", "", "Patrick O'Donohue 100 % bc"},
	{"full-pep-declaration.json", "a7b3bd81d8ba", "", "", "Michael Hubbard 25-50 % b"},
	{"indirect-ownership.json", "ad3f6c2fcc9e", "", "", "Person 1 30 % b?"}, // 60 % x 0-100 % is 0-60 %, declared 30 %; who has 51-100 % of the one between controls it
	{"joint-ownership.json", "31c55e425764", "", "", "Natalie Coleman 50 % b; Roberto Lopez 50 % b"},
	{"levent.json", "8e40d059", "", "", "Andrew Anderson 0 % bc; 81337a6e 0 % b; Bella Buxton 0 % bc"}, // trustees control, the beneficiary is declared
	{"listed-company-exempt-from-disclosure.json", "4c7ea3bfbe6c", "", "", ""},
	{"mixed-direct-and-indirect-ownership.json", "9bfe59b6a869", "", "", "Person 1 100 % b?"}, // 50 % directly, which is no majority, and 50 % of 0-50 % declared
	{"multiple-indirect-ownership.json", "63e3a8a8946f", "", "", "Person 1 60 % b?"},
	{"multiple-tax-residencies.json", "fd5c8dbc9a91", "", "", "Logan Morton 100 % bc"},
	{"mutilple-indirect-ownership-2.json", "1e049760d6c7", "", "", "Person 1 60 % b?"},            // 40 and 20 % x 0-100 %, declared 60 %
	{"nomination.json", "104AB1984C", "", "", "Silvia Teixeira Perez 0 % bc; Vanessa Rivero 0 %"}, // by a statement that she controls; the nominee, who sits for her, does not
	{"plc-entity-statement.json", "70044236", "", "", ""},
	{"simple-pep-declaration.json", "841083ba86e3", "", "", "Michael Hubbard 25-50 % b"},
	{"tecido.json", "01B68D7633", "2020-01-01", "2020-01-01", "Maria Esteves 100 % bc"},
	{"tecido.json", "01B68D7633", "2022-01-01", "2022-01-01", "Maria Esteves 40 % b; Shear Trust 60 % c"},
	{"tecido.json", "01B68D7633", "2024-01-01", "", "Shear Trust 80 % c"}, // hers ended on 3 March 2023
}

func TestBODSOwners(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "data", "bods")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("SKIPPED: the public research data, ../shared/data/bods, is not beside this checkout")
	}
	tried := map[string]bool{}
	for _, tt := range bodsOwners {
		tried[tt.file] = true
		t.Run(tt.file+" "+tt.on, func(t *testing.T) {
			if got := ownersIn(t, filepath.Join(folder, tt.file), tt.subject, tt.on, tt.known); got != tt.want {
				t.Errorf("%q, by hand %q", got, tt.want)
			}
		})
	}
	all, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		if !tried[filepath.Base(path)] {
			t.Errorf("%s is not among those calculated by hand", path)
		}
	}
}

// ownersIn returns who is above a record of a file, in words.
func ownersIn(t *testing.T, path, subject, on, known string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	n := &graph.Network{}
	_, err = loaders.Load(t.Context(), loaders.Input{Name: path, Data: strings.NewReader(string(text)), Size: int64(len(text))}, loaders.Options{}, func(b *graph.Batch) error {
		n.Sources, n.Entities, n.Ties = append(n.Sources, b.Facts.Sources...), append(n.Entities, b.Facts.Entities...), append(n.Ties, b.Facts.Ties...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	n.Normalise()
	date := func(text string) (d graph.Date) {
		if text != "" {
			if d, err = graph.ParseDate(text); err != nil {
				t.Fatal(err)
			}
		}
		return d
	}
	if n, err = (graph.Filter{KnownOn: date(known)}).Apply(n); err != nil {
		t.Fatal(err)
	}
	v, err := graph.NewView(n, graph.ViewOptions{Lens: graph.Whole})
	if err != nil {
		t.Fatal(err)
	}
	w, err := money.NewOwnership(t.Context(), v, money.OwnerOptions{On: date(on)})
	if err != nil {
		t.Fatal(err)
	}
	i, ok := v.Index(graph.EntityID(subject))
	if !ok {
		t.Fatalf("no record %s", subject)
	}
	owners, err := w.Owners(t.Context(), i)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, o := range owners {
		word := fmt.Sprintf("%s %s ", v.Entity(o.Entity).Name(), o.Share)
		if o.Beneficial {
			word += "b"
		} else if o.Perhaps {
			word += "?"
		}
		switch o.Control {
		case money.Controls:
			word += "c"
		case money.MayControl:
			word += "?"
		}
		words = append(words, strings.TrimSpace(word))
	}
	return strings.Join(words, "; ")
}
