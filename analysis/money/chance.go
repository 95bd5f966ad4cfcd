package money

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mathext"
)

// binomialTail returns the probability of at least k successes in n trials of
// probability q: the regularised incomplete beta function I_q(k, n-k+1).
func binomialTail(n, k int, q float64) float64 {
	switch {
	case k <= 0:
		return 1
	case k > n || q <= 0:
		return 0
	case q >= 1:
		return 1
	}
	return mathext.RegIncBeta(float64(k), float64(n-k+1), q)
}

// decades returns a probability as a surprise, a power of ten. What is too small for a
// float64 is its least.
func decades(probability float64) float64 {
	return -math.Log10(max(probability, math.SmallestNonzeroFloat64))
}

// expect sets what ordinary traffic would show of findings whose surprise is that of a
// probability, among so many that were looked at.
func expect(found []Finding, looked int) {
	for i := range found {
		found[i].Expected = max(math.Pow(10, -found[i].Surprise)*float64(looked), float64(found[i].Alike))
	}
}

// fewPayments is below how many a party's own payments are too few to be dealt out among
// themselves.
const fewPayments = 5

// shuffled returns the table with the amounts and times of each party's payments dealt
// out anew among its payees, and those of all parties with fewer than five payments among
// all of theirs: who pays whom how often stays, and so do what is paid and when.
func (p *Payments) shuffled(seed, turn uint64) (*Payments, error) {
	r := rand.New(rand.NewPCG(seed, turn))
	rows := slices.Clone(p.All)
	var few []int32
	for party := range int32(p.parties) {
		made := p.Out(party)
		if len(made) < fewPayments {
			few = append(few, made...)
			continue
		}
		for k := len(made) - 1; k > 0; k-- {
			a, b := &rows[made[k]], &rows[made[r.IntN(k+1)]]
			a.To, b.To = b.To, a.To
		}
	}
	for _, i := range few {
		a, b := &rows[i], &rows[r.IntN(len(rows))]
		if a.Currency == b.Currency {
			a.From, b.From, a.To, b.To = b.From, a.From, b.To, a.To
		}
	}
	s := &Payments{All: rows, Currencies: p.Currencies, view: p.view, spread: p.spread}
	return s, s.freeze(p.parties)
}

// measureByShuffles sets what ordinary traffic would show of findings, given the
// surprises that so many shuffles showed, all together.
func measureByShuffles(found []Finding, shown []float64, shuffles int) {
	slices.Sort(shown)
	for i := range found {
		at, _ := slices.BinarySearch(shown, found[i].Surprise)
		as := len(shown) - at
		found[i].AtMost = as == 0
		found[i].Expected = float64(max(as, 1)) / float64(shuffles)
	}
}

// A spread tells which share of the payments of a case lie in a range of amounts or a
// range of time.
type spread struct {
	units [][]int64 // by currency, ascending
	begin []int64   // of all payments, ascending
}

func newSpread(p *Payments) *spread {
	s := &spread{units: make([][]int64, len(p.Currencies)), begin: make([]int64, len(p.All))}
	for i := range p.All {
		q := &p.All[i]
		s.units[q.Currency] = append(s.units[q.Currency], q.Units)
		s.begin[i] = q.Earliest
	}
	for _, units := range s.units {
		slices.Sort(units)
	}
	return s
}

// share returns the share of ascending numbers from low to high, both included; one is
// added to both counts, so that it is never 0.
func share(all []int64, low, high int64) float64 {
	from, _ := slices.BinarySearch(all, low)
	to, _ := slices.BinarySearch(all, high+1)
	return float64(to-from+1) / float64(len(all)+1)
}

// near returns how unlike chance it is that one payment has an amount and a time so near
// those of others: it falls into their range of amounts, and of time, with the share of the
// case's payments that do.
func (s *spread) near(p *Payments, payments []int32) float64 {
	first := &p.All[payments[0]]
	least, most, begin, end := first.Units, first.Units, first.Earliest, first.Earliest
	for _, i := range payments[1:] {
		q := &p.All[i]
		least, most, begin, end = min(least, q.Units), max(most, q.Units), min(begin, q.Earliest), max(end, q.Earliest)
	}
	return decades(share(s.units[first.Currency], least, most)) + decades(share(s.begin, begin, end))
}

// ofCycle returns how unlike chance a cycle is, as a power of ten of the number of ways in
// which the first payment would go on so: at each step the payer's payments times the
// chance that one is so near in amount and time; at the last, those to the start alone.
func (s *spread) ofCycle(p *Payments, payments []int32) float64 {
	surprise := 0.0
	each := s.near(p, payments)
	for k, i := range payments[1:] {
		ways := len(p.Out(p.All[i].From))
		if k == len(payments)-2 {
			ways = p.between(p.All[i].From, p.All[i].To)
		}
		surprise += each - math.Log10(float64(ways))
	}
	return surprise
}

// between counts the payments from one party to another.
func (p *Payments) between(from, to int32) int {
	out, in := p.Out(from), p.In(to)
	if len(in) < len(out) {
		return count(in, func(i int32) bool { return p.All[i].From == from })
	}
	return count(out, func(i int32) bool { return p.All[i].To == to })
}

func count(rows []int32, is func(int32) bool) int {
	n := 0
	for _, i := range rows {
		if is(i) {
			n++
		}
	}
	return n
}
