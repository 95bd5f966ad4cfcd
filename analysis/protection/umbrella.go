package protection

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// DefaultWindow is how many days after a benefit a decision counts as following it.
const DefaultWindow = 90

// DefaultLevel is the share of false findings that is taken into the bargain.
const DefaultLevel = .05

// UmbrellaOptions say what counts as following a benefit. The zero value is the default.
type UmbrellaOptions struct {
	Window int     // days; 0: DefaultWindow
	Level  float64 // of P, above which no pair counts as able to tell anything; 0: DefaultLevel

	// Of whom nothing is to be said; nil: nobody. Pairs with one of them are left out and counted, and such
	// officials are nobody's colleagues, so that no figure of another tells theirs.
	Never func(graph.EntityID) bool
}

func (o *UmbrellaOptions) never(id graph.EntityID) bool { return o.Never != nil && o.Never(id) }

// An Umbrella is an official who took decisions in favour of somebody after benefits from
// them: decisions to review.
type Umbrella struct {
	Official graph.EntityID
	For      graph.EntityID   // whom both the benefits and the decisions lead to
	Also     []graph.EntityID // others whom the same decisions lead to, and benefits here
	Offices  []*graph.Tie     // of the official
	Benefits []Benefit        // from For, in order of time
	Followed []Followed       // decisions about For that surely followed a benefit, in order of time
	Maybe    int              // decisions that followed one only if dates within their spans are so
	Forms    []FormTally      // of decision, of which one followed or may have
	Own      [2]Rate          // of all forms, favourable among Followed, and among the official's others
	Peers    Rate             // of all forms, favourable among those of others in the same office
	Within   int              // of the form that tells most, days of the window
	Soon     Rate             // and favourable among those that followed within it
	P        float64          // chance of so many by the rates compared with, each form by itself and all joined; 1 where there is nothing to compare
	Q        float64          // the same after Benjamini and Hochberg, of all that could tell; 1 for the others
	Holm     float64          // after Holm
	least    float64          // that P could have been, whatever the outcomes
	Voices   int              // independent sources that the benefits and decisions rest on together
}

// Followed is a decision with the last benefit that surely came before it.
type Followed struct {
	Decision
	After int          // of Benefits
	Days  [2]int       // least and most between the two
	About []*graph.Tie // how whom it concerns is tied to For; empty where it concerns For
}

// Umbrellas are what was found among all that was tested.
type Umbrellas struct {
	Found     []Umbrella // every pair tested, the smallest P first
	Officials int        // who took a decision that counts
	Decisions int        // of those of whom something may be said, as the three below
	Undated   int        // decisions without a date of two ends, which count nowhere
	Unknown   int        // decisions without an outcome or with the outcome "other", likewise
	NoDate    int        // benefits without a date, likewise
	Able      int        // pairs with decisions enough to tell something
	Left      int        // pairs with somebody of whom nothing is to be said
	None      bool       // no event has a decider
}

// FindUmbrellas tests each official for each person, company and gang from whom benefits came
// and about whom decisions were taken.
//
// A benefit is a payment to the official or the official's circle (family to two steps,
// associates to one, their companies and accounts), or a share or post in a company since a
// known date. It comes from whoever its giver acts for: holders of an account, owners, controllers and directors of a
// company, the gang of a person; a decision leads to the same about those it concerns. A decision surely follows
// a benefit where the whole of its date is after the whole of the benefit's and within the
// window. It may follow one where only some days within the two are so; such are counted and not tested.
//
// One exact test, of outcomes: were decisions of the same forms that surely followed a benefit favourable more often than
// the official's others and colleagues' about the same party together (Fisher), so that neither a
// habit nor good applications are taken for a favour; where those are fewer than five, all decisions of colleagues, who hold an office in
// the same body, are taken in. It is made within the window, a third, a sixth and a twelfth of it; where it is most telling counts, which is
// allowed for. That decisions come soon after payments proves nothing where they are no more
// favourable than others: a fee is paid with every application. Pairs are chosen
// without looking at which outcomes followed, and Q and Holm allow for all of those with decisions enough to tell.
//
// Reading: what is small is worth a look at the files. Benefits and decisions may have a
// cause in common, such as a busy season; a record of decisions that holds only the
// suspicious ones makes every test say too much.
//
// The view is of the whole: on the people lens there are no decisions.
//
// Cost: O(ties) and, for each official, O(benefits and decisions and whom they lead to).
func FindUmbrellas(ctx context.Context, v *graph.View, o UmbrellaOptions) (Umbrellas, error) {
	s := &umbrellaSearch{file: open(v), window: int64(cmp.Or(o.Window, DefaultWindow)) * day, principal: map[int32][]reach{}}
	all := s.file.decisions()
	found := Umbrellas{None: len(all) == 0}
	s.known = slices.DeleteFunc(slices.Clone(all), func(d Decision) bool {
		undated, unknown := !bounded(d.When), d.Outcome != Favourable && d.Outcome != "unfavourable"
		if !o.never(d.Decider) {
			found.count(undated, unknown)
		}
		return undated || unknown
	})
	for at, next := 0, 0; at < len(s.known); at = next {
		for next = at; next < len(s.known) && s.known[next].decider == s.known[at].decider; next++ {
		}
		if o.never(s.known[at].Decider) {
			s.left = append(s.left, [2]int{at, next})
		} else {
			s.deciders = append(s.deciders, [2]int{at, next})
		}
	}
	found.Officials = len(s.deciders)
	for _, d := range s.deciders {
		if err := ctx.Err(); err != nil {
			return Umbrellas{}, err
		}
		of, undated := s.official(d)
		found.NoDate += undated
		found.add(of, &o)
	}
	for _, d := range s.left {
		of, _ := s.official(d)
		found.Left += len(of)
	}
	found.allow(cmp.Or(o.Level, DefaultLevel))
	slices.SortStableFunc(found.Found, func(a, b Umbrella) int {
		return cmp.Or(cmp.Compare(a.P, b.P), strings.Compare(string(a.Official), string(b.Official)), strings.Compare(string(a.For), string(b.For)))
	})
	return found, nil
}

// count counts a decision that is looked at.
func (found *Umbrellas) count(undated, unknown bool) {
	found.Decisions++
	if undated {
		found.Undated++
	} else if unknown {
		found.Unknown++
	}
}

// add keeps of what was tested that of which something may be said.
func (found *Umbrellas) add(tested []Umbrella, o *UmbrellaOptions) {
	for _, u := range tested {
		if o.never(u.For) {
			found.Left++
			continue
		}
		found.Found = append(found.Found, u)
	}
}

// allow sets what P is worth beside all the others that could have told something: those whose P could have come to
// the level divided by how many they are.
//
// Sources: R. E. Tarone, "A modified Bonferroni method for discrete data", Biometrics 46 (1990),
// doi:10.2307/2531456; P. B. Gilbert, "A modified false discovery rate multiple-comparisons procedure for
// discrete data", Applied Statistics 54 (2005), doi:10.1111/j.1467-9876.2005.00475.x.
func (found *Umbrellas) allow(level float64) {
	able := level
	for k := 1; k <= len(found.Found); k++ {
		able = level / float64(k)
		if found.ableAt(able) <= k {
			break
		}
	}
	var p []float64
	for i := range found.Found {
		if found.Found[i].least <= able {
			p = append(p, found.Found[i].P)
		}
	}
	q, holm := adjust(p)
	for i := range found.Found {
		u := &found.Found[i]
		if u.Q, u.Holm = 1, 1; u.least <= able {
			u.Q, u.Holm = q[found.Able], holm[found.Able]
			found.Able++
		}
	}
}

// ableAt counts the pairs whose P could have come to so little.
func (found *Umbrellas) ableAt(least float64) (n int) {
	for i := range found.Found {
		if found.Found[i].least <= least {
			n++
		}
	}
	return n
}

const day = 24 * 3600

// An umbrellaSearch holds the decisions that can be tested.
type umbrellaSearch struct {
	*file
	window    int64             // seconds
	known     []Decision        // dated and with an outcome, by decider and time
	deciders  [][2]int          // where the decisions of each begin and end in known
	left      [][2]int          // and those of deciders of whom nothing is to be said
	principal map[int32][]reach // by entity, whom it acts for; filled on use
}

func (s *umbrellaSearch) actsFor(one int32) []reach {
	all, ok := s.principal[one]
	if !ok {
		all = s.principals(one)
		s.principal[one] = all
	}
	return all
}

// A matter is one from whom benefits came and about whom decisions were taken.
type matter struct {
	whom      int32
	also      []graph.EntityID // others whom the same decisions are about
	benefits  []Benefit
	decisions []int // of known
}

// official tests one official against everybody from whom benefits came.
func (s *umbrellaSearch) official(of [2]int) (found []Umbrella, undated int) {
	who := s.known[of[0]].decider
	bodies, offices := s.offices(who)
	circle := s.circle(who)
	inside := s.inside(circle)
	benefits, undated := s.benefits(circle, inside, bodies)
	peers := s.peers(who, bodies, offices)
	for _, m := range s.matters(of, benefits, inside) {
		u := s.test(of, peers, m)
		u.Official, u.Offices, u.Also = s.id(who), offices, m.also
		same := slices.IndexFunc(found, func(o Umbrella) bool { return sameMatter(&o, &u) })
		if same < 0 {
			found = append(found, u)
			continue
		}
		found[same].Also = append(append(found[same].Also, u.For), u.Also...)
	}
	return found, undated
}

// matters groups benefits and decisions by whom both lead to, those first whom they lead to
// by the fewest ties.
func (s *umbrellaSearch) matters(of [2]int, benefits []Benefit, inside map[int32]bool) []matter {
	by := map[int32]*matter{}
	far := map[int32]int{}
	for k := of[0]; k < of[1]; k++ {
		counted := map[int32]bool{}
		for _, c := range s.known[k].concerned {
			for _, r := range s.actsFor(c) {
				if inside[r.who] || counted[r.who] {
					continue
				}
				counted[r.who] = true
				if by[r.who] == nil {
					by[r.who] = &matter{whom: r.who}
					far[r.who] = len(r.chain)
				}
				by[r.who].decisions = append(by[r.who].decisions, k)
				far[r.who] = min(far[r.who], len(r.chain))
			}
		}
	}
	for _, b := range benefits {
		for _, r := range s.actsFor(b.giver) {
			if m := by[r.who]; m != nil {
				b.Giving = r.chain
				m.benefits = append(m.benefits, b)
			}
		}
	}
	var all []matter
	for _, m := range by {
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b matter) int {
		return cmp.Or(cmp.Compare(far[a.whom], far[b.whom]), cmp.Compare(a.whom, b.whom))
	})
	s.giveForCompanies(all)
	return s.unite(slices.DeleteFunc(all, func(m matter) bool { return len(m.benefits) == 0 }))
}

// giveForCompanies counts what those behind a company give as given for the company too: which of its
// owners pays is a matter of chance. Gangs give nothing, for not every member pays for every other.
func (s *umbrellaSearch) giveForCompanies(all []matter) {
	given := make(map[int32][]Benefit, len(all))
	for _, m := range all {
		given[m.whom] = m.benefits
	}
	for k := range all {
		m := &all[k]
		if s.kind(m.whom) != graph.Company {
			continue
		}
		for _, r := range s.actsFor(m.whom) {
			if r.who != m.whom && s.kind(r.who) != graph.Gang {
				m.benefits = s.joined(m.benefits, given[r.who], m.whom, r.who)
			}
		}
	}
}

// joined adds to what one gave what another did who acts for one, in order of time.
func (s *umbrellaSearch) joined(benefits, more []Benefit, one, other int32) []Benefit {
	benefits = slices.Clone(benefits)
	for _, b := range more {
		if !slices.ContainsFunc(benefits, func(x Benefit) bool { return x.Tie == b.Tie }) {
			b.Giving = slices.Concat(b.Giving, s.chain(one, other))
			benefits = append(benefits, b)
		}
	}
	slices.SortStableFunc(benefits, func(a, b Benefit) int { return cmp.Compare(a.When.Earliest, b.When.Earliest) })
	return benefits
}

// unite makes one of those whom just the same decisions are about, such as a company and its owners: what one of them gave is given for
// all. A gang stands alone, for not every member pays for every other.
func (s *umbrellaSearch) unite(all []matter) []matter {
	var united []matter
	for _, m := range all {
		at := slices.IndexFunc(united, func(o matter) bool {
			return slices.Equal(o.decisions, m.decisions) && s.kind(o.whom) != graph.Gang && s.kind(m.whom) != graph.Gang
		})
		if at < 0 {
			united = append(united, m)
			continue
		}
		o := &united[at]
		o.also = append(o.also, s.id(m.whom))
		o.benefits = s.joined(o.benefits, m.benefits, o.whom, m.whom)
	}
	return united
}

// chain returns how one acts for another, from the other on; nothing where it does not.
func (s *umbrellaSearch) chain(one, other int32) []*graph.Tie {
	for _, r := range s.actsFor(one) {
		if r.who == other {
			back := slices.Clone(r.chain)
			slices.Reverse(back)
			return back
		}
	}
	return nil
}

// sameMatter reports whether two rest on just the same benefits and decisions.
func sameMatter(a, b *Umbrella) bool {
	return slices.EqualFunc(a.Benefits, b.Benefits, func(x, y Benefit) bool { return x.Tie == y.Tie }) &&
		slices.EqualFunc(a.Followed, b.Followed, func(x, y Followed) bool { return x.Event == y.Event }) && a.Own == b.Own
}

// peers returns where the decisions of those begin and end who hold an office in a body at a
// time when the official does.
func (s *umbrellaSearch) peers(who int32, bodies []int32, offices []*graph.Tie) [][2]int {
	var all [][2]int
	for _, d := range s.deciders {
		one := s.known[d[0]].decider
		theirs, ties := s.offices(one)
		if one != who && slices.ContainsFunc(theirs, func(b int32) bool { return slices.Contains(bodies, b) }) && together(offices, ties) {
			all = append(all, d)
		}
	}
	return all
}

// together reports whether two held offices in one body at one time, perhaps.
func together(a, b []*graph.Tie) bool {
	return slices.ContainsFunc(a, func(x *graph.Tie) bool {
		return slices.ContainsFunc(b, func(y *graph.Tie) bool { return x.To == y.To && x.When().Overlaps(y.When()) })
	})
}

// concerns reports whether a decision leads to somebody.
func (s *umbrellaSearch) concerns(d *Decision, whom int32) bool {
	return slices.ContainsFunc(d.concerned, func(c int32) bool {
		return slices.ContainsFunc(s.actsFor(c), func(r reach) bool { return r.who == whom })
	})
}

// leads returns the fewest ties by which a decision leads to somebody.
func (s *umbrellaSearch) leads(d *Decision, whom int32) (chain []*graph.Tie) {
	first := true
	for _, c := range d.concerned {
		for _, r := range s.actsFor(c) {
			if r.who == whom && (first || len(r.chain) < len(chain)) {
				chain, first = r.chain, false
			}
		}
	}
	return chain
}

// voices counts the independent sources that speak of benefits and decisions.
func (s *umbrellaSearch) voices(u *Umbrella) int {
	heard := map[string]bool{}
	hear := func(ties []*graph.Tie) {
		for _, t := range ties {
			for i := range t.Records {
				heard[s.Facts().Voice(t.Records[i].Source)] = true
			}
		}
	}
	for _, b := range u.Benefits {
		hear([]*graph.Tie{b.Tie})
	}
	for _, d := range u.Followed {
		hear(d.Ties)
	}
	return len(heard)
}
