// Package storetest is the suite that every store passes to the letter.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// A Case is a case to test with, empty at first.
type Case interface {
	// Open opens the case; the test closes it.
	Open(ctx context.Context) (store.Store, error)
}

// Run tests a store; fresh makes an empty case that is gone with the test.
func Run(t *testing.T, fresh func(t *testing.T) Case) {
	for _, tt := range []struct {
		name string
		test func(t *testing.T, s store.Store)
	}{
		{"ReadsAsTheFilterSays", testReads},
		{"PutTwiceIsOnce", testTwice},
		{"OrderDoesNotMatter", testOrder},
		{"KindConflicts", testConflicts},
		{"ImpliedKinds", testImplied},
		{"Disagreements", testDisagreements},
		{"UnknownEnd", testUnknownEnd},
		{"Find", testFind},
		{"Withdraw", testWithdraw},
		{"Sources", testSources},
		{"Loads", testLoads},
		{"Audit", testAudit},
		{"Interrupted", testInterrupted},
		{"Check", testCheck},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, fresh(t))
			defer s.Close()
			tt.test(t, s)
		})
	}
	t.Run("Reopen", func(t *testing.T) { testReopen(t, fresh(t)) })
}

func open(t *testing.T, c Case) store.Store {
	t.Helper()
	s, err := c.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, s store.Store, batches ...*graph.Batch) store.PutResult {
	t.Helper()
	var last store.PutResult
	for _, b := range batches {
		var err error
		if last, err = s.Put(t.Context(), b); err != nil {
			t.Fatalf("put part %d of %s: %v", b.Part, b.Load, err)
		}
	}
	return last
}

func digest(t *testing.T, s store.Store) graph.Digest {
	t.Helper()
	d, err := store.Digest(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func date(t *testing.T, text string) graph.Date {
	t.Helper()
	d, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// same fails unless two networks are the same facts.
func same(t *testing.T, what string, got, want *graph.Network) {
	t.Helper()
	if got.Digest() == want.Digest() {
		return
	}
	var a, b strings.Builder
	got.WriteJSONL(&a)
	want.WriteJSONL(&b)
	t.Errorf("%s: the store's answer differs from Filter.Apply's:\n%s", what, firstDifference(a.String(), b.String()))
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d:\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// filters asks every kind of question of a network.
func filters(t *testing.T, n *graph.Network) map[string]graph.Filter {
	first, last := n.Entities[0].ID, n.Entities[len(n.Entities)-1].ID
	return map[string]graph.Filter{
		"all":             {},
		"withdrawn too":   {Withdrawn: true},
		"people":          {EntityKinds: []graph.EntityKind{graph.Person, graph.Phone}},
		"calls":           {TieKinds: []graph.TieKind{graph.Calls, graph.Pays}},
		"window":          {Window: date(t, "2023-05")},
		"known on":        {KnownOn: date(t, "2023-12-31")},
		"known earlier":   {KnownOn: date(t, "2023-05-17")},
		"around":          {Around: []graph.EntityID{first}, Depth: 1},
		"around two":      {Around: []graph.EntityID{first, last}, Depth: 2},
		"around itself":   {Around: []graph.EntityID{first}},
		"around of kinds": {Around: []graph.EntityID{first}, Depth: 3, TieKinds: []graph.TieKind{graph.LinkedTo, graph.Pays, graph.LocatedAt}},
		"around known on": {Around: []graph.EntityID{first}, Depth: 2, KnownOn: date(t, "2024-06-01"), Window: date(t, "2023")},
	}
}

func testReads(t *testing.T, s store.Store) {
	n := Network(1, 60, 240)
	n.Withdrawals = []graph.Withdrawal{
		{Record: n.Entities[3].RecordID(0), On: date(t, "2023-06-01"), Reason: "wrong person", By: "tester"},
		{Source: graph.ReportSource("INF-2"), On: date(t, "2024-01-01"), Reason: "retracted", By: "tester"},
	}
	n.Normalise()
	put(t, s, Batches(n, "all", 50)...)
	for name, f := range filters(t, n) {
		want, wantErr := f.Apply(n)
		got, err := s.Read(t.Context(), f)
		if (err == nil) != (wantErr == nil) {
			t.Errorf("%s: error %v, want %v", name, err, wantErr)
		} else if err == nil {
			same(t, name, got, want)
		}
	}
	_, err := s.Read(t.Context(), graph.Filter{Around: []graph.EntityID{"nobody"}, Depth: 1})
	if !errors.Is(err, graph.ErrUnknownEntity) {
		t.Errorf("around nobody: %v, want ErrUnknownEntity", err)
	}
	got, err := s.Count(t.Context())
	if want := n.Counts(); err != nil || got != want {
		t.Errorf("counts %+v, %v, want %+v", got, err, want)
	}
}

func testTwice(t *testing.T, s store.Store) {
	batches := Batches(Network(2, 30, 90), "once", 20)
	put(t, s, batches...)
	before := digest(t, s)
	for _, b := range batches {
		if r := put(t, s, b); !r.Already || r.Entities+r.Ties+r.Records != 0 {
			t.Errorf("part %d put again: %+v, want only Already", b.Part, r)
		}
	}
	for _, b := range Batches(Network(2, 30, 90), "same facts, other file", 20) {
		if r := put(t, s, b); r.Already || r.Entities+r.Ties+r.Records != 0 {
			t.Errorf("the same facts under another key: %+v, want nothing new", r)
		}
	}
	if after := digest(t, s); after != before {
		t.Errorf("digest %s after putting the same facts again, want %s", after, before)
	}
}

func testOrder(t *testing.T, s store.Store) {
	n := Network(3, 40, 120)
	batches := Batches(n, "backwards", 7)
	entities := slices.Clone(batches[:1+(40+6)/7])
	ties := slices.Clone(batches[len(entities):])
	slices.Reverse(entities)
	slices.Reverse(ties)
	put(t, s, append(entities, ties...)...)
	if got, want := digest(t, s), n.Digest(); got != want {
		t.Errorf("digest %s of facts put backwards, want %s", got, want)
	}
}

// entity makes a batch of one entity.
func entity(key, id string, kind graph.EntityKind, implied bool, fields ...graph.Field) *graph.Batch {
	r := graph.Record{Source: graph.ReportSource(key), Implied: implied, Fields: fields}
	r.Normalise()
	return &graph.Batch{Key: key, Load: key, Part: 1, Last: true, Title: key,
		Facts: graph.Network{Entities: []graph.Entity{{ID: graph.EntityID(id), Kind: kind, Records: []graph.Record{r}}}}}
}

func testConflicts(t *testing.T, s store.Store) {
	put(t, s, entity("first", "x", graph.Company, false))
	r := put(t, s, entity("second", "x", graph.Person, false))
	if len(r.Conflicts) != 1 || r.Records != 0 {
		t.Fatalf("another kind: %+v, want one conflict and no record", r)
	}
	c := r.Conflicts[0]
	if c.Entity != "x" || c.HadKind != graph.Company || c.GotKind != graph.Person || c.Had.Source != graph.ReportSource("first") || c.Got.Source != graph.ReportSource("second") {
		t.Errorf("conflict %+v, want company by first against person by second", c)
	}
	got, err := s.Read(t.Context(), graph.Filter{})
	if err != nil || len(got.Entities) != 1 || got.Entities[0].Kind != graph.Company || len(got.Entities[0].Records) != 1 {
		t.Errorf("after a conflict the case has %+v, %v, want the company alone", got.Entities, err)
	}
}

func testImplied(t *testing.T, s store.Store) {
	put(t, s,
		entity("mention", "x", graph.Phone, true), entity("mention 2", "x", graph.Person, true),
		entity("stated", "y", graph.Vehicle, false), entity("mention 3", "y", graph.Person, true),
		entity("mention 4", "z", graph.Person, true), entity("stated 2", "z", graph.Account, false))
	got, err := s.Read(t.Context(), graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[graph.EntityID]graph.EntityKind{"x": graph.Phone, "y": graph.Vehicle, "z": graph.Account} {
		if e := got.Entity(id); e == nil || e.Kind != want {
			t.Errorf("%s is %+v, want a %s: stated before implied, and then what says more than a person", id, e, want)
		}
	}
}

func testDisagreements(t *testing.T, s store.Store) {
	born := func(text string) graph.Field { return graph.Field{Name: graph.PropBorn, Value: text} }
	put(t, s, entity("first", "p", graph.Person, false, born("1980-01-02")))
	if r := put(t, s, entity("second", "p", graph.Person, false, born("1980-01-02"))); len(r.Disagreements) != 0 {
		t.Errorf("two sources that agree: %+v, want no disagreement", r.Disagreements)
	}
	r := put(t, s, entity("third", "p", graph.Person, false, born("1990-12-31")))
	if len(r.Disagreements) != 1 || r.Disagreements[0].Property != graph.PropBorn || len(r.Disagreements[0].Values) != 3 {
		t.Fatalf("disagreements %+v, want one about born with three values", r.Disagreements)
	}
}

func testUnknownEnd(t *testing.T, s store.Store) {
	b := &graph.Batch{Key: "k", Load: "k", Part: 1, Last: true, Facts: graph.Network{
		Entities: []graph.Entity{{ID: "a", Kind: graph.Person, Records: []graph.Record{{Source: "report:r"}}}},
		Ties:     []graph.Tie{{Kind: graph.KinOf, From: "a", To: "ghost", Records: []graph.Record{{Source: "report:r"}}}},
	}}
	if _, err := s.Put(t.Context(), b); !errors.Is(err, graph.ErrUnknownEntity) {
		t.Errorf("a tie to nobody: %v, want ErrUnknownEntity", err)
	}
	if c, err := s.Count(t.Context()); err != nil || c != (graph.Counts{}) {
		t.Errorf("after a batch that failed: %+v, %v, want an empty case", c, err)
	}
}

func testFind(t *testing.T, s store.Store) {
	name := func(text string) graph.Field { return graph.Field{Name: graph.PropName, Value: text} }
	put(t, s,
		entity("1", "p1", graph.Person, false, name("José Álvarez")),
		entity("2", "p2", graph.Person, false, name("100%"), graph.Field{Name: graph.PropAlias, Value: "Joseph"}),
		entity("3", "p3", graph.Person, false, name("a_b")),
		entity("4", "p4", graph.Person, false, name(`NEAR(a b) OR * AND NOT ^ "x`)),
		entity("5", "p5", graph.Person, false, name("王小明")),
		entity("6", "bank:p1", graph.Account, false))
	for _, tt := range []struct{ text, want string }{
		{"jose", "p1 p2"}, {"JOSÉ ÁLVAREZ", "p1"}, {"%", "p2"}, {"_", "p3"}, {"a_b", "p3"}, {"axb", ""}, {`OR * AND NOT ^ "`, "p4"}, {"小明", "p5"},
		{"p1", "bank:p1 p1"}, {"alvarez", "p1"}, {"'", ""}, {"*", "p4"},
	} {
		matches, err := s.Find(t.Context(), tt.text, 0)
		if err != nil {
			t.Fatalf("find %q: %v", tt.text, err)
		}
		var ids []string
		for _, m := range matches {
			ids = append(ids, string(m.ID))
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("find %q: %q, want %q", tt.text, got, tt.want)
		}
	}
	matches, err := s.Find(t.Context(), "p", 2)
	if err != nil || len(matches) != 2 {
		t.Errorf("find p, at most 2: %d matches, %v", len(matches), err)
	}
}

func testWithdraw(t *testing.T, s store.Store) {
	n := Network(5, 20, 60)
	put(t, s, Batches(n, "w", 100)...)
	gone := graph.Withdrawal{Source: graph.ReportSource("INF-1"), On: date(t, "2024-03-01"), Reason: "retracted", By: "tester"}
	one := graph.Withdrawal{Record: n.Entities[0].RecordID(0), On: date(t, "2024-03-01"), Reason: "typing error", By: "tester"}
	for _, w := range []graph.Withdrawal{gone, gone, one} {
		if records, err := s.Withdraw(t.Context(), w); err != nil || records == 0 {
			t.Fatalf("withdraw %+v: %d records, %v", w, records, err)
		}
	}
	n.Withdrawals = []graph.Withdrawal{gone, one}
	n.Normalise()
	for name, f := range filters(t, n) {
		want, wantErr := f.Apply(n)
		if got, err := s.Read(t.Context(), f); err == nil && wantErr == nil {
			same(t, name, got, want)
		} else if (err == nil) != (wantErr == nil) {
			t.Errorf("%s: %v, want %v", name, err, wantErr)
		}
	}
	for _, w := range []graph.Withdrawal{{Source: "report:none"}, {Record: "00ff"}, {Record: "not hex"}} {
		if _, err := s.Withdraw(t.Context(), w); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("withdraw %+v: %v, want ErrNotFound", w, err)
		}
	}
}

func testSources(t *testing.T, s store.Store) {
	n := Network(6, 20, 40)
	put(t, s, Batches(n, "s", 100)...)
	sources, err := s.Sources(t.Context())
	if err != nil || len(sources) != len(n.Sources) {
		t.Fatalf("%d sources, %v, want %d", len(sources), err, len(n.Sources))
	}
	rests := map[graph.SourceID]int{}
	count := func(records []graph.Record) {
		for _, r := range records {
			rests[r.Source]++
			if r.Location.In != r.Source {
				rests[r.Location.In]++
			}
		}
	}
	for _, e := range n.Entities {
		count(e.Records)
	}
	for _, tie := range n.Ties {
		count(tie.Records)
	}
	for i, got := range sources {
		if got.Source != n.Sources[i] || got.Records != rests[got.ID] {
			t.Errorf("source %+v with %d records, want %+v with %d", got.Source, got.Records, n.Sources[i], rests[got.ID])
		}
	}
}

func testLoads(t *testing.T, s store.Store) {
	batches := Batches(Network(7, 20, 40), "broken off", 15)
	put(t, s, batches[:2]...)
	check := func(want store.Load) {
		t.Helper()
		loads, err := s.Loads(t.Context())
		if err != nil || len(loads) != 1 || loads[0] != want {
			t.Errorf("loads %+v, %v, want %+v", loads, err, want)
		}
	}
	check(store.Load{Key: "broken off", Title: "broken off.csv", Batches: 2})
	put(t, s, batches...)
	check(store.Load{Key: "broken off", Title: "broken off.csv", Batches: len(batches), Complete: true})
}

func testAudit(t *testing.T, s store.Store) {
	const writers, each = 4, 5
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for range each {
				if _, err := s.AppendAudit(t.Context(), store.Entry{Who: fmt.Sprint(w), Verb: "read", At: time.Unix(1700000000, 0)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	log, err := s.Audit(t.Context())
	if err != nil || len(log.Entries) != writers*each {
		t.Fatalf("%d entries, %v, want %d", len(log.Entries), err, writers*each)
	}
	if err := log.Verify(); err != nil {
		t.Error(err)
	}
	cut := log
	cut.Entries = cut.Entries[:writers*each-1]
	if cut.Verify() == nil {
		t.Error("an entry that is missing at the end went unseen")
	}
	log.Entries[7].Who = "somebody else"
	if log.Verify() == nil {
		t.Error("an entry that was changed went unseen")
	}
}

func testInterrupted(t *testing.T, s store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Put(ctx, Batches(Network(8, 20, 40), "i", 100)[1]); !errors.Is(err, context.Canceled) {
		t.Errorf("put after an interruption: %v, want context.Canceled", err)
	}
	if c, err := s.Count(t.Context()); err != nil || c != (graph.Counts{}) {
		t.Errorf("after an interruption: %+v, %v, want an empty case", c, err)
	}
}

func testCheck(t *testing.T, s store.Store) {
	put(t, s, Batches(Network(9, 40, 120), "c", 30)...)
	if faults, err := s.Check(t.Context()); err != nil || len(faults) != 0 {
		t.Errorf("a whole case has faults %+v, %v", faults, err)
	}
}

func testReopen(t *testing.T, c Case) {
	n := Network(10, 30, 60)
	s := open(t, c)
	put(t, s, Batches(n, "r", 25)...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, c)
	defer s.Close()
	if got, want := digest(t, s), n.Digest(); got != want {
		t.Errorf("digest %s after opening again, want %s", got, want)
	}
}
