package loaders_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

func statement(text string) string {
	return `{"statementId":"s","statementDate":"2020-01-01","recordStatus":"new",` + text + `}`
}

const firm = `{"statementId":"s1","statementDate":"2020-01-01","recordId":"k","recordType":"entity","recordDetails":{"name":"Keel","alternateNames":["KL"],"entityType":{"type":"registeredEntity"},"identifiers":[{"scheme":"XX","id":"7"}]}}`

// Each interest becomes the tie that it is, with the share in linchpin's own spelling.
func TestBODSInterests(t *testing.T) {
	for _, tt := range []struct{ interest, want string }{
		{`{"type":"shareholding","directOrIndirect":"direct","share":{"exact":40.5},"startDate":"2019-01"}`, "owns share=40.5 since=2019-01"},
		{`{"type":"shareholding","share":{"minimum":25,"maximum":50}}`, "owns share=25-50"},
		{`{"type":"shareholding","share":{"exclusiveMinimum":25,"exclusiveMaximum":50}}`, "owns share=>25-50"},
		{`{"type":"shareholding","share":{"minimum":75}}`, "owns share=75-100"},
		{`{"type":"shareholding","share":{"maximum":10}}`, "owns share=0-10"},
		{`{"type":"shareholding","directOrIndirect":"indirect","beneficialOwnershipOrControl":true}`, "owns beneficial-owner=true directness=indirect"},
		{`{"directOrIndirect":"unknown"}`, "owns"},
		{`{"type":"votingRights","share":{"exact":60},"endDate":"2021"}`, "controls share=60 until=2021"},
		{`{"type":"boardChair"}`, "directs title=boardChair"},
		{`{"type":"nominee"}`, "controls title=nominee"},
		{`{"type":"otherInfluenceOrControl"}`, "controls title=otherInfluenceOrControl"},
		{`{"type":"settlor"}`, "linked-to word=settlor"},
	} {
		text := "[" + firm + "," + statement(`"recordId":"r","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":"p","interests":[`+tt.interest+`]}`) + "]"
		n, report, err := load(t, "bods.json", text, loaders.Options{})
		if err != nil || report.BadRows > 0 || report.Format != "bods" || len(n.Ties) != 1 {
			t.Fatalf("%s: %v, %+v", tt.interest, err, report)
		}
		tie := n.Ties[0]
		words := tie.Kind.String()
		for _, name := range []string{graph.PropShare, graph.PropSince, graph.PropUntil, graph.PropTitle, graph.PropWord, "beneficial-owner", "directness"} {
			if v := tie.Value(name).Text; v != "" {
				words += " " + name + "=" + v
			}
		}
		if words != tt.want || tie.From != "p" || tie.To != "k" || n.Entity("k").Name() != "Keel" || n.Entity("p").Kind != graph.Person {
			t.Errorf("%s: %s from %s to %s, want %s", tt.interest, words, tie.From, tie.To, tt.want)
		}
	}
}

// A record is its statements in order of their dates, whatever their order in the file: what changes ends when the
// new begins, what is no longer said by the day of the statement, and what is closed as well.
func TestBODSVersions(t *testing.T) {
	version := func(date, status, interests string) string {
		return fmt.Sprintf(`{"statementId":"s%s","statementDate":"%s","recordStatus":"%s","recordId":"r","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":"p","interests":[%s]}}`, date, date, status, interests)
	}
	text := strings.Join([]string{
		version("2023-03-03", "closed", `{"type":"shareholding","share":{"exact":30},"startDate":"2021-09-24"}`),
		version("2020-01-01", "new", `{"type":"shareholding","share":{"exact":100},"startDate":"2002-03-09"},{"type":"boardMember","startDate":"2002-03-09"}`),
		version("2021-09-25", "updated", `{"type":"shareholding","share":{"exact":40},"startDate":"2021-09-24"}`),
		version("2022-01-01", "updated", `{"type":"shareholding","share":{"exact":30},"startDate":"2021-09-24"}`), firm,
	}, "\n")
	n, report, err := load(t, "bods.jsonl", text, loaders.Options{})
	if err != nil || report.BadRows > 0 || report.Rows != 5 {
		t.Fatalf("%v, %+v", err, report)
	}
	var got []string
	for i := range n.Ties {
		got = append(got, fmt.Sprintf("%s %s %s", n.Ties[i].Kind, n.Ties[i].Value(graph.PropShare).Text, n.Ties[i].Value(graph.PropSince).Text+"/"+n.Ties[i].Value(graph.PropUntil).Text))
	}
	want := "[owns 100 2002-03-09/2021-09-24 owns 30 2021-09-24/2023-03-03 directs  2002-03-09/2021-09-25]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	then, err := (graph.Filter{KnownOn: mustDate(t, "2021-10-01")}).Apply(n)
	if err != nil {
		t.Fatal(err)
	}
	for i := range then.Ties {
		if tie := &then.Ties[i]; tie.Kind == graph.Owns && tie.Value(graph.PropSince).Text == "2021-09-24" && tie.Value(graph.PropShare).Text != "40" {
			t.Errorf("as known in October 2021 the share was %s, want 40", tie.Value(graph.PropShare).Text)
		}
	}
}

func mustDate(t *testing.T, text string) graph.Date {
	t.Helper()
	d, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// What cannot be read says where and why; the rest is loaded.
func TestBODSBadStatements(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no record", statement(`"recordType":"person","recordDetails":{}`), "2: statement s: it has no recordId (see the schema"},
		{"another type", statement(`"recordId":"x","recordType":"ship","recordDetails":{}`), `2: statement s: recordType "ship": want person, entity or relationship`},
		{"another entity", statement(`"recordId":"x","recordType":"entity","recordDetails":{"entityType":{"type":"club"}}`), `2: statement s: entityType "club": want one of registeredEntity`},
		{"old", `{"statementID":"x","statementType":"personStatement"}`, "2: statement x: it is a statement of version 0.3 or before (personStatement) (convert it to version 0.4)"},
		{"a date", statement(`"recordId":"x","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":"p","interests":[{"startDate":"soon"}]}`), "2: statement s: startDate of the interest: "},
		{"a share above all", statement(`"recordId":"x","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":"p","interests":[{"type":"shareholding","share":{"exact":150}}]}`), "2: statement s: share 150: want per cent from 0 to 100"},
		{"a share below nothing", statement(`"recordId":"x","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":"p","interests":[{"type":"shareholding","share":{"minimum":-5}}]}`), "2: statement s: share -5: want per cent"},
		{"a band turned round", statement(`"recordId":"x","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":"p","interests":[{"type":"shareholding","share":{"minimum":80,"maximum":20}}]}`), "2: statement s: share from 80 to 20: the least is above the most"},
		{"no subject", statement(`"recordId":"x","recordType":"relationship","recordDetails":{"interestedParty":"p"}`), "2: statement s: the relationship has no subject"},
		{"no object", `"recordType"`, "2: it is no statement: "},
		{"a name of another sort", statement(`"recordId":"x","recordType":"entity","recordDetails":{"name":7}`), "2: statement s: it is no statement: recordDetails.name is a number, which it cannot be"},
	} {
		n, report, err := load(t, "bods.json", "["+firm+",\n"+tt.text+"]", loaders.Options{Format: "bods"})
		if err != nil || report.BadRows != 1 || !strings.HasPrefix(strings.Replace(report.Bad[0].String(), ":0:", ":", 1), tt.want) {
			t.Errorf("%s: %v, %v; want %q", tt.name, err, report, tt.want)
			continue
		}
		if n.Entity("k") == nil || len(n.Ties) > 0 {
			t.Errorf("%s: the good statement is not loaded", tt.name)
		}
	}
	for _, text := range []string{"[" + firm + ",", "[" + firm + ",\n{\"recordType\":", firm + "\n{\"x\"", "[" + firm} {
		n, _, err := load(t, "bods.json", text, loaders.Options{Format: "bods"})
		if err == nil || !strings.Contains(err.Error(), "bods.json:") || len(n.Entities) > 0 {
			t.Errorf("%q: %v, want an error that says where, and nothing loaded", text, err)
		}
	}
	n, report, err := load(t, "bods.json", "["+firm+","+statement(`"recordId":"x","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":{"reason":"subjectExemptFromDisclosure","description":"listed"},"interests":[]}`)+"]", loaders.Options{})
	if err != nil || report.BadRows > 0 || n.Entity("k").Value("owner-not-given").Text != "subjectExemptFromDisclosure: listed" {
		t.Errorf("%v %v", err, report)
	}
}

// Every example of the standard is read whole.
func TestBODSExamples(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("..", "..", "shared", "data", "bods", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("SKIPPED: the public research data, ../shared/data/bods, is not beside this checkout")
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, report, err := load(t, path, string(text), loaders.Options{})
		if err != nil || report.BadRows+report.Warned > 0 || report.Format != "bods" || report.Loaded == 0 {
			t.Errorf("%s: %v, %+v", path, err, report)
		}
	}
}

func FuzzBODS(f *testing.F) {
	seeds(f, "none", "["+firm+"]", firm+"\n"+firm, "["+firm+","+statement(`"recordId":"r","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":"p","interests":[{"type":"shareholding","share":{"exact":4},"startDate":"2020"}]}`)+"]",
		statement(`"recordId":"x","recordType":"relationship","recordDetails":{"subject":"k","interestedParty":{"reason":"unknown"}}`), "[", "[]", `"x"`, "[1,2]")
	f.Fuzz(func(t *testing.T, text []byte) { sound(t, text, loaders.Options{Format: "bods"}) })
}
