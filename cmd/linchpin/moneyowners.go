package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type moneyOwnersOptions struct {
	view      viewOptions
	out       outputOptions
	picture   ownersPicture
	threshold float64
	hidden    bool
	top       int
}

func newMoneyOwnersCmd() *cobra.Command {
	var o moneyOwnersOptions
	cmd := &cobra.Command{
		Use:   "owners CASE [COMPANY...]",
		Short: "Find who owns and controls companies in the end",
		Long: `Find who is at the end of the chains above companies and other assets: effective
shares through chains and circles of companies, control by majorities of majorities,
directors and nominees. A share that is recorded as a range, or not at all, stays a
range; what nobody is known to own, shares above the whole and circles are said.

--hidden finds persons whom two companies or accounts have in common, through at least
one company each, and whom no record of either names.`,
		Example: `  linchpin money owners harbour.case bluekeel
  linchpin money owners harbour.case --hidden
  linchpin money owners harbour.case bluekeel odelin --threshold 10 --draw owners.svg`,
		Args:              cobra.MinimumNArgs(1),
		ValidArgsFunction: completeCaseAndNames,
		RunE: func(cmd *cobra.Command, args []string) error {
			return runMoneyOwners(cmd, args[0], args[1:], &o)
		},
	}
	o.view.addFilterFlags(cmd)
	o.out.addFlags(cmd)
	o.picture.addFlags(cmd)
	flags := cmd.Flags()
	flags.Float64Var(&o.threshold, "threshold", 100*money.DefaultAtLeast, "from how many per cent somebody is a beneficial owner")
	flags.BoolVar(&o.hidden, "hidden", false, "persons whom two companies or accounts have in common and no record of either names")
	flags.IntVar(&o.top, "top", 50, "how many companies to show where none is named; 0 for all")
	return cmd
}

func (o *moneyOwnersOptions) check(cmd *cobra.Command) error {
	switch {
	case !(o.threshold > 0 && o.threshold <= 100):
		return usagef("--threshold %g: want per cent, above 0 and at most 100", o.threshold)
	case o.top < 0:
		return usagef("--top %d: want 0 for all, or how many to show", o.top)
	}
	return o.picture.check(cmd, o.out)
}

func runMoneyOwners(cmd *cobra.Command, name string, companies []string, o *moneyOwnersOptions) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	return withSafeguard(cmd, name, &o.view, store.Entry{Asked: "owners of companies"}, func(s store.Store, v *graph.View, g safeguarded) error {
		q := &ownersQuestion{moneyOwnersOptions: o, cmd: cmd, view: v, safeguarded: g, redactor: report.NewRedactor(g.whole, g.safeguard)}
		var err error
		if q.named, err = inView(cmd, s, name, v, companies); err != nil {
			return err
		}
		if err := newProgress(cmd, "owners").during(q.find); err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "Who owns and controls in the end", q.asked()
		h.ReadsOwnShares(v, q.ownership)
		r := report.NewMoneyOwners(h, v, q.ownership, q.owners, q.common, report.OwnerOptions{
			Assets: q.assets, Of: q.of, Withheld: q.withheld, Threshold: o.threshold / 100, Hidden: o.hidden, Safeguard: g.safeguard, Whole: g.whole,
		})
		return o.out.writeBeside(cmd, r, o.picture.path, func() ([]byte, []string, error) { return o.picture.draw(q, h, r) })
	})
}

// An ownersQuestion is one about a case that was read.
type ownersQuestion struct {
	*moneyOwnersOptions
	cmd  *cobra.Command
	view *graph.View
	safeguarded
	redactor  *report.Redactor
	named     []int
	ownership *money.Ownership
	assets    []int
	of        int             // who may be named
	withheld  int             // who may not, where none was named
	owners    [][]money.Owner // by place in assets
	common    []money.Hidden
}

// ownershipOf reads the ownership in a view on the day that a result is drawn up for.
func ownershipOf(cmd *cobra.Command, v *graph.View, o *viewOptions, atLeast float64) (*money.Ownership, error) {
	return money.NewOwnership(cmd.Context(), v, money.OwnerOptions{On: o.day(), AtLeast: atLeast})
}

func (q *ownersQuestion) find() (err error) {
	ctx := q.cmd.Context()
	if q.ownership, err = ownershipOf(q.cmd, q.view, &q.moneyOwnersOptions.view, q.threshold/100); err != nil {
		return err
	}
	if q.hidden {
		among := nameable(q.view, q.redactor, q.named)
		if len(q.named) == 0 || len(among) > 0 {
			q.common, err = q.ownership.HiddenOwners(ctx, among)
		}
		return err
	}
	if q.assets = q.named; len(q.assets) == 0 {
		all := q.ownership.Assets()
		q.assets = nameable(q.view, q.redactor, all)
		q.withheld = len(all) - len(q.assets)
	}
	q.of = len(q.assets)
	if q.top > 0 && len(q.named) == 0 {
		q.assets = q.assets[:min(q.top, len(q.assets))]
	}
	for _, i := range q.assets {
		owners, err := q.ownership.Owners(ctx, i)
		if err != nil {
			return err
		}
		q.owners = append(q.owners, owners)
	}
	return nil
}

// asked says in one line what was asked.
func (q *ownersQuestion) asked() string {
	what := "of all companies"
	if len(q.named) > 0 {
		what = "of " + counted(len(q.named), "entity") + " named"
		if len(q.named) > 1 {
			what = "of " + counted(len(q.named), "entity") + " named"
		}
	}
	if q.hidden {
		return fmt.Sprintf("owners in common %s, by no record of theirs, with %.4g %% or control", what, q.threshold)
	}
	return fmt.Sprintf("ultimate owners %s, from %.4g %%, on %s", what, q.threshold, q.moneyOwnersOptions.view.day())
}
