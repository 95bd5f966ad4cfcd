package main

import (
	"fmt"
	"slices"
	"strings"
)

// A decision is what an official decided about a company.
type decision struct {
	id, name, by, about, form string
	favourable                bool
	on                        string
}

// docket is what an official decided about companies of ordinary life, from the registers
// of the offices: so many, of which so many were granted.
var docket = []struct {
	by, form, what string
	all, granted   int
	about          []string
}{
	{"marchent", "licence", "Licence", 30, 7, []string{"market", "bakery", "fuel", "trams", "yard", "compass", "corvinship", "icehouse"}},
	{"bogdane", "licence", "Licence", 24, 7, []string{"market", "homes", "power", "telecom", "insurer", "yard"}},
	{"castellin", "release", "Release of a container", 48, 46, []string{"icehouse", "stevedores", "market", "fuel", "corvinship", "icehouse"}},
	{"wrenlow", "release", "Release of a container", 24, 21, []string{"stevedores", "market", "yard", "corvinship"}},
}

// decisions returns every decision, in the order of identifiers.
func decisions() []decision {
	all := slices.Clone(favours)
	r := chance(4)
	for _, d := range docket {
		granted := r.Perm(d.all)
		for k := range d.all {
			all = append(all, decision{
				id: fmt.Sprintf("%s-%02d", d.by, k+1), name: fmt.Sprintf("%s %s/%d", d.what, strings.ToUpper(d.by[:2]), k+1),
				by: d.by, about: d.about[r.IntN(len(d.about))], form: d.form, favourable: granted[k] < d.granted, on: iso(between(r, start, end)),
			})
		}
	}
	return all
}

// decided lists who decided what about whom.
func decided() []byte {
	t := newTable(',', "from,to,kind,role,form,outcome,date,known_on")
	for _, d := range decisions() {
		outcome := "unfavourable"
		if d.favourable {
			outcome = "favourable"
		}
		t.row(d.by, d.id, "involved-in", "decider", d.form, outcome, d.on, d.on)
		t.row(d.about, d.id, "involved-in", "concerned", "", "", d.on, d.on)
	}
	return t.bytes()
}
