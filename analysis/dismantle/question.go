package dismantle

import (
	"cmp"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A question is whom to remove of a network so that least connection is left.
type question struct {
	network   *network
	objective Objective
	worth     worth
	one       []mass    // by entity; nil: all alike
	price     []float64 // by entity; nil: 1 each
	budget    float64
	choice    []int32  // who may be removed
	fixed     []bool   // by entity, who of them is removed in any case
	near      nearness // of Distance and Within; of Reach, how far is seen
	tell      func(done, of int)
	before    []int32 // by entity, who goes before because to remove that one is as good; gone: nobody
}

func questionOf(v *graph.View, o *Options) *question {
	q := &question{network: networkOf(v), objective: o.Objective, worth: worths[o.Objective], price: o.Price, budget: o.Budget, tell: o.Progress, fixed: make([]bool, v.Len())}
	for _, i := range o.Always {
		q.fixed[i] = true
	}
	for i, may := range o.Among {
		if may {
			q.choice = append(q.choice, int32(i))
		}
	}
	q.leaveOutTheDear()
	q.one = o.masses(v)
	q.near = o.nearness()
	q.before = q.waiting()
	return q
}

// leaveOutTheDear takes those out of the choice whom the budget can never pay for, unless there is nobody else.
func (q *question) leaveOutTheDear() {
	paid := slices.DeleteFunc(slices.Clone(q.choice), func(i int32) bool { return !q.fixed[i] && !q.affords(q.priceOf(i)) })
	if len(paid) > 0 {
		q.choice = paid
	}
}

// masses returns what each entity is when not all are alike, and else nil.
func (o *Options) masses(v *graph.View) []mass {
	if o.Objective != Between {
		return nil
	}
	masses := make([]mass, v.Len())
	for i := range masses {
		masses[i] = mass{1, one(o.From[i]), one(o.To[i])}
	}
	return masses
}

func one(is bool) int32 {
	if is {
		return 1
	}
	return 0
}

// worths are what a piece is worth by each objective that is a sum over pieces. The
// largest component is no such sum: pieces are weighed so that the large ones count most,
// and of teams the one that leaves the smallest is taken.
var worths = [...]worth{
	Pairs:   func(m mass) float64 { return float64(m.size) * float64(m.size-1) / 2 },
	Largest: func(m mass) float64 { s := float64(m.size); return s * s * s },
	Between: func(m mass) float64 { return float64(m.from) * float64(m.to) },
	Reach:   nil, // which is no such sum either, nor are Distance and Within
}

// may returns by entity who may be removed.
func (q *question) may() []bool {
	may := make([]bool, q.network.len())
	for _, i := range q.choice {
		may[i] = true
	}
	return may
}

func (q *question) priceOf(i int32) float64 {
	if q.price == nil {
		return 1
	}
	return q.price[i]
}

func (q *question) priceOfAll(members []int32) float64 {
	sum := 0.0
	for _, i := range members {
		sum += q.priceOf(i)
	}
	return sum
}

// affords reports whether the budget allows a price, rounding aside.
func (q *question) affords(price float64) bool { return price <= q.budget*(1+1e-12) }

// always returns who is removed in any case.
func (q *question) always() []int32 {
	var members []int32
	for _, i := range q.choice {
		if q.fixed[i] {
			members = append(members, i)
		}
	}
	return members
}

// A team is entities that are removed together, and what is left without them.
type team struct {
	members []int32 // ascending
	left    float64 // by the objective
	value   float64 // by the worth of pieces
	price   float64
}

// better reports whether a team leaves less than another; of two that leave the same, the
// cheaper, then the one whose members come first.
func (t *team) better(o *team) bool { return t.compare(o) < 0 }

func (t *team) compare(o *team) int {
	return cmp.Or(cmp.Compare(t.left, o.left), cmp.Compare(t.value, o.value), cmp.Compare(t.price, o.price), slices.Compare(t.members, o.members))
}
