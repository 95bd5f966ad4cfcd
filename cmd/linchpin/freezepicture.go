package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
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
	parties.head(&flow, h, left, "a greatest flow with nothing frozen; outlined: to be frozen")
	for _, f := range plan.Flows[1:] {
		flow.Notes = append(flow.Notes, "not drawn: "+q.payments.Format(f.Whole, f.Currency))
	}
	return encode(diagram.DrawFlow(flow), formatOf(o.path))
}

// flow lays out the widest streams: payers of income on the left, everybody else as many
// steps from there as the money takes at least.
func (q *freezeQuestion) flow(parties *flowParties, plan money.Freeze, most int) (flow diagram.Flow, left int) {
	f := plan.Flows[0]
	ways := slices.Clone(f.Ways)
	slices.SortStableFunc(ways, func(a, b money.FreezeWay) int { return int(min(1, max(-1, b.Units-a.Units))) })
	left = max(0, len(ways)-most)
	ways = ways[:len(ways)-left]
	frozen := map[int32]bool{}
	for _, i := range plan.Items {
		for _, party := range q.asked.Items[i].Parties {
			frozen[party] = true
		}
	}
	columns := columnsOf(ways)
	places := map[int32]int{}
	add := func(i int32) int {
		if _, there := places[i]; !there {
			places[i] = len(flow.Parties)
			p := parties.party(i, columns[i])
			p.Marked = frozen[i]
			flow.Parties = append(flow.Parties, p)
		}
		return places[i]
	}
	c := q.payments.Currencies[f.Currency]
	for _, w := range ways {
		amount, _ := graph.ParseDecimal(graph.FormatUnits(w.Units, c.Scale))
		flow.Streams = append(flow.Streams, diagram.Stream{From: add(w.From), To: add(w.To), Amount: amount.Float(), Label: amount.String()})
	}
	flow.Unit = c.Code
	return flow, left
}

// columnsOf puts those whom nobody in the streams pays on the left.
func columnsOf(ways []money.FreezeWay) map[int32]int {
	columns, paid := map[int32]int{}, map[int32]bool{}
	for _, w := range ways {
		paid[w.To] = true
	}
	var queue []int32
	for _, w := range ways {
		if _, there := columns[w.From]; !paid[w.From] && !there {
			columns[w.From] = 0
			queue = append(queue, w.From)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, w := range ways {
			if _, there := columns[w.To]; w.From == queue[0] && !there {
				columns[w.To] = columns[w.From] + 1
				queue = append(queue, w.To)
			}
		}
	}
	return columns
}
