package protection

import (
	"cmp"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// links are the ties that lead from officials to gangs as lengths, a compressed row for each
// entity. A length is -ln of what the tie is worth, in millionths: lengths are whole numbers, so
// that equal ways are equal and every sum is exact.
type links struct {
	entity []int32 // of the view
	gang   []bool
	row    []int32
	to     []int32
	out    []int64 // as a way from an official goes on to the other; nowhere where none does
	by     []int32 // the arc that is so long; -1
	in     []int64 // as it comes from the other
}

const (
	nowhere = math.MaxInt64 / 8
	ofOne   = 1e6
)

// newLinks measures the ties of some channels (none: of all) between the gangs given and all through whom or
// which a way may lead: no other gang, and no public body, event, proceeding or thing.
//
// A tie is worth the middle of its probability; money, times the part that it is of all that the
// payee was paid, and is gone along from payee to payer alone; a record of protection, times its
// weight. Each end of a tie of kinship, contact or company takes the root of one of k-1, where k are
// tied to it by other than money: whoever is on the way divides what comes by all who could have sent it.
//
// Cost: O(arcs log arcs).
func newLinks(t *traces, gangs []int, channels []Channel) *links {
	g := &links{entity: make([]int32, t.Len()), gang: make([]bool, t.Len()), row: make([]int32, t.Len()+1)}
	for i := range g.entity {
		g.entity[i] = int32(i)
	}
	for _, i := range gangs {
		g.gang[i] = true
	}
	degree := t.degrees(Mixed)
	type half struct {
		from, to int32
		out, in  int64
		by       int32
	}
	var all []half
	for i := range int32(t.Len()) {
		for a, end := t.from(i); a < end; a++ {
			j, step := t.arcs[a].to, t.arcs[a].step
			if len(channels) > 0 && !step.recorded() && !slices.ContainsFunc(channels, step.in) {
				continue
			}
			if !g.gang[i] && ends(t.kind(i)) || !g.gang[j] && ends(t.kind(j)) {
				continue
			}
			if l := t.length(i, a, degree); l < nowhere {
				all = append(all, half{i, j, l, nowhere, a}, half{j, i, nowhere, l, -1})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y half) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	for k, h := range all {
		if k == 0 || h.from != all[k-1].from || h.to != all[k-1].to {
			g.add(h.from, h.to, nowhere, nowhere, -1)
		}
		last := len(g.to) - 1
		if h.out < g.out[last] {
			g.out[last], g.by[last] = h.out, h.by
		}
		g.in[last] = min(g.in[last], h.in)
	}
	g.total()
	return g
}

// add adds a link to the row of an entity, whose end is counted until total.
func (g *links) add(from, to int32, out, in int64, by int32) {
	g.to, g.out, g.in, g.by = append(g.to, to), append(g.out, out), append(g.in, in), append(g.by, by)
	g.row[from+1]++
}

func (g *links) total() {
	for i := range g.entity {
		g.row[i+1] += g.row[i]
	}
}

// length returns how long an arc from an entity is.
func (t *traces) length(i, arc int32, degree []int32) int64 {
	a := &t.arcs[arc]
	worth := middle(a.real)
	switch a.step {
	case payment:
		worth *= a.part
	case protects, shielded:
		worth *= recordedWeight(t.facts(arc))
	}
	if !(worth > 0) {
		return nowhere
	}
	return int64(math.Round(ofOne * (t.toll(i, a.step, degree) + t.toll(a.to, a.step, degree) - math.Log(worth))))
}

// toll is half of what the way loses at a station, for the one tie of two by which it is passed.
func (t *traces) toll(i int32, s step, degree []int32) float64 {
	switch k := t.kind(i); {
	case s == payment, s == ofGang, s.recorded(), s == has && (k == graph.Account || k == graph.Phone):
		return 0
	}
	return math.Log(float64(max(1, degree[i]-1))) / 2
}

// worth is what a way of some length is worth.
func worth(length int64) float64 { return math.Exp(-float64(length) / ofOne) }

// only returns the links between the entities kept, which are numbered anew.
func (g *links) only(keep func(i int32) bool) *links {
	part := &links{row: []int32{0}}
	at := make([]int32, len(g.entity))
	for i := range int32(len(g.entity)) {
		at[i] = -1
		if keep(i) {
			at[i] = int32(len(part.entity))
			part.entity, part.gang = append(part.entity, g.entity[i]), append(part.gang, g.gang[i])
			part.row = append(part.row, 0)
		}
	}
	for i := range int32(len(g.entity)) {
		for e := g.row[i]; at[i] >= 0 && e < g.row[i+1]; e++ {
			if j := at[g.to[e]]; j >= 0 {
				part.add(at[i], j, g.out[e], g.in[e], g.by[e])
			}
		}
	}
	part.total()
	return part
}

// between returns the link from one entity to another; -1 where there is none.
func (g *links) between(from, to int32) int32 {
	k, there := slices.BinarySearch(g.to[g.row[from]:g.row[from+1]], to)
	if !there {
		return -1
	}
	return g.row[from] + int32(k)
}

// reach returns how far it is from one entity to the others, and from which each is reached, up to a limit or
// until one is met (-1: none). No way goes on from a gang but the first.
//
// Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959).
// doi:10.1007/BF01386390
func (g *links) reach(from, until int32, limit int64, length func(i, link int32) int64) (far []int64, before []int32) {
	far, before = make([]int64, len(g.entity)), make([]int32, len(g.entity))
	for i := range far {
		far[i], before[i] = nowhere, -1
	}
	far[from] = 0
	for q := (waiting{{0, from}}); len(q) > 0; {
		next := q.pop()
		i := next.entity
		if i == until {
			break
		}
		if next.far > far[i] || g.gang[i] && i != from {
			continue
		}
		for e := g.row[i]; e < g.row[i+1]; e++ {
			j, l := g.to[e], length(i, e)
			if l >= nowhere {
				continue
			}
			if d := next.far + l; d <= limit && d < far[j] {
				q.push(due{d, j})
				far[j], before[j] = d, i
			}
		}
	}
	return far, before
}

func (g *links) onward(_, link int32) int64 { return g.out[link] }

func (g *links) back(_, link int32) int64 { return g.in[link] }

// A due entity waits to be looked at, the nearest first and of equals the first.
type due struct {
	far    int64
	entity int32
}

func (a due) before(b due) bool { return a.far < b.far || a.far == b.far && a.entity < b.entity }

// waiting is a binary heap.
type waiting []due

func (q *waiting) push(d due) {
	*q = append(*q, d)
	h := *q
	for k := len(h) - 1; k > 0 && h[k].before(h[(k-1)/2]); k = (k - 1) / 2 {
		h[k], h[(k-1)/2] = h[(k-1)/2], h[k]
	}
}

func (q *waiting) pop() due {
	h := *q
	top, last := h[0], len(h)-1
	h[0] = h[last]
	*q = h[:last]
	h = *q
	for k := 0; ; {
		least := k
		for c := 2*k + 1; c <= 2*k+2 && c < last; c++ {
			if h[c].before(h[least]) {
				least = c
			}
		}
		if least == k {
			return top
		}
		h[k], h[least] = h[least], h[k]
		k = least
	}
}
