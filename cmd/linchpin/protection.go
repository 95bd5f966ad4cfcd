package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type protectionOptions struct {
	view      viewOptions
	out       outputOptions
	officials []string
	gangs     []string
	ties      int
	top       int
	worlds    int
	seed      uint64
	network   networkOptions
}

// mostChainTies is the longest chain that can be asked for: beyond it everything leads everywhere.
const mostChainTies = 20

func newProtectionCmd() *cobra.Command {
	var o protectionOptions
	cmd := &cobra.Command{
		Use:   "protection CASE",
		Short: "Find officials who may shield gangs, with the evidence",
		Long: `Find officials who may shield gangs: by records that say so, and by chains of money,
companies, kinship and contact that lead from them to a gang. Each sort of evidence
adds to a score what its weight, its chain and the grades of its records allow, and all
of that is shown. The score is the mean, over possible worlds in which each tie is real
or not, of what the chains shown add. Beside it stand the interval that holds this in at
least 95 of 100 worlds, and the score, and in what part of the worlds any of it is
there. Where nothing is graded that part is small, and so is the score.

A score is a place in a queue. It is no probability and no finding.

--gang shows who shields one gang by body, with the level and rank of office and body
where records give one.

--network shows the smallest part of the case that explains how gangs reach officials,
with the records of each of its ties, and the best ways of each official and gang.`,
		Example: `  linchpin protection harbour.case
  linchpin protection harbour.case --official marchent
  linchpin protection harbour.case --gang "Anchor House" --top 5
  linchpin protection harbour.case --chain 6 --worlds 500 --format json
  linchpin protection harbour.case --network --draw reach.svg
  linchpin protection harbour.case --network --official vask,marchent --gang anchor --ways 3`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeCaseAndNames,
		RunE:              func(cmd *cobra.Command, args []string) error { return runProtection(cmd, args[0], &o) },
	}
	o.view.addFilterFlags(cmd)
	o.out.addFlags(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.officials, "official", nil, "only this official, by name or identifier; with --network several")
	flags.StringSliceVar(&o.gangs, "gang", nil, "only for this gang: who shields it; with --network several")
	flags.IntVar(&o.ties, "chain", protection.DefaultTies, "how many ties a chain of money has at most, membership of the gang included; others have 6 at most")
	flags.IntVar(&o.top, "top", 20, "how many officials to show; 0 for all")
	flags.IntVar(&o.worlds, "worlds", 200, "how many possible worlds to draw, at most 10000; 0: no intervals")
	flags.Uint64Var(&o.seed, "seed", 0, "of the worlds")
	o.network.addFlags(cmd)
	return cmd
}

func (o *protectionOptions) check(cmd *cobra.Command) error {
	switch {
	case !o.network.asked && len(o.officials) > 1:
		return usagef("--official: name one, or ask --network of several")
	case !o.network.asked && len(o.gangs) > 1:
		return usagef("--gang: name one, or ask --network of several")
	case o.ties < 1 || o.ties > mostChainTies:
		return usagef("--chain %d: want a number from 1 to %d", o.ties, mostChainTies)
	case o.top < 0:
		return usagef("--top %d: want 0 for all, or how many to show", o.top)
	case o.worlds < 0 || o.worlds > mostWorlds:
		return usagef("--worlds %d: want a number from 0 to %d", o.worlds, mostWorlds)
	}
	return errors.Join(checkNames(cmd, "official", "gang"), o.network.check(cmd), checkOutputs(cmd, o.out.force, o.out.path, o.network.path))
}

// only returns the one name given, or none.
func only(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

func runProtection(cmd *cobra.Command, name string, o *protectionOptions) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	if o.network.asked {
		return runNetwork(cmd, name, o)
	}
	return withSafeguard(cmd, name, &o.view, store.Entry{Asked: "officials who may shield gangs"}, func(s store.Store, v *graph.View, g safeguarded) error {
		shown := report.ShieldOptions{Top: o.top, Ties: o.ties, Safeguard: g.safeguard, Whole: g.whole}
		var err error
		if shown.Official, err = officialAsked(cmd, s, name, v, only(o.officials)); err != nil {
			return err
		}
		if shown.Gang, err = gangAsked(cmd, s, name, v, only(o.gangs)); err != nil {
			return err
		}
		worlds := o.worlds
		if worlds == 0 {
			worlds = -1
		}
		var found protection.Shields
		err = newProgress(cmd, "officials").during(func() (err error) {
			found, err = protection.FindShields(cmd.Context(), v, protection.ShieldOptions{Ties: o.ties, Worlds: worlds, Seed: o.seed, Never: neverNamed(v, report.NewRedactor(g.whole, g.safeguard))})
			return err
		})
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "Officials who may shield gangs", fmt.Sprintf("chains of at most %s; %s; seed %d", counted(o.ties, "tie"), counted(max(0, o.worlds), "possible world"), o.seed)
		return o.out.write(cmd, report.NewShields(h, v, found, shown))
	})
}
