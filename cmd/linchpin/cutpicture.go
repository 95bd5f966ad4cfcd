package main

import (
	"fmt"

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

// draw draws the best ways from officials to gangs, and a short one by each that the cut takes.
func (q *cutQuestion) draw(found paths.Cut, h report.Heading) ([]byte, []string, error) {
	n := &networkQuestion{cmd: q.cmd, view: q.view, safeguarded: q.safeguarded, redactor: q.redactor}
	for _, i := range found.Members {
		if !q.asked.Never[i] {
			n.numbered = append(n.numbered, i)
		}
	}
	n.asked = protection.NetworkOptions{
		Gangs: q.asked.Gangs, Officials: q.asked.Officials, Channels: q.asked.Channels, Pairs: drawnPairs, Least: leastDrawn, Through: n.numbered, Rough: true,
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
	return n.draw(h, q.path, fmt.Sprintf("numbered: what the cut takes, in the order of its table; drawn are the best ways of %s and a short one by each of the cut; arrows: who pays or protects", counted(min(drawnPairs, len(n.found.Ways)), "pair")))
}
