package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/report"
)

// freezePicture draws the flow that a plan stops, from left to right, what is frozen marked.
type freezePicture struct{ flowPicture }

func (o *freezePicture) addFlags(cmd *cobra.Command) {
	o.flowPicture.addFlags(cmd)
	cmd.Flags().Lookup("draw").Usage = "draw the flow from left to right, what is frozen marked, to this file: svg, png or pdf by its ending"
}

// draw draws the first currency.
func (o *freezePicture) draw(q *freezeQuestion, h report.Heading, plan money.Freeze) (text []byte, undrawn []string, err error) {
	parties := newFlowParties(q.payments, q.redactor)
	flow, left := q.flow(parties, plan, o.streams)
	parties.head(&flow, h, left, "a greatest flow with nothing frozen; red: to be frozen")
	for _, f := range plan.Flows[1:] {
		flow.Notes = append(flow.Notes, "not drawn: "+q.payments.Format(f.Whole, f.Currency))
	}
	return encode(diagram.DrawFlow(flow), formatOf(o.path))
}

// flow lays out the widest streams.
func (q *freezeQuestion) flow(parties *flowParties, plan money.Freeze, most int) (flow diagram.Flow, left int) {
	f := plan.Flows[0]
	ways := slices.Clone(f.Ways)
	slices.SortStableFunc(ways, func(a, b money.FreezeWay) int { return cmp.Compare(b.Units, a.Units) })
	left = max(0, len(ways)-most)
	ways = ways[:len(ways)-left]
	for _, i := range plan.Items {
		for _, party := range q.asked.Items[i].Parties {
			parties.marked[party] = true
		}
	}
	for _, w := range ways {
		stream := parties.stream(&flow, w.From, w.To, w.Units, f.Currency)
		stream.Source = w.Income
		flow.Streams = append(flow.Streams, stream)
	}
	arrangeFrozen(&flow)
	flow.Unit = q.payments.Currencies[f.Currency].Code
	return flow, left
}

// arrangeFrozen puts parties into columns by how the money is paid on. Income of somebody to
// whom the same money comes leads back; otherwise a circle would begin there, and not where
// the money comes in.
func arrangeFrozen(flow *diagram.Flow) {
	paid := make([]bool, len(flow.Parties))
	for _, s := range flow.Streams {
		paid[s.To] = true
	}
	columns := diagram.Columns(len(flow.Parties), slices.DeleteFunc(slices.Clone(flow.Streams), func(s diagram.Stream) bool { return s.Source && paid[s.From] }))
	for i := range flow.Parties {
		flow.Parties[i].Column = columns[i]
	}
}
