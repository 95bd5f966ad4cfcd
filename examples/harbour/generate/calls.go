package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// A call is a row of the operator's records.
type call struct {
	from, to string
	at       time.Time
	seconds  int
}

// calls is what the telephone operator disclosed.
func calls() []byte {
	r := chance(2)
	var all []call
	add := func(a, b string, n int) {
		first, last := later(joined(a), joined(b)), earlier(gone(a), gone(b))
		for range n {
			from, to := phone(a), phone(b)
			if r.IntN(2) == 0 {
				from, to = to, from
			}
			at := between(r, first, last).Add(time.Duration(7*3600+r.IntN(16*3600)) * time.Second)
			all = append(all, call{from, to, at, 8 + r.IntN(70)*r.IntN(9)})
		}
	}
	for _, c := range circles {
		for _, other := range c.others {
			add(c.of, other, c.calls+r.IntN(5)-2)
		}
	}
	for _, h := range households {
		for _, pair := range [][2]int{{0, 1}, {0, 2}, {0, 3}, {1, 2}} {
			add(member(h.id, pair[0]), member(h.id, pair[1]), 12+r.IntN(7))
		}
	}
	slices.SortFunc(all, func(a, b call) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	t := newTable(',', "id,from,to,kind,date,seconds,known_on")
	for i, c := range all {
		t.row(fmt.Sprintf("C%05d", i+1), c.from, c.to, "calls", c.at.Format(time.RFC3339), strconv.Itoa(c.seconds), handed(c.at))
	}
	return t.bytes()
}

// phone returns a person's telephone number.
func phone(id string) string {
	i := slices.IndexFunc(everybody(), func(p person) bool { return p.id == id })
	if i < 0 {
		panic("nobody is called " + id) // the tables of this program are wrong
	}
	return phoneOf(i)
}
