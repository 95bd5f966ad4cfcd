package paths

import "cmp"

// waiting is an entity that a search has yet to settle, and how far or late it is.
type waiting[K cmp.Ordered] struct {
	entity int
	at     K
}

// queue is a heap, the nearest or earliest first.
type queue[K cmp.Ordered] []waiting[K]

func (q queue[K]) Len() int { return len(q) }
func (q queue[K]) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].entity < q[j].entity
}
func (q queue[K]) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue[K]) Push(x any)   { *q = append(*q, x.(waiting[K])) }
func (q *queue[K]) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}
