package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
)

// A flag that would change nothing is refused and says what it goes with: a result is
// taken for an answer to all that was typed.

// checkFlags refuses flags of central that do not go together.
func (o *centralOptions) checkFlags(cmd *cobra.Command, measures []central.Measure) error {
	if err := checkNames(cmd, "together", "why", "near"); err != nil {
		return err
	}
	flags := cmd.Flags()
	switch {
	case flags.Changed("together"):
		return o.refuse(cmd, "--together says how central a set is, by its degree, closeness and betweenness", "by", "why", "of", "normalised", "top", "weighted", "sample", "near", "radius", "attenuation")
	case o.of == "ties":
		if flags.Changed("by") && !slices.Equal(measures, []central.Measure{central.MeasureBetweenness}) {
			return usagef("--of ties ranks ties by betweenness: leave out --by %s", strings.Join(o.by, ","))
		}
		return o.refuse(cmd, "--of ties ranks all ties by exact betweenness", "why", "normalised", "sample", "near", "radius", "attenuation")
	case flags.Changed("why"):
		if len(measures) > 1 {
			return usagef("--why asks about a place by one measure: leave out all but one of --by %s", strings.Join(o.by, ","))
		}
		if err := o.refuse(cmd, "--why takes a measure again without this source or that record", "normalised", "sample"); err != nil {
			return err
		}
	}
	return o.measure.checkFlags(cmd, measures, &o.sure)
}

// refuse says that a question leaves no room for any of some flags, nor for those by
// which a ranking says how sure it is.
func (o *centralOptions) refuse(cmd *cobra.Command, what string, names ...string) error {
	for _, name := range append(names, o.sure.asked(cmd)...) {
		if cmd.Flags().Changed(name) {
			return usagef("%s: leave out --%s", what, name)
		}
	}
	return nil
}

// asked names the flags given that ask how sure a ranking is.
func (o *certaintyOptions) asked(cmd *cobra.Command) []string {
	var names []string
	for _, name := range []string{"certainty", "worlds", "missing", "missing-people"} {
		if cmd.Flags().Changed(name) && (name != "certainty" || o.when == on) {
			names = append(names, name)
		}
	}
	return names
}

// checkNames refuses a flag for names that was given none, as by a variable of a script
// that is not set: without it another question would be answered.
func checkNames(cmd *cobra.Command, flags ...string) error {
	for _, name := range flags {
		if f := cmd.Flags().Lookup(name); f.Changed && (f.Value.String() == "" || f.Value.String() == "[]") {
			return usagef("--%s: want a name, and it is empty", name)
		}
	}
	return nil
}

// checkFlags refuses flags of a measure that is not asked for.
func (o *measureOptions) checkFlags(cmd *cobra.Command, measures []central.Measure, sure *certaintyOptions) error {
	for _, of := range []struct {
		flag    string
		measure central.Measure
	}{
		{"near", central.MeasurePageRank}, {"attenuation", central.MeasureKatz}, {"radius", central.MeasureInfluence}, {"sample", central.MeasureBetweenness},
	} {
		if cmd.Flags().Changed(of.flag) && !slices.Contains(measures, of.measure) {
			return usagef("--%s goes with --by %s", of.flag, of.measure)
		}
	}
	if asked := sure.asked(cmd); o.sample > 0 && measures[0] == central.MeasureBetweenness && len(asked) > 0 {
		return usagef("--sample and --%s: each world would draw a sample of its own, whose chance would be taken for doubt about the network; ask one", asked[0])
	}
	return nil
}
