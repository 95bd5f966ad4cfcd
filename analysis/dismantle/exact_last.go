package dismantle

// A last decides whom to remove when only one more can be: one search in depth tells of
// everybody what would be cut off.
//
// Source: J. Hopcroft and R. Tarjan, "Efficient algorithms for graph manipulation",
// Comm. ACM 16 (1973). doi:10.1145/362248.362272
type last struct {
	*residual
	order  []int32   // by entity, when it was met, from 1; 0: not yet
	low    []int32   // the first met that a tie leads to from it or from what hangs below
	under  []mass    // what hangs below it, itself included
	cut    []mass    // what is cut off when it is removed, but for the part above
	cutOff []float64 // what the objective makes of that
	met    []int32   // in the piece at hand
}

func newLast(r *residual) *last {
	n := len(r.tied)
	return &last{residual: r, order: make([]int32, n), low: make([]int32, n), under: make([]mass, n), cut: make([]mass, n),
		cutOff: make([]float64, n)}
}

// best returns who of the eligible that can be afforded leaves least, and what; gone,
// where nobody leaves less than there is.
func (l *last) best() (who int32, least float64) {
	clear(l.order)
	who, all := gone, 0.0
	for i := range int32(len(l.order)) {
		if l.order[i] != 0 || !l.there.has(i) {
			continue
		}
		l.met = l.met[:0]
		l.visit(i, gone)
		whole := l.counts(l.under[i])
		least = l.together(least, whole)
		if v, left := l.bestOf(i, whole); l.together(all, left) < least {
			who, least = v, l.together(all, left)
		}
		all = l.together(all, whole)
	}
	return who, least
}

// bestOf returns who leaves least of the piece that was met from root.
func (l *last) bestOf(root int32, whole float64) (who int32, least float64) {
	who, least = gone, whole
	for _, v := range l.met {
		if !l.eligible.has(v) || l.priceOf(v) > l.money() {
			continue
		}
		above := l.under[root]
		above.take(l.cut[v])
		above.take(l.massOf(v))
		if left := l.together(l.cutOff[v], l.counts(above)); left < least {
			who, least = v, left
		}
	}
	return who, least
}

func (l *last) visit(v, from int32) {
	l.met = append(l.met, v)
	me := int32(len(l.met))
	l.order[v], l.low[v] = me, me
	l.under[v], l.cut[v], l.cutOff[v] = l.massOf(v), mass{}, 0
	for _, w := range l.network.row(v) {
		switch {
		case w == from || !l.there.has(w):
		case l.order[w] != 0:
			l.low[v] = min(l.low[v], l.order[w])
		default:
			l.visit(w, v)
			l.low[v] = min(l.low[v], l.low[w])
			l.under[v].add(l.under[w])
			if l.low[w] >= me { // nothing below w leads past v
				l.cut[v].add(l.under[w])
				l.cutOff[v] = l.together(l.cutOff[v], l.counts(l.under[w]))
			}
		}
	}
}
