package main

import (
	"fmt"
	"slices"
)

// entities lists everybody and everything of the case, as registers have them.
func entities() []byte {
	t := newTable(',', "id,kind,name,aliases,born,minor,class,status,custody,custody_from,handling,known_on")
	for _, g := range gangs {
		t.row(g.id, "gang", g.name, "", "", "", g.class, "active", "", "", "", g.known)
	}
	for _, b := range bodies {
		t.row(b.id, "public-body", b.name)
	}
	for _, p := range everybody() {
		minor, handling, known := "", "", ""
		switch {
		case p.id == "nico":
			minor = "yes"
		case p.id == "nadine":
			handling = "source protection: do not name outside the unit"
		}
		if p.group == "lanterns" {
			known = iso(noticed(p))
		}
		t.row(p.id, "person", p.name, p.alias, p.born, minor, "", "", p.custody, p.since, handling, known)
	}
	for _, f := range fronts {
		t.row(f.id, "company", f.name)
	}
	for _, e := range employers {
		t.row(e.id, "company", e.name)
	}
	for _, p := range proceedings {
		t.row(p.id, "proceeding", p.name, "", "", "", "", "", "", "", "", p.opened)
	}
	for _, g := range gatherings {
		t.row(g.id, "event", g.name, "", "", "", "", "", "", "", "", g.on)
	}
	for _, d := range decisions() {
		t.row(d.id, "event", d.name, "", "", "", "", "", "", "", "", d.on)
	}
	for _, v := range vehicles {
		t.row(v.id, "vehicle", v.name)
	}
	for _, a := range accounts() {
		t.row(a.id, "account", a.id+" "+nameOf(a.holder), "", "", "", "", "", "", "", "", iso(firstHand))
	}
	for i, p := range everybody() {
		t.row(phoneOf(i), "phone", phoneOf(i), "", "", "", "", "", "", "", "", handed(joined(p.id)))
	}
	return t.bytes()
}

// registers lists kinship, offices, companies, accounts and telephones.
func registers() []byte {
	t := newTable(',', "from,to,kind,title,share,date,from_date,to_date,known_on")
	for _, pair := range families {
		t.row(pair[0], pair[1], "kin-of")
	}
	for _, h := range households {
		for i := range h.first {
			for j := i + 1; j < len(h.first); j++ {
				t.row(member(h.id, i), member(h.id, j), "kin-of")
			}
		}
	}
	for _, o := range officials {
		t.row(o.id, o.group, "holds-office", o.role, "", "", o.joined, o.left)
	}
	for _, f := range fronts {
		t.row(f.director, f.id, "directs")
		share := "100"
		if f.owner != f.director {
			share = "80"
		}
		t.row(f.owner, f.id, "owns", "", share)
	}
	for _, a := range accounts() {
		if a.holder != "" {
			t.row(a.holder, a.id, "holds", "", "", "", "", "", iso(firstHand))
		}
	}
	for i, p := range everybody() {
		t.row(p.id, phoneOf(i), "uses", "subscriber", "", "", "", "", handed(joined(p.id)))
	}
	return t.bytes()
}

// court lists who is what in which proceeding.
func court() []byte {
	t := newTable(',', "from,to,kind,role,means,form,status,date,known_on")
	for _, p := range proceedings {
		for _, part := range []struct {
			role   string
			people []string
		}{{"convicted", p.convicted}, {"suspect", p.suspects}, {"victim", p.victims}, {"witness", p.witnesses}, {"informant", p.informants}} {
			for _, id := range part.people {
				known := iso(later(day(p.opened), joined(id)))
				t.row(id, p.id, "involved-in", part.role, "", "", "", "", known)
			}
		}
	}
	t.row("vask", "anchor", "protects", "", "bribe", "tip-off", "charged", "", "2024-07-15")
	return t.bytes()
}

// nameOf returns the name of somebody or something that holds an account.
func nameOf(holder string) string {
	if holder == "" {
		return "Cash desk"
	}
	for _, p := range everybody() {
		if p.id == holder {
			return p.name
		}
	}
	for _, f := range fronts {
		if f.id == holder {
			return f.name
		}
	}
	for _, n := range slices.Concat(employers, bodies) {
		if n.id == holder {
			return n.name
		}
	}
	panic("nobody is called " + holder) // the tables of this program are wrong
}

func member(household string, i int) string { return household + string(rune('a'+i)) }

// phoneOf returns the number of the i-th of everybody. No country has the code 999.
func phoneOf(i int) string { return fmt.Sprintf("+999 55 %04d", 100+i*7) }
