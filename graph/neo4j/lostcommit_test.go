package neo4j_test

import (
	"bytes"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// The Bolt message COMMIT: a structure of no fields with the tag 0x12, in a chunk.
// Source: Bolt protocol, https://neo4j.com/docs/bolt/current/bolt/message/.
var commitMessage = []byte{0x00, 0x02, 0xb0, 0x12, 0x00, 0x00}

// A cutter stands between the driver and the server. Once armed it lets the next
// COMMIT through, or not, and cuts the connection before an answer comes back.
type cutter struct {
	listener net.Listener
	server   string
	armed    atomic.Bool
	deliver  bool // the COMMIT reaches the server
	cuts     atomic.Int32
	all      sync.WaitGroup
}

func newCutter(t *testing.T, server string, deliver bool) *cutter {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cutter{listener: listener, server: server, deliver: deliver}
	c.all.Go(c.accept)
	t.Cleanup(func() { listener.Close(); c.all.Wait() })
	return c
}

func (c *cutter) accept() {
	for {
		client, err := c.listener.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", c.server)
		if err != nil {
			client.Close()
			continue
		}
		answered := make(chan struct{})
		c.all.Go(func() { c.forward(client, server, answered) })
		c.all.Go(func() {
			io.Copy(client, server) // ends when the server has closed, or has answered a client that is gone
			client.Close()
			close(answered)
		})
	}
}

// forward passes on what the client sends, and watches for COMMIT.
func (c *cutter) forward(client, server net.Conn, answered <-chan struct{}) {
	defer server.Close()
	defer client.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		cut := bytes.HasSuffix(buffer[:n], commitMessage) && c.armed.CompareAndSwap(true, false)
		if cut {
			c.cuts.Add(1)
			client.Close() // first, so that no answer gets through
		}
		if !cut || c.deliver {
			if _, err := server.Write(buffer[:n]); err != nil {
				return
			}
		}
		if cut && c.deliver {
			<-answered // so it is committed
		}
		if cut {
			return
		}
	}
}

func TestLostAcknowledgementOfCommitIsResolved(t *testing.T) {
	for name, deliver := range map[string]bool{"committed": true, "not committed": false} {
		t.Run(name, func(t *testing.T) {
			address, password := caseOf(t, nameOf(t))
			c := newCutter(t, address.Host, deliver)
			address.Host = c.listener.Addr().String()
			s := openAt(t, address, password)
			if _, err := s.AppendAudit(t.Context(), store.Entry{Who: "ann", Verb: "new"}); err != nil { // makes the constraints
				t.Fatal(err)
			}
			c.armed.Store(true)
			r, err := s.Put(t.Context(), batch("harbour", harbour()))
			if err != nil || r.Already || r.Entities != 4 || r.Ties != 3 || r.Records != 7 {
				t.Errorf("put: %+v, %v, want 4 entities, 3 ties and 7 records that are new", r, err)
			}
			c.armed.Store(true)
			if e, err := s.AppendAudit(t.Context(), store.Entry{Who: "ann", Verb: "load"}); err != nil || e.Number != 2 {
				t.Errorf("audit: %+v, %v, want entry 2", e, err)
			}
			c.armed.Store(true)
			if n, err := s.Withdraw(t.Context(), graph.Withdrawal{Source: report, Reason: "retracted"}); err != nil || n != 7 {
				t.Errorf("withdraw: %d, %v, want 7 records", n, err)
			}
			if cuts := c.cuts.Load(); cuts != 3 {
				t.Fatalf("%d connections were cut, want 3", cuts)
			}
			if r, err := s.Put(t.Context(), batch("harbour", harbour())); err != nil || !r.Already {
				t.Errorf("put again: %+v, %v, want Already", r, err)
			}
			if faults, err := s.Check(t.Context()); err != nil || len(faults) > 0 {
				t.Errorf("check: %v, %v", faults, err)
			}
			if loads, err := s.Loads(t.Context()); err != nil || len(loads) != 1 || loads[0].Batches != 1 {
				t.Errorf("loads %+v, %v, want one of one batch", loads, err)
			}
		})
	}
}
