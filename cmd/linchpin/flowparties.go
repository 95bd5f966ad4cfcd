package main

import (
	"fmt"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// flowParties describe who pays and is paid in a picture of money, and know whether somebody was
// left without a name.
type flowParties struct {
	*money.Payments
	redactor *report.Redactor
	unnamed  bool
	marked   map[int32]bool
	places   map[int32]int // in the flow
}

func newFlowParties(p *money.Payments, r *report.Redactor) *flowParties {
	return &flowParties{Payments: p, redactor: r, marked: map[int32]bool{}, places: map[int32]int{}}
}

// stream is money from one party to another, who are put into the flow where they are not in it yet.
func (f *flowParties) stream(flow *diagram.Flow, from, to int32, units int64, currency uint8) diagram.Stream {
	amount, _ := graph.ParseDecimal(graph.FormatUnits(units, f.Currencies[currency].Scale))
	return diagram.Stream{From: f.place(flow, from), To: f.place(flow, to), Amount: amount.Float(), Label: diagram.Thousands(amount.String())}
}

func (f *flowParties) place(flow *diagram.Flow, party int32) int {
	at, there := f.places[party]
	if !there {
		at = len(flow.Parties)
		f.places[party] = at
		flow.Parties = append(flow.Parties, f.party(party))
	}
	return at
}

// head writes what stands above and below a flow from which so many streams are left out.
func (f *flowParties) head(flow *diagram.Flow, h report.Heading, left int, notes ...string) {
	flow.Title, flow.Lead, flow.Notes = h.Case+": "+h.Title, h.Lead, append(append(chartNotes(h), h.Asked), notes...)
	if left > 0 {
		flow.Notes = append(flow.Notes, fmt.Sprintf("%s narrower than those drawn left out", counted(left, "stream")))
	}
	if f.unnamed {
		flow.Notes = append(flow.Notes, "people whom a role or age protects are not named")
	}
}

// party describes a party, without the name of whom a role or age protects.
func (f *flowParties) party(i int32) diagram.FlowParty {
	e := f.View().Entity(int(i))
	p := diagram.FlowParty{Label: f.name(e), Kind: e.Kind, Marked: f.marked[i]}
	var holders []string
	if f.redactor.Hides(e) {
		return p // whose it is besides would be told
	}
	for _, h := range f.Holders(i) {
		if name := f.name(f.View().Entity(int(h))); !strings.Contains(p.Label, name) {
			holders = append(holders, name)
		}
	}
	p.Below = strings.Join(holders, ", ")
	return p
}

func (f *flowParties) name(e *graph.Entity) string {
	label, hidden := f.redactor.Label(e)
	f.unnamed = f.unnamed || hidden
	return label
}
