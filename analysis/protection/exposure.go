package protection

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
)

// ExposureOptions say which gangs are to lose which officials, and what that may cost.
type ExposureOptions struct {
	Gangs     []int
	Officials []int
	Price     []int64 // by entity; nil: 1 each
	Never     []bool  // by entity: who or what cannot be taken; nil: everything can
	Channels  []Channel
}

// Exposure finds the cheapest people, companies, accounts and telephones without whom no chain leads from a gang to
// an official: exact, by [paths.MinimumCut]. A chain is one of the channels given (none: money, companies,
// kinship and contact together), of any length; money goes from payer to payee. Nothing
// leads through a public body, event, proceeding, place, vehicle, property or another gang.
//
// An official whom records tie to a gang without anybody between is joined to it, and whom a tie joins to such a
// one: no cut parts these, and chains that lead on through them are cut.
func Exposure(ctx context.Context, v *graph.View, o ExposureOptions) (paths.Cut, error) {
	e := &exposure{View: v, way: make([]uint8, v.Size()), gang: make([]bool, v.Len())}
	for _, i := range o.Gangs {
		e.gang[i] = true
	}
	channels := o.Channels
	if len(channels) == 0 {
		channels = []Channel{Mixed}
	}
	for tie := range v.Size() {
		e.way[tie] = e.ways(tie, channels)
	}
	return paths.MinimumCut(ctx, v, o.Gangs, o.Officials, paths.CutOptions{Price: o.Price, Never: o.Never, Follow: func(tie int, back bool) bool {
		if back {
			return e.way[tie]&backward != 0
		}
		return e.way[tie]&forward != 0
	}})
}

// An exposure knows which ways ties of a view lead.
type exposure struct {
	*graph.View
	way  []uint8 // by tie: forward, backward or both
	gang []bool
}

const forward, backward = 1, 2

// ways says in which directions a tie leads from a gang's side to an official's.
func (e *exposure) ways(tie int, channels []Channel) (way uint8) {
	a, b := e.Ends(tie)
	for _, i := range [2]int{a, b} {
		if ends(e.Entity(i).Kind) && !e.gang[i] {
			return 0
		}
	}
	for _, t := range e.Evidence(tie) {
		from, to := a, b
		if t.From != e.ID(a) {
			from, to = b, a
		}
		s := stepOf(t, e.Entity(from).Kind, e.Entity(to).Kind)
		switch {
		case s == noStep, !s.recorded() && !slices.ContainsFunc(channels, s.in):
		case s != payment:
			way |= forward | backward
		case from == a:
			way |= forward
		default:
			way |= backward
		}
	}
	return way
}
