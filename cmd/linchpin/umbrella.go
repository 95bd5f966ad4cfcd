package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type umbrellaOptions struct {
	view     viewOptions
	out      outputOptions
	window   int
	level    float64
	all      bool
	official string
	gang     string
}

func newUmbrellaCmd() *cobra.Command {
	var o umbrellaOptions
	cmd := &cobra.Command{
		Use:   "umbrella CASE",
		Short: "Find decisions that followed benefits more often than habit explains",
		Long: `Find officials who decided in favour of somebody after payments, gifts, shares or posts
from them had reached the official or the official's family and companies: decisions to
review. Outcomes are tested against the official's own habit and what colleagues in the
same body decide, so that one who grants nearly everything is not found for granting one
thing more, nor one to whom a fee is paid before each decision; how many pairs were
tested is allowed for.

Decisions are events with a decider and whom they concern; see linchpin formats.`,
		Example: `  linchpin umbrella harbour.case
  linchpin umbrella harbour.case --window 30
  linchpin umbrella harbour.case --official castellin --all
  linchpin umbrella harbour.case --gang anchor --all --format json`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeCaseAndNames,
		RunE:              func(cmd *cobra.Command, args []string) error { return runUmbrella(cmd, args[0], &o) },
	}
	o.view.addFilterFlags(cmd)
	o.out.addFlags(cmd)
	flags := cmd.Flags()
	flags.IntVar(&o.window, "window", protection.DefaultWindow, "how many days after a benefit a decision counts as following it")
	flags.Float64Var(&o.level, "level", .05, "show what has a Q of at most this")
	flags.BoolVar(&o.all, "all", false, "show every pair tested, whatever its Q")
	flags.StringVar(&o.official, "official", "", "only this official, by name or identifier")
	flags.StringVar(&o.gang, "gang", "", "only what leads to this gang")
	return cmd
}

// mostDays is the longest time between a benefit and a decision that anybody would call near.
const mostDays = 3660

func (o *umbrellaOptions) check(cmd *cobra.Command) error {
	switch {
	case o.window < 1 || o.window > mostDays:
		return usagef("--window %d: want days from 1 to %d", o.window, mostDays)
	case !(o.level > 0 && o.level <= 1):
		return usagef("--level %g: want a number above 0 and at most 1", o.level)
	case o.all && cmd.Flags().Changed("level"):
		return usagef("--all shows every level: leave out --level")
	}
	return nil
}

func runUmbrella(cmd *cobra.Command, name string, o *umbrellaOptions) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	return withSafeguard(cmd, name, &o.view, store.Entry{Asked: "decisions after benefits"}, func(s store.Store, v *graph.View, g safeguarded) error {
		shown := report.UmbrellaOptions{Window: o.window, Level: o.level, All: o.all, Safeguard: g.safeguard, Whole: g.whole}
		var err error
		if shown.Official, err = officialAsked(cmd, s, name, v, o.official); err != nil {
			return err
		}
		if shown.Gang, err = gangAsked(cmd, s, name, v, o.gang); err != nil {
			return err
		}
		var found protection.Umbrellas
		err = newProgress(cmd, "decisions").during(func() (err error) {
			found, err = protection.FindUmbrellas(cmd.Context(), v, protection.UmbrellaOptions{Window: o.window, Level: o.level, Never: neverNamed(v, report.NewRedactor(g.whole, g.safeguard))})
			return err
		})
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "Decisions that followed benefits", o.words()
		if found.None {
			h.Notes = append(h.Notes, "no event of this view has a decider: record who decided what as linchpin formats says")
		}
		return o.out.write(cmd, report.NewUmbrellas(h, v, found, shown))
	})
}

// words say what was asked.
func (o *umbrellaOptions) words() string {
	words := fmt.Sprintf("decisions within %s after a benefit", counted(o.window, "day"))
	if o.all {
		return words + "; every pair tested"
	}
	return fmt.Sprintf("%s; Q at most %g", words, o.level)
}
