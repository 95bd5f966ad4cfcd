package shape

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"

	"github.com/linchpin-graph/linchpin/graph"
)

// fringe are the kinds of what is not a person, and how people are tied to each.
var fringe = [...]struct {
	kind graph.EntityKind
	tie  graph.TieKind
}{{graph.Phone, graph.Uses}, {graph.Account, graph.Holds}, {graph.Company, graph.Owns}, {graph.Vehicle, graph.Uses}}

// WriteTables writes a [Case] as two tables that linchpin load reads: its entities, of whom
// members and brokers are people suspected in one proceeding and the fringe are phones,
// accounts, companies and vehicles, and its ties.
func WriteTables(entities, ties io.Writer, n int, seed uint64) error {
	e, t := bufio.NewWriter(entities), bufio.NewWriter(ties)
	r := rand.New(rand.NewPCG(seed, 4))
	people := n*27/100 + n/100
	kinds := make([]int, n)
	fmt.Fprintln(e, "id,kind,name,role,proceeding")
	for i := range n {
		if i < people {
			fmt.Fprintf(e, "e%07d,%s,Person %d,suspect,op-1\n", i, graph.Person, i)
			continue
		}
		kinds[i] = r.IntN(len(fringe))
		fmt.Fprintf(e, "e%07d,%s,,,\n", i, fringe[kinds[i]].kind)
	}
	fmt.Fprintln(t, "from,to,kind")
	for _, p := range Case(n, seed) { // the lower number first, which is a person's
		kind := graph.AssociatesWith
		if int(p.To) >= people {
			kind = fringe[kinds[p.To]].tie
		}
		fmt.Fprintf(t, "e%07d,e%07d,%s\n", p.From, p.To, kind)
	}
	if err := e.Flush(); err != nil {
		return err
	}
	return t.Flush()
}
