package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type cutOptions struct {
	view      viewOptions
	out       outputOptions
	gangs     []string
	officials []string
	take      takeOptions
	by        []string
	least     float64
	path      string // of the picture
	purpose   purposeOptions
}

func newCutCmd() *cobra.Command {
	var o cutOptions
	cmd := &cobra.Command{
		Use:   "cut CASE",
		Short: "Find the cheapest people and things without whom no chain leads from gangs to officials",
		Long: `Find the cheapest people, companies, accounts and telephones whose removal or
investigation parts gangs from officials: without them no chain of money, companies,
kinship or contact leads from one to the other. The cut is exact; what every cheapest
cut takes is marked. Ties that join the two directly no cut parts: they are said, and what
leads on to others from an official so joined is parted as well.

People are taken only if they could be on a target list, and nothing that belongs to
somebody whom a role or age protects. Below it stands which single official the gangs
would miss most. A cut is a lead for those who decide.`,
		Example: `  linchpin cut harbour.case --purpose "operation plan" --reason OP-7
  linchpin cut harbour.case --gangs anchor --officials marchent --purpose "operation plan" --reason OP-7
  linchpin cut harbour.case --by money --format json --purpose "operation plan" --reason OP-7
  linchpin cut harbour.case --draw cut.svg --purpose "operation plan" --reason OP-7`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeCaseAndNames,
		RunE:              func(cmd *cobra.Command, args []string) error { return runCut(cmd, args[0], &o) },
	}
	o.view.addFilterFlags(cmd)
	o.out.addFlags(cmd)
	o.purpose.addFlags(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.gangs, "gangs", nil, "which gangs, by name or identifier (default: all)")
	flags.StringSliceVar(&o.officials, "officials", nil, "which officials, by name or identifier (default: everybody who holds an office)")
	flags.StringVar(&o.take.cost, "cost", "", "table of what each costs, as a spreadsheet writes it: name or identifier, cost; others cost 1")
	flags.StringSliceVar(&o.take.without, "without", nil, "who and what is not to be in the cut")
	flags.StringSliceVar(&o.by, "by", nil, "which chains: money, companies, kinship, contact (default: all of them, mixed as well)")
	flags.Float64Var(&o.least, "least", .01, "score by linchpin protection from which an official counts as shielding a gang")
	flags.StringVar(&o.path, "draw", "", "draw the best ways that the cut is of to this file, what it takes numbered: svg, png, pdf or dot by its ending")
	return cmd
}

// check finds wrong flags before any work is done.
func (o *cutOptions) check(cmd *cobra.Command) ([]protection.Channel, error) {
	if err := errors.Join(checkPicture(cmd, o.path, drawFormats), checkOutputs(cmd, o.out.force, o.out.path, o.path)); err != nil {
		return nil, err
	}
	if !(o.least > 0 && o.least <= 1) {
		return nil, usagef("--least %g: want a score above 0 and at most 1", o.least)
	}
	var channels []protection.Channel
	for _, word := range o.by {
		var c protection.Channel
		if err := c.UnmarshalText([]byte(strings.ToLower(strings.TrimSpace(word)))); err != nil || c == protection.Recorded || c >= protection.Family {
			return nil, usagef("--by %q: want some of money, companies, kinship, contact", word)
		}
		channels = append(channels, c)
	}
	return channels, nil
}

func runCut(cmd *cobra.Command, name string, o *cutOptions) error {
	channels, err := o.check(cmd)
	if err != nil {
		return err
	}
	if err := o.purpose.ask(cmd); err != nil {
		return err
	}
	entry := store.Entry{Purpose: o.purpose.purpose, Reason: o.purpose.reason, Asked: "cut between gangs and officials"}
	return withSafeguard(cmd, name, &o.view, entry, func(s store.Store, v *graph.View, g safeguarded) error {
		if err := o.view.refuseBroken(); err != nil {
			return err
		}
		q := &cutQuestion{cutOptions: o, cmd: cmd, store: s, name: name, view: v, safeguarded: g, redactor: report.NewRedactor(g.whole, g.safeguard), channels: channels}
		if err := q.sets(); err != nil {
			return err
		}
		found, alone, err := q.find()
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Purpose, h.Reason, h.Asked = "What parts gangs from officials", o.purpose.purpose, o.purpose.reason, q.words()
		return q.write(found, report.NewCut(h, v, found, alone, report.CutOptions{
			Gangs: q.asked.Gangs, Officials: q.asked.Officials, Asked: q.officials.count, Withheld: q.officials.withheld, Price: q.asked.Price, Unit: priceUnit, Least: o.least, Safeguard: g.safeguard, Whole: g.whole,
		}))
	})
}

// A cutQuestion is one about a case that was read.
type cutQuestion struct {
	*cutOptions
	cmd   *cobra.Command
	store store.Store
	name  string
	view  *graph.View
	safeguarded
	redactor  *report.Redactor
	channels  []protection.Channel
	officials askedOfficials
	asked     protection.ExposureOptions
}

// sets looks up who is to be parted from whom, what each costs and what cannot be taken.
func (q *cutQuestion) sets() (err error) {
	q.asked.Channels = q.channels
	if q.asked.Gangs, err = chosen(q.cmd, q.store, q.name, q.view, "--gangs", q.gangs, isGang(q.view), "a gang"); err != nil {
		return err
	}
	if q.officials, err = officialsAsked(q.cmd, q.store, q.name, q.view, q.redactor, "--officials", q.cutOptions.officials); err != nil {
		return err
	}
	q.asked.Officials = q.officials.among
	q.asked.Never = neverTaken(q.view, q.safeguarded)
	without, err := inView(q.cmd, q.store, q.name, q.view, q.take.without)
	if err != nil {
		return err
	}
	for _, i := range without {
		q.asked.Never[i] = true
	}
	q.asked.Price, err = q.take.prices(q.cmd.Context(), q.whole, q.view)
	return err
}

// find looks for the cut, and for what the gangs would lose with each official alone.
func (q *cutQuestion) find() (found paths.Cut, alone []protection.Alone, err error) {
	err = newProgress(q.cmd, "cut").during(func() (err error) {
		if found, err = protection.Exposure(q.cmd.Context(), q.view, q.asked); err != nil {
			return err
		}
		alone, err = protection.FindAlones(q.cmd.Context(), q.view, protection.AloneOptions{Least: q.least, Never: neverNamed(q.view, q.redactor)})
		return err
	})
	return found, alone, err
}

// words say what was asked.
func (q *cutQuestion) words() string {
	chains := "money, companies, kinship and contact, mixed as well"
	if len(q.by) > 0 {
		chains = strings.Join(q.by, ", ")
	}
	return fmt.Sprintf("without whom nothing leads from %s to %s by %s", counted(len(q.asked.Gangs), "gang"), counted(q.officials.count, "official"), chains) + q.take.words()
}
