package protection

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// mostHolders is how many people of the case are tried as the holder of a thing, besides one
// who is not in it.
const mostHolders = 3

// work works out what the answers to a question would change.
func (a *asker) work(ctx context.Context, q *Question) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch q.Sort {
	case HiddenTie:
		return a.one(ctx, q, func() (*graph.View, error) { return a.tied(q.From, q.To) })
	case DoubtfulTie:
		return a.one(ctx, q, func() (*graph.View, error) { return a.untied(q.Tie), nil })
	case Worth:
		return a.one(ctx, q, func() (*graph.View, error) { return a.silenced(q.Source) })
	case RoleOf:
		a.conclude(q, a.admitted(q.From))
		return nil
	}
	return a.held(ctx, q)
}

// one works out the only answer that changes anything.
func (a *asker) one(ctx context.Context, q *Question, then func() (*graph.View, error)) error {
	v, err := then()
	if err != nil {
		return err
	}
	answer, err := a.answer(ctx, v, middle(q.Chance))
	if err != nil {
		return err
	}
	a.conclude(q, answer)
	return nil
}

// conclude adds an answer.
func (a *asker) conclude(q *Question, answers ...Answer) {
	for _, x := range answers {
		q.Expected += x.Chance * float64(x.changes())
		q.Shift += x.Chance * x.Shift
		if x.changes() > 0 || x.Shift >= leastShift {
			q.Answers = append(q.Answers, x)
		}
	}
}

// answer compares the list of a view with what it is now.
func (a *asker) answer(ctx context.Context, v *graph.View, chance float64) (Answer, error) {
	score, err := a.o.By.Score(ctx, v)
	if err != nil {
		return Answer{}, err
	}
	now := make([]float64, a.view.Len()+1) // the last is a newcomer's
	among := make([]bool, len(now))
	for i := range a.view.Len() {
		among[i] = a.onList(i)
	}
	among[a.view.Len()] = a.o.Newcomer
	same := v.Len() == a.view.Len()
	for i, s := range score {
		j := i
		if !same || v.ID(i) != a.view.ID(i) {
			there := false
			if j, there = a.view.Index(v.ID(i)); !there {
				if v.ID(i) != newcomer {
					continue
				}
				j = a.view.Len()
			}
		}
		now[j] = s
	}
	x := Answer{Chance: chance, Who: Newcomer}
	x.Enter, x.Leave = difference(a.found.List, firstBy(now, among, a.o.Top), a.view.Len())
	x.Shift = a.moved(now, among)
	return x, nil
}

// difference returns who is in one list alone, ascending; the number n is a newcomer.
func difference(before, after []int, n int) (enter, leave []int) {
	for _, i := range after {
		if !slices.Contains(before, i) {
			if i == n {
				i = Newcomer
			}
			enter = append(enter, i)
		}
	}
	for _, i := range before {
		if !slices.Contains(after, i) {
			leave = append(leave, i)
		}
	}
	slices.Sort(enter)
	slices.Sort(leave)
	return enter, leave
}

// moved is half the sum of what each one's share of all scores changes by.
func (a *asker) moved(now []float64, among []bool) float64 {
	before, after := shares(append(slices.Clone(a.score), 0), among), shares(now, among)
	sum := 0.0
	for i := range after {
		sum += math.Abs(after[i] - before[i])
	}
	return sum / 2
}

// admitted is what changes if somebody could be on the list.
func (a *asker) admitted(i int) Answer {
	among := slices.Clone(a.o.Among)
	among[i] = true
	x := Answer{Chance: .5, Who: Newcomer}
	x.Enter, x.Leave = difference(a.found.List, firstBy(a.score, among, a.o.Top), a.view.Len())
	if !slices.Contains(x.Enter, i) {
		return Answer{}
	}
	return x
}

// untied is the view without a tie.
func (a *asker) untied(tie int) *graph.View {
	keep := make([]bool, a.view.Size())
	for i := range keep {
		keep[i] = i != tie
	}
	return a.view.Altered(graph.Change{Keep: keep})
}

// tied is the view with a tie between two. A scorer that reads facts is given one.
func (a *asker) tied(from, to int) (*graph.View, error) {
	if !a.o.Facts {
		added := []graph.AddedTie{{From: int32(from), To: int32(to), Strength: 1}}
		if a.view.Directed() {
			added = append(added, graph.AddedTie{From: int32(to), To: int32(from), Strength: 1})
		}
		return a.view.Altered(graph.Change{Added: added}), nil
	}
	t := graph.Tie{Kind: graph.AssociatesWith, From: a.view.ID(from), To: a.view.ID(to), Records: []graph.Record{supposed}}
	if !t.Kind.Fits(a.view.Entity(from).Kind, a.view.Entity(to).Kind) {
		t.Kind = graph.LinkedTo
	}
	return a.remade(a.view.Options(), nil, []graph.Tie{t}, nil)
}

// silenced is the view without what one source alone says.
func (a *asker) silenced(source graph.SourceID) (*graph.View, error) {
	return a.remade(a.view.Options(), nil, nil, func(t *graph.Tie) bool {
		s, only := onlySource(t)
		return only && s == source
	})
}

// supposed is the record of what is tried and nobody says. It is never kept.
var supposed = graph.Record{Source: graph.ReportSource("supposed"), Grade: graph.Grade{Scheme: graph.Probability, Text: "1"}}

const newcomer = graph.EntityID("unrecorded:1")

// remade makes a view of the facts with some entities and ties besides and without others.
func (a *asker) remade(o graph.ViewOptions, entities []graph.Entity, ties []graph.Tie, without func(*graph.Tie) bool) (*graph.View, error) {
	read := a.view.Facts()
	facts := graph.Network{Sources: read.Sources}
	facts.Entities = append(slices.Clone(read.Entities), entities...)
	for i := range read.Ties {
		if without == nil || !without(&read.Ties[i]) {
			facts.Ties = append(facts.Ties, read.Ties[i])
		}
	}
	for i := range ties {
		ties[i].Normalise()
	}
	facts.Ties = append(facts.Ties, ties...)
	facts.Normalise()
	o.Filter = graph.Filter{}
	return graph.NewView(&facts, o)
}

// held works out who may hold a thing, and what that would change.
func (a *asker) held(ctx context.Context, q *Question) error {
	around, err := a.behind(q)
	if err != nil || len(q.Common) == 0 {
		return err
	}
	holders := append([]int{Newcomer}, around...)
	for _, who := range holders {
		entities, id := []graph.Entity(nil), newcomer
		if who == Newcomer {
			entities = []graph.Entity{stranger()}
		} else {
			id = a.view.ID(who)
		}
		v, err := a.remade(a.view.Options(), entities, []graph.Tie{a.holding(id, q.Thing)}, nil)
		if err != nil {
			return err
		}
		x, err := a.answer(ctx, v, 1/float64(len(holders)))
		if err != nil {
			return err
		}
		x.Who = who
		a.conclude(q, x)
	}
	return nil
}

func stranger() graph.Entity {
	return graph.Entity{ID: newcomer, Kind: graph.Person, Records: []graph.Record{supposed}}
}

// holding is a tie that says whose a thing is.
func (a *asker) holding(who, thing graph.EntityID) graph.Tie {
	kind := graph.Holds
	if e := a.view.Facts().Entity(thing); e.Kind == graph.Phone {
		kind = graph.Uses
	}
	return graph.Tie{Kind: kind, From: who, To: thing, Records: []graph.Record{supposed}}
}

// behind notes which people a thing's calls and payments lead to, and returns those people who
// have most to do with them, without being one of them.
func (a *asker) behind(q *Question) ([]int, error) {
	o := a.view.Options()
	o.Lens = graph.People
	v, err := a.remade(o, []graph.Entity{stranger()}, []graph.Tie{a.holding(newcomer, q.Thing)}, nil)
	if err != nil {
		return nil, err
	}
	at, there := v.Index(newcomer)
	if !there {
		return nil, nil
	}
	shared := map[int]float64{}
	for _, b := range v.Neighbours(at) {
		i, there := a.view.Index(v.ID(int(b)))
		if !there {
			continue
		}
		q.Common = append(q.Common, i)
		for _, c := range v.Neighbours(int(b)) {
			if j, there := a.view.Index(v.ID(int(c))); there && int(c) != at {
				shared[j] += 1 / math.Log(float64(1+len(v.Neighbours(int(b)))))
			}
		}
	}
	for _, i := range q.Common {
		delete(shared, i)
	}
	var best []int
	for i := range shared {
		if !a.never(i) {
			best = append(best, i)
		}
	}
	slices.SortFunc(best, func(i, j int) int { return cmp.Or(cmp.Compare(shared[j], shared[i]), cmp.Compare(i, j)) })
	return best[:min(mostHolders, len(best))], nil
}
