package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
)

// certaintyOptions are the flags by which a ranking says how sure it is.
type certaintyOptions struct {
	when   when
	worlds worldOptions
	seed   uint64
}

// worldOptions are the flags that say which possible worlds are drawn.
type worldOptions struct {
	count   int
	missing float64
	people  float64
}

// enoughToAsk is how many entities and ties a view may have whose ranking is taken again
// in every world without being asked for.
const enoughToAsk = 10_000

// mostWorlds is how many worlds may be drawn: with 10,000 a share is known to within a
// hundredth, and more say nothing that the grades and the recorded ties could bear.
const mostWorlds = 10_000

func (o *certaintyOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.TextVar(&o.when, "certainty", automatic, "say how sure each place is: on, off, or auto, which leaves it out of large views")
	flags.Uint64Var(&o.seed, "seed", 0, "which worlds are drawn")
	o.worlds.addFlags(cmd, 200)
}

func (o *worldOptions) addFlags(cmd *cobra.Command, count int) {
	flags := cmd.Flags()
	flags.IntVar(&o.count, "worlds", count, "how many possible worlds to draw, at most 10000")
	flags.Float64Var(&o.missing, "missing", .1, "share of the true ties that nobody recorded")
	flags.Float64Var(&o.people, "missing-people", .02, "share of the people whom nobody recorded")
}

// check finds wrong flags before any work is done.
func (o *worldOptions) check() error {
	switch {
	case o.count < 1 || o.count > mostWorlds:
		return usagef("--worlds %d: want at least 1 and at most %d", o.count, mostWorlds)
	case !(o.missing >= 0 && o.missing <= .9):
		return usagef("--missing %g: want a share from 0 to 0.9", o.missing)
	case !(o.people >= 0 && o.people <= .9):
		return usagef("--missing-people %g: want a share from 0 to 0.9", o.people)
	}
	return nil
}

// options are what the worlds are drawn by.
func (o *worldOptions) options(seed uint64) certainty.Options {
	none := func(share float64) float64 {
		if share == 0 {
			return -1 // for 0 asks for the default
		}
		return share
	}
	return certainty.Options{Worlds: o.count, Missing: none(o.missing), People: none(o.people), Seed: seed}
}

// ranks says how sure the places of a ranking are, nil where that is not asked for. Notes
// say what a reader might otherwise wonder about.
func (o *certaintyOptions) ranks(cmd *cobra.Command, m central.Measure, v *graph.View, measure central.Options, top int, among []bool) (ranks *certainty.Ranks, notes []string, err error) {
	switch {
	case o.when == off || v.Len() == 0:
		return nil, nil, nil
	case m == central.MeasureTwoModeDegree || m == central.MeasureTwoModeBetweenness:
		return nil, []string{"how sure the places are is not said of two-mode measures"}, nil
	case o.when == automatic && v.Len()+v.Size() > enoughToAsk:
		return nil, []string{"how sure the places are takes long in a view so large; --certainty on says it"}, nil
	}
	drawn := o.worlds.options(o.seed)
	drawn.Top, drawn.Among = top, among
	p := newProgress(cmd, "possible worlds")
	defer p.done()
	measure.Progress = p.tell
	r, err := certainty.Rank(cmd.Context(), m, v, measure, drawn)
	if err != nil {
		return nil, nil, err
	}
	return &r, nil, nil
}

// when says whether to do something.
type when uint8

const (
	automatic when = iota
	on
	off
)

var whenNames = [...]string{"auto", "on", "off"}

// String returns the word.
func (w when) String() string { return whenNames[w] }

// MarshalText returns the word.
func (w when) MarshalText() ([]byte, error) { return []byte(w.String()), nil }

// UnmarshalText reads the word.
func (w *when) UnmarshalText(text []byte) error {
	i := slices.Index(whenNames[:], strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("%q: want one of %s", text, strings.Join(whenNames[:], ", "))
	}
	*w = when(i)
	return nil
}
