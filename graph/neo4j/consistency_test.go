package neo4j_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

const first = 999 // the chain that is put before all others

// chain returns a batch of people, as many calls between them, and one more call
// between two people of the first chain.
func chain(number, size int) *graph.Batch {
	var n graph.Network
	id := func(i int) graph.EntityID { return graph.EntityID(fmt.Sprintf("p%d-%d", number, i%size)) }
	for i := range size {
		n.Entities = append(n.Entities, graph.Entity{ID: id(i), Kind: graph.Person, Records: []graph.Record{say(i + 1)}})
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.Calls, From: id(i), To: id(i + 1), Records: []graph.Record{say(i + 1)}})
	}
	n.Ties = append(n.Ties, graph.Tie{
		Kind: graph.Calls, From: "p999-0", To: "p999-1", Key: graph.IdentifierKey(fmt.Sprint(number)), Records: []graph.Record{say(size + 1)},
	})
	return batch(fmt.Sprint("chain ", number), n)
}

// The server lets a reader see what is committed meanwhile; Read must not return
// the people of one batch without their calls.
func TestReadsSeeWholeBatchesAndWritersOneAnother(t *testing.T) {
	const writers, each, size = 2, 8, 150
	name := nameOf(t)
	s := open(t, name)
	if _, err := s.Put(t.Context(), chain(first, size)); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				if _, err := s.Put(t.Context(), chain(w*each+i, size)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	for reading := true; reading; {
		select {
		case <-done:
			reading = false
		default:
		}
		n, err := s.Read(t.Context(), graph.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		if whole := len(n.Entities) / size; len(n.Entities) != whole*size || len(n.Ties) != whole*(size+1) {
			t.Errorf("read %d people and %d calls, want whole batches of %d and %d", len(n.Entities), len(n.Ties), size, size+1)
		}
	}
	c, err := s.Count(t.Context())
	const people, calls = (writers*each + 1) * size, (writers*each + 1) * (size + 1)
	if err != nil || c.Entities != people || c.Ties != calls || c.Records != people+calls || c.Undated != people+calls {
		t.Errorf("count %+v, %v, want %d people and %d calls", c, err, people, calls)
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

// An entity with more ties than the server collects in one row is read another way.
func TestHubIsReadWhole(t *testing.T) {
	const calls = 5_200 // more than maxCollected
	var n graph.Network
	for _, id := range []graph.EntityID{"a", "b", "hub"} {
		n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: graph.Phone, Records: []graph.Record{say(1)}})
	}
	for i := range calls {
		to := n.Entities[i%2].ID
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.Calls, From: "hub", To: to, Key: graph.IdentifierKey(fmt.Sprint(i)), Records: []graph.Record{say(i + 1)}})
	}
	n.Ties = append(n.Ties, graph.Tie{Kind: graph.Calls, From: "a", To: "hub", Key: graph.IdentifierKey("back"), Records: []graph.Record{say(1)}})
	s := open(t, nameOf(t))
	if _, err := s.Put(t.Context(), batch("hub", n)); err != nil {
		t.Fatal(err)
	}
	n.Normalise()
	got, err := s.Read(t.Context(), graph.Filter{})
	if err != nil || got.Digest() != n.Digest() {
		t.Errorf("read %d ties, %v, want %d", len(got.Ties), err, len(n.Ties))
	}
}
