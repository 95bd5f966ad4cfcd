package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
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
	flags.IntVar(&o.sample, "sample", 0, "of betweenness: so many pairs, drawn at random, stand for all; each score lies between bounds then")
}

// check finds wrong flags before any work is done.
func (o *measureOptions) check() error {
	switch {
	case !(o.attenuation >= 0 && o.attenuation < 1):
		return usagef("--attenuation %g: want a factor above 0 and below 1", o.attenuation)
	case o.radius < 1:
		return usagef("--radius %d: want at least 1", o.radius)
	case o.sample < 0:
		return usagef("--sample %d: want how many pairs, or 0 for all", o.sample)
	case o.sample > 0 && o.weighted:
		return usagef("betweenness from a --sample is not --weighted: leave out one of the two")
	}
	return nil
}

// options says how the measures of a view are taken.
func (o *measureOptions) options(cmd *cobra.Command, s store.Store, name string, v *graph.View, seed uint64) (central.Options, error) {
	near, err := inView(cmd, s, name, v, o.near)
	err = cmp.Or(err, distinct("near", v, near))
	_, groups := v.Affiliations()
	return central.Options{Weighted: o.weighted, Attenuation: o.attenuation, Radius: o.radius, Near: near, Groups: groups, Sample: o.sample, Seed: seed}, err
}

// ranks says how sure the places of a ranking are, but not of a sample: each world would
// draw one of its own.
func (o *measureOptions) ranks(cmd *cobra.Command, sure *certaintyOptions, m central.Measure, v *graph.View, options central.Options, top int, among []bool) (*certainty.Ranks, []string, error) {
	if o.sample > 0 && m == central.MeasureBetweenness {
		return nil, []string{"how sure the places are is said of exact scores alone, without --sample"}, nil
	}
	return sure.ranks(cmd, m, v, options, top, among)
}

// measureWords says what was asked of measures. Who may not be named is not; nil: all may.
func measureWords(v *graph.View, measures []central.Measure, o central.Options, may []bool) []string {
	names := make([]string, len(measures))
	for i, m := range measures {
		names[i] = m.String()
	}
	words := []string{"by " + strings.Join(names, ", ")}
	add := func(given bool, format string, values ...any) {
		if given {
			words = append(words, fmt.Sprintf(format, values...))
		}
	}
	add(o.Weighted, "weighted")
	add(len(o.Near) > 0, "near %s", namesOf(v, o.Near, may))
	add(o.Attenuation > 0, "attenuation %g", o.Attenuation)
	add(slices.Contains(measures, central.MeasureInfluence), "radius %d", o.Radius)
	add(o.Sample > 0, "from a sample of %d pairs, seed %d", o.Sample, o.Seed)
	return words
}

// namesOf names some entities of a view, but not those who may not be; nil: all may.
func namesOf(v *graph.View, entities []int, may []bool) string {
	names := make([]string, len(entities))
	for k, i := range entities {
		switch {
		case may != nil && !may[i]:
			names[k] = "somebody not named here"
		case v.Entity(i).Name() == string(v.ID(i)):
			names[k] = string(v.ID(i))
		default:
			names[k] = fmt.Sprintf("%s (%s)", v.Entity(i).Name(), v.ID(i))
		}
	}
	return strings.Join(names, ", ")
}

// distinct refuses names of which two are of one.
func distinct(flag string, v *graph.View, entities []int) error {
	for k, i := range entities {
		if slices.Contains(entities[:k], i) {
			return usagef("--%s names %s twice", flag, v.ID(i))
		}
	}
	return nil
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
			return nil, notInView(id)
		}
		entities = append(entities, i)
	}
	return entities, nil
}

// notInView says that an entity of the case is not in a view of it.
func notInView(id graph.EntityID) error {
	return usagef("%s is not in this view; leave out the flags that narrow it, or look at --lens whole", id)
}
