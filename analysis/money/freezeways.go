package money

import (
	"context"

	"github.com/linchpin-graph/linchpin/analysis/paths"
)

// ways returns how much of a greatest flow, with nothing frozen, goes from whom to whom, in the
// order of the first payment.
//
// Of the greatest flows, which differ, it is one that takes as much income as can be from
// payers whom the money does not reach, and in which no money that can stay with a party goes
// out and comes back to it: neither is needed to tell what comes to its uses. Two
// parties may still pay each other, at different times, with different money.
func (f *freezeFlow) ways(ctx context.Context, parties []int32) ([]FreezeWay, error) {
	along, err := f.fromOutside(ctx)
	if err != nil {
		return nil, err
	}
	if err := f.stay(ctx, along); err != nil {
		return nil, err
	}
	type ends struct {
		out, in int32
		comes   bool
	}
	place := map[ends]int{}
	var all []FreezeWay
	for k := range f.rows {
		r := &f.rows[k]
		if along[k] == 0 {
			continue
		}
		at, there := place[ends{r.out, r.in, r.comes}]
		if !there {
			at = len(all)
			place[ends{r.out, r.in, r.comes}] = at
			all = append(all, FreezeWay{From: parties[r.out], To: parties[r.in], Income: r.comes})
		}
		all[at].Units += along[k]
	}
	return all, nil
}

// fromOutside returns what goes along each row in a greatest flow that takes as much as can be
// from payers of income who are paid nothing on the way. That is found first: more ways from
// a second source, which end at the uses, take nothing from the first.
func (f *freezeFlow) fromOutside(ctx context.Context) ([]int64, error) {
	paid := map[int32]bool{}
	for k := range f.rows {
		paid[f.rows[k].in] = true
	}
	outside := f.stations
	n, arcs := paths.NewFlow(f.stations+1), make([]int, len(f.rows))
	for k := range f.rows {
		r := &f.rows[k]
		from := int(r.from)
		if r.comes && !paid[r.out] {
			from = outside
		}
		arcs[k] = n.Arc(from, int(r.to), r.units)
	}
	for _, h := range f.holds {
		n.Arc(int(h[0]), int(h[1]), paths.Unlimited)
	}
	for _, source := range []int{outside, 0} {
		if _, err := n.Max(ctx, source, 1); err != nil {
			return nil, err
		}
	}
	along := make([]int64, len(f.rows))
	for k, arc := range arcs {
		along[k] = n.Along(arc)
	}
	return along, nil
}
