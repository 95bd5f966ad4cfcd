package protection

import (
	"cmp"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// doubtful is the lower bound of a tie's probability below which its record is in doubt: that
// of [graph.Unconfirmed].
const doubtful = .5

// shortlist returns the questions that are worked out.
func (a *asker) shortlist(likely []LikelyTie) []Question {
	all := a.hidden(likely)
	for _, s := range []struct {
		sort Sort
		find func() []Question
	}{{DoubtfulTie, a.doubts}, {Holder, a.unheld}, {RoleOf, a.roles}, {Worth, a.worths}} {
		if a.asks(s.sort) {
			all = append(all, s.find()...)
		}
	}
	return all
}

// weight is how much of all scores two have, with a little for those who have none.
func (a *asker) weight(from, to int) float64 {
	return a.share[from] + a.share[to] + 1/float64(max(1, a.view.Len()))
}

// hidden chooses half of the likely ties by their chance, half by that of a change.
func (a *asker) hidden(likely []LikelyTie) []Question {
	var all []Question
	for _, t := range likely {
		if a.may(t.From, t.To) {
			all = append(all, Question{Sort: HiddenTie, From: t.From, To: t.To, Chance: graph.Interval{Lo: t.Probability, Hi: t.Probability}, Common: t.Common, Ways: t.Ways})
		}
	}
	half := min(len(all), (a.o.Tries+1)/2)
	a.byWeight(all[half:], func(q *Question) float64 { return q.Chance.Lo * a.weight(q.From, q.To) })
	return all[:min(len(all), a.o.Tries)]
}

// byWeight sorts questions, the heaviest first.
func (a *asker) byWeight(all []Question, weight func(*Question) float64) {
	slices.SortStableFunc(all, func(p, q Question) int { return cmp.Compare(weight(&q), weight(&p)) })
}

// doubts are ties that some record grades, and none well.
func (a *asker) doubts() []Question {
	var all []Question
	for tie := range a.view.Size() {
		p := a.view.Probability(tie)
		if p.Lo >= doubtful || a.view.Certainty(tie) == graph.NotGraded {
			continue
		}
		if from, to := a.view.Ends(tie); a.may(from, to) {
			all = append(all, Question{Sort: DoubtfulTie, From: from, To: to, Tie: tie, Chance: graph.Interval{Lo: 1 - p.Hi, Hi: 1 - p.Lo}})
		}
	}
	a.byWeight(all, func(q *Question) float64 { return middle(q.Chance) * a.weight(q.From, q.To) })
	return all[:min(len(all), a.o.Tries)]
}

// holds are the ties that say whose an account or telephone is.
func holds(k graph.TieKind) bool {
	return slices.Contains([]graph.TieKind{graph.Holds, graph.Uses, graph.Owns, graph.Controls}, k)
}

// unheld are the accounts and telephones of which it is not recorded whose they are, those that
// were used most first. Each takes several answers, so that there are fewer of them.
func (a *asker) unheld() []Question {
	used, held := map[graph.EntityID]int{}, map[graph.EntityID]bool{}
	facts := a.view.Facts()
	for i := range facts.Ties {
		switch t := &facts.Ties[i]; {
		case holds(t.Kind):
			held[t.To] = true
		case t.Kind == graph.Calls || t.Kind == graph.Pays:
			used[t.From]++
			used[t.To]++
		}
	}
	var all []Question
	for i := range facts.Entities {
		e := &facts.Entities[i]
		if (e.Kind != graph.Account && e.Kind != graph.Phone) || held[e.ID] || used[e.ID] == 0 {
			continue
		}
		if a.o.Never != nil && a.o.Never(e.ID) {
			continue
		}
		all = append(all, Question{Sort: Holder, Thing: e.ID, Records: used[e.ID], Chance: graph.Interval{Lo: 0, Hi: 1}})
	}
	slices.SortStableFunc(all, func(p, q Question) int { return cmp.Compare(q.Records, p.Records) })
	return all[:min(len(all), (a.o.Tries+mostHolders)/(mostHolders+1))]
}

// roles are the people without a role who would be on the list if they had one.
func (a *asker) roles() []Question {
	var all []Question
	for i, unknown := range a.o.Unknown {
		if unknown && a.score[i] > 0 && !a.onList(i) {
			all = append(all, Question{Sort: RoleOf, From: i, Chance: graph.Interval{Lo: 0, Hi: 1}})
		}
	}
	a.byWeight(all, func(q *Question) float64 { return a.score[q.From] })
	return all[:min(len(all), a.o.Tries)]
}

// onList reports whether somebody can be on the list already.
func (a *asker) onList(i int) bool { return a.o.Among == nil || a.o.Among[i] }

// worths are the sources some of whose statements about ties carry no grade or one that says
// that it cannot be judged, and on which no more than half of the case rests: of a case
// that is one source nothing would be left to compare.
func (a *asker) worths() []Question {
	facts := a.view.Facts()
	alone, unjudged := map[graph.SourceID]int{}, map[graph.SourceID]bool{}
	for i := range facts.Ties {
		t := &facts.Ties[i]
		if source, only := onlySource(t); only {
			alone[source]++
		}
		for k := range t.Records {
			if r := &t.Records[k]; r.Grade.Interval() == (graph.Interval{Lo: 0, Hi: 1}) {
				unjudged[r.Source] = true
			}
		}
	}
	var all []Question
	for _, s := range facts.Sources {
		if n := alone[s.ID]; unjudged[s.ID] && n > 0 && n <= len(facts.Ties)/2 {
			all = append(all, Question{Sort: Worth, Source: s.ID, Records: n, Chance: graph.Interval{Lo: 0, Hi: 1}})
		}
	}
	slices.SortStableFunc(all, func(p, q Question) int { return cmp.Compare(q.Records, p.Records) })
	return all[:min(len(all), a.o.Tries)]
}

// onlySource returns the one source that speaks of a tie, false where several do.
func onlySource(t *graph.Tie) (graph.SourceID, bool) {
	source := t.Records[0].Source
	return source, !slices.ContainsFunc(t.Records[1:], func(r graph.Record) bool { return r.Source != source })
}

// firstBy returns who has a rank of at most k among some, shared ranks included, the first first.
func firstBy(score []float64, among []bool, k int) []int {
	var order []int
	for i, s := range score {
		if s > 0 && (among == nil || among[i]) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(score[j], score[i]) })
	n := min(k, len(order))
	for n > 0 && n < len(order) && score[order[n-1]]-score[order[n]] <= sameScore*score[order[n-1]] {
		n++
	}
	return order[:n]
}

// sameScore is how near two scores, relative to the larger, count as equal.
const sameScore = 1e-9

// shares returns each one's share of all scores; among nil: of everybody's.
func shares(score []float64, among []bool) []float64 {
	sum := 0.0
	part := make([]float64, len(score))
	for i, s := range score {
		if s > 0 && !math.IsInf(s, 0) && (among == nil || among[i]) {
			part[i] = s
			sum += s
		}
	}
	for i := range part {
		if sum > 0 {
			part[i] /= sum
		}
	}
	return part
}
