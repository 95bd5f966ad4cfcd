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
}

func newFlowParties(p *money.Payments, r *report.Redactor) *flowParties {
	return &flowParties{Payments: p, redactor: r}
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
func (f *flowParties) party(i int32, column int) diagram.FlowParty {
	e := f.View().Entity(int(i))
	p := diagram.FlowParty{Label: f.name(e), Kind: e.Kind, Column: column, Marked: column == 0}
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
