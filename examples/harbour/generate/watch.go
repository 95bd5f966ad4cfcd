package main

import "time"

// noticed returns when a member came to be noticed: a while after joining.
func noticed(p person) time.Time { return day(p.joined).AddDate(0, 1, 9+len(p.id)) }

// surveillance is the log of the observation team: who belongs where, who met whom,
// who was present, who drove what. What the team saw itself is graded higher.
func surveillance() []byte {
	r := chance(1)
	t := newTable(',', "from,to,kind,role,date,from_date,to_date,known_on,grade")
	for _, m := range members {
		known := ""
		if m.group == "lanterns" {
			known = iso(noticed(m))
		}
		grade := "B2"
		if m.role == "boss" || m.role == "leader" {
			grade = "B1"
		}
		t.row(m.id, m.group, "member-of", m.role, "", m.joined, m.left, known, grade)
	}
	t.row("anchor", "quay", "rival-of", "", "", "2022", "", "", "B3")
	for _, c := range circles {
		for _, other := range c.others {
			for range sightings(c.of, other, r.IntN(3)) {
				on := between(r, later(joined(c.of), joined(other)), earlier(gone(c.of), gone(other)))
				t.row(c.of, other, "meets", "", iso(on), "", "", iso(on.AddDate(0, 0, 1+r.IntN(6))), []string{"B2", "B2", "B1", "B3"}[r.IntN(4)])
			}
		}
	}
	for _, g := range gatherings {
		for _, id := range g.present {
			t.row(id, g.id, "involved-in", "", g.on, "", "", g.on, "B1")
		}
	}
	for _, v := range vehicles {
		t.row(v.user, v.id, "uses", "", v.seen, "", "", v.seen, "B2")
	}
	for _, s := range sharedPhones {
		t.row(s.other, phone(s.owner), "uses", "", s.seen, "", "", s.seen, "B2")
	}
	return t.bytes()
}

// sightings returns how often two people were seen together: only members and the
// two who move among them were followed.
func sightings(a, b string, some int) int {
	switch {
	case a == "vask":
		return 3 + some
	case a == "wray":
		return 1 + some
	case isMember(a) && isMember(b):
		return some
	}
	return 0
}

func isMember(id string) bool {
	for _, m := range members {
		if m.id == id {
			return true
		}
	}
	return false
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// informant is what the informant's handler wrote down, report by report.
func informant() []byte {
	t := newTable(',', "source,known_on,from,to,kind,grade,role,means,form,status")
	for _, h := range heard {
		t.row(h.report, h.on, h.from, h.to, h.kind, h.grade, h.role, h.means, h.form, h.status)
	}
	return t.bytes()
}

// informantPeople is what the informant said about people themselves. The birth
// date of Ruben Volkhart is not the register's, and "suspect" is the informant's
// own word for the barber: no proceeding knows him.
func informantPeople() []byte {
	t := newTable(',', "source,known_on,id,kind,name,aliases,born,role,grade")
	t.row("K-01", "2023-03-14", "volkhart", "person", "Ruben Volkhart", "Rube", "1981", "", "C3")
	t.row("K-05", "2023-12-01", "thorne", "person", "Lucan Thornequist", "the Barber", "", "suspect", "D4")
	return t.bytes()
}
