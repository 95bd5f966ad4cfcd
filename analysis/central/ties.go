package central

import (
	"context"
	"math/bits"

	"github.com/linchpin-graph/linchpin/graph"
)

// TieBetweenness scores each tie of a view by how often it lies on the shortest routes
// between two entities, its ends included:
//
//	C(e) = Σ_{s≠t} σ(s,t|e) / σ(s,t)
//
// In an undirected view each pair counts once. Weighted as [Betweenness].
//
// Unit: pairs of entities. Max: n²/4 undirected, reached by a bridge between halves.
// networkx divides by n(n-1)/2 unless told otherwise.
//
// Reading: a high score marks a contact that many routes depend on: a wire to tap, or a
// meeting to prevent.
//
// Cost: O(nm) time, O(nm + n² log n) weighted, O(n+m) memory for each CPU. It stops early
// with ctx's error.
//
// Source: U. Brandes, "On variants of shortest-path betweenness centrality and their
// generic computation", Social Networks 30 (2008), section 3.6.
// doi:10.1016/j.socnet.2007.11.001
func TieBetweenness(ctx context.Context, v *graph.View, o Options) ([]float64, error) {
	if o.Weighted {
		if err := checkDistances(v); err != nil {
			return nil, err
		}
	}
	g := sparseOf(v, false)
	if o.Weighted {
		g = lengthsOf(v, false)
	}
	scores, regions, share := make([]float64, v.Size()), wholeOf(g), 1.0
	if !v.Directed() {
		share = .5 // each pair is searched from both ends
		blocks := blocksOf(g).blocks
		regions = regionsOf(g, blocks, region.timed)
		for _, b := range blocks {
			if len(b.members) == 2 {
				tie, _ := v.TieBetween(int(b.members[0]), int(b.members[1]))
				scores[tie] = b.weight[0] * b.weight[1]
			}
		}
	}
	portions, err := o.carriedByTies(ctx, regions)
	if err != nil {
		return nil, err
	}
	for _, p := range portions {
		g, members := &p.region.graph, p.region.members
		for from := range int32(g.len()) {
			for k := g.start[from]; k < g.start[from+1]; k++ {
				tie, _ := v.TieBetween(int(members[from]), int(members[g.to[k]]))
				scores[tie] += share * p.scores[k]
			}
		}
	}
	return scores, nil
}

// carriedByTies adds up by portion what the tie at each place of a region's rows carries
// of the routes between all ordered pairs.
func (o Options) carriedByTies(ctx context.Context, regions []region) ([]portion, error) {
	portions := portionsOf(regions)
	step := newSourceCounter(regions, o.Progress)
	err := inParallel(ctx, len(portions), func() *tracer { return &tracer{} }, func(t *tracer, part int) error {
		p := &portions[part]
		t.enter(p.region)
		p.scores = make([]float64, len(p.region.graph.to))
		byEntity := make([]float64, len(p.region.members)) // comes along and is not asked for
		return p.batches(ctx, t.together(), func(sources []int32) {
			t.addToTies(sources, p.scores, byEntity)
			step.done(len(sources) * p.region.each())
		})
	})
	return portions, err
}

func (t *tracer) addToTies(sources []int32, scores, byEntity []float64) {
	if t.search != nil {
		t.search.addToTies(sources[0], scores)
		return
	}
	t.lanes.ties = scores
	t.lanes.add(sources, byEntity)
}

// carry adds what a hop carries to the tie it follows.
func (l *lanes) carry(h hop, times *laneRow) {
	g := &l.region.graph
	at := g.start[h.from]
	for g.to[at] != h.to {
		at++
	}
	sigma, share, carried := &l.sigma[h.from], &l.share[h.to], 0.0
	for set := h.by; set != 0; set &= set - 1 {
		lane := bits.TrailingZeros64(set) & (laneCount - 1)
		carried += times[lane] * (sigma[lane] * share[lane])
	}
	l.ties[at] += carried
}

// addToTies searches from a source and adds what the tie at each place of the rows
// carries of its routes.
func (s *search) addToTies(source int32, scores []float64) {
	s.measure(source)
	s.count()
	for _, i := range s.order {
		s.share[i] = 0
	}
	for at := len(s.order) - 1; at >= 0; at-- {
		i := s.order[at]
		for k := s.graph.start[i]; k < s.graph.start[i+1]; k++ {
			j := s.graph.to[k]
			if onRoute(s.distance[i], s.distance[j], s.distance[i]+s.graph.length[k]) == 1 {
				scores[k] += s.weight[source] * s.sigma[i] * s.share[j]
				s.share[i] += s.share[j]
			}
		}
		s.share[i] += s.weight[i] / s.sigma[i]
	}
}
