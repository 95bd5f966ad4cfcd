package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

// Whom a role or age protects is left out of a question before it is answered, so that no total,
// share or rank of an answer tells of them; and is answered for, where somebody asks for them by
// name, as one of whom nothing is recorded.

// neverNamed says of whom and of what of a view nothing is to be said.
func neverNamed(v *graph.View, r *report.Redactor) func(graph.EntityID) bool {
	return func(id graph.EntityID) bool {
		i, there := v.Index(id)
		return there && r.Hides(v.Entity(i))
	}
}

// nameable returns those of some entities who may be named.
func nameable(v *graph.View, r *report.Redactor, some []int) []int {
	return slices.DeleteFunc(slices.Clone(some), func(i int) bool { return r.Hides(v.Entity(i)) })
}

// askedOfficials are the officials whom a question is about.
type askedOfficials struct {
	among    []int // who may be named
	count    int   // as many as were asked for by name, and otherwise as may be named
	withheld int   // of all officials of the view, whoever was asked for
}

// officialsAsked looks up the officials that a flag names, or takes all.
func officialsAsked(cmd *cobra.Command, s store.Store, name string, v *graph.View, r *report.Redactor, flag string, names []string) (asked askedOfficials, err error) {
	holds := officeHolders(v)
	for i := range holds {
		if holds[i] && r.Hides(v.Entity(i)) {
			asked.withheld++
		}
	}
	all, err := chosen(cmd, s, name, v, flag, names, func(i int) bool { return holds[i] }, "somebody who holds an office")
	asked.among = nameable(v, r, all)
	if asked.count = len(asked.among); len(names) > 0 {
		asked.count = len(all)
	}
	return asked, err
}

// namedOptions are the flags by which a ledger names everybody, for a purpose that is logged.
type namedOptions struct {
	named   bool
	purpose purposeOptions
}

func (o *namedOptions) addFlags(cmd *cobra.Command) {
	o.purpose.addFlags(cmd)
	flags := cmd.Flags()
	flags.Lookup("purpose").Usage = "of --name-protected: what the names are for; asked for when not given"
	flags.Lookup("reason").Usage = "of --name-protected: the order, case or person that asked for them; asked for when not given"
	flags.BoolVar(&o.named, "name-protected", false, "name whom a role or age protects, and what is theirs, as well; for a purpose, which is logged")
}

// ask asks for what was not said of the purpose.
func (o *namedOptions) ask(cmd *cobra.Command) error {
	for _, name := range []string{"purpose", "reason"} {
		if !o.named && cmd.Flags().Changed(name) {
			return usagef("--%s goes with --name-protected", name)
		}
	}
	if !o.named {
		return nil
	}
	return o.purpose.ask(cmd)
}

// entry is what the log says of the question.
func (o *namedOptions) entry(asked string) store.Entry {
	if o.named {
		asked += ", protected people named"
	}
	return store.Entry{Asked: asked, Purpose: o.purpose.purpose, Reason: o.purpose.reason}
}

// head writes into a heading what the names are for.
func (o *namedOptions) head(h *report.Heading) {
	h.Purpose, h.Reason = o.purpose.purpose, o.purpose.reason
	if o.named {
		h.Notes = append(h.Notes, "people whom a role or age protects are named")
	}
}

// redactor hides whom a role or age protects, or nobody where they are to be named.
func (o *namedOptions) redactor(g safeguarded) *report.Redactor {
	if o.named {
		return &report.Redactor{}
	}
	return report.NewRedactor(g.whole, g.safeguard)
}

// togetherNote says on a ledger what stands in it without a name.
const togetherNote = "people whom a role or age protects, their accounts and their companies are told together, without names, and not what they paid each other; --name-protected names them"

// toldTogether says in whose place each of a view is told: all of one kind who are not to be named in
// the place of the first, so that nobody can count them; nil where there are none.
func toldTogether(v *graph.View, r *report.Redactor) []int32 {
	told, first, any := make([]int32, v.Len()), map[graph.EntityKind]int32{}, false
	for i := range told {
		told[i] = int32(i)
		e := v.Entity(i)
		if !r.Hides(e) {
			continue
		}
		if _, there := first[e.Kind]; !there {
			first[e.Kind] = int32(i)
		}
		told[i], any = first[e.Kind], true
	}
	if !any {
		return nil
	}
	return told
}

// nowhere is where the money of those lies of whom nothing is to be said.
const nowhere = -1

// placesOf returns where the money of those lies whom a flag names; none where it names nobody.
func placesOf(cmd *cobra.Command, s store.Store, name string, p *money.Payments, r *report.Redactor, names []string) ([]int32, error) {
	parties, err := inView(cmd, s, name, p.View(), names)
	if err != nil || len(parties) == 0 {
		return nil, err
	}
	places := []int32{nowhere} // so that to name nobody else is not to name nobody
	for _, i := range nameable(p.View(), r, parties) {
		places = append(places, p.PlacesOf(int32(i))...)
	}
	return places, nil
}
