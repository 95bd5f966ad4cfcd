package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type moneyFreezeOptions struct {
	view    viewOptions
	out     outputOptions
	purpose purposeOptions
	picture freezePicture
	gang    string
	uses    []string
	share   float64
	take    takeOptions
	most    int
}

func newMoneyFreezeCmd() *cobra.Command {
	var o moneyFreezeOptions
	cmd := &cobra.Command{
		Use:   "freeze CASE",
		Short: "Find the cheapest accounts and companies whose freezing stops a gang's money",
		Long: `Find the cheapest accounts and companies whose freezing stops the flow from a gang's
income to its leaders, to officials and abroad, or a --share of it, in the period of
--from and --to: an account is frozen with all its payments, a company with all its
accounts. Income is what others pay to members, their accounts and companies. The flow
is the most that can be the same money in an order of time, in each currency. What members pay to a
go-between and get back is no income.

The plan is proven cheapest, or says what any plan costs at least. Nothing is frozen
that belongs to a public body or to somebody whom a role or age protects. A plan is a
lead for those who decide.`,
		Example: `  linchpin money freeze harbour.case --gang "Anchor House" --purpose "operation plan" --reason OP-7
  linchpin money freeze harbour.case --gang anchor --share .5 --from 2024-01-01 --to 2024-12-31 --purpose "operation plan" --reason OP-7
  linchpin money freeze harbour.case --gang anchor --uses marchent --purpose "operation plan" --reason OP-7`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runMoneyFreeze(cmd, args[0], &o) },
	}
	o.view.addFilterFlags(cmd)
	o.out.addFlags(cmd)
	o.purpose.addFlags(cmd)
	o.picture.addFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.gang, "gang", "", "whose money, by name or identifier")
	flags.StringSliceVar(&o.uses, "uses", nil, "where it must not come: accounts, or who holds them (default: the gang's leaders, officials, and what is paid abroad)")
	flags.Float64Var(&o.share, "share", 1, "which part of the flow is to be stopped, such as .9; 1: all")
	flags.StringVar(&o.take.cost, "cost", "", "table of what freezing costs, as a spreadsheet writes it: name or identifier, cost; others cost 1")
	flags.StringSliceVar(&o.take.without, "without", nil, "what is not to be frozen")
	flags.IntVar(&o.most, "looks", 0, "how many flows and ways to look at to prove the plan cheapest (default: as many as some seconds allow)")
	return cmd
}

func (o *moneyFreezeOptions) check(cmd *cobra.Command) error {
	switch {
	case o.gang == "":
		return usagef("--gang: say whose money, by name or identifier")
	case !(o.share >= 1e-6 && o.share <= 1):
		return usagef("--share %g: want a part of the flow above 0 and at most 1, such as .9", o.share)
	case cmd.Flags().Changed("looks") && o.most < 1:
		return usagef("--looks %d: want at least 1", o.most)
	}
	return o.picture.check(cmd, o.out)
}

func runMoneyFreeze(cmd *cobra.Command, name string, o *moneyFreezeOptions) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	if err := o.purpose.ask(cmd); err != nil {
		return err
	}
	entry := store.Entry{Purpose: o.purpose.purpose, Reason: o.purpose.reason, Asked: "what to freeze of a gang's money"}
	return withSafeguard(cmd, name, &o.view, entry, func(s store.Store, v *graph.View, g safeguarded) error {
		if err := o.view.refuseBroken(); err != nil {
			return err
		}
		q := &freezeQuestion{moneyFreezeOptions: o, cmd: cmd, store: s, name: name, view: v, safeguarded: g, redactor: report.NewRedactor(g.whole, g.safeguard)}
		if err := q.ask(); err != nil {
			return err
		}
		plan, err := q.find()
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Purpose, h.Reason, h.Asked = "What to freeze of a gang's money", o.purpose.purpose, o.purpose.reason, q.words()
		h.ReadsOwnShares(v, q.has.ownership)
		r := report.NewMoneyFreeze(h, q.payments, plan, report.FreezeOptions{
			Gang: q.gang, Question: q.asked, Entities: q.entities, Unit: priceUnit, Withheld: q.withheld, Safeguard: g.safeguard, Whole: g.whole,
		})
		return o.out.writeBeside(cmd, r, o.picture.path, func() ([]byte, []string, error) { return o.picture.draw(q, h, plan) })
	})
}

// A freezeQuestion is one about a case that was read.
type freezeQuestion struct {
	*moneyFreezeOptions
	cmd   *cobra.Command
	store store.Store
	name  string
	view  *graph.View
	safeguarded
	redactor *report.Redactor
	gang     int
	has      gangHas
	payments *money.Payments
	asked    money.FreezeQuestion
	entities []int // by item: the account or company
	leaders  int
	withheld int // of leaders and officials, whoever is named
	abroad   int
}

// ask looks up the gang, its income, where it must not come, and what can be frozen.
func (q *freezeQuestion) ask() (err error) {
	if q.gang, err = gangNamed(q.cmd, q.store, q.name, q.view, q.moneyFreezeOptions.gang); err != nil {
		return err
	}
	if q.payments, err = readPayments(q.cmd, q.view); err != nil {
		return err
	}
	if q.has, err = interestsOf(q.cmd, q.view, q.gang, &q.moneyFreezeOptions.view); err != nil {
		return err
	}
	q.income()
	q.asked.Share, q.asked.Most, q.asked.Ways = q.share, q.most, q.picture.path != ""
	if err := q.ends(); err != nil {
		return err
	}
	return q.items()
}

// income marks what others pay to those through whose hands the gang's money goes.
func (q *freezeQuestion) income() {
	inside := make([]bool, q.view.Len())
	for _, i := range q.has.ownership.AtDisposal(q.has.members, q.has.interests) {
		inside[i] = true
	}
	q.asked.Income = q.payments.Income(inside)
}

// ends marks where the money must not come: to nobody whom a role or age protects, whoever is named.
func (q *freezeQuestion) ends() error {
	q.asked.Uses = make([]bool, q.view.Len())
	mark := func(some []int) {
		for _, entity := range nameable(q.view, q.redactor, some) {
			for _, party := range q.has.ownership.Accounts(entity) {
				q.asked.Uses[party] = true
			}
		}
	}
	leaders, officials := q.usual()
	q.leaders = len(nameable(q.view, q.redactor, leaders))
	usual := slices.Compact(slices.Sorted(slices.Values(slices.Concat(leaders, officials))))
	q.withheld = len(usual) - len(nameable(q.view, q.redactor, usual))
	if len(q.uses) > 0 {
		named, err := inView(q.cmd, q.store, q.name, q.view, q.uses)
		mark(named)
		return err
	}
	mark(usual)
	for i, p := range q.payments.All {
		if q.payments.GoesAbroad(int32(i)) && !q.asked.Uses[p.To] && !q.redactor.Hides(q.view.Entity(int(p.To))) {
			q.asked.Uses[p.To] = true
			q.abroad++
		}
	}
	return nil
}

// usual are those to whom money must not come where nobody is named: members whose role says that
// they lead, and who holds an office.
func (q *freezeQuestion) usual() (leaders, officials []int) {
	for k, i := range q.has.members {
		if slices.ContainsFunc(q.has.ties[k], money.Leads) {
			leaders = append(leaders, i)
		}
	}
	for i, holds := range officeHolders(q.view) {
		if holds {
			officials = append(officials, i)
		}
	}
	return leaders, officials
}

// items lists what can be frozen, with its price.
func (q *freezeQuestion) items() error {
	price, err := q.take.prices(q.cmd.Context(), q.whole, q.view)
	if err != nil {
		return err
	}
	never := neverTaken(q.view, q.safeguarded)
	without, err := inView(q.cmd, q.store, q.name, q.view, q.take.without)
	if err != nil {
		return err
	}
	for _, i := range without {
		for _, party := range append([]int32{int32(i)}, q.payments.Accounts(int32(i))...) {
			never[party] = true
		}
	}
	for i := range q.view.Len() {
		parties := q.frozenWith(int32(i), never)
		if len(parties) == 0 {
			continue
		}
		q.entities = append(q.entities, i)
		q.asked.Items = append(q.asked.Items, money.FreezeItem{Parties: parties, Price: price[i]})
	}
	return nil
}

// frozenWith returns the parties that are frozen with an entity, none where it cannot be: an
// account by itself, a company with its accounts, a person who pays without one.
func (q *freezeQuestion) frozenWith(i int32, never []bool) []int32 {
	if never[i] || !q.pays(i) && q.view.Entity(int(i)).Kind != graph.Company {
		return nil
	}
	switch q.view.Entity(int(i)).Kind {
	case graph.Account:
		public := func(h int32) bool { return q.view.Entity(int(h)).Kind == graph.PublicBody }
		if slices.ContainsFunc(q.payments.Holders(i), public) {
			return nil
		}
		return []int32{i}
	case graph.Person:
		return []int32{i}
	case graph.Company:
		parties := []int32{i}
		for _, account := range q.payments.Accounts(i) {
			if never[account] {
				return nil
			}
			parties = append(parties, account)
		}
		paying := slices.DeleteFunc(slices.Clone(parties), func(party int32) bool { return !q.pays(party) })
		if len(paying) > 1 || len(paying) == 1 && paying[0] == i { // one account alone stands for itself
			return paying
		}
	}
	return nil
}

func (q *freezeQuestion) pays(party int32) bool {
	return len(q.payments.In(party))+len(q.payments.Out(party)) > 0
}

func (q *freezeQuestion) find() (plan money.Freeze, err error) {
	err = newProgress(q.cmd, "freeze").during(func() (err error) {
		plan, err = money.PlanFreeze(q.cmd.Context(), q.payments, q.asked)
		return err
	})
	if errors.Is(err, money.ErrNoFlow) {
		hint := "--uses names other ends, --from and --to another period"
		if n := q.view.LeftOut().Misfits; n > 0 {
			hint += fmt.Sprintf("; %s left out, for the ends do not fit the kind: linchpin check lists them", counted(n, "tie"))
		}
		return plan, fmt.Errorf("of %s: %w; %s", q.view.ID(q.gang), err, hint)
	}
	return plan, err
}

// words say what was asked.
func (q *freezeQuestion) words() string {
	ends := fmt.Sprintf("its %s, officials and %s paid abroad", counted(q.leaders, "leader"), counted(q.abroad, "account"))
	if len(q.uses) > 0 {
		ends = fmt.Sprintf("%d named", len(q.uses))
	}
	return fmt.Sprintf("to stop %.6g %% of what comes from the income of %s to %s", 100*q.share, q.view.ID(q.gang), ends) + q.take.words()
}
