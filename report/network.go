package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Network is the smallest well-connected part of a case that explains how gangs reach officials.
type Network struct {
	Heading   Heading       `json:"heading"`
	Gangs     []Member      `json:"gangs"`
	Officials []Member      `json:"officials"`
	Apart     []Member      `json:"apart"` // nothing ties them to one of the other sort
	Exact     bool          `json:"proven_smallest"`
	Lo        float64       `json:"probability_lo"` // that every tie is real
	Hi        float64       `json:"probability_hi"`
	Ties      []NetworkStep `json:"ties"`
}

// A NetworkStep is one tie of a network.
type NetworkStep struct {
	ChainStep
	FromKind string  `json:"from_kind"`
	ToKind   string  `json:"to_kind"`
	Lo       float64 `json:"probability_lo"`
	Hi       float64 `json:"probability_hi"`
}

// NewNetwork describes a network. Nobody whom a role or age protects is named.
func NewNetwork(h Heading, v *graph.View, found protection.Network, whole *graph.Network, safeguard *graph.Safeguard) Network {
	n := veil{v, NewRedactor(whole, safeguard)}
	members := func(of []int) []Member {
		all := []Member{}
		for _, i := range of {
			all = append(all, n.member(v.ID(i)))
		}
		return all
	}
	r := Network{Heading: h, Gangs: members(found.Gangs), Officials: members(found.Officials), Apart: members(found.Apart), Exact: found.Exact, Lo: 1, Hi: 1, Ties: []NetworkStep{}}
	for _, t := range found.Ties {
		r.Ties = append(r.Ties, NetworkStep{n.step(v.ID(t.From), v.ID(t.To), t.Facts), v.Entity(t.From).Kind.String(), v.Entity(t.To).Kind.String(), t.Real.Lo, t.Real.Hi})
		r.Lo, r.Hi = r.Lo*t.Real.Lo, r.Hi*t.Real.Hi
	}
	return r
}

// Table returns the ties as a table.
func (r Network) Table() Table {
	t := Table{Columns: []string{"FROM", "KIND", "TO", "KIND", "BY", "AMOUNTS", "RECORDS", "PROBABILITY", "EVIDENCE"}, Numeric: []bool{false, false, false, false, false, false, true}}
	for _, s := range r.Ties {
		t.Rows = append(t.Rows, []string{s.From.Name, s.FromKind, s.To.Name, s.ToKind, strings.Join(s.Kinds, ", "), s.Amounts, strconv.Itoa(s.Records), chances(s.Lo, s.Hi),
			evidenceLine(s.Evidence[:min(mostChainRecords, len(s.Evidence))])})
	}
	return t
}

// Write writes the network for a terminal.
func (r Network) Write(w io.Writer) error {
	proof := "at most twice the smallest"
	if r.Exact {
		proof = "proven smallest"
	}
	lines := append(r.Heading.lines(), [2]string{"gangs", memberNames(r.Gangs)}, [2]string{"officials", memberNames(r.Officials)},
		[2]string{"network", fmt.Sprintf("%s, %s; real as a whole with a probability of %s, were ties independent", counted(len(r.Ties), "tie"), proof, chances(r.Lo, r.Hi))})
	if len(r.Apart) > 0 {
		lines = append(lines, [2]string{"apart", memberNames(r.Apart) + ": no chain ties them to one of the others"})
	}
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.Table().Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "The surest ties that join them all, round whom everybody deals with. What else joins them is not shown.\n\n%s\n", r.Heading.Lead)
	return err
}
