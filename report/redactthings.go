package report

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// ownable are the things that are hidden with whoever owns them where nobody else does.
var ownable = graph.Kinds(graph.Company, graph.Vehicle, graph.Property)

// owns are the kinds of ties that make somebody one of those whose a thing is.
var owns = []graph.TieKind{graph.Owns, graph.Controls, graph.Directs}

// hideOwned hides companies that are named for a hidden person, and what only hidden people are
// recorded to own, control or direct, through any number of companies and at any time. A company
// without a recorded owner is nobody's, and what it owns is not hidden.
func (r *Redactor) hideOwned(whole *graph.Network) {
	owned, has := map[graph.EntityID][]graph.EntityID{}, map[graph.EntityID]bool{}
	for i := range whole.Ties {
		t := &whole.Ties[i]
		if slices.Contains(owns, t.Kind) && t.From != t.To && ownable.Has(whole.Entity(t.To).Kind) {
			owned[t.From], has[t.To] = append(owned[t.From], t.To), true
		}
	}
	var hidden, open []graph.EntityID
	named := map[graph.EntityID]bool{}
	for i := range whole.Entities {
		e := &whole.Entities[i]
		switch named[e.ID] = r.hidden[e.ID] || e.Kind == graph.Company && r.Names(e.Name()); {
		case named[e.ID]:
			hidden = append(hidden, e.ID)
		case !has[e.ID]:
			open = append(open, e.ID)
		}
	}
	theirs, others := reached(owned, hidden, nil), reached(owned, open, named)
	for i := range whole.Entities {
		if e := &whole.Entities[i]; !r.hidden[e.ID] && (named[e.ID] || theirs[e.ID] && !others[e.ID]) {
			r.hide(e)
		}
	}
}

// reached returns what some own through any number of things, and not by way of those left out.
func reached(owned map[graph.EntityID][]graph.EntityID, from []graph.EntityID, not map[graph.EntityID]bool) map[graph.EntityID]bool {
	seen := map[graph.EntityID]bool{}
	for next := slices.Clone(from); len(next) > 0; {
		id := next[len(next)-1]
		next = next[:len(next)-1]
		for _, thing := range owned[id] {
			if !seen[thing] && !not[thing] {
				seen[thing] = true
				next = append(next, thing)
			}
		}
	}
	return seen
}

// hideHeld hides what a hidden person or company holds or uses, and accounts that they own, alone
// or with others.
func (r *Redactor) hideHeld(whole *graph.Network) {
	var held []*graph.Entity
	for i := range whole.Ties {
		t := &whole.Ties[i]
		to := whole.Entity(t.To)
		if r.hidden[t.From] && (t.Kind == graph.Holds || t.Kind == graph.Uses || to.Kind == graph.Account && slices.Contains(owns, t.Kind)) {
			held = append(held, to)
		}
	}
	for _, e := range held {
		r.hide(e)
	}
}

// hideThings hides what has a tie to a hidden person, whatever the tie, and what a hidden
// thing holds in turn: the account of a witness's company. Gangs and public bodies are of
// many, and hang on nobody.
func (r *Redactor) hideThings(whole *graph.Network) {
	held := map[graph.EntityID][]*graph.Entity{}
	var next []*graph.Entity
	for i := range whole.Ties {
		t := &whole.Ties[i]
		from, to := whole.Entity(t.From), whole.Entity(t.To)
		switch {
		case r.hidden[t.From]:
			next = append(next, to)
		case r.hidden[t.To]:
			next = append(next, from)
		case t.Kind.Rule().State:
			held[t.From] = append(held[t.From], to)
		}
	}
	for len(next) > 0 {
		e := next[0]
		next = next[1:]
		if hangs.Has(e.Kind) && !r.hidden[e.ID] {
			r.hide(e)
			next = append(next, held[e.ID]...)
		}
	}
}

var hangs = graph.Kinds(graph.Company, graph.Account, graph.Phone, graph.Vehicle, graph.Property, graph.Place, graph.Event, graph.Proceeding)
