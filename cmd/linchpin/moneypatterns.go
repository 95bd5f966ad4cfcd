package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type moneyPatternsOptions struct {
	view      viewOptions
	out       outputOptions
	kinds     []string
	of        []string
	fewest    int
	most      int
	days      int
	fanDays   int
	hours     int
	tolerance float64
	anyOrder  bool
	least     int
	habit     int
	similar   float64
	threshold int64
	shuffles  int
	seed      uint64
	expected  float64
	top       int
}

func newMoneyPatternsCmd() *cobra.Command {
	var o moneyPatternsOptions
	cmd := &cobra.Command{
		Use:   "patterns CASE",
		Short: "Find payments that stand out from the ordinary traffic of the case",
		Long: `Find payments consistent with patterns, each with its payments, period and amount:
cycles in an order of time, fan-in and fan-out, gather-scatter and scatter-gather,
pass-through within hours, structuring below a threshold, round amounts, dormant
and then busy accounts, and accounts that share a holder, address or phone.

They are ranked by how many at least as surprising the ordinary traffic of the same
case would show among all that were looked at; those of which it would show more
than --expected are counted, not listed. A finding is a reason to look at payments;
it says nothing of why they were made.`,
		Example: `  linchpin money patterns harbour.case
  linchpin money patterns harbour.case --kind cycles --tolerance 15 --window 45
  linchpin money patterns harbour.case --kind fan-in,pass-through --least 4 --format csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runMoneyPatterns(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.view.moneyLens(cmd)
	o.out.addFlags(cmd)
	flags := cmd.Flags()
	flags.StringSliceVar(&o.kinds, "kind", nil, "which patterns: "+words(money.Patterns())+" (default: all)")
	flags.StringSliceVar(&o.of, "of", nil, "only findings in which one of these, or an account of theirs, takes part; of a gang, of its recorded members")
	flags.IntVar(&o.fewest, "fewest", 3, "of cycles: steps, at least")
	flags.IntVar(&o.most, "most", 10, "of cycles: steps, at most 10")
	flags.IntVar(&o.days, "window", 30, "of cycles, structuring and dormant: days from the first payment to the last")
	flags.IntVar(&o.fanDays, "fan-window", 7, "of fans, gathering and scattering: days from the first payment to the last")
	flags.IntVar(&o.hours, "within", 48, "of pass-through: hours from a payment in to those out")
	flags.Float64Var(&o.tolerance, "tolerance", 10, "by how much amounts may differ that count as the same money, in per cent")
	flags.BoolVar(&o.anyOrder, "any-order", false, "of cycles: let payments of one window stand in any order")
	flags.IntVar(&o.least, "least", 5, "of fans, gathering and scattering: payers or payees, at least")
	flags.Float64Var(&o.similar, "similar", 0, "of fans: by how much their amounts may differ, in per cent of the largest (default: any amounts)")
	flags.IntVar(&o.habit, "habit", 3, "of pass-through, structuring, round-amounts and dormant: payments that show it, at least")
	flags.Int64Var(&o.threshold, "threshold", 10_000, "of structuring: the amount that is kept below, in whole currency")
	flags.IntVar(&o.shuffles, "shuffles", 0, "of cycles and scatter-gather: how often ordinary traffic is shuffled (default: 99, fewer for a large case)")
	flags.Uint64Var(&o.seed, "seed", 0, "of --shuffles: which of many")
	flags.Float64Var(&o.expected, "expected", 1, "list only what ordinary traffic is expected to show at most so many of")
	flags.IntVar(&o.top, "top", 10, "how many of each pattern to show; 0 for all")
	return cmd
}

// words lists words with commas between them.
func words[W fmt.Stringer](values []W) string { return strings.Join(wordsOf(values), ", ") }

// moneyLens makes the lens money the one that holds where none is given.
func (o *viewOptions) moneyLens(cmd *cobra.Command) {
	f := cmd.Flags().Lookup("lens")
	o.lens, f.DefValue = graph.Money, graph.Money.String()
	f.Usage = "what to look at: money or whole"
}

// Flags of the patterns that make use of them.
var patternFlags = []struct {
	name     string
	patterns []money.Pattern
}{
	{"fewest", []money.Pattern{money.Cycles}},
	{"most", []money.Pattern{money.Cycles}},
	{"any-order", []money.Pattern{money.Cycles}},
	{"window", []money.Pattern{money.Cycles, money.Structuring, money.Dormant}},
	{"fan-window", []money.Pattern{money.FanIn, money.FanOut, money.GatherScatter, money.ScatterGather}},
	{"least", []money.Pattern{money.FanIn, money.FanOut, money.GatherScatter, money.ScatterGather}},
	{"similar", []money.Pattern{money.FanIn, money.FanOut}},
	{"within", []money.Pattern{money.PassThrough}},
	{"tolerance", []money.Pattern{money.Cycles, money.GatherScatter, money.ScatterGather, money.PassThrough}},
	{"habit", []money.Pattern{money.PassThrough, money.Structuring, money.RoundAmounts, money.Dormant}},
	{"threshold", []money.Pattern{money.Structuring}},
	{"shuffles", []money.Pattern{money.Cycles, money.ScatterGather}},
	{"seed", []money.Pattern{money.Cycles, money.ScatterGather}},
}

// madeUseOf reports whether any of some patterns makes use of a flag.
func madeUseOf(flag string, patterns []money.Pattern) bool {
	for _, f := range patternFlags {
		if f.name == flag {
			return anyOf(patterns, f.patterns)
		}
	}
	return true
}

// check finds wrong flags before any work is done, and returns the patterns asked for.
func (o *moneyPatternsOptions) check(flags *pflag.FlagSet) ([]money.Pattern, error) {
	asked := money.Patterns()
	if len(o.kinds) > 0 {
		asked = nil
		for _, word := range o.kinds {
			var p money.Pattern
			if err := p.UnmarshalText([]byte(word)); err != nil {
				return nil, usagef("--kind: %w", err)
			}
			asked = append(asked, p)
		}
	}
	for _, f := range patternFlags {
		if flags.Changed(f.name) && !madeUseOf(f.name, asked) {
			return nil, usagef("--%s is of %s, and --kind %s makes no use of it", f.name, words(f.patterns), strings.Join(o.kinds, ","))
		}
	}
	return asked, o.checkNumbers()
}

func (o *moneyPatternsOptions) checkNumbers() error {
	switch {
	case o.fewest < 2 || o.most > 10 || o.fewest > o.most:
		return usagef("--fewest %d, --most %d: want 2 to 10 steps, the fewest no more than the most", o.fewest, o.most)
	case o.days < 1 || o.fanDays < 1 || o.hours < 1:
		return usagef("--window, --fan-window and --within: want at least 1")
	case !(o.tolerance >= 0 && o.tolerance <= 100):
		return usagef("--tolerance %g: want per cent, from 0 to 100", o.tolerance)
	case !(o.similar >= 0 && o.similar <= 100):
		return usagef("--similar %g: want per cent, from 0 for any amounts to 100", o.similar)
	case o.least < 2 || o.habit < 2:
		return usagef("--least and --habit: want at least 2")
	case o.threshold < 1:
		return usagef("--threshold %d: want at least 1", o.threshold)
	case o.shuffles < 0 || o.shuffles > 100_000:
		return usagef("--shuffles %d: want 1 to 100000, or 0 for as many as the case's size allows", o.shuffles)
	case !(o.expected >= 0):
		return usagef("--expected %g: want 0 or more", o.expected)
	case o.top < 0:
		return usagef("--top %d: want 0 for all, or how many to show", o.top)
	}
	return nil
}

func anyOf(asked, patterns []money.Pattern) bool {
	for _, a := range asked {
		for _, p := range patterns {
			if a == p {
				return true
			}
		}
	}
	return false
}

func runMoneyPatterns(cmd *cobra.Command, name string, o *moneyPatternsOptions) error {
	patterns, err := o.check(cmd.Flags())
	if err != nil {
		return err
	}
	return withSafeguard(cmd, name, &o.view, store.Entry{Asked: "money patterns " + strings.Join(o.kinds, ",")}, func(s store.Store, v *graph.View, g safeguarded) error {
		p, err := readPayments(cmd, v)
		if err != nil {
			return err
		}
		options := o.options(patterns)
		payers := payersAsked{cmd, s, name, p, &o.view, report.NewRedactor(g.whole, g.safeguard)}
		if options.Of, err = payers.places(o.of); err != nil {
			return err
		}
		var found []money.Found
		err = newProgress(cmd, "patterns").during(func() (err error) {
			found, err = money.Find(cmd.Context(), p, options)
			return err
		})
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "Payments that stand out", o.words(patterns)
		return o.out.write(cmd, report.NewMoneyPatterns(h, p, found, report.PatternsShown{Top: o.top, Expected: o.expected, Safeguard: g.safeguard, Whole: g.whole}))
	})
}

// readPayments makes the table of a view's payments.
func readPayments(cmd *cobra.Command, v *graph.View) (*money.Payments, error) {
	p, err := money.Read(cmd.Context(), v)
	if err != nil {
		return nil, usageOfLens(err)
	}
	return p, nil
}

func (o *moneyPatternsOptions) options(patterns []money.Pattern) money.Options {
	const hour, day = 3600, 24 * 3600
	tolerance := money.Tolerance(o.tolerance*10 + .5)
	return money.Options{
		Patterns: patterns, Shuffles: o.shuffles, Seed: o.seed,
		Cycles: money.CycleOptions{Fewest: o.fewest, Most: o.most, Window: int64(o.days) * day, Tolerance: tolerance, AnyOrder: o.anyOrder},
		Fans:   money.FanOptions{Least: o.least, Window: int64(o.fanDays) * day, Tolerance: tolerance, Similar: money.Tolerance(o.similar*10 + .5)},
		Habits: money.HabitOptions{Least: o.habit, Within: int64(o.hours) * hour, Tolerance: tolerance, Threshold: o.threshold, Window: int64(o.days) * day},
	}
}

// words says in one line what was asked, with what holds where no flag says otherwise.
func (o *moneyPatternsOptions) words(patterns []money.Pattern) string {
	order := "in an order of time"
	if o.anyOrder {
		order = "in any order"
	}
	text := words(patterns)
	for _, part := range []struct{ flag, text string }{
		{"most", fmt.Sprintf("cycles of %d to %d steps %s", o.fewest, o.most, order)},
		{"window", "a window of " + counted(o.days, "day")},
		{"least", fmt.Sprintf("fans of at least %d within %s", o.least, counted(o.fanDays, "day"))},
		{"similar", fmt.Sprintf("amounts of a fan within %g %%", cmp.Or(o.similar, 100))},
		{"habit", fmt.Sprintf("habits of at least %d payments", o.habit)},
		{"within", "pass-through within " + counted(o.hours, "hour")},
		{"threshold", fmt.Sprintf("structuring below %d", o.threshold)},
		{"tolerance", fmt.Sprintf("amounts within %g %%", o.tolerance)},
		{"seed", fmt.Sprintf("seed %d", o.seed)},
	} {
		if madeUseOf(part.flag, patterns) {
			text += "; " + part.text
		}
	}
	if len(o.of) > 0 {
		text += "; of " + strings.Join(o.of, ", ")
	}
	return text
}
