package money

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/paths"
)

// A freezeSearch looks for the cheapest plan.
type freezeSearch struct {
	payments *Payments
	question *FreezeQuestion
	flows    []*freezeFlow
	parties  []int32      // with a payment on the way; the search numbers them by their places here
	items    []usefulItem // that have to do with such a payment
	frozen   []bool       // by place in parties
	short    bool

	limit, looked int
	best          []int
	price, bound  int64
}

// A usefulItem is one of the question's.
type usefulItem struct {
	at      int     // in the question
	parties []int32 // places
	price   int64
}

// set freezes or releases the parties of an item.
func (s *freezeSearch) set(item int, frozen bool) {
	for _, party := range s.items[item].parties {
		s.frozen[party] = frozen
	}
}

// refreeze freezes these items and no others.
func (s *freezeSearch) refreeze(items []int) {
	clear(s.frozen)
	for _, i := range items {
		s.set(i, true)
	}
}

// A cover is what a set of frozen items leaves: how much more must be stopped in each
// currency, and how much of a greatest flow passes each item.
type cover struct {
	need   []int64   // by flow; 0 or less where enough is stopped
	weight [][]int64 // by flow and item
}

func (c *cover) done() bool { return !slices.ContainsFunc(c.need, func(n int64) bool { return n > 0 }) }

// look computes the cover of a set of items.
func (s *freezeSearch) look(ctx context.Context, items []int) (cover, error) {
	s.looked++
	s.refreeze(items)
	c := cover{need: make([]int64, len(s.flows)), weight: make([][]int64, len(s.flows))}
	through := make([]int64, len(s.parties))
	for k, f := range s.flows {
		clear(through)
		left, err := f.most(ctx, s.frozen, through)
		if err != nil {
			return c, err
		}
		c.need[k] = left - f.target
		c.weight[k] = make([]int64, len(s.items))
		for i, item := range s.items {
			for _, party := range item.parties {
				c.weight[k][i] += through[party]
			}
		}
	}
	return c, nil
}

// worth is how much of what must be stopped an item may stop, the currencies alike.
func (c *cover) worth(item int) float64 {
	sum := 0.
	for k, need := range c.need {
		if need > 0 {
			sum += float64(min(need, c.weight[k][item])) / float64(need)
		}
	}
	return sum
}

// candidates returns the items that may stop anything, the most for its price first.
func (s *freezeSearch) candidates(c *cover, excluded []bool) []int {
	var all []int
	for i := range s.items {
		if !excluded[i] && c.worth(i) > 0 {
			all = append(all, i)
		}
	}
	ratio := func(i int) float64 { return c.worth(i) / float64(s.items[i].price) }
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(ratio(b), ratio(a)) })
	return all
}

// least returns what must be paid at least to stop what is needed with some items, by the
// fractional cover of each currency; the second result is false where they cannot.
func (s *freezeSearch) least(c *cover, items []int, have []int64) (int64, bool) {
	bound := 0.
	for k := range c.need {
		need := c.need[k] - have[k]
		if need <= 0 {
			continue
		}
		weight := func(i int) float64 { return float64(min(need, c.weight[k][i])) }
		order := slices.Clone(items)
		slices.SortStableFunc(order, func(a, b int) int {
			return cmp.Compare(weight(b)*float64(s.items[a].price), weight(a)*float64(s.items[b].price))
		})
		rest, price := float64(need), 0.
		for _, i := range order {
			if rest <= 0 || weight(i) <= 0 {
				break
			}
			part := min(1, rest/weight(i))
			price += part * float64(s.items[i].price)
			rest -= weight(i) * part
		}
		if rest > 1e-6*float64(need) {
			return 0, false
		}
		bound = max(bound, price)
	}
	return int64(math.Ceil(bound*(1-1e-9) - 1e-6)), true
}

// A freezeNode is a set of frozen items that others may be added to, and what such a plan
// costs at least.
type freezeNode struct {
	items    []int
	excluded []bool // by item: others decide about it
	price    int64
	bound    int64
}

// freezeHeap has the node of the least bound first; of those the one with most items.
type freezeHeap []*freezeNode

func (h freezeHeap) Len() int { return len(h) }
func (h freezeHeap) Less(a, b int) bool {
	return cmp.Or(cmp.Compare(h[a].bound, h[b].bound), cmp.Compare(len(h[b].items), len(h[a].items)), slices.Compare(h[a].items, h[b].items)) < 0
}
func (h freezeHeap) Swap(a, b int) { h[a], h[b] = h[b], h[a] }

// Push adds a node.
func (h *freezeHeap) Push(x any) { *h = append(*h, x.(*freezeNode)) }

// Pop takes the last.
func (h *freezeHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// search finds a good plan, and then goes through all that may be cheaper, those that may
// be cheapest first.
func (s *freezeSearch) search(ctx context.Context) error {
	s.price = math.MaxInt64
	if err := s.begin(ctx); err != nil {
		return err
	}
	root := &freezeNode{excluded: make([]bool, len(s.items))}
	c, err := s.look(ctx, nil)
	if err != nil {
		return err
	}
	root.bound, _ = s.least(&c, s.candidates(&c, root.excluded), make([]int64, len(c.need)))
	open := &freezeHeap{root}
	for open.Len() > 0 {
		node := heap.Pop(open).(*freezeNode)
		if s.bound = node.bound; node.bound >= s.price || s.looked >= s.limit {
			break
		}
		if err := s.branch(ctx, node, open); err != nil {
			return err
		}
		if open.Len() == 0 {
			s.bound = s.price
		}
	}
	s.bound = min(s.bound, s.price)
	return nil
}

// branch adds to a node's set one item more, in every way: the k-th of the candidates, the
// first k-1 being left alone.
func (s *freezeSearch) branch(ctx context.Context, node *freezeNode, open *freezeHeap) error {
	c, err := s.look(ctx, node.items)
	if err != nil {
		return err
	}
	if c.done() {
		s.keep(node.items, node.price)
		return nil
	}
	candidates, excluded := s.candidates(&c, node.excluded), slices.Clone(node.excluded)
	have := make([]int64, len(c.need))
	for k, i := range candidates {
		rest, ok := s.least(&c, candidates[k:], make([]int64, len(c.need)))
		if !ok || node.price+rest >= s.price { // nor without the first ones: they only get fewer
			break
		}
		excluded[i] = true
		for f := range have {
			have[f] = c.weight[f][i]
		}
		price := node.price + s.items[i].price
		more, ok := s.least(&c, candidates[k+1:], have)
		if bound := max(node.bound, node.price+rest, price+more); ok && bound < s.price {
			heap.Push(open, &freezeNode{items: append(slices.Clone(node.items), i), excluded: slices.Clone(excluded), price: price, bound: bound})
		}
	}
	return nil
}

// keep remembers a plan that is cheaper than the best.
func (s *freezeSearch) keep(items []int, price int64) {
	if price < s.price {
		s.best, s.price = slices.Clone(items), price
		slices.Sort(s.best)
	}
}

// begin finds first plans: one item after the other that stops most for its price, and for
// a full stop the minimum cut of all payments whatever their order.
func (s *freezeSearch) begin(ctx context.Context) error {
	var items []int
	excluded := make([]bool, len(s.items))
	for {
		c, err := s.look(ctx, items)
		if err != nil {
			return err
		}
		if c.done() {
			break
		}
		next := s.candidates(&c, excluded)
		if len(next) == 0 {
			break
		}
		items, excluded[next[0]] = append(items, next[0]), true
	}
	if err := s.trim(ctx, items); err != nil {
		return err
	}
	if s.question.Share < 1 && !s.short {
		return nil
	}
	cut, err := s.cut(ctx)
	if err != nil || cut == nil {
		return err
	}
	return s.trim(ctx, cut)
}

// trim leaves out items that are not needed, the dearest first, and keeps the plan where it
// stops enough.
func (s *freezeSearch) trim(ctx context.Context, items []int) error {
	items = slices.Clone(items)
	c, err := s.look(ctx, items)
	if err != nil || !c.done() {
		return err
	}
	order := slices.Clone(items)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.items[b].price, s.items[a].price) })
	for _, i := range order {
		fewer := slices.DeleteFunc(slices.Clone(items), func(x int) bool { return x == i })
		if c, err := s.look(ctx, fewer); err != nil {
			return err
		} else if c.done() {
			items = fewer
		}
	}
	price := int64(0)
	for _, i := range items {
		price += s.items[i].price
	}
	s.keep(items, price)
	return nil
}

// cut returns the items of a minimum vertex cut of the payments on the way, whatever their
// order; nil where there is none of items alone.
func (s *freezeSearch) cut(ctx context.Context) ([]int, error) {
	n := len(s.parties)
	price, item := make([]int64, n), make([]int, n)
	for party := range n {
		price[party] = paths.Unlimited >> 1
	}
	for i, one := range s.items {
		for _, party := range one.parties {
			if one.price < price[party] {
				price[party], item[party] = one.price, i
			}
		}
	}
	f := paths.NewFlow(2*n + 2)
	in := make([]bool, n)
	enter := func(party int32) {
		if !in[party] {
			in[party] = true
			f.Arc(2*int(party), 2*int(party)+1, price[party])
		}
	}
	for _, flow := range s.flows {
		for k := range flow.rows {
			r := &flow.rows[k]
			enter(r.in)
			enter(r.out)
			if r.comes {
				f.Arc(2*n, 2*int(r.out), paths.Unlimited>>1)
			}
			f.Arc(2*int(r.out)+1, 2*int(r.in), paths.Unlimited>>1)
			if r.ends {
				f.Arc(2*int(r.in)+1, 2*n+1, paths.Unlimited>>1)
			}
		}
	}
	total, err := f.Max(ctx, 2*n, 2*n+1)
	if err != nil || total >= paths.Unlimited>>1 {
		return nil, err
	}
	var items []int
	after := f.After(2 * n)
	for party := range n {
		if in[party] && after[2*party] && !after[2*party+1] && !slices.Contains(items, item[party]) {
			items = append(items, item[party])
		}
	}
	return items, nil
}
