package protection

import (
	"cmp"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// Favourable is the outcome that a benefit may be followed by.
const Favourable = "favourable"

// A Decision is an event in which an official took part as decider.
type Decision struct {
	Event     graph.EntityID
	Decider   graph.EntityID
	Concerned []graph.EntityID // whom or what it was about
	Form      string           // what was decided about; "" where no record says
	Outcome   string           // for those concerned; "" where no record says
	When      graph.Date
	Ties      []*graph.Tie // the decider's, then those of whom it concerns

	decider   int32
	concerned []int32
}

// decisions returns every decision of the case, an entry for each decider, in the order of
// deciders, then of time. An event that nobody decided is none.
func (f *file) decisions() []Decision {
	var all []Decision
	for i := range f.Len() {
		if f.kind(int32(i)) == graph.Event {
			all = append(all, f.decisionsOf(int32(i))...)
		}
	}
	slices.SortStableFunc(all, func(a, b Decision) int {
		return cmp.Or(cmp.Compare(a.decider, b.decider), cmp.Compare(a.When.Earliest, b.When.Earliest))
	})
	return all
}

func (f *file) decisionsOf(event int32) []Decision {
	var deciders, concerned []fact
	for _, k := range f.of(event) {
		t := f.ties[k]
		if t.Kind != graph.InvolvedIn {
			continue
		}
		if hasRole(t.Tie, graph.Decider) {
			deciders = append(deciders, t)
		}
		if hasRole(t.Tie, graph.Concerned) {
			concerned = append(concerned, t)
		}
	}
	var all []Decision
	for _, t := range deciders {
		d := Decision{Event: f.id(event), Decider: t.From, decider: t.from, When: t.When(), Ties: []*graph.Tie{t.Tie}}
		d.Form, d.Outcome = t.Value(graph.PropForm).Text, t.Value(graph.PropOutcome).Text
		for _, c := range concerned {
			d.Concerned = append(d.Concerned, c.From)
			d.Ties = append(d.Ties, c.Tie)
			d.concerned = append(d.concerned, c.from)
		}
		all = append(all, d)
	}
	return all
}

func hasRole(t *graph.Tie, role graph.Role) bool {
	return slices.ContainsFunc(t.Records, func(r graph.Record) bool {
		return slices.Contains(graph.ParseRoles(r.Get(graph.PropRole)), role)
	})
}
