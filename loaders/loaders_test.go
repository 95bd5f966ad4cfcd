package loaders_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

// load reads a text as a file and returns what a store would be given.
func load(t testing.TB, name, text string, o loaders.Options) (*graph.Network, *loaders.Report, error) {
	t.Helper()
	n := &graph.Network{}
	report, err := loaders.Load(t.Context(), loaders.Input{Name: name, Data: strings.NewReader(text), Size: int64(len(text))}, o, func(b *graph.Batch) error {
		n.Sources = append(n.Sources, b.Facts.Sources...)
		n.Entities = append(n.Entities, b.Facts.Entities...)
		n.Ties = append(n.Ties, b.Facts.Ties...)
		n.Withdrawals = append(n.Withdrawals, b.Facts.Withdrawals...)
		return nil
	})
	n.Normalise()
	return n, report, err
}

func badLines(r *loaders.Report) string {
	var lines []string
	for _, p := range r.Bad {
		lines = append(lines, fmt.Sprint(p.Line))
	}
	return strings.Join(lines, ",")
}

func warnedLines(r *loaders.Report) string {
	var lines []string
	for _, p := range r.Warnings {
		lines = append(lines, fmt.Sprint(p.Line))
	}
	return strings.Join(lines, ",")
}

const header = "id,label,type,dob,role\n"

// Rows of tables and what each must get; the shapes are those of files that
// investigators are given.
func TestRows(t *testing.T) {
	for _, tt := range []struct {
		name, text  string
		ok          int
		bad, warned string // lines
	}{
		{"plain", header + "p1,Ann,person,1980-01-02,suspect\n", 1, "", ""},
		{"header only", header, 0, "", ""},
		{"LF and CRLF", "id,label,role\r\np1,A,suspect\np2,B,suspect\r\n", 2, "", ""},
		{"lines in quotes, then a short row", header + "p1,\"Ann\nExample\",person,1980-01-02,suspect\np2,Bob,person,1979-03-04\np3,Cy,person,1991-05-06,suspect\n", 2, "4", ""},
		{"short row", header + "p1,Ann,person\np2,Bob,person,1979-03-04,suspect\n", 1, "2", ""},
		{"long row", header + "p1,Smith, Ann,person,1980-01-02,suspect\np2,Bob,person,1979-03-04,suspect\n", 1, "2", ""},
		{"blank lines", header + "\n\np1,Ann,person,1980-01-02,suspect\n\n,bad,person,1980-01-02,suspect\n", 1, "6", ""},
		{"cut off in quotes", header + "p1,Ann,person,1980-01-02,suspect\np2,\"Bo", 1, "3", ""},
		{"overlong UTF-8", header + "p1,a\xc0\xafb,person,1980-01-02,suspect\np2,Bob,person,1979-03-04,suspect\n", 1, "2", ""},
		{"half a surrogate", header + "p1,a\xed\xa0\x80b,person,1980-01-02,suspect\np2,Bob,person,1979-03-04,suspect\n", 1, "2", ""},
		{"semicolons", "id;label;type\np1;Ann;person\np2;Bob;person\np3;Cy;person\n", 3, "", ""},
		{"tabs", "id\tlabel\ttype\np1\tAnn\tperson\n", 1, "", ""},
		{"impossible dates", header + "p1,A,person,2021-02-30,suspect\np2,B,person,0000-00-00,suspect\np3,C,person,unknown,\np4,D,person,,\np5,E,person,1988-02-29,\n", 5, "", "2,3,4"},
		{"partial dates", header + "p1,A,person,1990,suspect\np2,B,person,1990-06,suspect\np3,C,person,circa 1990,suspect\n", 3, "", "4"},
		{"weights", "from,to,type,weight,date\np1,p2,call,NaN,2024-01-01\np1,p3,call,Inf,2024-01-01\np2,p3,call,-1,2024-01-01\np1,p4,call,\"1,5\",2024-01-01\np1,p5,call,1e400,2024-01-01\np1,p6,call,0x10,2024-01-01\np1,p7,call,,2024-01-01\np1,p8,call,2,2024-01-01\np1,p9,call,1_000,2024-01-01\n", 2, "2,3,4,5,6,7,10", ""},
		{"missing end", "from,to,type\np1,ghost,call\n,p2,call\np1,p2,call\n", 2, "3", ""},
		{"rounded by a spreadsheet", "id,label,phone\np1,Ann,4.4770E+11\np2,Bob,447700900124\n", 2, "", "2"},
		{"identifiers that differ by case and blanks", "id,label\nA1,Ann\na1,Ann\n A1 ,Ann\n", 3, "", "3,4"},
		{"stray quote", header + "p1,\"Ann,person,,\n" + strings.Repeat("p2,Bob,person,,\n", 300), 300, "2", ""},
		{"unknown kind", "id,kind\nx,spaceship\n", 0, "2", ""},
		{"bad grade", "id,grade\nx,Z9\ny,B2\n", 1, "2", ""},
		{"blanks between ends", "a b 2\nb c 1\n", 2, "", ""},
		{"numbered edges", "0\t1\t1\n0\t2\t1\n1\t2\t1\n", 3, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, report, err := load(t, "x.csv", tt.text, loaders.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if report.Loaded != tt.ok || badLines(report) != tt.bad || warnedLines(report) != tt.warned {
				t.Errorf("loaded %d, bad lines %q, warned %q; want %d, %q, %q\n%v\n%v", report.Loaded, badLines(report), warnedLines(report), tt.ok, tt.bad, tt.warned, report.Bad, report.Warnings)
			}
			if report.Rows != report.Loaded+report.BadRows+report.Skipped {
				t.Errorf("%d rows, but %d loaded, %d bad, %d skipped", report.Rows, report.Loaded, report.BadRows, report.Skipped)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "empty"},
		{"PNG", "\x89PNG\r\n\x1a\n", "PNG"},
		{"gzip", "\x1f\x8b\x08\x00", "gunzip"},
		{"UTF-16 without a mark", "\x00i\x00d\x00,\x00n\x00a\x00m\x00e\x00\n\x00x\x00,\x00y\x00\n", "utf-16be"},
		{"ambiguous delimiter", "id|label,x;type\np1|Ann,x;person\n", "ambiguous"},
		{"nothing recognised", "payer,payee\na,b\n", "linchpin map"},
		{"sensitive column", "id,name,religion\np1,A,x\n", "--allow-sensitive"},
		{"column twice", "id,name,name\np1,A,B\n", "both named"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n, _, err := load(t, "x.csv", tt.text, loaders.Options{})
			var parse *loaders.ParseError
			if !errors.As(err, &parse) || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "x.csv") {
				t.Errorf("error %v, want a ParseError of x.csv that says %q", err, tt.want)
			}
			if len(n.Entities)+len(n.Ties) > 0 {
				t.Errorf("%d entities and %d ties of a file that was refused", len(n.Entities), len(n.Ties))
			}
		})
	}
}

// Whatever row comes first, and whether the ties are in one file or two, an end is what any of
// its ties asks for: an account once somebody holds it, a telephone once it is used and calls.
func TestKindsOfEndsWhateverTheOrder(t *testing.T) {
	rows := []string{"a,b,pays", "ann,a,holds", "firm,b,holds", "ann,t,uses", "t,u,calls", "ann,k,owns", "k,a,pays", "body,a,pays", "vic,body,holds-office"}
	want := map[graph.EntityID]graph.EntityKind{
		"a": graph.Account, "b": graph.Account, "ann": graph.Person, "firm": graph.Person, "t": graph.Phone,
		"u": graph.Person, "k": graph.Company, "body": graph.PublicBody, "vic": graph.Person,
	}
	for seed := range uint64(20) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		n, _, err := load(t, "x.csv", "from,to,kind\n"+strings.Join(rows, "\n")+"\n", loaders.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for id, kind := range want {
			if e := n.Entity(id); e == nil || e.Kind != kind {
				t.Errorf("rows %v: %s is %+v, want a %s", rows, id, e, kind)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	for name, text := range map[string]string{
		"UTF-8 with a mark":    "\xef\xbb\xbfid,name\np1,José\n",
		"UTF-16LE with a mark": "\xff\xfei\x00d\x00,\x00n\x00a\x00m\x00e\x00\n\x00p\x001\x00,\x00J\x00o\x00s\x00\xe9\x00\n\x00",
		"windows-1252":         "id,name\np1,Jos\xe9\n",
	} {
		n, report, err := load(t, "x.csv", text, loaders.Options{})
		if err != nil || n.Entity("p1") == nil || n.Entity("p1").Name() != "José" {
			t.Errorf("%s: %v, %+v, want José", name, err, n.Entities)
		}
		if name == "windows-1252" && !strings.Contains(strings.Join(report.Notes, " "), "guess") {
			t.Errorf("%s: notes %q do not say that it is a guess", name, report.Notes)
		}
	}
}

func TestStrictLoadsNothing(t *testing.T) {
	n, _, err := load(t, "x.csv", "id,kind\nx,person\ny,spaceship\n", loaders.Options{Strict: true})
	var parse *loaders.ParseError
	if !errors.As(err, &parse) || parse.Line != 3 || len(n.Entities) != 0 {
		t.Errorf("strict: %v and %d entities, want an error of line 3 and none", err, len(n.Entities))
	}
}

// Reports that one person gave are one voice, however many numbers they have.
func TestReportsOfOneOriginAreOneVoice(t *testing.T) {
	n, _, err := load(t, "x.csv", "from,to,kind,grade,source\nv,a,protects,C3,K-04\nv,a,protects,C3,K-06\n", loaders.Options{Source: graph.Source{Origin: "Kestrel"}})
	if err != nil || len(n.Ties) != 1 {
		t.Fatal(err, n.Ties)
	}
	want := graph.Grade{Scheme: graph.Admiralty, Text: "C3"}.Interval()
	if got := n.Ties[0].Probability(n.Voice); got != want {
		t.Errorf("two reports of one origin give %v, want %v of one", got, want)
	}
	if voices := n.Ties[0].Probability(func(id graph.SourceID) string { return string(id) }); voices == want {
		t.Error("two voices give no more than one: the test says nothing")
	}
}

// Values reach the facts as they are in the file.
func TestFacts(t *testing.T) {
	n, _, err := load(t, "x.csv", "id,name,aliases,grade,known_on,source,role,proceeding,8944110068123456789\np1,Ann,Annie;An,B2,2024-05,INF-7,Suspect,OP-1,x\n", loaders.Options{Namespace: "crm"})
	if err != nil {
		t.Fatal(err)
	}
	e := n.Entity("crm:p1")
	r := e.Records[0]
	if r.Source != "report:INF-7" || r.Grade.String() != "admiralty:B2" || r.Known.String() != "2024-05" || r.Location.Line != 2 || len(e.Values(graph.PropAlias)) != 2 || r.Get("8944110068123456789") != "x" {
		t.Errorf("record %+v", r)
	}
	if len(n.Ties) != 1 || n.Ties[0].Kind != graph.InvolvedIn || n.Ties[0].To != "crm:OP-1" || n.Ties[0].Value(graph.PropRole).Text != "Suspect" {
		t.Errorf("ties %+v, want the part in the proceeding", n.Ties)
	}
	n, report, err := load(t, "x.csv", "from,to,type\nG1,G2,allied_with\nP,Q,KNOWS]->() DETACH DELETE a //\n", loaders.Options{})
	if err != nil || n.Entity("G1").Kind != graph.Gang || n.Ties[1].Kind != graph.LinkedTo || n.Ties[1].Word() != "KNOWS]->() DETACH DELETE a //" || report.Implied != 4 {
		t.Errorf("%v, %+v, %d implied; want an alliance of gangs and a linked-to tie with its word", err, n.Ties, report.Implied)
	}
}

const bankMapping = `
delimiter: ";"
decimal: ","
dates: DD.MM.YYYY
source: {title: statement, supplier: the bank, grade: A1, known-on: "{BOOKED}"}
skip:
  - {column: STATE, equals: cancelled}
entities:
  - {as: payer, kind: account, namespace: acct, id: "{FROM}", mention: true}
  - {as: payee, kind: account, namespace: acct, id: "{TO}", mention: true}
ties:
  - kind: pays
    from: payer
    to: payee
    key: "{REF}"
    properties: {amount: "{SUM}", currency: EUR, at: "{BOOKED}"}
`

func mapping(t testing.TB, text string) *loaders.Mapping {
	t.Helper()
	m, err := loaders.ReadMapping("m.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMapping(t *testing.T) {
	text := "REF;FROM;TO;SUM;BOOKED;STATE\nT1;A;B;1.250,50;17.05.2024;ok\nT2;A;B;3,00;18.05.2024;cancelled\nT3;A;;3,00;18.05.2024;ok\nT4;A;C;x;18.05.2024;ok\n"
	n, report, err := load(t, "bank.csv", text, loaders.Options{Mapping: mapping(t, bankMapping)})
	if err != nil {
		t.Fatal(err)
	}
	if report.Loaded != 1 || report.Skipped != 1 || badLines(report) != "4,5" {
		t.Errorf("loaded %d, skipped %d, bad %q; want 1, 1, 4,5", report.Loaded, report.Skipped, badLines(report))
	}
	tie := n.Ties[0]
	a, _ := tie.Amount()
	if tie.From != "acct:A" || tie.Identifier() != "T1" || a.String() != "1250.50 EUR" || tie.When().String() != "2024-05-17" || tie.Records[0].Known.String() != "2024-05-17" || n.Sources[0].Supplier != "the bank" {
		t.Errorf("tie %+v of %+v", tie, n.Sources)
	}
	if _, _, err := load(t, "bank.csv", "REF;FROM;TO\n", loaders.Options{Mapping: mapping(t, bankMapping)}); err == nil || !strings.Contains(err.Error(), `"BOOKED"`) {
		t.Errorf("a table without the mapping's columns: %v, want the first one missing named", err)
	}
}

func TestMappingsThatAreWrong(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"unknown key":  {"entitys: []\n", "entitys"},
		"unknown kind": {"entities:\n  - {kind: spaceship, id: x}\n", "spaceship"},
		"no id":        {"entities:\n  - {kind: person}\n", "needs a kind and an id"},
		"unknown end":  {"entities:\n  - {as: a, kind: person, id: x}\nties:\n  - {kind: pays, from: a, to: b}\n", `"b"`},
		"wrong ends":   {"entities:\n  - {as: a, kind: person, id: x}\nties:\n  - {kind: member-of, from: a, to: a}\n", "does not run from"},
		"bad template": {"entities:\n  - {kind: person, id: \"{x\"}\n", "braces"},
		"nothing":      {"dates: YYYY\n", "maps nothing"},
		"bad dates":    {"dates: whenever\nentities:\n  - {kind: person, id: x}\n", "whenever"},
	} {
		if _, err := loaders.ReadMapping("m.yaml", []byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want an error that says %q", name, err, tt.want)
		}
	}
}

// What map writes of a table loads it as what it is; what it cannot know it leaves in a
// form that no load takes.
func TestSketchIsAMappingThatWorks(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		kind       graph.TieKind
		ends       graph.EntityKind
		when       string
		amount     string
	}{
		{"payments", "TX_ID,SENDER_ACCOUNT_ID,RECEIVER_ACCOUNT_ID,TX_AMOUNT,TIMESTAMP\n1,A,B,4.50,2024-05-17\n", graph.Pays, graph.Account, "2024-05-17", "4.50 EUR"},
		{"a German statement", "Auftraggeber IBAN;Empfänger IBAN;Betrag;Währung;Buchungstag\nDE1;DE2;1.250,00;EUR;03.05.2024\n", graph.Pays, graph.Account, "2024-05-03", "1250.00 EUR"},
		{"phone records", "A_NUMBER,B_NUMBER,START,DURATION\n+491511,+491522,03.05.2024 10:00:00,60\n", graph.Calls, graph.Phone, "2024-05-03T10:00:00Z", ""},
		{"directors", "Company,Company Number,Director,Appointed\nBlue Ltd,123,Ann Lee,13/02/2020\n", graph.Directs, graph.Person, "2020-02-13T00:00:00Z/..", ""},
		{"American dates", "caller,callee,date\n1,2,02/13/2020\n", graph.Calls, graph.Phone, "2020-02-13", ""},
		{"pairs", "phase,from,to,weight\n1,a,b,3\n", graph.AssociatesWith, graph.Person, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			in := loaders.Input{Name: "t.csv", Data: strings.NewReader(tt.text), Size: int64(len(tt.text))}
			sketch, err := loaders.Sketch(t.Context(), in, loaders.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if undecided := string(sketch); strings.Contains(undecided, "???") {
				if _, err := loaders.ReadMapping("m.yaml", sketch); err == nil {
					t.Error("a mapping that leaves the currency open is taken")
				}
				sketch = []byte(strings.ReplaceAll(undecided, "???", "EUR"))
			}
			n, report, err := load(t, "t.csv", tt.text, loaders.Options{Mapping: mapping(t, string(sketch))})
			if err != nil || report.Loaded != 1 || len(n.Ties) != 1 {
				t.Fatalf("%v, %+v of\n%s", err, report, sketch)
			}
			tie := &n.Ties[0]
			if tie.Kind != tt.kind || n.Entity(tie.From).Kind != tt.ends || tie.When().String() != tt.when {
				t.Errorf("%s from a %s, %s; want %s from a %s, %s, of\n%s", tie.Kind, n.Entity(tie.From).Kind, tie.When(), tt.kind, tt.ends, tt.when, sketch)
			}
			if a, _ := tie.Amount(); tt.amount != "" && a.String() != tt.amount {
				t.Errorf("amount %s, want %s", a, tt.amount)
			}
		})
	}
}

func TestJSONLines(t *testing.T) {
	n, report, err := load(t, "x.jsonl", "null\n[]\n\"x\"\n1\n\r\n{\"id\":\"p1\",\"kind\":\"node\",\"score\":1.50}\r\n{\"id\":\"p2\",\"id\":\"p3\"}\n{\"from\":\"p1\",\"to\":\"p2\",\"kind\":\"calls\"}\n{\"id\":\"a\\u0000b\"}", loaders.Options{})
	if err != nil || report.Loaded != 2 || badLines(report) != "1,2,3,4,7,9" {
		t.Errorf("%v, loaded %d, bad %q; want 2 and 1,2,3,4,7,9", err, report.Loaded, badLines(report))
	}
	if got := n.Entity("p1").Value("score").Text; got != "1.50" {
		t.Errorf("score %q, want 1.50 digit for digit", got)
	}
	long := `{"id":"p1","name":"` + strings.Repeat("B", 300_000) + "\"}\n{\"id\":\"p2\"}\n"
	if n, report, err = load(t, "x.jsonl", long, loaders.Options{}); err != nil || report.Loaded != 1 || badLines(report) != "1" || n.Entity("p2") == nil {
		t.Errorf("a line of 300 kB: %v, %+v, want it reported and the next one loaded", err, report)
	}
}

func TestJSONLinesRoundTrip(t *testing.T) {
	first, _, err := load(t, "x.csv", "id,kind,name,grade,known_on,source\np1,person,王小明,B2,2024,INF-1\np2,phone,,F6,2024-05-17,\n", loaders.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first.Withdrawals = []graph.Withdrawal{{Source: "report:INF-1", Reason: "retracted"}}
	var text strings.Builder
	if err := first.WriteJSONL(&text); err != nil {
		t.Fatal(err)
	}
	again, report, err := load(t, "case.jsonl", text.String(), loaders.Options{})
	if err != nil || report.BadRows > 0 || again.Digest() != first.Digest() {
		t.Errorf("%v, %v: digest %s after a round trip, want %s", err, report.Bad, again.Digest(), first.Digest())
	}
}

func TestImportTables(t *testing.T) {
	m := mapping(t, "neo4j:\n  labels: {Suspect: person}\n  types: {KNOWS: linked-to}\n  names: {Suspect: \"{name} {surname}\"}\n")
	n, _, err := load(t, "n.csv", "personId:ID(Person-ID),name,surname,tags:string[],id,:LABEL\n1,Ann,Example,a;b,77,Suspect\n", loaders.Options{Mapping: m})
	e := n.Entity("person-id:1")
	if err != nil || e == nil || e.Name() != "Ann Example" || len(e.Values("tags")) != 2 || e.Value("neo4j-id").Text != "77" {
		t.Errorf("%v, %+v", err, n.Entities)
	}
	n, _, err = load(t, "r.csv", ":START_ID(Person-ID),:END_ID(Person-ID),since:int,:TYPE\n1,2,2019,KNOWS\n1,2,2019,FAMILY\n", loaders.Options{Mapping: m})
	if err != nil || len(n.Ties) != 2 || n.Ties[0].From != "person-id:1" || n.Ties[1].Word() != "KNOWS" {
		t.Errorf("%v, %+v, want two ties", err, n.Ties)
	}
}

// INDEX.tsv says what each hostile file must get.
func TestHostileFiles(t *testing.T) {
	folder := filepath.Join("..", "..", "shared", "badinputs")
	index, err := os.ReadFile(filepath.Join(folder, "INDEX.tsv"))
	if err != nil {
		t.Skip("SKIPPED: the hostile files are not beside this checkout; their shapes are in TestRows and TestRefused")
	}
	tested := 0
	for _, row := range strings.Split(string(index), "\n") {
		cells := strings.Split(row, "\t")
		if len(cells) < 5 || !strings.HasPrefix(cells[0], "csv/") && !strings.HasPrefix(cells[0], "jsonl/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, cells[0]))
		if err != nil {
			t.Fatal(err)
		}
		tested++
		t.Run(cells[0], func(t *testing.T) { checkHostile(t, cells[0], string(text), cells[4]) })
	}
	if tested < 30 {
		t.Errorf("%d files tested, want at least 30", tested)
	}
}

func checkHostile(t *testing.T, name, text, check string) {
	_, report, err := load(t, name, text, loaders.Options{})
	if strings.Contains(check, "reject=") && err != nil {
		return
	}
	if err != nil {
		t.Fatalf("%v, want %s", err, check)
	}
	for word := range strings.FieldsSeq(check) {
		key, want, _ := strings.Cut(word, "=")
		got := ""
		switch key {
		case "ok":
			got = fmt.Sprint(report.Loaded)
		case "bad":
			got = fmt.Sprint(report.BadRows)
		case "bad_lines":
			got = badLines(report)
		case "badvalue_lines":
			got = warnedLines(report)
		case "lines":
			if got = badLines(report); got == "" {
				got = warnedLines(report)
			}
		default:
			continue
		}
		if got != want && !(key == "lines" && strings.Contains(check, "conflict")) {
			t.Errorf("%s is %s, want %s\n%v\n%v", key, got, want, report.Bad, report.Warnings)
		}
	}
}

// A million rows are loaded in flat memory.
func TestMillionRows(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: a million rows take some seconds")
	}
	var table strings.Builder
	table.WriteString("from,to,kind,amount,currency\n")
	for i := range 1_000_000 {
		fmt.Fprintf(&table, "a%d,a%d,pays,%d.00,EUR\n", i%50_000, (i*7)%50_000, i)
	}
	text := table.String()
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	peak, ties := uint64(0), 0
	_, err := loaders.Load(t.Context(), loaders.Input{Name: "m.csv", Data: strings.NewReader(text), Size: int64(len(text))}, loaders.Options{}, func(b *graph.Batch) error {
		ties += len(b.Facts.Ties)
		runtime.ReadMemStats(&now)
		peak = max(peak, now.HeapInuse)
		return nil
	})
	if err != nil || ties != 1_000_000 {
		t.Fatalf("%v, %d ties", err, ties)
	}
	grown := (int64(peak) - int64(before.HeapInuse)) >> 20
	t.Logf("a million rows: %d MB at the peak beyond the text", grown)
	if grown > 300 {
		t.Errorf("%d MB, want at most 300", grown)
	}
}
