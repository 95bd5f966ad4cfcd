package main

import (
	"context"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// takeOptions are the flags that say at what cost a cut or a freeze may take what, and what not.
type takeOptions struct {
	cost    string
	without []string
}

// words say them, after what was asked.
func (o *takeOptions) words() (words string) {
	if o.cost != "" {
		words += "; costs of " + filepath.Base(o.cost)
	}
	if len(o.without) > 0 {
		words += fmt.Sprintf("; without %d named", len(o.without))
	}
	return words
}

const (
	priceUnit = 1_000_000 // millionths: prices with six decimals are exact
	mostPrice = 1e8
)

// prices returns what each entity of a view costs, in millionths: 1 where the table has no row.
func (o *takeOptions) prices(ctx context.Context, whole *graph.Network, v *graph.View) ([]int64, error) {
	price := make([]int64, v.Len())
	for i := range price {
		price[i] = priceUnit
	}
	if o.cost == "" {
		return price, nil
	}
	given, err := readPrices(ctx, o.cost, byName(whole, "entity", "entities", func(*graph.Entity) bool { return true }))
	if err != nil {
		return nil, err
	}
	total := 0.0
	for _, id := range slices.Sorted(maps.Keys(given)) {
		i, there := v.Index(id)
		if !there {
			continue
		}
		x := given[id]
		if price[i] = int64(math.Round(x * priceUnit)); price[i] < 1 || x > mostPrice {
			return nil, usagef("%s: %g for %s: want a cost from 0.000001 to %g", o.cost, x, id, mostPrice)
		}
		total += x
	}
	if total > mostPrice {
		return nil, usagef("%s: the costs add up to %g: want at most %g", o.cost, total, mostPrice)
	}
	return price, nil
}

// neverTaken says who and what of a view a cut or a freeze cannot take: people who could not be on
// a target list, and what belongs to somebody whom a role or age protects or is named for them.
func neverTaken(v *graph.View, g safeguarded) []bool {
	never := make([]bool, v.Len())
	redactor := report.NewRedactor(g.whole, g.safeguard)
	for i := range never {
		e := v.Entity(i)
		if e.Kind == graph.Person {
			never[i] = g.safeguard.Standing(e.ID).Withheld != graph.Eligible
			continue
		}
		never[i] = redactor.Hides(e) || slices.ContainsFunc(v.Neighbours(i), func(j int32) bool {
			return v.Entity(int(j)).Kind == graph.Person && redactor.Hides(v.Entity(int(j)))
		})
	}
	return never
}
