package main

import (
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/report"
)

// leastDrawn is what a way must be worth to be drawn with a cut, which parts ways however little they are worth.
const leastDrawn = 1e-6

// drawnPairs is of how many pairs of an official and a gang the best way is drawn with a cut.
const drawnPairs = 12

// write writes a cut, and the picture beside it.
func (q *cutQuestion) write(found paths.Cut, r report.Cut) error {
	return q.out.writeBeside(q.cmd, r, q.path, func() ([]byte, []string, error) { return q.draw(found, r.Heading) })
}

// draw draws the best ways from officials to gangs, a short one by each that the cut takes, and what it does not part.
func (q *cutQuestion) draw(found paths.Cut, h report.Heading) ([]byte, []string, error) {
	n := &networkQuestion{cmd: q.cmd, view: q.view, safeguarded: q.safeguarded, redactor: q.redactor, numbered: []int{}}
	n.asked = protection.NetworkOptions{
		Gangs: q.asked.Gangs, Officials: q.asked.Officials, Channels: q.asked.Channels, Pairs: drawnPairs, Least: leastDrawn, Rough: true,
	}
	for _, i := range found.Members {
		if !q.asked.Never[i] {
			n.numbered = append(n.numbered, i)
		}
		if !n.redactor.Hides(q.view.Entity(i)) {
			n.asked.Through = append(n.asked.Through, i)
		}
	}
	err := newProgress(q.cmd, "picture").during(func() (err error) {
		n.found, err = protection.FindNetwork(q.cmd.Context(), q.view, n.asked)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	for k := range n.found.Links {
		n.found.Links[k].Tree = false
	}
	ways := fmt.Sprintf("drawn are the best ways of %s and a short one by each of the cut; arrows: who pays or protects", counted(min(drawnPairs, len(n.found.Ways)), "pair"))
	if n.keepDirect(found) {
		ways = "broad: what joins the two directly, which stays, and with it whatever else leads to an official so joined; " + ways
	}
	return n.draw(h, q.path, "numbered: what the cut takes, in the order of its table; "+ways)
}

// keepDirect makes the links broad that no cut parts, and adds those that are of no way drawn. It reports whether there
// are any. Whom a role or age protects is left as drawn: the table does not tell these either.
func (q *networkQuestion) keepDirect(found paths.Cut) (any bool) {
	for _, tie := range found.Direct {
		from, to := q.view.Ends(tie)
		if !slices.Contains(found.Joined, from) { // links begin on the official's side
			from, to = to, from
		}
		if q.redactor.Hides(q.view.Entity(from)) || q.redactor.Hides(q.view.Entity(to)) {
			continue
		}
		any = true
		k := slices.IndexFunc(q.found.Links, func(l protection.Link) bool {
			return l.From == from && l.To == to || l.From == to && l.To == from
		})
		if k < 0 {
			k = len(q.found.Links)
			q.found.Links = append(q.found.Links, protection.Link{From: from, To: to, Real: q.view.Probability(tie), Facts: q.view.Evidence(tie)})
		}
		q.found.Links[k].Tree = true
	}
	return any
}
