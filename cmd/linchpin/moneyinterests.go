package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type moneyInterestsOptions struct {
	view viewOptions
	out  outputOptions
	gang string
}

func newMoneyInterestsCmd() *cobra.Command {
	var o moneyInterestsOptions
	cmd := &cobra.Command{
		Use:   "interests CASE",
		Short: "List the accounts, companies and property that a gang's members have",
		Long: `List all accounts, companies, property, vehicles, telephones and shares that are
attributable to the members of a gang: their own, and through companies with the
effective share, with the records that say so, and what each is worth where recorded.
Amounts are exact and never added across currencies.`,
		Example: `  linchpin money interests harbour.case --gang "Anchor House"
  linchpin money interests harbour.case --gang quay --format json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runMoneyInterests(cmd, args[0], &o) },
	}
	o.view.addFilterFlags(cmd)
	o.out.addFlags(cmd)
	cmd.Flags().StringVar(&o.gang, "gang", "", "which gang, by name or identifier")
	return cmd
}

func runMoneyInterests(cmd *cobra.Command, name string, o *moneyInterestsOptions) error {
	if o.gang == "" {
		return usagef("--gang: say which gang, by name or identifier")
	}
	return withSafeguard(cmd, name, &o.view, store.Entry{Asked: "what a gang's members have"}, func(s store.Store, v *graph.View, g safeguarded) error {
		gang, err := gangNamed(cmd, s, name, v, o.gang)
		if err != nil {
			return err
		}
		p, err := readPayments(cmd, v)
		if err != nil {
			return err
		}
		has, err := interestsOf(cmd, v, gang, &o.view)
		if err != nil {
			return err
		}
		named := nameable(v, report.NewRedactor(g.whole, g.safeguard), has.members[1:])
		shown, err := has.ownership.Interests(cmd.Context(), append(has.members[:1:1], named...))
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "What the members of a gang have", fmt.Sprintf("of %s, on %s", v.ID(gang), o.view.day())
		h.ReadsOwnShares(v, has.ownership)
		return o.out.write(cmd, report.NewMoneyInterests(h, p, shown, report.InterestOptions{
			Gang: gang, Members: len(has.members) - 1, All: len(has.interests), Safeguard: g.safeguard, Whole: g.whole,
		}))
	})
}

// gangNamed finds a gang by name or identifier.
func gangNamed(cmd *cobra.Command, s store.Store, name string, v *graph.View, text string) (int, error) {
	found, err := inView(cmd, s, name, v, []string{text})
	if err != nil {
		return 0, err
	}
	if v.Entity(found[0]).Kind != graph.Gang {
		return 0, usagef("--gang: %s is no gang", v.ID(found[0]))
	}
	return found[0], nil
}

// A gangHas is what the members of a gang have.
type gangHas struct {
	ownership *money.Ownership
	members   []int // the gang first
	ties      [][]*graph.Tie
	interests []money.Interest
}

func interestsOf(cmd *cobra.Command, v *graph.View, gang int, o *viewOptions) (has gangHas, err error) {
	err = newProgress(cmd, "ownership").during(func() error { return has.read(cmd.Context(), v, gang, o) })
	return has, err
}

func (has *gangHas) read(ctx context.Context, v *graph.View, gang int, o *viewOptions) (err error) {
	if has.ownership, err = money.NewOwnership(ctx, v, money.OwnerOptions{On: o.day()}); err != nil {
		return err
	}
	has.members, has.ties = has.ownership.Members(gang)
	has.interests, err = has.ownership.Interests(ctx, has.members)
	return err
}
