package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/diagram"
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
	sums, followed := map[ends]int64{}, map[ends]bool{}
	var order []ends
	for _, s := range f.trace.Steps {
		q := &f.All[s.Payment]
		e := ends{q.From, q.To}
		if _, there := sums[e]; !there {
			order = append(order, e)
		}
		sums[e] += s.Units.By(f.o.by)
		followed[e] = followed[e] || s.Followed
		if s.Depth == 1 {
			f.marked[f.near(s)] = true
		}
	}
	slices.SortStableFunc(order, func(a, b ends) int { return cmp.Compare(sums[b], sums[a]) })
	left = max(0, len(order)-most)
	for _, e := range order[:len(order)-left] {
		stream := f.stream(&flow, e.from, e.to, sums[e], f.trace.Currency)
		stream.Dashed = !followed[e]
		flow.Streams = append(flow.Streams, stream)
	}
	f.arrange(&flow)
	flow.Unit = f.Currencies[f.trace.Currency].Code
	return flow, left
}

// near returns the party of a step that is nearer to the start.
func (f *flowOf) near(s money.Step) int32 {
	if f.o.back {
		return f.All[s.Payment].To
	}
	return f.All[s.Payment].From
}

// arrange puts parties into columns, the start on the left: what comes back to it leads
// back. A trace back is the same from right to left.
func (f *flowOf) arrange(flow *diagram.Flow) {
	var ahead []diagram.Stream
	for _, s := range flow.Streams {
		if f.o.back {
			s.From, s.To = s.To, s.From
		}
		if !flow.Parties[s.To].Marked {
			ahead = append(ahead, s)
		}
	}
	columns := diagram.Columns(len(flow.Parties), ahead)
	for i := range flow.Parties {
		if flow.Parties[i].Column = columns[i]; f.o.back {
			flow.Parties[i].Column = -columns[i]
		}
	}
}
