package graph_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// Facts that come in any order, in any number of parts and twice, are the same case.
func TestOrderOfLoadingDoesNotMatter(t *testing.T) {
	for seed := range uint64(60) {
		want := randomNetwork(seed)
		want.Normalise()
		random := rand.New(rand.NewPCG(seed, 4))
		got := randomNetwork(seed)
		again := randomNetwork(seed)
		got.Entities = append(got.Entities, again.Entities[:5]...)
		got.Ties = append(got.Ties, again.Ties[5:]...)
		got.Sources = append(got.Sources, again.Sources...)
		got.Withdrawals = append(got.Withdrawals, again.Withdrawals[:2]...)
		for i, tie := range got.Ties { // the records of a tie apart from one another
			if len(tie.Records) > 1 {
				got.Ties[i].Records = tie.Records[:1:1]
				tie.Records = tie.Records[1:]
				got.Ties = append(got.Ties, tie)
			}
		}
		random.Shuffle(len(got.Entities), func(i, j int) { got.Entities[i], got.Entities[j] = got.Entities[j], got.Entities[i] })
		random.Shuffle(len(got.Ties), func(i, j int) { got.Ties[i], got.Ties[j] = got.Ties[j], got.Ties[i] })
		slices.Reverse(got.Sources)
		slices.Reverse(got.Withdrawals)
		got.Normalise()
		if got.Digest() != want.Digest() {
			t.Fatalf("seed %d: in another order the case is\n%s\nwant\n%s", seed, jsonl(t, got), jsonl(t, want))
		}
		got.Normalise()
		if got.Digest() != want.Digest() {
			t.Fatalf("seed %d: normalised twice it is another case", seed)
		}
	}
}

func TestNormaliseJoins(t *testing.T) {
	said := func(source graph.SourceID, implied bool) []graph.Record {
		return []graph.Record{{Source: source, Implied: implied}}
	}
	n := &graph.Network{
		Sources: []graph.Source{{ID: "s", Title: "z"}, {ID: "s", Title: "a", Supplier: "harbour office"}},
		Entities: []graph.Entity{
			{ID: "stated", Kind: graph.Phone, Records: said("s", false)},
			{ID: "stated", Kind: graph.Person, Records: said("s", true)},
			{ID: "implied", Kind: graph.Company, Records: said("s", true)},
			{ID: "implied", Kind: graph.Person, Records: said("r", true)},
			{ID: "held", Kind: graph.Account, Records: said("s", true)}, // held by somebody,
			{ID: "held", Kind: graph.Person, Records: said("r", true)},  // and paid
		},
	}
	n.Normalise()
	if len(n.Entities) != 3 || len(n.Sources) != 1 {
		t.Fatalf("%d entities and %d sources, want 3 and 1", len(n.Entities), len(n.Sources))
	}
	if e := n.Entity("stated"); e.Kind != graph.Phone || e.Implied() || len(e.Records) != 2 {
		t.Errorf("%+v, want a phone, as stated, with both records", e)
	}
	if e := n.Entity("implied"); e.Kind != graph.Company || !e.Implied() {
		t.Errorf("%+v, want a company: it says more than a person, whom most ties imply", e)
	}
	if e := n.Entity("held"); e.Kind != graph.Account || !e.Implied() {
		t.Errorf("%+v, want an account: a person is what is paid where nobody says otherwise", e)
	}
	if s := n.Source("s"); s.Title != "a" || s.Supplier != "harbour office" {
		t.Errorf("source %+v, want the smaller title and the only supplier", s)
	}
	if s := n.Source("unheard"); s.ID != "unheard" || s.Title != "unheard" {
		t.Errorf("a source that is not described is %+v, want its ID alone", s)
	}
	if n.Entity("nobody") != nil {
		t.Error("an entity that is not there is found")
	}
}

func TestUndirectedTiesHaveOneForm(t *testing.T) {
	a := graph.Tie{Kind: graph.KinOf, From: "b", To: "a"}
	b := graph.Tie{Kind: graph.KinOf, From: "a", To: "b"}
	c := graph.Tie{Kind: graph.Calls, From: "b", To: "a"}
	for _, tie := range []*graph.Tie{&a, &b, &c} {
		tie.Normalise()
	}
	if a.ID() != b.ID() || c.From != "b" {
		t.Errorf("ties %+v, %+v and %+v, want the first two the same and the call as it was", a, b, c)
	}
}

func TestCounts(t *testing.T) {
	n := &graph.Network{
		Sources:     make([]graph.Source, 2),
		Entities:    []graph.Entity{{Records: []graph.Record{{Known: date(t, "2024")}, {}}}},
		Ties:        []graph.Tie{{Records: make([]graph.Record, 3)}},
		Withdrawals: make([]graph.Withdrawal, 1),
	}
	want := graph.Counts{Entities: 1, Ties: 1, Records: 5, Sources: 2, Withdrawals: 1, Undated: 4}
	if got := n.Counts(); got != want {
		t.Errorf("counts %+v, want %+v (by hand)", got, want)
	}
}
