package loaders_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

// seeds are texts of every shape a fuzzer should start from, and the hostile files
// where they are beside this checkout.
func seeds(f *testing.F, folder string, texts ...string) {
	f.Helper()
	for _, text := range texts {
		f.Add([]byte(text))
	}
	paths, err := filepath.Glob(filepath.Join("..", "..", "shared", "badinputs", folder, "*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if len(text) < 4096 {
			f.Add(text)
		}
	}
}

// sound fails unless a load kept its promises: totals add up, an error is one that
// says where, every tie has its ends and every entity a record.
func sound(t *testing.T, text []byte, o loaders.Options) {
	n, report, err := load(t, "fuzz", string(text), o)
	var parse *loaders.ParseError
	if err != nil {
		if !errors.As(err, &parse) {
			t.Fatalf("error %v, want a ParseError", err)
		}
		if len(n.Entities)+len(n.Ties) > 0 {
			t.Fatalf("%d facts of a file that was refused: %v", len(n.Entities)+len(n.Ties), err)
		}
		return
	}
	if report.Rows != report.Loaded+report.BadRows+report.Skipped {
		t.Fatalf("%d rows, but %d loaded, %d bad, %d skipped", report.Rows, report.Loaded, report.BadRows, report.Skipped)
	}
	for _, p := range report.Bad {
		if p.Line < 1 || p.Reason == "" {
			t.Fatalf("a bad row without line or reason: %+v", p)
		}
	}
	for i := range n.Entities {
		if e := &n.Entities[i]; e.ID == "" || !e.Kind.Valid() || len(e.Records) == 0 {
			t.Fatalf("entity %+v", e)
		}
	}
	for i := range n.Ties {
		if tie := &n.Ties[i]; n.Entity(tie.From) == nil || n.Entity(tie.To) == nil || len(tie.Records) == 0 || tie.Strength() < 0 {
			t.Fatalf("tie %+v", tie)
		}
	}
	var lines strings.Builder
	if err := n.WriteJSONL(&lines); err != nil {
		t.Fatal(err)
	}
	again := &graph.Network{}
	for line := range strings.SplitSeq(strings.TrimSuffix(lines.String(), "\n"), "\n") {
		if err := again.ReadLine([]byte(line)); line != "" && err != nil {
			t.Fatalf("its own line %q cannot be read: %v", line, err)
		}
	}
	if again.Normalise(); again.Digest() != n.Digest() {
		t.Fatal("its own lines read back as other facts")
	}
}

func FuzzTables(f *testing.F) {
	seeds(f, "csv", "id,name\np1,\"a\nb\"\n", "from,to,kind,weight\na,b,calls,2\n", "a b 1\nb c 2\n", ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n", "id:ID(X-Y),tags:string[],:LABEL\n1,a;b,Person\n", "\xff\xfei\x00d\x00\n\x00")
	f.Fuzz(func(t *testing.T, text []byte) { sound(t, text, loaders.Options{}) })
}

func FuzzRows(f *testing.F) {
	seeds(f, "tables", "name,cost\na,1\n", "name;cost\na;1,5\n", "a\t\"b\nc\"\t1", "\xff\xfea\x00;\x001\x00", "Zo\xe9;1", "\"")
	f.Fuzz(func(t *testing.T, text []byte) {
		rows, err := readRows(t, string(text))
		var parse *loaders.ParseError
		if err != nil && !errors.As(err, &parse) {
			t.Fatalf("error %v, want a ParseError", err)
		}
		if err != nil && len(rows.Rows) > 0 {
			t.Fatalf("%d rows of a file that was refused: %v", len(rows.Rows), err)
		}
		for _, row := range rows.Rows {
			if row.Line < 1 || len(row.Cells) == 0 {
				t.Fatalf("a row without line or cells: %+v", row)
			}
		}
	})
}

func FuzzJSONLines(f *testing.F) {
	seeds(f, "jsonl", `{"id":"p1"}`, `{"from":"a","to":"b"}`, `{"entity":{"id":"a","kind":"person","records":[{"source":"report:x"}]}}`, `{"tie":{"kind":"calls","from":"a","to":"b","records":[{"source":"report:x","fields":[["at","2024"]]}]}}`)
	f.Fuzz(func(t *testing.T, text []byte) { sound(t, text, loaders.Options{Format: "jsonl"}) })
}

func FuzzMappings(f *testing.F) {
	seeds(f, "none", bankMapping, "neo4j:\n  labels: {A: person}\n", "entities:\n  - {kind: person, id: \"{x}\"}\n")
	table := "REF;FROM;TO;SUM;BOOKED;STATE;x\nT1;A;B;1,50;17.05.2024;ok;y\n"
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := loaders.ReadMapping("fuzz.yaml", text)
		var parse *loaders.ParseError
		if err != nil {
			if !errors.As(err, &parse) || m != nil {
				t.Fatalf("error %v, want a ParseError and no mapping", err)
			}
			return
		}
		sound(t, []byte(table), loaders.Options{Mapping: m})
	})
}
