package protection

import (
	"cmp"
	"math"
	"slices"
)

// A FormTally is what was counted of one form of decision, and tested.
type FormTally struct {
	Form     string
	Followed Rate // favourable among decisions about the giver that surely followed a benefit
	Others   Rate // among the official's others: about anybody else, whenever, and about the giver where they followed none
	Same     Rate // among those of colleagues about the giver
	Peers    Rate // among all of colleagues
	Compared Rate // what those that followed are compared with: Others and Same, or where these are few Others and Peers
	Within   int  // days of the window that tells most, of those tried
	Soon     Rate // of Followed, within it
	P        float64

	soon  []Rate  // of Followed, by the smallest window that they surely fall into
	least float64 // that P could have been, whatever the outcomes
}

// test counts what followed a benefit, and tests it, each form of decision by itself.
func (s *umbrellaSearch) test(of [2]int, peers [][2]int, m matter) Umbrella {
	u := Umbrella{For: s.id(m.whom), Benefits: m.benefits}
	for _, form := range s.formsOf(m) {
		t := s.tally(&u, of, m, form)
		s.colleagues(&t, peers, m)
		t.test(s.windows())
		u.Forms = append(u.Forms, t)
	}
	slices.SortStableFunc(u.Followed, func(a, b Followed) int { return cmp.Compare(a.When.Earliest, b.When.Earliest) })
	u.join()
	u.Voices = s.voices(&u)
	return u
}

// formsOf lists the forms in which a decision about a party followed a benefit, or may have.
func (s *umbrellaSearch) formsOf(m matter) (forms []string) {
	for _, k := range m.decisions {
		if surely, perhaps := gapOf(&s.known[k], m.benefits).within(s.window); surely || perhaps {
			forms = append(forms, s.known[k].Form)
		}
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// tally counts the official's decisions of one form.
func (s *umbrellaSearch) tally(u *Umbrella, of [2]int, m matter, form string) FormTally {
	windows := s.windows()
	t := FormTally{Form: form, soon: make([]Rate, len(windows))}
	for k := of[0]; k < of[1]; k++ {
		d := &s.known[k]
		if d.Form != form {
			continue
		}
		g, at := gapOf(d, m.benefits), len(windows)
		if _, about := slices.BinarySearch(m.decisions, k); about {
			at = g.among(windows)
		}
		switch favourable := d.Outcome == Favourable; at {
		case len(windows):
			t.Others.add(favourable)
		case -1:
			u.Maybe++
		default:
			u.Followed = append(u.Followed, Followed{*d, g.after, between(m.benefits[g.after].When, d.When), s.leads(d, m.whom)})
			t.soon[at].add(favourable)
			t.Followed.add(favourable)
		}
	}
	return t
}

// colleagues counts the decisions of colleagues of the form.
func (s *umbrellaSearch) colleagues(t *FormTally, peers [][2]int, m matter) {
	for _, p := range peers {
		for k := p[0]; k < p[1]; k++ {
			d := &s.known[k]
			if d.Form != t.Form {
				continue
			}
			t.Peers.add(d.Outcome == Favourable)
			if s.concerns(d, m.whom) {
				t.Same.add(d.Outcome == Favourable)
			}
		}
	}
}

func (r *Rate) add(counts bool) {
	r.Of++
	if counts {
		r.Count++
	}
}

func (r Rate) plus(o Rate) Rate { return Rate{r.Count + o.Count, r.Of + o.Of} }

// fewOthers is how many decisions a rate needs to be compared with: fewer are no habit.
const fewOthers = 5

// test tests whether decisions that followed were favourable more often than those they are compared with, within the window where
// they most were. P is the chance of a window so telling among all.
func (t *FormTally) test(windows []int64) {
	if t.Compared = t.Others.plus(t.Same); t.Compared.Of < fewOthers {
		t.Compared = t.Others.plus(t.Peers)
	}
	var favourable, not []int
	for _, r := range append(slices.Clone(t.soon), t.Compared) {
		favourable, not = append(favourable, r.Count), append(not, r.Of-r.Count)
	}
	n := newNested(favourable, not)
	at, telling := n.mostTelling()
	t.Within, t.P, t.least = int(windows[at]/day), n.chance(telling), n.chance(n.leastOne())
	for _, r := range t.soon[:at+1] {
		t.Soon = t.Soon.plus(r)
	}
}

// join adds up the forms, and joins their chances by Fisher's method: they are of different decisions. A form that could
// not have told anything is left out.
//
// Source: R. A. Fisher, "Statistical methods for research workers" (4th ed. 1932), section 21.1.
func (u *Umbrella) join() {
	var p, least []float64
	best := 1.
	for k := range u.Forms {
		t := &u.Forms[k]
		u.Own[0], u.Own[1] = u.Own[0].plus(t.Followed), u.Own[1].plus(t.Others)
		u.Peers = u.Peers.plus(t.Peers)
		if k == 0 || t.P < best {
			best, u.Within, u.Soon = t.P, t.Within, t.Soon
		}
		if t.least < 1-1e-9 {
			p, least = append(p, t.P), append(least, t.least)
		}
	}
	u.P, u.least = product(p), product(least)
}

// product returns the chance that even chances have a product of at most that of some; 1 of none.
func product(chances []float64) float64 {
	switch {
	case len(chances) == 0:
		return 1
	case slices.Contains(chances, 0):
		return 0
	}
	log := 0.
	for _, p := range chances {
		log -= math.Log(p)
	}
	sum, term := 0., 1.
	for k := range chances {
		sum += term
		term *= log / float64(k+1)
	}
	return min(1, sum*math.Exp(-log))
}
