package graph_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// hostile are texts that break careless writers.
var hostile = []string{"a", `"`, `\`, "a\nb\r\t\x00\x1b", "\u2028\u2029", "</script>", "=1+1", "żółć 漢字 🙂", "\ufeff", " ", "a:b", ":", "%s", "\x7f", "é", "e\u0301"}

// randomNetwork makes facts of every sort, in no order, with hostile texts.
func randomNetwork(seed uint64) *graph.Network {
	random := rand.New(rand.NewPCG(seed, 3))
	text := func() string { return hostile[random.IntN(len(hostile))] + fmt.Sprint(random.IntN(3)) }
	date := func() graph.Date {
		d, _ := graph.ParseDate([]string{"", "2024", "2024-05", "2024-05-17", "2024-05-17T21:04:09Z", "2020/..", "../2021-03"}[random.IntN(7)])
		return d
	}
	source := func() graph.SourceID { return graph.ReportSource(text()) }
	record := func() graph.Record {
		g, _ := graph.ParseGrade([]string{"", "B2", "1AP", "B21", "confirmed", "0.5-0.8"}[random.IntN(6)])
		r := graph.Record{Source: source(), Grade: g, Known: date(), Implied: random.IntN(4) == 0}
		if random.IntN(2) == 0 {
			r.Location = graph.Location{In: source(), Part: text(), Line: random.IntN(5)}
		}
		for range random.IntN(4) {
			r.Fields = append(r.Fields, graph.Field{Name: text(), Value: text()})
		}
		r.Normalise()
		return r
	}
	n := &graph.Network{}
	for range 12 {
		n.Sources = append(n.Sources, graph.Source{ID: source(), Title: text(), Handling: text(), Supplied: date(), Origin: text()})
		n.Entities = append(n.Entities, graph.Entity{ID: graph.NewEntityID("", text()), Kind: graph.EntityKinds()[random.IntN(11)], Records: []graph.Record{record()}})
		tie := graph.Tie{Kind: graph.TieKinds()[random.IntN(18)], From: graph.NewEntityID("", text()), To: graph.NewEntityID("", text()), Key: text(), Records: []graph.Record{record(), record()}}
		tie.Normalise()
		n.Ties = append(n.Ties, tie)
		n.Withdrawals = append(n.Withdrawals, graph.Withdrawal{Source: source(), On: date(), Reason: text(), By: text()})
	}
	return n
}

func jsonl(t testing.TB, n *graph.Network) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := n.WriteJSONL(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCanonicalLinesReadBack(t *testing.T) {
	for seed := range uint64(100) {
		n := randomNetwork(seed)
		n.Normalise()
		text := jsonl(t, n)
		back := &graph.Network{}
		for line := range bytes.Lines(text) {
			if err := back.ReadLine(line); err != nil {
				t.Fatalf("seed %d: %v in %s", seed, err, line)
			}
		}
		if !reflect.DeepEqual(back, n) {
			t.Fatalf("seed %d: the network reads back as another", seed)
		}
		if again := jsonl(t, back); !bytes.Equal(again, text) || back.Digest() != n.Digest() {
			t.Fatalf("seed %d: what was read is written as\n%s\nwant\n%s", seed, again, text)
		}
	}
}

func TestCanonicalForm(t *testing.T) {
	n := &graph.Network{
		Sources: []graph.Source{{ID: "report:7", Title: `the "grey" book`}},
		Entities: []graph.Entity{{ID: "p1", Kind: graph.Person, Records: []graph.Record{{
			Source: "report:7", Location: graph.Location{Part: "people", Line: 2}, Grade: grade(t, "B2"), Known: date(t, "2024-05"),
			Fields: []graph.Field{{Name: "name", Value: "Ann\nOther"}, {Name: "role", Value: "suspect"}},
		}}}},
		Ties:        []graph.Tie{{Kind: graph.KinOf, From: "p1", To: "p2", Key: "id 1", Records: []graph.Record{{Source: "report:7", Implied: true}}}},
		Withdrawals: []graph.Withdrawal{{Source: "report:7", On: date(t, "2024-06-01"), Reason: "mistaken"}},
	}
	const want = `{"source":{"id":"report:7","title":"the \"grey\" book"}}
{"entity":{"id":"p1","kind":"person","records":[{"source":"report:7","part":"people","line":2,"grade":"admiralty:B2","known":"2024-05","fields":[["name","Ann\u000aOther"],["role","suspect"]]}]}}
{"tie":{"kind":"kin-of","from":"p1","to":"p2","key":"id 1","records":[{"source":"report:7","implied":true}]}}
{"withdrawal":{"on":"2024-06-01","source":"report:7","reason":"mistaken"}}
`
	if got := string(jsonl(t, n)); got != want {
		t.Errorf("canonical lines\n%s\nwant (by hand: the format is a contract)\n%s", got, want)
	}
}

func TestLinesThatStateNothingAreRefused(t *testing.T) {
	for name, line := range map[string]string{
		"empty":                 ``,
		"null":                  `null`,
		"no fact":               `{}`,
		"an array":              `[]`,
		"cut off":               `{"source":{"id":"a"}`,
		"text after the end":    `{"source":{"id":"a"}} {}`,
		"unknown fact":          `{"rumour":{"id":"a"}}`,
		"unknown member":        `{"source":{"id":"a","colour":"red"}}`,
		"source without an ID":  `{"source":{"title":"a"}}`,
		"entity without an ID":  `{"entity":{"kind":"person","records":[{"source":"s"}]}}`,
		"entity without kind":   `{"entity":{"id":"a","records":[{"source":"s"}]}}`,
		"unknown kind":          `{"entity":{"id":"a","kind":"dragon","records":[{"source":"s"}]}}`,
		"no records":            `{"entity":{"id":"a","kind":"person","records":[]}}`,
		"record, no source":     `{"entity":{"id":"a","kind":"person","records":[{}]}}`,
		"bad grade":             `{"entity":{"id":"a","kind":"person","records":[{"source":"s","grade":"Z9"}]}}`,
		"bad date":              `{"entity":{"id":"a","kind":"person","records":[{"source":"s","known":"2024-13"}]}}`,
		"field without value":   `{"entity":{"id":"a","kind":"person","records":[{"source":"s","fields":[["name"]]}]}}`,
		"field of three":        `{"entity":{"id":"a","kind":"person","records":[{"source":"s","fields":[["name","A","B"]]}]}}`,
		"number for text":       `{"entity":{"id":7,"kind":"person","records":[{"source":"s"}]}}`,
		"tie of one end":        `{"tie":{"kind":"kin-of","from":"a","records":[{"source":"s"}]}}`,
		"tie without records":   `{"tie":{"kind":"kin-of","from":"a","to":"b"}}`,
		"withdrawal of nothing": `{"withdrawal":{"on":"2024"}}`,
		"withdrawal of two":     `{"withdrawal":{"on":"2024","record":"r","source":"s"}}`,
		"two facts":             `{"source":{"id":"a"},"entity":{"id":"b","kind":"person","records":[{"source":"a"}]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			n := &graph.Network{}
			if err := n.ReadLine([]byte(line)); err == nil {
				t.Errorf("%s is read, want an error", line)
			}
			if n.Counts() != (graph.Counts{}) {
				t.Errorf("%s left %+v, want nothing", line, n.Counts())
			}
		})
	}
}

func TestRecordsReadBack(t *testing.T) {
	for seed := range uint64(50) {
		for _, e := range randomNetwork(seed).Entities {
			want := e.Records[0]
			got, err := graph.UnmarshalRecord(graph.MarshalRecord(&want))
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("record %+v reads back as %+v, %v", want, got, err)
			}
		}
	}
	if _, err := graph.UnmarshalRecord([]byte(`{"source":"s","fields":[["a"]]}`)); err == nil {
		t.Error("a field without a value is read, want an error")
	}
}

// An ID names content: it changes with the subject and with every part of a record.
func TestRecordIDs(t *testing.T) {
	seen := map[graph.RecordID]string{}
	for name, e := range map[string]graph.Entity{
		"as it is":       {ID: "a", Records: []graph.Record{{Source: "s"}}},
		"another entity": {ID: "b", Records: []graph.Record{{Source: "s"}}},
		"another source": {ID: "a", Records: []graph.Record{{Source: "r"}}},
		"another line":   {ID: "a", Records: []graph.Record{{Source: "s", Location: graph.Location{Line: 1}}}},
		"a grade":        {ID: "a", Records: []graph.Record{{Source: "s", Grade: grade(t, "B2")}}},
		"a date":         {ID: "a", Records: []graph.Record{{Source: "s", Known: date(t, "2024")}}},
		"implied":        {ID: "a", Records: []graph.Record{{Source: "s", Implied: true}}},
		"a field":        {ID: "a", Records: []graph.Record{{Source: "s", Fields: []graph.Field{{Name: "n", Value: "v"}}}}},
	} {
		id := e.RecordID(0)
		if other, taken := seen[id]; taken {
			t.Errorf("%q and %q have the same record ID %s", name, other, id)
		}
		seen[id] = name
	}
}

func FuzzReadLine(f *testing.F) {
	for line := range bytes.Lines(jsonl(f, randomNetwork(1))) {
		f.Add(line)
	}
	f.Add([]byte(`{"tie":{"kind":"kin-of","from":"b","to":"a","records":[{"source":"s","fields":[["a",""],["b","c"]]}]}}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		n := &graph.Network{}
		if err := n.ReadLine(line); err != nil {
			if n.Counts() != (graph.Counts{}) {
				t.Errorf("%q failed and left facts", line)
			}
			return
		}
		n.Normalise()
		text := jsonl(t, n)
		back := &graph.Network{}
		if err := back.ReadLine(text); err != nil {
			t.Fatalf("%q is written %q, which does not read: %v", line, text, err)
		}
		back.Normalise()
		if again := jsonl(t, back); !bytes.Equal(again, text) || strings.Count(string(text), "\n") != 1 {
			t.Errorf("%q is written %q and then %q, want one line, the same", line, text, again)
		}
	})
}
