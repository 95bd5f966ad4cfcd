package main

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

// priceOptions are the flags that say what a team may cost.
type priceOptions struct {
	people int
	budget float64
	file   string
	rule   string
}

func (o *priceOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.IntVarP(&o.people, "k", "k", 5, "how many people at most")
	flags.Float64Var(&o.budget, "budget", 0, "instead of --k: what the team may cost, by --cost or --cost-rule")
	flags.StringVar(&o.file, "cost", "", "table of what each person costs, as a spreadsheet writes it: name or identifier, cost")
	flags.StringVar(&o.rule, "cost-rule", "", `what a person costs, for whom --cost has no row: 'prop("custody") == "detained" ? 0.5 : 1'`)
}

// check finds wrong flags before any work is done.
func (o *priceOptions) check(cmd *cobra.Command) error {
	priced, budget := o.file != "" || o.rule != "", cmd.Flags().Changed("budget")
	switch {
	case budget && cmd.Flags().Changed("k"):
		return usagef("--k and --budget: ask one")
	case budget && !priced:
		return usagef("--budget needs --cost or --cost-rule; how many people is --k")
	case priced && !budget:
		return usagef("--cost and --cost-rule need --budget, what the team may cost")
	case budget && !(o.budget > 0 && !math.IsInf(o.budget, 0)):
		return usagef("--budget %g: want a number above 0", o.budget)
	case !budget && o.people < 1:
		return usagef("--k %d: want at least 1", o.people)
	}
	_, err := o.program()
	return err
}

// limit is the budget: a number of people where nobody has a price.
func (o *priceOptions) limit() float64 {
	if o.budget > 0 {
		return o.budget
	}
	return float64(o.people)
}

// words say the limit.
func (o *priceOptions) words() string {
	if o.budget > 0 {
		return fmt.Sprintf("people for at most %g", o.budget)
	}
	if o.people == 1 {
		return "at most 1 person"
	}
	return fmt.Sprintf("at most %d people", o.people)
}

// program compiles the rule; nil where there is none.
func (o *priceOptions) program() (*vm.Program, error) {
	if o.rule == "" {
		return nil, nil
	}
	program, err := expr.Compile(o.rule, expr.Env(entityFacts{}), expr.AsFloat64())
	if err != nil {
		return nil, usagef("--cost-rule: %s", strings.Replace(err.Error(), "expected float64, but got", "want a number, and it is a", 1))
	}
	return program, nil
}

// prices returns what each entity of a view costs, nil where all cost the same. Only the
// prices of those who may be in a team count; of nobody else is anything said.
func (o *priceOptions) prices(ctx context.Context, whole *graph.Network, v *graph.View, may []bool) ([]float64, error) {
	if o.file == "" && o.rule == "" {
		return nil, nil
	}
	given := map[graph.EntityID]float64{}
	if o.file != "" {
		var err error
		if given, err = readPrices(ctx, o.file, peopleByName(whole)); err != nil {
			return nil, err
		}
	}
	program, err := o.program()
	if err != nil {
		return nil, err
	}
	prices := make([]float64, v.Len())
	for i := range prices {
		prices[i] = 1
		if !may[i] {
			continue
		}
		price, has := given[v.ID(i)]
		if !has {
			if price, err = o.byRule(program, v.Entity(i)); err != nil {
				return nil, err
			}
		}
		prices[i] = price
	}
	return prices, nil
}

// byRule returns what the rule says that a person costs.
func (o *priceOptions) byRule(program *vm.Program, e *graph.Entity) (float64, error) {
	if program == nil {
		return 0, &loaders.ParseError{File: o.file, Err: fmt.Errorf("no row for %s (%s), who may be in a team; add one, or give --cost-rule for the others", e.ID, e.Name())}
	}
	answer, err := expr.Run(program, factsOfEntity(e))
	if err != nil {
		return 0, usagef("--cost-rule cannot be answered for %s: %w", e.ID, err)
	}
	price, ok := answer.(float64)
	if !ok || !(price > 0) || math.IsInf(price, 0) {
		return 0, usagef("--cost-rule says %v for %s: want a number above 0", answer, e.ID)
	}
	return price, nil
}
