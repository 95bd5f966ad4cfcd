package main

import (
	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
)

// measureOptions are the flags that say how a measure is taken.
type measureOptions struct {
	weighted    bool
	attenuation float64
	radius      int
}

func (o *measureOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVar(&o.weighted, "weighted", false, "let strengths count: as strength or as distance, as the measure needs it")
	flags.Float64Var(&o.attenuation, "attenuation", 0, "of katz: what a longer walk counts less by (default .85 of the largest that converges)")
	flags.IntVar(&o.radius, "radius", 2, "of influence: how many ties away the shell lies")
}

// check finds wrong flags before any work is done.
func (o *measureOptions) check() error {
	switch {
	case !(o.attenuation >= 0 && o.attenuation < 1):
		return usagef("--attenuation %g: want a factor above 0 and below 1", o.attenuation)
	case o.radius < 1:
		return usagef("--radius %d: want at least 1", o.radius)
	}
	return nil
}

func (o *measureOptions) options() central.Options {
	return central.Options{Weighted: o.weighted, Attenuation: o.attenuation, Radius: o.radius}
}
