package main

import (
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

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
