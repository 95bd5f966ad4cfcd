package certainty

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"gonum.org/v1/gonum/stat/combin"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// The search considers and tries at most so many losses: beyond it a set is the best
// found.
const (
	mostCandidates = 1000
	mostSets       = 2000 // of growing size, as long as all of a size can be tried
	mostAtATime    = 40   // in pairs, or besides others, where they cannot: of all, those that hurt most alone
)

// A search tries losses.
type search struct {
	ctx     context.Context
	measure central.Measure
	options central.Options
	view    *graph.View
	id      graph.EntityID
	top     int
	tell    func(done, of int)
}

// An outcome is what a loss leaves of the entity.
type outcome struct {
	rank       int // 0: it is not in the view any more
	score      float64
	precedence float64 // the less, the more the loss hurts
	first      bool    // it still is among the first; with no score it is not, though all may share a rank
}

// without takes the measure without what is lost.
func (s *search) without(lost ...Lost) (outcome, error) {
	if err := s.ctx.Err(); err != nil {
		return outcome{}, err
	}
	v := s.view
	if len(lost) > 0 {
		left, err := graph.NewView(factsWithout(v.Facts(), lost), v.Options())
		if errors.Is(err, graph.ErrUnknownEntity) {
			return outcome{}, nil // the view was around one that is gone
		}
		if err != nil {
			return outcome{}, err
		}
		v = left
	}
	i, there := v.Index(s.id)
	if !there {
		return outcome{}, nil
	}
	scores, err := central.Compute(s.ctx, s.measure, v, s.options)
	if err != nil {
		return outcome{}, err
	}
	o := outcome{rank: scores.Ranks()[i], score: scores.Values[i], precedence: scores.Precedence(i)}
	o.first = o.rank <= s.top && scores.Scored(i)
	return o, nil
}

// factsWithout returns facts without what is lost. Entities and ties of which no record
// is left are dropped when a view is made of them.
func factsWithout(facts *graph.Network, lost []Lost) *graph.Network {
	sources, records := map[graph.SourceID]bool{}, map[*graph.Tie][]int{}
	for _, l := range lost {
		if l.Tie == nil {
			sources[l.Source] = true
		} else {
			records[l.Tie] = append(records[l.Tie], l.Record)
		}
	}
	left := func(given []graph.Record, lost []int) []graph.Record {
		if len(lost) == 0 && !slices.ContainsFunc(given, func(r graph.Record) bool { return sources[r.Source] }) {
			return given
		}
		var kept []graph.Record
		for i := range given {
			if !sources[given[i].Source] && !slices.Contains(lost, i) {
				kept = append(kept, given[i])
			}
		}
		return kept
	}
	n := &graph.Network{Sources: facts.Sources, Entities: slices.Clone(facts.Entities), Ties: slices.Clone(facts.Ties)}
	if len(sources) > 0 {
		for i := range n.Entities {
			n.Entities[i].Records = left(n.Entities[i].Records, nil)
		}
	}
	for i := range n.Ties {
		n.Ties[i].Records = left(n.Ties[i].Records, records[&facts.Ties[i]])
	}
	return n
}

// smallest looks for the smallest set of candidates whose loss drops the entity. Groups
// are those that hurt little unless they are lost together.
func (s *search) smallest(groups [][]Lost) (Loss, error) {
	candidates := union(groups)
	all := len(candidates) <= mostCandidates
	candidates = candidates[:min(len(candidates), mostCandidates)]
	loss := Loss{Of: len(candidates), AtLeast: 1}
	left := make(map[Lost]float64, len(candidates)) // precedence without it
	for at, c := range candidates {
		s.tell(at, len(candidates))
		o, err := s.without(c)
		if err != nil {
			return Loss{}, err
		}
		left[c] = o.precedence
		if !o.first {
			loss.Singles = append(loss.Singles, c)
			if len(loss.Set) == 0 {
				loss.Set, loss.Rank, loss.Score = []Lost{c}, o.rank, o.score
			}
		}
	}
	if len(loss.Singles) > 0 || len(candidates) == 0 {
		return loss, nil
	}
	if all {
		loss.AtLeast = 2
	}
	slices.SortStableFunc(candidates, func(a, b Lost) int { return cmp.Compare(left[a], left[b]) })
	if err := s.several(groups, candidates, &loss); err != nil || len(loss.Set) == 0 {
		return loss, err
	}
	o, err := s.without(loss.Set...)
	loss.Rank, loss.Score = o.rank, o.score
	return loss, err
}

// several looks for a set of more than one, given the candidates in the order of what
// they do alone: by groups, then through all sets that are smaller, and where these are
// too many in pairs and one by one.
func (s *search) several(groups [][]Lost, candidates []Lost, loss *Loss) (err error) {
	if loss.Set, err = s.greedy(groups, candidates); err != nil || len(loss.Set) <= 2 {
		return err
	}
	if done, err := s.allSmaller(candidates, loss); err != nil || done {
		return err
	}
	worst := candidates[:min(len(candidates), mostAtATime)]
	if loss.AtLeast <= 2 {
		pair, err := s.firstOf(worst, 2)
		if err != nil || len(pair) > 0 {
			loss.Set = pair
			return err
		}
	}
	singles := make([][]Lost, len(worst))
	for i, c := range worst {
		singles[i] = []Lost{c}
	}
	set, err := s.greedy(singles, candidates)
	if len(set) > 0 && len(set) < len(loss.Set) {
		loss.Set = set
	}
	return err
}

// allSmaller tries all sets of two candidates, of three and so on up to the size of the
// one found, and reports whether it found the smallest. It ends before a size of which
// there are too many to try.
func (s *search) allSmaller(candidates []Lost, loss *Loss) (done bool, err error) {
	tried := 0
	for size := 2; size < len(loss.Set); size++ {
		if tried += combin.Binomial(len(candidates), size); tried > mostSets || loss.AtLeast < size {
			return false, nil
		}
		set, err := s.firstOf(candidates, size)
		if err != nil {
			return false, err
		}
		if len(set) > 0 {
			loss.Set = set
			return true, nil
		}
		loss.AtLeast = size + 1
	}
	return true, nil
}

// greedy adds the group that hurts most until the entity is dropped, and then puts back
// what is not needed, what hurts least alone first; order is of what they do alone. It returns nothing where losing all
// does not drop it.
func (s *search) greedy(groups [][]Lost, order []Lost) (set []Lost, err error) {
	now, err := s.without(union(groups)...)
	if err != nil || now.first {
		return nil, err
	}
	left := slices.Clone(groups)
	var taken [][]Lost
	for now.first = true; now.first; {
		s.tell(len(taken), len(groups))
		at, err := s.worst(taken, left)
		if err != nil {
			return nil, err
		}
		taken = append(taken, left[at])
		left = slices.Delete(left, at, at+1)
		if now, err = s.without(union(taken)...); err != nil {
			return nil, err
		}
	}
	set = union(taken)
	slices.SortStableFunc(set, func(a, b Lost) int { return cmp.Compare(slices.Index(order, a), slices.Index(order, b)) })
	for i := len(set) - 1; i >= 0; i-- {
		fewer := slices.Delete(slices.Clone(set), i, i+1)
		o, err := s.without(fewer...)
		if err != nil {
			return nil, err
		}
		if !o.first {
			set = fewer
		}
	}
	return set, nil
}

// worst returns which of the groups left hurts most when it is lost besides those taken.
func (s *search) worst(taken, left [][]Lost) (at int, err error) {
	lowest := 0.
	for i, group := range left {
		o, err := s.without(union(append(slices.Clip(taken), group))...)
		if err != nil {
			return 0, err
		}
		if !o.first {
			return i, nil
		}
		if i == 0 || o.precedence < lowest {
			lowest, at = o.precedence, i
		}
	}
	return at, nil
}

// union returns what is in any group, once, in order.
func union(groups [][]Lost) []Lost {
	var all []Lost
	seen := map[Lost]bool{}
	for _, l := range slices.Concat(groups...) {
		if !seen[l] {
			seen[l] = true
			all = append(all, l)
		}
	}
	return all
}

// firstOf returns the first set of a size whose loss drops the entity, nothing where none
// does.
func (s *search) firstOf(candidates []Lost, size int) ([]Lost, error) {
	of := combin.Binomial(len(candidates), size)
	sets := combin.NewCombinationGenerator(len(candidates), size)
	set, places := make([]Lost, size), make([]int, size)
	for at := 0; sets.Next(); at++ {
		s.tell(at, of)
		for k, i := range sets.Combination(places) {
			set[k] = candidates[i]
		}
		if o, err := s.without(set...); err != nil || !o.first {
			return set, err
		}
	}
	return nil, nil
}
