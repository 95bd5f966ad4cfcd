package neo4j_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

// chain returns a batch of people and as many calls between them.
func chain(number, size int) *graph.Batch {
	var n graph.Network
	id := func(i int) graph.EntityID { return graph.EntityID(fmt.Sprintf("p%d-%d", number, i%size)) }
	for i := range size {
		n.Entities = append(n.Entities, graph.Entity{ID: id(i), Kind: graph.Person, Records: []graph.Record{say(i + 1)}})
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.Calls, From: id(i), To: id(i + 1), Records: []graph.Record{say(i + 1)}})
	}
	return batch(fmt.Sprint("chain ", number), n)
}

// The server lets a reader see what is committed meanwhile; Read must not return
// the people of one batch without their calls.
func TestReadsSeeWholeBatchesAndWritersOneAnother(t *testing.T) {
	const writers, each, size = 2, 8, 150
	name := nameOf(t)
	s := open(t, name)
	if _, err := s.Put(t.Context(), chain(999, size)); err != nil {
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
		if len(n.Entities) != len(n.Ties) || len(n.Entities)%size != 0 {
			t.Errorf("read %d people and %d calls, want as many, and whole batches of %d", len(n.Entities), len(n.Ties), size)
		}
	}
	c, err := s.Count(t.Context())
	if want := (writers*each + 1) * size; err != nil || c.Entities != want || c.Ties != want || c.Records != 2*want || c.Undated != 2*want {
		t.Errorf("count %+v, %v, want %d entities and ties", c, err, want)
	}
	if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}
