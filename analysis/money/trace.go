package money

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Method says which of the money of an account a payment is made of.
type Method uint8

// The methods.
const (
	FIFO         Method = iota // what came first goes first
	Proportional               // a part of everything that is there
	Most                       // as much as can be the same money, in some order
)

var methodNames = [...]string{"fifo", "proportional", "most"}

// Methods returns every method.
func Methods() []Method { return []Method{FIFO, Proportional, Most} }

// String returns the method's word.
func (m Method) String() string { return methodNames[m] }

// MarshalText returns the method's word.
func (m Method) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the method's word.
func (m *Method) UnmarshalText(text []byte) error {
	i := slices.Index(methodNames[:], strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("unknown method %q: want one of %s", text, strings.Join(methodNames[:], ", "))
	}
	*m = Method(i)
	return nil
}

// Units is how much of some money is that which is followed, by every method: First in
// first out, Proportional, and the Least and the Most that can be.
type Units struct{ FIFO, Proportional, Least, Most int64 }

// By returns the amount by one method.
func (u Units) By(m Method) int64 { return [...]int64{u.FIFO, u.Proportional, u.Most}[m] }

func (u *Units) add(v Units) {
	u.FIFO, u.Proportional, u.Least, u.Most = u.FIFO+v.FIFO, u.Proportional+v.Proportional, u.Least+v.Least, u.Most+v.Most
}

// TraceOptions say how far money is followed.
type TraceOptions struct {
	Back   bool    // to where it came from
	By     Method  // which amount decides whether a payment is among the steps
	Share  float64 // of what is followed; a payment that carries less by every method is not followed further
	Depth  int     // payments one after the other; 0: any number
	Narrow bool    // make intervals as narrow as can be, where the trace is not too large
}

// A Step is a payment with some of the money that is followed.
type Step struct {
	Payment  int32 // its number in the table
	Units    Units
	Depth    int  // payments from the start, itself counted
	Followed bool // false: too deep, or it came back to the start
	Narrowed bool // the interval is that of a greatest flow
}

// An End is where money lies that is followed no further: at the end of the record, or, of
// a trace back, at its beginning.
type End struct {
	Party    int32
	Units    Units
	Depth    int
	Why      Ending
	Narrowed bool // the interval is that of a greatest flow
}

// An Ending says why money is followed no further.
type Ending uint8

// The endings.
const (
	Lies   Ending = iota // it lies there
	Small                // payments of less than the share
	Deep                 // payments beyond the depth
	Return               // it came back to the start
)

var endingNames = [...]string{"lies there", "less than the share", "beyond the depth", "back at the start"}

// String returns the ending in words.
func (e Ending) String() string { return endingNames[e] }

// A Trace is what becomes of some money of one currency, or where it came from. Of every
// method but the interval, what the ends hold is Units to the last unit.
type Trace struct {
	Currency uint8
	Start    []int32 // the payments whose money is followed, in the order in which it is
	Units    int64   // their sum
	Narrowed bool    // the intervals of all steps and ends are those of greatest flows
	Open     int     // payments of those reached that the dates let stand in more than one order
	Exact    bool    // Narrowed, and none of these orders can change an interval: they are as narrow as can be
	Steps    []Step  // in the same order, those of the start among them: payments that carry the share or more
	Ends     []End   // that hold any by the method that decides, the most first
}

// ErrNothing is the error of a trace that has no payment to begin with.
var ErrNothing = errors.New("no payment to follow")

// Follow follows the money that some parties paid, or with Back were paid, to and from
// others; where payments are given, the money of these alone. What comes back to who paid it
// is followed no further. There is a trace for each currency of it.
//
// First in first out and by proportion payments are taken in one order: by their earliest
// moment, and of one moment so that who is paid can pay on at once. What an account held
// before the record is taken to be the least with which it could make all its payments; it
// counts as other money, and as the first that came in. By proportion a payment carries
// units·traced/balance of what is traced, rounded down; what is rounded stays.
//
// The interval holds in every order that the dates allow: at least what the other money of the
// account does not suffice for, at most all that can have come there. Of several payments not
// all can carry their most. Depth, and so what is too deep, is by the shortest way in any such
// order, and a payment is too small where it is so in all. With Narrow a hundred steps and
// ends have the interval of greatest flows through payments and balances, where those reached
// make and get no more than 20,000 payments; it is as narrow as can be where nobody reached is
// paid and pays in an order that is open, and may otherwise be wider. First in first out and
// the proportion lie in it always. Money that is changed into another currency is not followed.
//
// Cost: O(m log m) time for a table of m payments, of which each party reached that has d
// payments takes O(d log d).
//
// Source: the methods are those of courts for mixed accounts (Clayton's case (1816) 1 Mer
// 572, the first; the pari passu rule, the second); as "poison", "haircut" and FIFO in R.
// Anderson, I. Shumailov, M. Ahmed, A. Rietmann, "Bitcoin redux", WEIS 2018.
func Follow(ctx context.Context, p *Payments, parties, payments []int32, o TraceOptions) ([]Trace, error) {
	table, order := p, p.sequence()
	if o.Back {
		table, order = p.reversed()
	}
	var traces []Trace
	for c := range p.Currencies {
		f := newFollower(table, order, uint8(c), o)
		if err := f.begin(parties, payments); err != nil {
			continue
		}
		if err := f.run(ctx); err != nil {
			return nil, err
		}
		traces = append(traces, f.trace)
	}
	if len(traces) == 0 {
		return nil, ErrNothing
	}
	return traces, nil
}
