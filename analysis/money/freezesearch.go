package money

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
)

// A freezeSearch looks for the cheapest plan.
type freezeSearch struct {
	payments *Payments
	question *FreezeQuestion
	flows    []*freezeFlow
	parties  []int32      // with a payment on the way; the search numbers them by their places here
	items    []usefulItem // that have to do with such a payment
	itemsOf  [][]int32    // by place in parties
	frozen   []bool       // by place in parties
	cold     []int32      // those frozen
	short    bool

	looked       int
	best         []int
	price, bound int64
}

// A usefulItem is one of the question's.
type usefulItem struct {
	at      int     // in the question
	parties []int32 // places
	price   int64
}

// freeze empties the flows and freezes these items and no others.
func (s *freezeSearch) freeze(items []int) {
	for _, party := range s.cold {
		s.frozen[party] = false
	}
	s.cold = s.cold[:0]
	for _, f := range s.flows {
		f.net.Empty()
	}
	for _, i := range items {
		s.add(i)
	}
}

// add freezes one item more. Nothing may go yet.
func (s *freezeSearch) add(item int) {
	for _, party := range s.items[item].parties {
		if s.frozen[party] {
			continue
		}
		s.frozen[party] = true
		s.cold = append(s.cold, party)
		for _, f := range s.flows {
			for _, k := range f.rowsOf(party) {
				f.net.Shut(2 * int(k))
			}
		}
	}
}

// mark says that the parties of an item are frozen, where their rows are shut already.
func (s *freezeSearch) mark(item int) {
	for _, party := range s.items[item].parties {
		s.frozen[party] = true
	}
}

// release frees what is not of one of the other items; what goes stays.
func (s *freezeSearch) release(item int, others []int) {
	for _, party := range s.items[item].parties {
		if slices.ContainsFunc(others, func(i int) bool { return slices.Contains(s.items[i].parties, party) }) {
			continue
		}
		s.frozen[party] = false
		for _, f := range s.flows {
			for _, k := range f.rowsOf(party) {
				if r := &f.rows[k]; !s.frozen[r.out] && !s.frozen[r.in] {
					f.net.Open(2 * int(k))
				}
			}
		}
	}
}

// spent reports whether enough was looked at.
func (s *freezeSearch) spent() bool {
	if s.question.Most > 0 {
		return s.looked >= s.question.Most
	}
	return s.met() > freezeWork
}

// met is how many stations were met, in all flows.
func (s *freezeSearch) met() (n int64) {
	for _, f := range s.flows {
		n += f.net.Met()
	}
	return n
}

// priceOf adds up what items cost.
func (s *freezeSearch) priceOf(items []int) (price int64) {
	for _, i := range items {
		price += s.items[i].price
	}
	return price
}

// A freezeNode is a set of frozen items that others may be added to, and what such a plan
// costs at least.
type freezeNode struct {
	items    []int
	excluded []int // others decide about these
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
	if err := s.begin(ctx); err != nil {
		return err
	}
	root := &freezeNode{}
	c, err := s.look(ctx, nil)
	if err != nil {
		return err
	}
	root.bound, _ = s.least(&c, s.candidates(&c, nil), make([]int64, len(c.need)))
	open := &freezeHeap{root}
	for open.Len() > 0 {
		node := heap.Pop(open).(*freezeNode)
		if s.bound = node.bound; node.bound >= s.price || s.spent() {
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
		s.keep(node.items)
		return nil
	}
	candidates, excluded := s.candidates(&c, node.excluded), slices.Clone(node.excluded)
	have := make([]int64, len(c.need))
	for k, at := range candidates {
		rest, ok := s.least(&c, candidates[k:], make([]int64, len(c.need)))
		if !ok || node.price+rest >= s.price { // nor without the first ones: they only get fewer
			break
		}
		i := c.items[at]
		excluded = append(excluded, i)
		for f := range have {
			have[f] = c.weight[f][at]
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
func (s *freezeSearch) keep(items []int) {
	if price := s.priceOf(items); price < s.price {
		s.best, s.price = slices.Sorted(slices.Values(items)), price
	}
}

// begin finds a first plan: one item after the other that stops most for its price.
func (s *freezeSearch) begin(ctx context.Context) error {
	var items []int
	for {
		c, err := s.look(ctx, items)
		if err != nil {
			return err
		}
		if c.done() {
			break
		}
		next := s.candidates(&c, items)
		if len(next) == 0 {
			break
		}
		for _, at := range next[:s.stride(&c, next)] {
			items = append(items, c.items[at])
		}
	}
	return s.trim(items, func(items []int) (bool, error) {
		c, err := s.look(ctx, items)
		return c.done(), err
	})
}

// stride is how many of the candidates are taken at once: one, and where enough was looked at as many as would
// stop what is needed, if none stopped the same.
func (s *freezeSearch) stride(c *cover, candidates []int) int {
	if !s.spent() {
		return 1
	}
	sum := 0.
	for k, at := range candidates {
		if sum += c.worth(at); sum >= 1 {
			return k + 1
		}
	}
	return len(candidates)
}

// trim leaves out items that are not needed, the dearest first, and keeps the plan where it
// stops enough.
func (s *freezeSearch) trim(items []int, enough func([]int) (bool, error)) error {
	if ok, err := enough(items); err != nil || !ok {
		return err
	}
	order := slices.Clone(items)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(s.items[b].price, s.items[a].price) })
	for _, i := range order {
		if s.question.Most == 0 && s.met() > 3*freezeWork { // a plan may be worth more looks than its proof
			break
		}
		fewer := slices.DeleteFunc(slices.Clone(items), func(x int) bool { return x == i })
		if ok, err := enough(fewer); err != nil {
			return err
		} else if ok {
			items = fewer
		}
	}
	s.keep(items)
	return nil
}
