package report_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
	"github.com/linchpin-graph/linchpin/report"
)

func day(t testing.TB) graph.Date {
	t.Helper()
	d, err := graph.ParseDate("2024-05-01")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// forms are all the ways a list is written.
func forms(t *testing.T, l report.TargetList) string {
	t.Helper()
	var all bytes.Buffer
	for _, write := range []func(io.Writer) error{l.Write, l.WriteHTML, l.Table().WriteCSV, func(w io.Writer) error { return report.WriteJSON(w, l) }} {
		if err := write(&all); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func list(t *testing.T, n *graph.Network, top int) report.TargetList {
	t.Helper()
	return listOf(t, n, graph.ViewOptions{}, top)
}

// listOf draws up a list of a part of a case.
func listOf(t *testing.T, n *graph.Network, o graph.ViewOptions, top int) report.TargetList {
	t.Helper()
	v := graphtest.NewView(t, n, o)
	s, err := central.Degree(t.Context(), v, central.Options{})
	if err != nil {
		t.Fatal(err)
	}
	safeguard, err := graph.NewSafeguard(n, graph.SafeguardOptions{On: day(t), Today: day(t), KnownOn: o.Filter.KnownOn})
	if err != nil {
		t.Fatal(err)
	}
	return report.NewTargetList(report.NewHeading(v), v, s, report.TargetOptions{Top: top, On: day(t), Whole: n, Safeguard: safeguard})
}

// random makes people of random roles, ages and custody around one proceeding, each
// with a name that is found nowhere else.
func random(seed uint64) *graph.Network {
	r := rand.New(rand.NewPCG(seed, 3))
	roles := []string{"", "suspect", "convicted", "victim", "witness", "informant", "other", "V1CTIM", "suspect;victim", "Suspect"}
	born := []string{"", "1980", "2006", "2010-05", "1999-12-31", "not a date"}
	n := &graph.Network{Sources: []graph.Source{graphtest.Source}}
	field := func(name, value string) graph.Record {
		rec := graph.Record{Source: graphtest.Source.ID, Fields: []graph.Field{{Name: name, Value: value}}}
		rec.Normalise()
		return rec
	}
	const people = 12
	anybody := func() string { return fmt.Sprintf("NAME%dY", r.IntN(people)) }
	n.Sources[0].Title, n.Sources[0].Handling = "Statement of "+anybody(), "shield "+anybody()
	n.Entities = append(n.Entities, graph.Entity{ID: "op", Kind: graph.Proceeding, Records: []graph.Record{field(graph.PropName, "Murder of "+anybody())}},
		graph.Entity{ID: "gang", Kind: graph.Gang, Records: []graph.Record{field(graph.PropName, "The "+anybody()+"s")}})
	for i := range people {
		id := graph.EntityID(fmt.Sprintf("id%dx", i))
		e := graph.Entity{ID: id, Kind: graph.Person, Records: []graph.Record{
			field(graph.PropName, fmt.Sprintf("Name%dy", i)), field(graph.PropBorn, born[r.IntN(len(born))]), field(graph.PropRole, roles[r.IntN(len(roles))]),
			field(graph.PropCustody, []string{"", "deceased", "at-large"}[r.IntN(3)])}}
		n.Entities = append(n.Entities, e)
		if r.IntN(2) == 0 {
			n.Ties = append(n.Ties, graph.Tie{Kind: graph.InvolvedIn, From: id, To: "op", Records: []graph.Record{field(graph.PropRole, roles[r.IntN(len(roles))])}})
		}
		if r.IntN(3) == 0 {
			n.Ties = append(n.Ties, graph.Tie{Kind: graph.MemberOf, From: id, To: "gang", Records: []graph.Record{field(graph.PropRole, "guard of "+anybody())}})
		}
		for range r.IntN(3) {
			n.Ties = append(n.Ties, graph.Tie{Kind: graph.KinOf, From: id, To: graph.EntityID(fmt.Sprintf("id%dx", r.IntN(people))), Records: []graph.Record{{Source: graphtest.Source.ID}}})
		}
	}
	kept := n.Ties[:0]
	for _, tie := range n.Ties {
		if tie.From != tie.To {
			tie.Normalise()
			kept = append(kept, tie)
		}
	}
	n.Ties = kept
	n.Normalise()
	return n
}

// Nobody who is withheld is named in any form of a list, and every form has the rest.
func TestNobodyWithheldIsNamed(t *testing.T) {
	listed, withheld := 0, 0
	for seed := range uint64(300) {
		n := random(seed)
		l := list(t, n, 100)
		text := forms(t, l)
		eligible := 0
		for i, s := range n.Standings(day(t)) {
			if n.Entities[i].Kind != graph.Person {
				continue
			}
			id, name := string(n.Entities[i].ID), n.Entities[i].Name()
			if s.Withheld != graph.Eligible {
				withheld++
				if s.Withheld.Shields() && strings.Contains(strings.ToLower(text), strings.ToLower(name)+" ") || strings.Contains(text, id) || strings.Contains(text, name) {
					t.Fatalf("seed %d: %s is %s and named", seed, name, s.Withheld)
				}
				continue
			}
			eligible++
			if listed++; strings.Count(text, name) < 4 {
				t.Fatalf("seed %d: %s is eligible and missing from a form", seed, name)
			}
		}
		if l.Eligible != report.Count(eligible) && l.Withheld != "fewer than 5" || len(l.Targets) != eligible {
			t.Fatalf("seed %d: %d eligible and %d listed, want %d", seed, l.Eligible, len(l.Targets), eligible)
		}
	}
	if listed == 0 || withheld == 0 {
		t.Errorf("%d listed, %d withheld: the test says nothing", listed, withheld)
	}
}

// What a view leaves out, and what was not known on a date, lifts no protection.
func TestProtectionIsOfTheWholeCase(t *testing.T) {
	known := func(text string) graph.Date {
		d, err := graph.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	role := func(word, date string) []graph.Record {
		return []graph.Record{{Source: graphtest.Source.ID, Known: known(date), Fields: []graph.Field{{Name: graph.PropAt, Value: date}, {Name: graph.PropRole, Value: word}}}}
	}
	plain := []graph.Record{{Source: graphtest.Source.ID}}
	n := &graph.Network{
		Sources: []graph.Source{graphtest.Source},
		Entities: []graph.Entity{{ID: "vic", Kind: graph.Person, Records: plain}, {ID: "sus", Kind: graph.Person, Records: plain},
			{ID: "old", Kind: graph.Proceeding, Records: plain}, {ID: "new", Kind: graph.Proceeding, Records: plain}},
		Ties: []graph.Tie{
			{Kind: graph.InvolvedIn, From: "vic", To: "new", Records: role("suspect", "2021-01-01")}, {Kind: graph.InvolvedIn, From: "vic", To: "old", Records: role("victim", "2023-01-01")},
			{Kind: graph.InvolvedIn, From: "sus", To: "new", Records: role("suspect", "2021-01-01")}, {Kind: graph.KinOf, From: "sus", To: "vic", Records: plain},
		},
	}
	n.Normalise()
	for name, o := range map[string]graph.ViewOptions{
		"all":         {},
		"a window":    {Filter: graph.Filter{Window: known("2020/2021")}},
		"kinds":       {Filter: graph.Filter{TieKinds: []graph.TieKind{graph.KinOf}, EntityKinds: []graph.EntityKind{graph.Person}}},
		"known early": {Filter: graph.Filter{KnownOn: known("2021-06-01")}},
	} {
		l := listOf(t, n, o, 5)
		if len(l.Targets) != 1 || l.Targets[0].ID != "sus" || len(l.Targets[0].Ties) != 0 {
			t.Errorf("%s: %+v, want sus alone, and nothing of the tie to vic", name, l.Targets)
		}
	}
	if l := listOf(t, n, graph.ViewOptions{Filter: graph.Filter{KnownOn: known("2020-06-01")}}, 5); len(l.Targets) != 0 {
		t.Errorf("before the basis was known: %+v, want nobody", l.Targets)
	}
}

// Ranks are among the eligible, without gaps that would show who was left out.
func TestRanksHaveNoGaps(t *testing.T) {
	for seed := range uint64(100) {
		next := 1
		var last report.Target
		for i, x := range list(t, random(seed), 100).Targets {
			if i > 0 && x.Score == last.Score {
				if x.Rank != last.Rank || !x.Shared || !last.Shared {
					t.Errorf("seed %d: equal scores with ranks %d and %d, shared %v and %v", seed, last.Rank, x.Rank, last.Shared, x.Shared)
				}
			} else if x.Rank != next {
				t.Errorf("seed %d: rank %d, want %d", seed, x.Rank, next)
			}
			last, next = x, next+1
		}
	}
}

func TestNobodyEligible(t *testing.T) {
	l := list(t, graphtest.Parse(t, "a-b b-c"), 5)
	if text := forms(t, l); len(l.Targets) != 0 || l.Withheld != "fewer than 5" || strings.Count(text, "nobody is listed") < 3 {
		t.Errorf("%d listed, %s withheld; a list of nobody says why", len(l.Targets), l.Withheld)
	}
}

// No form calls anybody anything that a score cannot show.
func TestWords(t *testing.T) {
	text := ""
	for seed := range uint64(20) {
		text += strings.ToLower(forms(t, list(t, random(seed), 100)))
	}
	for _, word := range []string{"guilty", "kingpin", "criminal", "offender", "likelihood to"} {
		if strings.Contains(text, word) {
			t.Errorf("a list says %q", word)
		}
	}
	for _, word := range []string{"lead, not evidence", "suspected"} {
		if !strings.Contains(text, word) {
			t.Errorf("a list does not say %q", word)
		}
	}
}

// Hostile names reach no terminal, spreadsheet or browser as more than text.
func TestHostileNames(t *testing.T) {
	for _, name := range []string{"\x1b[31mred\x07", "\u202egnimaN", "=HYPERLINK(1)", "<script>alert(1)</script>", "javascript:alert(1)"} {
		n := graphtest.Parse(t, "a-b")
		n.Entities[0].Records[0].Fields = []graph.Field{{Name: graph.PropName, Value: name}, {Name: graph.PropRole, Value: "suspect"}}
		n.Ties[0].Kind = graph.Pays
		var page, sheet bytes.Buffer
		if err := errors.Join(list(t, n, 5).WriteHTML(&page), list(t, n, 5).Table().WriteCSV(&sheet)); err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"\x1b", "\x07", "\u202e", "<script>", "href", ",=HYPERLINK"} {
			if strings.Contains(page.String(), bad) || strings.Contains(sheet.String(), bad) && bad != "<script>" {
				t.Errorf("%q reaches a page or sheet as %q", name, bad)
			}
		}
		var table bytes.Buffer
		if err := list(t, n, 5).Write(&table); err != nil || strings.ContainsAny(table.String(), "\x1b\x07\u202e") {
			t.Errorf("%q reaches a terminal", name)
		}
	}
}

func FuzzEscapeIsUndone(f *testing.F) {
	for _, seed := range []string{"", "=1+1", "'=1", "''", "-5", "@x", "\tx", "plain"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		escaped := report.Escape(cell)
		if report.Unescape(escaped) != cell {
			t.Errorf("%q came back as %q", cell, report.Unescape(escaped))
		}
		if escaped != "" && strings.ContainsRune("=+-@\t\r", rune(escaped[0])) {
			t.Errorf("%q is still a formula: %q", cell, escaped)
		}
	})
}

func TestCSVIsReadBack(t *testing.T) {
	table := report.Table{Columns: []string{"N", "TEXT"}, Numeric: []bool{true}, Rows: [][]string{{"-1.5", "=A1"}, {"2", "a,\"b\"\nc"}}}
	var text bytes.Buffer
	if err := table.WriteCSV(&text); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range table.Rows {
		if rows[i+1][0] != row[0] || report.Unescape(rows[i+1][1]) != row[1] {
			t.Errorf("row %q came back as %q", row, rows[i+1])
		}
	}
}

// b is tied by two sources, a by one; c by two who only heard it.
func TestMarksOfARanking(t *testing.T) {
	heard, err := graph.ParseGrade("1BP")
	if err != nil {
		t.Fatal(err)
	}
	n := graphtest.Parse(t, "a-b b-c z")
	n.Ties[0].Records = []graph.Record{{Source: "report:1"}}
	n.Ties[1].Records = []graph.Record{{Source: "report:2", Grade: heard}, {Source: "report:3", Grade: heard}}
	n.Sources = append(n.Sources, graph.Source{ID: "report:1"}, graph.Source{ID: "report:2"}, graph.Source{ID: "report:3"})
	n.Normalise()
	want := map[graph.EntityID]string{"a": "one source", "c": "hearsay"}
	for _, row := range degrees(t, n).Rows {
		if got := strings.Join(row.Marks, ", "); got != want[row.ID] {
			t.Errorf("%s is marked %q, want %q (by hand)", row.ID, got, want[row.ID])
		}
	}
	if r := degrees(t, graphtest.Parse(t, "a-b b-c")); r.Rows[0].Marks != nil || slices.Contains(r.Table().Columns, "MARKS") {
		t.Errorf("%+v: where one source says all, nobody is marked with it", r.Rows[0])
	}
}

func degrees(t *testing.T, n *graph.Network) report.Ranking {
	t.Helper()
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	s, err := central.Compute(t.Context(), central.MeasureDegree, v, central.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return report.NewRanking(report.NewHeading(v), v, []central.Scores{s}, 0)
}

// A row that gives somebody a role in a proceeding and says the word of the person as well
// is one basis; another row's word is another.
func TestBasisOfOneRowIsSaidOnce(t *testing.T) {
	row := func(line int) graph.Record {
		r := graph.Record{Source: graphtest.Source.ID, Location: graph.Location{Line: line}, Fields: []graph.Field{{Name: graph.PropRole, Value: "suspect"}}}
		r.Normalise()
		return r
	}
	n := &graph.Network{
		Sources:  []graph.Source{graphtest.Source},
		Entities: []graph.Entity{{ID: "a", Kind: graph.Person, Records: []graph.Record{row(20), row(31)}}, {ID: "op", Kind: graph.Proceeding, Records: []graph.Record{row(1)}}},
		Ties:     []graph.Tie{{Kind: graph.InvolvedIn, From: "a", To: "op", Records: []graph.Record{row(20)}}},
	}
	n.Normalise()
	l := list(t, n, 1)
	if len(l.Targets) != 1 || len(l.Targets[0].Basis) != 2 || l.Targets[0].Basis[0].Proceeding == "" || l.Targets[0].Basis[1].Place != "31" {
		t.Errorf("%+v; want line 20 in a proceeding, and line 31", l.Targets)
	}
}

// Some spreadsheets take the wide forms of the signs that begin a formula for the narrow ones.
func TestEscapesWideSigns(t *testing.T) {
	for _, cell := range []string{"=1", "＝1", "＋1", "－1", "＠a"} {
		if got := report.Escape(cell); got != "'"+cell || report.Unescape(got) != cell {
			t.Errorf("%q: got %q", cell, got)
		}
	}
}
