package dismantle

import (
	"context"
	"math/rand/v2"

	"github.com/linchpin-graph/linchpin/graph"
)

// Ranked returns the team that an order of a view's entities gives: who is in any team,
// and then, from the first of the order on, everybody who may be in one and whom the rest
// of the budget pays for. It is what a team is compared with: the first of a ranking.
func Ranked(v *graph.View, o Options, order []int) []int {
	var team []int
	taken := make([]bool, v.Len())
	left := o.Budget * (1 + 1e-12) // rounding aside, as in the search
	take := func(i int) {
		if price := o.priceOf(i); !taken[i] && o.Among != nil && o.Among[i] && price <= left {
			taken[i] = true
			team, left = append(team, i), left-price
		}
	}
	for _, i := range o.Always {
		take(i)
	}
	for _, i := range order {
		take(i)
	}
	return team
}

// Chance is what teams that were drawn at random leave; of Reach, what they see.
type Chance struct {
	Draws             int
	Mean, Least, Most float64
}

// Drawn returns so many teams, each of people who may be in one in an order drawn by o.Seed,
// as [Ranked] takes them.
func Drawn(v *graph.View, o Options, draws int) [][]int {
	r := rand.New(rand.NewPCG(o.Seed, chanceStream))
	teams := make([][]int, draws)
	for k := range teams {
		teams[k] = Ranked(v, o, r.Perm(v.Len()))
	}
	return teams
}

// AtRandom measures so many teams as [Drawn] gives them. The same view, options and seed give the same figures
// whatever the number of CPUs.
func AtRandom(ctx context.Context, v *graph.View, o Options, draws int) (Chance, error) {
	teams := Drawn(v, o, draws)
	left, errs := make([]float64, draws), make([]error, draws)
	inTurn(draws, func(k int) { left[k], errs[k] = Measure(ctx, v, o, teams[k]) })
	c := Chance{Draws: draws}
	for k, x := range left {
		if errs[k] != nil {
			return Chance{}, errs[k]
		}
		if k == 0 {
			c.Least, c.Most = x, x
		}
		c.Mean, c.Least, c.Most = c.Mean+x/float64(draws), min(c.Least, x), max(c.Most, x)
	}
	c.Mean = min(max(c.Mean, c.Least), c.Most) // rounding aside
	return c, ctx.Err()
}

// chanceStream keeps the teams drawn apart from what the search draws of the same seed.
const chanceStream = 0x6368616e6365
