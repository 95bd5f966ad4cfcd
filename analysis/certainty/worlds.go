package certainty

import (
	"math"
	"math/rand/v2"

	"github.com/linchpin-graph/linchpin/graph"
)

// Options say which worlds are drawn. The zero value draws 200, in which a tenth of the
// true ties is missing from the record.
type Options struct {
	Worlds  int     // 0: 200
	Missing float64 // share of the true ties that nobody recorded, below 1; 0: .1; less than 0: none
	People  float64 // share of the people whom nobody recorded, below 1; 0: .02; less than 0: none
	Top     int     // how many "the first" are; 0: 10
	Among   []bool  // by entity: who is ranked; nil: everybody
	Seed    uint64
}

const (
	defaultWorlds  = 200
	defaultMissing = .1
	defaultPeople  = .02
	defaultTop     = 10

	mostAnybody = .5 // of the unrecorded ties have an end of which the recorded ones tell nothing
)

// Filled returns the options as worlds are drawn by them, with defaults where nothing is said.
func (o Options) Filled() Options {
	share := func(x *float64, otherwise float64) {
		switch {
		case *x == 0:
			*x = otherwise
		case *x < 0:
			*x = 0
		}
	}
	share(&o.Missing, defaultMissing)
	share(&o.People, defaultPeople)
	if o.Worlds == 0 {
		o.Worlds = defaultWorlds
	}
	if o.Top == 0 {
		o.Top = defaultTop
	}
	return o
}

// Worlds returns what draws the possible worlds of a view, by their numbers from 0 on. In
// each the view's entities keep their numbers, and people whom nobody recorded follow. It
// may be called by several at once; the same number gives the same world.
func Worlds(v *graph.View, o Options) func(world int) *graph.View {
	return newDrawer(v, o.Filled()).draw
}

// A drawer draws worlds of a view.
type drawer struct {
	view       *graph.View
	o          Options
	unrecorded *unrecorded
	chance     []graph.Interval // of each tie's being real
}

func newDrawer(v *graph.View, o Options) *drawer {
	d := &drawer{view: v, o: o, unrecorded: newUnrecorded(v), chance: make([]graph.Interval, v.Size())}
	for tie := range d.chance {
		if d.chance[tie] = v.Probability(tie); v.Certainty(tie) == graph.NotGraded {
			d.chance[tie] = graph.Interval{Lo: 1, Hi: 1}
		}
	}
	return d
}

// draw returns one world. A tie that a grade judges is there with a chance drawn from
// its interval; one that no record grades is taken as real.
//
// What is recorded is a sample of what there is, and another watch would have brought
// another: some of the recorded ties are passed over, how many is drawn for each world,
// up to as many as are missing, and so many are added besides. Of how many unrecorded
// ties one end is anybody, which the recorded ones cannot tell, is drawn for each world too.
func (d *drawer) draw(world int) *graph.View {
	v, r := d.view, rand.New(rand.NewPCG(d.o.Seed, uint64(world)+1))
	c := graph.Change{Keep: make([]bool, v.Size())}
	passed := r.Float64() * d.o.Missing
	there := 0
	for tie := range c.Keep {
		p := d.chance[tie]
		c.Keep[tie] = r.Float64() < p.Lo+r.Float64()*(p.Hi-p.Lo)
		if c.Keep[tie] {
			there++
			c.Keep[tie] = r.Float64() >= passed
		}
	}
	if v.Size() == 0 {
		return v.Altered(c)
	}
	anybody := r.Float64() * mostAnybody
	u := d.unrecorded.urn(r, anybody)
	for range drawn(r, float64(there)*(d.o.Missing/(1-d.o.Missing)+passed)) {
		if from, to, found := u.draw(); found {
			c.Added = append(c.Added, graph.AddedTie{From: int32(from), To: int32(to), Strength: d.strength(r)})
		}
	}
	c.People = drawn(r, float64(v.Len())*d.o.People/(1-d.o.People))
	for k := range c.People {
		newcomer := int32(v.Len() + k)
		for range 1 + len(v.Neighbours(int(u.end(r))))/2 { // so many as others have, less those to other newcomers
			to := u.end(r)
			if r.Float64() < anybody {
				to = int32(r.IntN(v.Len()))
			}
			c.Added = append(c.Added, graph.AddedTie{From: newcomer, To: to, Strength: d.strength(r)})
		}
	}
	return v.Altered(c)
}

// drawn returns how many there are where so many are expected: a Poisson number.
func drawn(r *rand.Rand, expected float64) int {
	if expected > 50 {
		return max(0, int(math.Round(expected+math.Sqrt(expected)*r.NormFloat64())))
	}
	n, product := 0, r.Float64()
	for limit := math.Exp(-expected); product > limit; n++ {
		product *= r.Float64()
	}
	return n
}

// strength returns that of a tie drawn at random.
func (d *drawer) strength(r *rand.Rand) graph.Strength {
	return d.view.Strength(r.IntN(d.view.Size()))
}
