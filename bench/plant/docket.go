package main

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// docket adds what officials decide, each as often in favour as is their habit, and honest
// payments to some of them from those about whom they decide.
func (t *town) docket() {
	for i := range t.bodies {
		for range 12 {
			t.bodies[i].about = append(t.bodies[i].about, pick(t, t.companies).id)
		}
		for range 4 {
			t.bodies[i].about = append(t.bodies[i].about, pick(t, t.civilians), pick(t, t.members))
		}
		for range 3 {
			t.bodies[i].about = append(t.bodies[i].about, pick(t, t.fronts).id)
		}
	}
	for i := range t.officials {
		o := &t.officials[i]
		for range t.between(16, 36) {
			about := pick(t, t.bodies[o.body].about)
			t.decide(o, about, t.often(o.rate), t.IntN(days))
		}
		switch k := t.IntN(10); {
		case slices.Contains(t.planned, i):
		case k < 2:
			t.honest(o, "rent", 24)
		case k < 4:
			t.honest(o, "sold something", t.between(1, 2))
		}
	}
}

// decide adds a decision. Of one in twenty the month is all that is known, of one in fifty the
// outcome is neither.
func (t *town) decide(o *official, about id, favourable bool, day int) id {
	outcome := "unfavourable"
	if favourable {
		outcome = "favourable"
	}
	return t.decided(o, about, outcome, day, t.often(.05), t.often(.02))
}

func (t *town) decided(o *official, about id, outcome string, day int, vague, neither bool) id {
	at := date(day)
	if vague {
		at = at[:len("2023-01")]
	}
	if neither {
		outcome = "other"
	}
	event := t.entity(graph.Event, "d", "court")
	t.tie(graph.InvolvedIn, o.id, event, "court", graph.PropRole, "decider", graph.PropForm, t.bodies[o.body].form, graph.PropOutcome, outcome, graph.PropAt, at)
	if about != o.id {
		t.tie(graph.InvolvedIn, about, event, "court", graph.PropRole, "concerned")
	}
	return event
}

// honest adds payments to an official by a company about which the official decides as about
// anybody: monthly rent, or the price of something sold.
func (t *town) honest(o *official, why string, payments int) {
	payer := pick(t, t.companies).id
	cents, start := 5000*t.between(8, 26), t.IntN(30)
	for k := range payments {
		day := start + 30*k
		if why != "rent" {
			day, cents = t.IntN(days), t.between(100000, 1500000)
		}
		if day < days {
			t.pay(payer, o.id, cents, t.during(day))
		}
	}
	for range t.between(2, 6) {
		t.decide(o, payer, t.often(o.rate), t.IntN(days))
	}
	t.truth.Honest = append(t.truth.Honest, Honest{o.id, payer, o.rate, why})
}

// fees lets a company pay one in five of the other officials a fee some days before each decision about it, which is as favourable as is
// the official's habit: soon after a payment, and no favour.
func (t *town) fees() {
	for i := range t.officials {
		o := &t.officials[i]
		if i%5 != 0 || slices.Contains(t.planned, i) || slices.ContainsFunc(t.truth.Honest, func(h Honest) bool { return h.Official == o.id }) {
			continue
		}
		payer := pick(t, t.companies).id
		cents := 100 * t.between(30, 200)
		for range t.between(6, 12) {
			day := t.IntN(days - 10)
			t.pay(payer, o.id, cents, t.during(day))
			t.decide(o, payer, t.often(o.rate), day+t.between(2, 9))
		}
		t.truth.Honest = append(t.truth.Honest, Honest{o.id, payer, o.rate, "fee"})
	}
}
