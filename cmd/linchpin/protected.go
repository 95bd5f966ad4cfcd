package main

import (
	"slices"

	"github.com/spf13/cobra"

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
