package dismantle

// slide proposes that of somebody removed a neighbour is removed instead, and makes it so where that adds no more
// than a limit. So those who divide two pieces change places one by one, where the way over a smaller or a larger
// team would lead through much worse ones.
//
// Source of the exchange, there of anybody in a large piece: W. Pullan, "Heuristic identification of critical nodes in
// sparse real-world graphs", J. Heuristics 21 (2015). doi:10.1007/s10732-015-9290-5
func (a *annealer) slide(i int32, limit float64) {
	row := a.pieces.network.row(i)
	if len(row) == 0 {
		return
	}
	j := row[a.random.IntN(len(row))]
	more := a.priceOf(j) - a.priceOf(i)
	if a.label[j] == gone || !a.eligible[j] || a.waits(j) || a.spent+more > a.most || a.spent+more < a.least {
		return
	}
	most := limit - a.rate*more + a.gain(j)
	switch {
	case most < 0:
		return
	case a.cuts.of[j].mass.size == 0 || a.touchesOnly(i, j):
		if a.lossWithout(i, j, most) > most {
			return
		}
		a.remove(j)
	default: // which of what j cuts off i would join is known only when it has gone
		a.remove(j)
		if a.loss(i, most) > most {
			a.putBack(j)
			return
		}
	}
	a.putBack(i)
	a.spent += more
	a.note()
}

// touchesOnly reports whether somebody has no other neighbour in the piece of one.
func (p *pieces) touchesOnly(i, one int32) bool {
	for _, j := range p.network.row(i) {
		if j != one && p.label[j] == p.label[one] {
			return false
		}
	}
	return true
}

// lossWithout is loss when one more is removed, whose removal cuts off nothing that the one put back would join.
func (p *pieces) lossWithout(i, other int32, limit float64) float64 {
	p.met.next()
	all, apart := p.massOf(i), 0.0
	loss := p.worth(all)
	for _, j := range p.network.row(i) {
		l := p.label[j]
		if j == other || l == gone || !p.met.add(l) {
			continue
		}
		m := p.mass[l]
		if l == p.label[other] {
			m.take(p.massOf(other))
		}
		all.add(m)
		apart += p.worth(m)
		if loss = p.worth(all) - apart; loss > limit {
			return loss
		}
	}
	return loss
}
