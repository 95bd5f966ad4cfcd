package paths

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

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
	Measure  Measure
	Through  []int              // entities a path must pass, in this order
	Avoid    []int              // and must not
	Most     int                // paths to return; 0: 100
	After    graph.Date         // of Earliest: when it sets out; zero: at any time
	Progress func(done, of int) // of KShortest: told how many paths are found; nil: nobody
}

func (o Options) most() int { return cmp.Or(o.Most, 100) }

// Check returns an error that says why there can be no path to look for: between an entity
// and itself, or past one that is to be avoided. Every search begins with it.
func (o Options) Check(v *graph.View, from, to int) error {
	if from == to {
		return fmt.Errorf("a path leads from one to another, and both ends are %s", v.ID(from))
	}
	for _, i := range o.Avoid {
		switch {
		case i == from || i == to:
			return fmt.Errorf("%s is an end of the path and cannot be avoided", v.ID(i))
		case slices.Contains(o.Through, i):
			return fmt.Errorf("%s is to be passed and to be avoided", v.ID(i))
		}
	}
	return nil
}

// ErrNoPath is returned where no path leads from one entity to the other.
var ErrNoPath = errors.New("no path")

// Shortest returns every shortest path, at most as many as the options say, and how many
// there are; in order of the numbers of their entities. With Through a path is put
// together of shortest ones from each entity to the next; it may pass an entity twice.
//
// The likeliest path is by the middle of each tie's interval of probability, .5 where no
// record has a grade; of equally likely ones the one with fewer ties. With Through a tie
// that two legs go along counts in the length of both, and once in Real.
//
// Cost: O(m log n) time, O(n+m) memory for each leg, and the paths. It stops early with
// ctx's error.
//
// Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische
// Mathematik 1 (1959). doi:10.1007/BF01386390
func Shortest(ctx context.Context, v *graph.View, from, to int, o Options) (found []Path, of float64, err error) {
	if err := o.Check(v, from, to); err != nil {
		return nil, 0, err
	}
	g, err := newLengths(ctx, v, o)
	if err != nil {
		return nil, 0, err
	}
	stops := slices.Concat([]int{from}, o.Through, []int{to})
	whole := []Path{{Entities: []int{from}}}
	of = 1
	for k := range stops[1:] {
		legs, count, err := g.between(ctx, stops[k], stops[k+1], o.most())
		if err != nil {
			return nil, 0, err
		}
		if len(legs) == 0 {
			return nil, 0, ErrNoPath
		}
		of *= count
		whole = join(whole, legs, o.most())
	}
	return g.describe(whole), of, nil
}

// join returns paths that go on along others, at most so many.
func join(begun, legs []Path, most int) []Path {
	var all []Path
	for _, p := range begun {
		for _, q := range legs {
			if len(all) == most {
				return all
			}
			all = append(all, Path{Entities: slices.Concat(p.Entities, q.Entities[1:]), Ties: slices.Concat(p.Ties, q.Ties), Length: p.Length + q.Length})
		}
	}
	return all
}
