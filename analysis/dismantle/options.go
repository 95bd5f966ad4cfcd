package dismantle

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/linchpin-graph/linchpin/graph"
)

// Options say what is asked of a plan.
type Options struct {
	Objective Objective
	Budget    float64   // the highest price of a team; without Price, the number of people
	Price     []float64 // by entity, above 0: custody, protection, effort; nil: 1 each
	Among     []bool    // by entity, who may be in a team; nil: nobody
	Always    []int     // who of them is in any team
	Known     [][]int   // teams that are known, such as the first of a ranking: the plan is no worse than any that the budget pays for
	From, To  []bool    // by entity, the two sets of Between
	Ties      int       // how many ties apart Within and Reach count; 0: 2
	Effort    int       // steps of the search for each of its walkers; 0: DefaultEffort
	Seed      uint64
	Progress  func(done, of int) // told now and then how far the search is; nil: nobody
}

// DefaultTies is how many ties apart Within and Reach count unless something else is said.
const DefaultTies = 2

func (o *Options) ties() int {
	if o.Ties == 0 {
		return DefaultTies
	}
	return o.Ties
}

// DefaultEffort is how many steps each walker makes unless something else is said; where
// there is a deadline it makes as many as it can.
const DefaultEffort = 4 << 20

func (o *Options) effort(ctx context.Context) int {
	if _, timed := ctx.Deadline(); timed {
		return math.MaxInt
	}
	if o.Effort == 0 {
		return DefaultEffort
	}
	return o.Effort
}

// ErrNobody says that there is nobody who may be in a team.
var ErrNobody = errors.New("nobody of the view may be in a team")

// check returns what of the options cannot be.
func (o *Options) check(v *graph.View) error {
	if !(o.Budget > 0) || math.IsInf(o.Budget, 0) {
		return fmt.Errorf("a budget of %g: want a number above 0", o.Budget)
	}
	if err := errors.Join(hasAll(v, "price", len(o.Price), true), hasAll(v, "among", len(o.Among), true)); err != nil {
		return err
	}
	for i, price := range o.Price {
		if !(price > 0) || math.IsInf(price, 0) {
			return fmt.Errorf("%s: a price of %g: want a number above 0", v.ID(i), price)
		}
	}
	return errors.Join(o.checkSets(v), o.checkAlways(v))
}

// checkSets returns what of the objective's own options cannot be.
func (o *Options) checkSets(v *graph.View) error {
	if o.Ties < 0 {
		return fmt.Errorf("%d ties apart: want at least 1", o.Ties)
	}
	if o.Objective != Between {
		return nil
	}
	if err := errors.Join(hasAll(v, "from", len(o.From), false), hasAll(v, "to", len(o.To), false)); err != nil {
		return err
	}
	for i := range o.From {
		if o.From[i] && o.To[i] {
			return fmt.Errorf("%s: is in both sets between which connection counts", v.ID(i))
		}
	}
	return nil
}

// hasAll returns an error where a list does not say something of each entity.
func hasAll(v *graph.View, what string, length int, mayLack bool) error {
	if length == v.Len() || mayLack && length == 0 {
		return nil
	}
	return fmt.Errorf("%s says something of %d entities: the view has %d", what, length, v.Len())
}

// checkAlways returns why those who are to be in any team cannot be.
func (o *Options) checkAlways(v *graph.View) error {
	spent, counted := 0.0, map[int]bool{}
	for _, i := range o.Always {
		if o.Among == nil || !o.Among[i] {
			return fmt.Errorf("%s: cannot be in a team, and so not in every one", v.ID(i))
		}
		if !counted[i] {
			counted[i] = true
			spent += o.priceOf(i)
		}
	}
	if spent > o.Budget {
		return fmt.Errorf("those who are in any team cost %g: the budget is %g", spent, o.Budget)
	}
	return nil
}

func (o *Options) priceOf(i int) float64 {
	if o.Price == nil {
		return 1
	}
	return o.Price[i]
}
