package graph_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

func standingOf(t testing.TB, n *graph.Network, id graph.EntityID, on string) graph.Standing {
	t.Helper()
	i := slices.IndexFunc(n.Entities, func(e graph.Entity) bool { return e.ID == id })
	if i < 0 {
		t.Fatalf("no entity %s", id)
	}
	return n.Standings(date(t, on))[i]
}

// Who may be on a list is by hand from the safeguards: suspect or convicted with a
// record, and nobody protected, minor or known only by acquaintance.
func TestStandings(t *testing.T) {
	for _, tt := range []struct {
		name, lines string
		want        graph.Withheld
	}{
		{"suspect in a proceeding", "involved-in p c role=suspect", graph.Eligible},
		{"convicted", "involved-in p c role=Convicted", graph.Eligible},
		{"no role", "", graph.NoRoleRecorded},
		{"other role", "involved-in p c role=other", graph.NoRoleRecorded},
		{"in a proceeding without a role", "involved-in p c", graph.NoRoleRecorded},
		{"victim", "involved-in p c role=victim", graph.Protected},
		{"witness", "involved-in p c role=witness", graph.Protected},
		{"informant", "involved-in p c role=informant", graph.Protected},
		{"a role that nobody has explained", "involved-in p c role=complainant", graph.Protected},
		{"victim in one and suspect in another", "involved-in p c role=suspect\ninvolved-in p d role=victim", graph.Protected},
		{"both in one record", "involved-in p c role=suspect;witness", graph.Protected},
		{"both in two records on one tie", "involved-in p c role=convicted grade=A1\ninvolved-in p c role=victim grade=E5 source=r", graph.Protected},
		{"victim in a source's word", "involved-in p c role=suspect\nperson p role=victim", graph.Protected},
		{"suspect in a source's word, nothing done", "person p role=suspect\nkin-of p q\nassociates-with p q\nmeets p q 1", graph.AssociationOnly},
		{"suspect in a source's word, called only", "person p role=suspect\ncalls p q 1\nprotects q p", graph.AssociationOnly},
		{"suspect in a source's word, of a gang", "person p role=suspect\nmember-of p g", graph.Eligible},
		{"suspect in a source's word, shields somebody", "person p role=suspect\nprotects p q", graph.Eligible},
		{"suspect in a source's word, present in a proceeding", "person p role=suspect\ninvolved-in p c", graph.AssociationOnly},
		{"suspect in a source's word, with a part in a proceeding", "person p role=suspect\ninvolved-in p c role=other", graph.Eligible},
		{"suspect in a source's word, who took a decision", "person p role=suspect\ninvolved-in p c role=decider", graph.AssociationOnly},
		{"whom a decision concerns", "involved-in p c role=concerned", graph.NoRoleRecorded},
		{"known to the convicted", "involved-in q c role=convicted\nkin-of p q", graph.NoRoleRecorded},
		{"dead", "involved-in p c role=suspect\nperson p custody=deceased", graph.Deceased},
		{"imprisoned", "involved-in p c role=suspect\nperson p custody=imprisoned", graph.Eligible},
		{"said to be a minor", "involved-in p c role=suspect\nperson p minor=yes", graph.Minor},
		{"not said to be one", "involved-in p c role=suspect\nperson p minor=no", graph.Eligible},
		{"born eighteen years and a day before", "involved-in p c role=suspect\nperson p born=2008-02-28", graph.Eligible},
		{"eighteenth birthday", "involved-in p c role=suspect\nperson p born=2008-03-01", graph.Eligible},
		{"said to be one in another language", "involved-in p c role=suspect\nperson p minor=ja", graph.Minor},
		{"said to be none", "involved-in p c role=suspect\nperson p minor=no", graph.Eligible},
		{"a birth date that cannot be read", "involved-in p c role=suspect\nperson p born=spring", graph.Minor},
		{"eighteen tomorrow", "involved-in p c role=suspect\nperson p born=2008-03-02", graph.Minor},
		{"born in a month that leaves it open", "involved-in p c role=suspect\nperson p born=2008-03", graph.Minor},
		{"born in a year that leaves it open", "involved-in p c role=convicted\nperson p born=2008", graph.Minor},
		{"born in a year that does not", "involved-in p c role=suspect\nperson p born=2007", graph.Eligible},
		{"born since, end open", "involved-in p c role=suspect\nperson p born=1990/..", graph.Minor},
		{"one of two birth dates leaves it open", "involved-in p c role=suspect\nperson p born=1980 grade=A1\nperson p born=2010 grade=E5", graph.Minor},
		{"protected before minor", "involved-in p c role=victim\nperson p born=2015", graph.Protected},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n := facts(t, "person p\nperson q\nproceeding c\nproceeding d\ngang g\n"+tt.lines)
			s := standingOf(t, n, "p", "2026-03-01")
			if s.Withheld != tt.want {
				t.Errorf("%s, want %s", s.Withheld, tt.want)
			}
			if s.Withheld == graph.Eligible && len(s.Basis()) == 0 {
				t.Error("eligible without a record as the basis")
			}
		})
	}
}

func TestOnlyPeopleAreListed(t *testing.T) {
	n := facts(t, "company p role=suspect\nproceeding c\ninvolved-in p c role=convicted")
	if s := standingOf(t, n, "p", "2026-03-01"); s.Withheld != graph.NotAPerson {
		t.Errorf("a company is %s, want %s", s.Withheld, graph.NotAPerson)
	}
	if s := standingOf(t, n, "c", "2026-03-01"); len(s.Roles) != 0 {
		t.Errorf("the proceeding has roles %+v, want none: they are of who is involved in it", s.Roles)
	}
}

func TestBasisComesFirst(t *testing.T) {
	n := facts(t, "person p role=other\nproceeding c\nproceeding d\ninvolved-in p c role=other\ninvolved-in p d role=convicted\ninvolved-in p c role=suspect source=r")
	s := standingOf(t, n, "p", "2026-03-01")
	var got []string
	for _, r := range s.Roles {
		got = append(got, r.Role.String()+" "+string(r.Proceeding))
	}
	if want := []string{"convicted d", "suspect c", "other c", "other "}; !slices.Equal(got, want) {
		t.Errorf("roles %q, want %q", got, want)
	}
	if basis := s.Basis(); len(basis) != 2 || basis[0].Record.Source != "s" || basis[0].ID == "" {
		t.Errorf("basis %+v, want the two records, each with its ID", basis)
	}
}

// The people of this file are withheld but for the one without a role, who is not on a
// list for another reason.
func TestRoleVariants(t *testing.T) {
	file, err := os.Open(filepath.Join("..", "..", "shared", "badinputs", "policy", "role_variants.csv"))
	if err != nil {
		t.Skip("SKIPPED: the files of odd roles are not beside this checkout; the table above holds the same roles")
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	n := &graph.Network{}
	for _, row := range rows[1:] {
		r := graph.Record{Source: "s", Fields: []graph.Field{{Name: graph.PropBorn, Value: row[3]}, {Name: graph.PropRole, Value: row[4]}}}
		r.Normalise()
		n.Entities = append(n.Entities, graph.Entity{ID: graph.NewEntityID("", row[0]), Kind: graph.Person, Records: []graph.Record{r}})
	}
	n.Normalise()
	var protected []string
	for i, s := range n.Standings(date(t, "2026-03-01")) {
		if s.Withheld == graph.Protected {
			protected = append(protected, string(n.Entities[i].ID))
		}
		if s.Withheld == graph.Eligible {
			t.Errorf("%s is eligible, want nobody", n.Entities[i].ID)
		}
	}
	if got := strings.Join(protected, ","); got != "a,b,c,d,f,g" {
		t.Errorf("protected are %s, want a,b,c,d,f,g (role_variants.csv)", got)
	}
}

func TestParseRoles(t *testing.T) {
	for text, want := range map[string][]graph.Role{
		"":                      nil,
		" ; ":                   nil,
		" VICTIM ":              {graph.Victim},
		"suspect;Witness":       {graph.Suspect, graph.Witness},
		"suspect, victim":       {graph.UnknownRole},
		"unknown":               {graph.UnknownRole},
		"víctima":               {graph.UnknownRole},
		"convicted;;cook":       {graph.Convicted, graph.UnknownRole},
		"other":                 {graph.OtherRole},
		"Decider; concerned":    {graph.Decider, graph.Concerned},
		"\u00a0informant\u00a0": {graph.Informant},
	} {
		if got := graph.ParseRoles(text); !slices.Equal(got, want) {
			t.Errorf("%q reads as %v, want %v", text, got, want)
		}
	}
}

func TestCustody(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"nothing said", "person p", "unknown"},
		{"undated", "person p custody=fugitive", "fugitive"},
		{"a dated one before an undated one", "person p custody=fugitive grade=A1\nperson p custody=detained custody-since=2023", "detained"},
		{"the latest begun", "person p custody=imprisoned custody-since=2020\nperson p custody=at-large custody-since=2023", "at-large"},
		{"over", "person p custody=imprisoned custody-since=2010 custody-until=2015", "unknown"},
		{"to come", "person p custody=imprisoned custody-since=2030", "unknown"},
		{"over, and an undated one", "person p custody=imprisoned custody-since=2010 custody-until=2015\nperson p custody=at-large source=r", "at-large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, record := facts(t, tt.lines).Entity("p").Custody(date(t, "2024-05-17"))
			if got != tt.want || (record == nil) != (tt.want == "unknown") {
				t.Errorf("%s by %v, want %s (by hand)", got, record, tt.want)
			}
		})
	}
}

func TestCanonicalWords(t *testing.T) {
	for _, tt := range []struct {
		property, value, want string
		known                 bool
	}{
		{graph.PropCustody, "At large", "at-large", true},
		{graph.PropClass, "MAFIA_LIKE organisation", "mafia-like organisation", true},
		{graph.PropForm, "tip off", "tip-off", true},
		{graph.PropCustody, "on holiday", "on holiday", false},
		{"colour", "Red", "Red", true},
	} {
		if got, ok := graph.CanonicalWord(tt.property, tt.value); got != tt.want || ok != tt.known {
			t.Errorf("%s %q is %q, %t, want %q, %t", tt.property, tt.value, got, ok, tt.want, tt.known)
		}
	}
}
