package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

// networkOptions are the flags of linchpin protection by which the part of a case that joins gangs with
// officials is shown.
type networkOptions struct {
	asked bool
	ways  int
	pairs int
	least float64
	path  string
}

func (o *networkOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.asked, "network", false, "the smallest part of the case that explains how gangs reach officials, and the best ways of each pair")
	flags.IntVar(&o.ways, "ways", 2, "of --network: how many ways to show of each official and gang, at most 20")
	flags.IntVar(&o.pairs, "pairs", 10, "of --network: how many pairs of an official and a gang, the best; 0 for all")
	flags.Float64Var(&o.least, "least", .02, "of --network: what a way must be worth")
	flags.StringVar(&o.path, "draw", "", "of --network: draw it to this file: svg, png, pdf or dot by its ending")
}

// check finds wrong flags before any work is done.
func (o *networkOptions) check(cmd *cobra.Command) error {
	for _, name := range []string{"ways", "pairs", "least", "draw"} {
		if !o.asked && cmd.Flags().Changed(name) {
			return usagef("--%s goes with --network", name)
		}
	}
	for _, name := range []string{"chain", "top", "worlds", "seed"} {
		if o.asked && cmd.Flags().Changed(name) {
			return usagef("--%s does not go with --network", name)
		}
	}
	switch {
	case o.ways < 1 || o.ways > 20:
		return usagef("--ways %d: want a number from 1 to 20", o.ways)
	case o.pairs < 0:
		return usagef("--pairs %d: want 0 for all, or how many to show", o.pairs)
	case !(o.least >= 1e-6 && o.least <= 1):
		return usagef("--least %g: want a number from 0.000001 to 1", o.least)
	}
	return checkPicture(cmd, o.path, drawFormats)
}

// runNetwork answers linchpin protection --network.
func runNetwork(cmd *cobra.Command, name string, o *protectionOptions) error {
	return withSafeguard(cmd, name, &o.view, store.Entry{Asked: "how gangs reach officials"}, func(s store.Store, v *graph.View, g safeguarded) error {
		q := &networkQuestion{protectionOptions: o, cmd: cmd, view: v, safeguarded: g, redactor: report.NewRedactor(g.whole, g.safeguard)}
		if err := q.sets(s, name); err != nil {
			return err
		}
		err := newProgress(cmd, "network").during(func() (err error) {
			q.found, err = protection.FindNetwork(cmd.Context(), v, q.asked)
			return err
		})
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "How gangs reach officials", fmt.Sprintf("%s and %s; %s of each pair, worth %g or more", counted(q.officials.count, "official"), counted(len(q.asked.Gangs), "gang"), counted(o.network.ways, "way"), o.network.least)
		return q.write(report.NewNetwork(h, v, q.found, report.NetworkOptions{Least: o.network.least, Withheld: q.officials.withheld, Safeguard: g.safeguard, Whole: g.whole}))
	})
}

// A networkQuestion is one about a case that was read.
type networkQuestion struct {
	*protectionOptions
	cmd  *cobra.Command
	view *graph.View
	safeguarded
	redactor  *report.Redactor
	officials askedOfficials
	asked     protection.NetworkOptions
	found     protection.Network
	numbered  []int // whom and what a cut takes, in its order; nil where no cut is asked for
}

// sets looks up who is to be joined with whom; officials whom a role protects are left out and counted.
func (q *networkQuestion) sets(s store.Store, name string) (err error) {
	q.asked = protection.NetworkOptions{Pairs: q.network.pairs, Ways: q.network.ways, Least: q.network.least}
	if q.asked.Gangs, err = chosen(q.cmd, s, name, q.view, "--gang", q.gangs, isGang(q.view), "a gang"); err != nil {
		return err
	}
	q.officials, err = officialsAsked(q.cmd, s, name, q.view, q.redactor, "--official", q.protectionOptions.officials)
	q.asked.Officials = q.officials.among
	return err
}

// write writes what was found, and the picture beside it.
func (q *networkQuestion) write(r report.Network) error {
	return q.out.writeBeside(q.cmd, r, q.network.path, func() ([]byte, []string, error) {
		return q.draw(r.Heading, q.network.path, "broad lines: the smallest part that holds a way for each pair"+q.proof()+"; thin lines: other ways; arrows: who pays or protects")
	})
}
