package main

import (
	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// measureOptions are the flags that say how a measure is taken.
type measureOptions struct {
	weighted    bool
	attenuation float64
	radius      int
	near        []string
	sample      int
}

func (o *measureOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.weighted, "weighted", false, "let strengths count: as strength or as distance, as the measure needs it")
	flags.Float64Var(&o.attenuation, "attenuation", 0, "of katz: what a longer walk counts less by (default .85 of the largest that converges)")
	flags.IntVar(&o.radius, "radius", 2, "of influence: how many ties away the shell lies")
	flags.StringSliceVar(&o.near, "near", nil, "of pagerank: these people, so that it says who is close to them")
	flags.IntVar(&o.sample, "sample", 0, "of betweenness: the routes of so many entities, drawn at random, stand for all; scores have an error then")
}

// check finds wrong flags before any work is done.
func (o *measureOptions) check() error {
	switch {
	case !(o.attenuation >= 0 && o.attenuation < 1):
		return usagef("--attenuation %g: want a factor above 0 and below 1", o.attenuation)
	case o.radius < 1:
		return usagef("--radius %d: want at least 1", o.radius)
	case o.sample != 0 && o.sample < 2:
		return usagef("--sample %d: want at least 2, or 0 for all", o.sample)
	}
	return nil
}

// options says how the measures of a view are taken.
func (o *measureOptions) options(cmd *cobra.Command, s store.Store, name string, v *graph.View, seed uint64) (central.Options, error) {
	near, err := inView(cmd, s, name, v, o.near)
	_, groups := v.Affiliations()
	return central.Options{Weighted: o.weighted, Attenuation: o.attenuation, Radius: o.radius, Near: near, Groups: groups, Sample: o.sample, Seed: seed}, err
}

// inView returns the entities of a view that a person means by some names.
func inView(cmd *cobra.Command, s store.Store, name string, v *graph.View, names []string) ([]int, error) {
	var entities []int
	for _, text := range names {
		id, err := resolve(cmd, s, name, text)
		if err != nil {
			return nil, err
		}
		i, there := v.Index(id)
		if !there {
			return nil, usagef("%s is not in this view; leave out the flags that narrow it, or look at --lens whole", id)
		}
		entities = append(entities, i)
	}
	return entities, nil
}
