package main

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// chosen returns the entities of a view that are named, or all of a sort.
func chosen(cmd *cobra.Command, s store.Store, name string, v *graph.View, flag string, names []string, is func(int) bool, what string) ([]int, error) {
	if len(names) == 0 {
		var all []int
		for i := range v.Len() {
			if is(i) {
				all = append(all, i)
			}
		}
		if len(all) == 0 {
			return nil, usagef("nobody of this view is %s: it takes gangs and officials", what)
		}
		return all, nil
	}
	found, err := inView(cmd, s, name, v, names)
	if err != nil {
		return nil, err
	}
	for _, i := range found {
		if !is(i) {
			return nil, usagef("%s: %s is not %s", flag, v.ID(i), what)
		}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// officialAsked returns the official that --official names, if it names any: who holds an office or takes decisions.
func officialAsked(cmd *cobra.Command, s store.Store, name string, v *graph.View, text string) (graph.EntityID, error) {
	if text == "" {
		return "", nil
	}
	holds := officeHolders(v)
	found, err := chosen(cmd, s, name, v, "--official", []string{text}, func(i int) bool { return holds[i] }, "somebody who holds an office or takes decisions")
	if err != nil {
		return "", err
	}
	return v.ID(found[0]), nil
}

// gangAsked returns the gang that --gang names, if it names any.
func gangAsked(cmd *cobra.Command, s store.Store, name string, v *graph.View, text string) (graph.EntityID, error) {
	if text == "" {
		return "", nil
	}
	i, err := gangNamed(cmd, s, name, v, text)
	if err != nil {
		return "", err
	}
	return v.ID(i), nil
}

// officeHolders says of each entity whether it is a person who holds an office, or takes decisions.
func officeHolders(v *graph.View) []bool {
	holds := make([]bool, v.Len())
	for tie := range v.Size() {
		for _, t := range v.Evidence(tie) {
			if i, ok := v.Index(t.From); ok && (t.Kind == graph.HoldsOffice || t.Decides()) {
				holds[i] = true
			}
		}
	}
	return holds
}

func isGang(v *graph.View) func(int) bool {
	return func(i int) bool { return v.Entity(i).Kind == graph.Gang }
}
