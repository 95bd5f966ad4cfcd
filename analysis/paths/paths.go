package paths

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/graph/path"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Measure says which of two paths is the shorter.
type Measure uint8

// The measures.
const (
	Ties        Measure = iota // the number of ties
	Distance                   // the distances of the ties, 1/strength, added up
	Probability                // the chance that all ties are real: the likeliest path is the shortest
)

var measureNames = [...]string{"ties", "distance", "probability"}

// String returns the measure's word.
func (m Measure) String() string { return measureNames[m] }

// MarshalText returns the measure's word.
func (m Measure) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the measure's word.
func (m *Measure) UnmarshalText(text []byte) error {
	i := slices.Index(measureNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("unknown measure of paths %q: want ties, distance or probability", text)
	}
	*m = Measure(i)
	return nil
}

// A Path leads from one entity to another, along the direction of ties where a view has
// one.
type Path struct {
	Entities []int          // numbers in the view, both ends included
	Ties     []int          // of the view, one fewer
	Length   float64        // ties; distance; or -ln of the probability
	Real     graph.Interval // the probability that all ties are real, were they independent
}

// Options say which paths are looked for.
type Options struct {
	Measure Measure
	Through []int // entities a path must pass, in this order
	Avoid   []int // and must not
	Most    int   // paths to return; 0: 100
}

func (o Options) most() int { return cmp.Or(o.Most, 100) }

// ErrNoPath is returned where no path leads from one entity to the other.
var ErrNoPath = errors.New("no path")

// Shortest returns every shortest path, at most as many as the options say, and how many
// there are; in order of the numbers of their entities. With Through a path is put
// together of shortest ones from each entity to the next; it may pass an entity twice.
//
// The likeliest path is by the middle of each tie's interval of probability, .5 where no
// record has a grade; of equally likely ones the one with fewer ties.
//
// Cost: O(m log n) time, O(n+m) memory for each leg, and the paths.
//
// Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische
// Mathematik 1 (1959). doi:10.1007/BF01386390
func Shortest(v *graph.View, from, to int, o Options) (found []Path, of float64, err error) {
	g, err := newLengths(v, o)
	if err != nil {
		return nil, 0, err
	}
	stops := slices.Concat([]int{from}, o.Through, []int{to})
	for _, stop := range stops {
		if g.avoid[stop] {
			return nil, 0, fmt.Errorf("%s is to be avoided and is on the way", v.ID(stop))
		}
	}
	whole := []Path{{Entities: []int{from}, Real: graph.Interval{Lo: 1, Hi: 1}}}
	of = 1
	for k := range stops[1:] {
		legs, count := g.between(stops[k], stops[k+1], o.most())
		if len(legs) == 0 {
			return nil, 0, ErrNoPath
		}
		of *= count
		var longer []Path
		for _, a := range whole {
			for _, b := range legs {
				if len(longer) < o.most() {
					longer = append(longer, a.then(b))
				}
			}
		}
		whole = longer
	}
	return whole, of, nil
}

// then returns a path that goes on along another.
func (p Path) then(q Path) Path {
	return Path{
		Entities: append(slices.Clip(p.Entities), q.Entities[1:]...), Ties: append(slices.Clip(p.Ties), q.Ties...),
		Length: p.Length + q.Length, Real: p.Real.And(q.Real),
	}
}

// KShortest returns the k shortest paths that pass no entity twice, the shortest first,
// and equally short ones in order of their entities.
//
// Cost: O(kn) searches. It stops early with ctx's error before it begins.
//
// Source: J. Y. Yen, "Finding the K shortest loopless paths in a network", Management
// Science 17 (1971), by gonum. doi:10.1287/mnsc.17.11.712
func KShortest(ctx context.Context, v *graph.View, from, to, k int, o Options) ([]Path, error) {
	if len(o.Through) > 0 {
		return nil, errors.New("the k shortest paths cannot be made to pass somebody: leave out one of the two")
	}
	g, err := newLengths(v, o)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if g.avoid[from] || g.avoid[to] || from == to {
		return nil, ErrNoPath
	}
	var found []Path
	for _, nodes := range path.YenKShortestPaths(g, k, math.Inf(1), g.Node(int64(from)), g.Node(int64(to))) {
		entities := make([]int, len(nodes))
		for i, n := range nodes {
			entities[i] = int(n.ID())
		}
		found = append(found, g.along(entities))
	}
	if len(found) == 0 {
		return nil, ErrNoPath
	}
	slices.SortStableFunc(found, func(a, b Path) int {
		if sameLength(a.Length, b.Length) {
			return slices.Compare(a.Entities, b.Entities)
		}
		return cmp.Compare(a.Length, b.Length)
	})
	return found, nil
}

// sameLength reports whether two lengths are equal but for rounding.
func sameLength(a, b float64) bool { return math.Abs(a-b) <= 1e-12*max(1, math.Abs(a), math.Abs(b)) }
