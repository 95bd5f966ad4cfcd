package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// flowPicture are the flags by which a trace is drawn.
type flowPicture struct {
	path    string
	streams int
}

var flowFormats = []string{"svg", "png", "pdf"}

func (o *flowPicture) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.path, "draw", "", "draw the money from left to right to this file: svg, png or pdf by its ending")
	cmd.Flags().IntVar(&o.streams, "streams", 40, "of --draw: how many streams of money at most, the widest first")
}

func (o *flowPicture) check(cmd *cobra.Command, out outputOptions) error {
	if err := checkPicture(cmd, o.path, flowFormats); err != nil {
		return err
	}
	switch {
	case o.path == "" && cmd.Flags().Changed("streams"):
		return usagef("--streams goes with --draw")
	case o.streams < 1 || o.streams > 400:
		return usagef("--streams %d: want 1 to 400", o.streams)
	}
	return checkOutputs(cmd, out.force, out.path, o.path)
}

// draw draws the first trace, that of the currency whose code comes first.
func (o *flowPicture) draw(asked *moneyTraceOptions, h report.Heading, p *money.Payments, traces []money.Trace, g safeguarded) (text []byte, undrawn []string, err error) {
	f := &flowOf{flowParties: newFlowParties(p, asked.names.redactor(g)), o: asked, trace: traces[0]}
	flow, left := f.flow(o.streams)
	f.head(&flow, h, left)
	for _, t := range traces[1:] {
		flow.Notes = append(flow.Notes, "not drawn: "+p.Format(t.Units, t.Currency))
	}
	return encode(diagram.DrawFlow(flow), formatOf(o.path))
}

// flowOf turns a trace into a flow.
type flowOf struct {
	*flowParties
	o     *moneyTraceOptions
	trace money.Trace
}

// flow adds up the steps of a trace between the same two parties, and keeps the widest.
func (f *flowOf) flow(most int) (flow diagram.Flow, left int) {
	type ends struct{ from, to int32 }
	sums, followed, columns := map[ends]int64{}, map[ends]bool{}, map[int32]int{}
	var order []ends
	for _, s := range f.trace.Steps {
		q := &f.All[s.Payment]
		e, near, far := ends{q.From, q.To}, q.From, q.To
		if f.o.back {
			near, far = far, near
		}
		if _, there := sums[e]; !there {
			order = append(order, e)
		}
		sums[e] += s.Units.By(f.o.by)
		followed[e] = followed[e] || s.Followed
		column(columns, near, s.Depth-1)
		column(columns, far, s.Depth)
	}
	slices.SortStableFunc(order, func(a, b ends) int { return int(min(1, max(-1, sums[b]-sums[a]))) })
	left = max(0, len(order)-most)
	numbers := map[int32]int{}
	add := func(party int32) int {
		if _, there := numbers[party]; !there {
			numbers[party] = len(flow.Parties)
			flow.Parties = append(flow.Parties, f.party(party, columns[party]))
		}
		return numbers[party]
	}
	scale := f.Currencies[f.trace.Currency].Scale
	for _, e := range order[:len(order)-left] {
		amount, _ := graph.ParseDecimal(graph.FormatUnits(sums[e], scale))
		flow.Streams = append(flow.Streams, diagram.Stream{From: add(e.from), To: add(e.to), Amount: amount.Float(), Label: amount.String(), Dashed: !followed[e]})
	}
	f.turn(&flow)
	flow.Unit = f.Currencies[f.trace.Currency].Code
	return flow, left
}

// column puts a party as near to the start as it is reached.
func column(columns map[int32]int, party int32, depth int) {
	if c, there := columns[party]; !there || depth < c {
		columns[party] = depth
	}
}

// turn lets a trace back run from left to right as well, and closes columns that nobody
// stands in.
func (f *flowOf) turn(flow *diagram.Flow) {
	var used []int
	for _, p := range flow.Parties {
		used = append(used, p.Column)
	}
	slices.Sort(used)
	used = slices.Compact(used)
	for i := range flow.Parties {
		c, _ := slices.BinarySearch(used, flow.Parties[i].Column)
		if f.o.back {
			c = len(used) - 1 - c
		}
		flow.Parties[i].Column = c
	}
}
