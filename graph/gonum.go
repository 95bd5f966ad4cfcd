package graph

import (
	"math"

	"gonum.org/v1/gonum/graph"
)

// A View is a gonum graph, so that every algorithm of gonum runs on it. The IDs
// of its nodes are the numbers of the entities; its weights are distances, which
// is what gonum takes weights for in paths; its PageRank and its communities would
// take them for strengths, so they want a view whose ties are all 1 strong.
// Algorithms that tell directed from undirected
// graphs want AsDirected or AsUndirected.
var (
	_ graph.Weighted           = (*View)(nil)
	_ graph.WeightedUndirected = UndirectedView{}
	_ graph.WeightedDirected   = DirectedView{}
)

// Node returns the node of an entity's number, or nil.
func (v *View) Node(id int64) graph.Node {
	if !v.has(id) {
		return nil
	}
	return node(id)
}

func (v *View) has(id int64) bool { return id >= 0 && id < int64(v.Len()) }

// Nodes returns every entity's number.
func (v *View) Nodes() graph.Nodes {
	all := make([]int32, v.Len())
	for i := range all {
		all[i] = int32(i)
	}
	return nodesOf(all)
}

// From returns the numbers of the neighbours of an entity.
func (v *View) From(id int64) graph.Nodes {
	if !v.has(id) {
		return graph.Empty
	}
	return nodesOf(v.Neighbours(int(id)))
}

// HasEdgeBetween reports whether there is a tie in either direction.
func (v *View) HasEdgeBetween(x, y int64) bool {
	return v.WeightedEdge(x, y) != nil || v.WeightedEdge(y, x) != nil
}

// Edge returns the tie from u to v, or nil.
func (v *View) Edge(uid, vid int64) graph.Edge {
	if e := v.WeightedEdge(uid, vid); e != nil {
		return e
	}
	return nil
}

// WeightedEdge returns the tie from u to v with its distance, or nil.
func (v *View) WeightedEdge(uid, vid int64) graph.WeightedEdge {
	if !v.has(uid) || !v.has(vid) {
		return nil
	}
	tie, ok := v.TieBetween(int(uid), int(vid))
	if !ok {
		return nil
	}
	return edge{node(uid), node(vid), float64(v.Strength(tie).Distance())}
}

// Weight returns the distance from x to y: that of the tie between them, 0 from
// an entity to itself, infinite where there is no tie.
func (v *View) Weight(x, y int64) (w float64, ok bool) {
	if x == y {
		return 0, true
	}
	if e := v.WeightedEdge(x, y); e != nil {
		return e.Weight(), true
	}
	return math.Inf(1), false
}

// An UndirectedView is an undirected view as gonum's undirected algorithms take it.
type UndirectedView struct{ *View }

// AsUndirected returns the view for algorithms on undirected graphs. It panics
// where the view is directed.
func (v *View) AsUndirected() UndirectedView {
	if v.Directed() {
		panic("graph: a directed view is not an undirected graph")
	}
	return UndirectedView{v}
}

// EdgeBetween returns the tie between x and y, or nil.
func (v UndirectedView) EdgeBetween(xid, yid int64) graph.Edge { return v.Edge(xid, yid) }

// WeightedEdgeBetween returns the tie between x and y with its distance, or nil.
func (v UndirectedView) WeightedEdgeBetween(xid, yid int64) graph.WeightedEdge {
	return v.WeightedEdge(xid, yid)
}

// A DirectedView is a view as gonum's directed algorithms take it.
type DirectedView struct{ *View }

// AsDirected returns the view for algorithms on directed graphs. An undirected
// view has each tie in both directions.
func (v *View) AsDirected() DirectedView { return DirectedView{v} }

// HasEdgeFromTo reports whether there is a tie from u to v.
func (v DirectedView) HasEdgeFromTo(uid, vid int64) bool { return v.WeightedEdge(uid, vid) != nil }

// To returns the numbers of the entities that have a tie to an entity.
func (v DirectedView) To(id int64) graph.Nodes {
	if !v.has(id) {
		return graph.Empty
	}
	return nodesOf(v.InNeighbours(int(id)))
}

// node is an entity's number as a gonum node.
type node int64

// ID returns the number.
func (n node) ID() int64 { return int64(n) }

// edge is a tie as a gonum edge.
type edge struct {
	from, to node
	distance float64
}

func (e edge) From() graph.Node { return e.from }
func (e edge) To() graph.Node   { return e.to }
func (e edge) Weight() float64  { return e.distance }
func (e edge) ReversedEdge() graph.Edge {
	e.from, e.to = e.to, e.from
	return e
}

// nodes walks over entities' numbers in their order.
type nodes struct {
	all []int32
	at  int // of the current one, from 1
}

func nodesOf(all []int32) graph.Nodes {
	if len(all) == 0 {
		return graph.Empty
	}
	return &nodes{all: all}
}

func (n *nodes) Next() bool {
	n.at = min(n.at+1, len(n.all)+1)
	return n.at <= len(n.all)
}
func (n *nodes) Len() int         { return max(len(n.all)-n.at, 0) }
func (n *nodes) Reset()           { n.at = 0 }
func (n *nodes) Node() graph.Node { return node(n.all[n.at-1]) }
