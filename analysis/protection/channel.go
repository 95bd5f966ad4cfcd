package protection

import (
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Channel is a sort of evidence that leads from an official to a gang.
type Channel uint8

// The channels. What is recorded as protection stands for itself; the others are chains.
const (
	Recorded  Channel = iota // a record says that the official protects the gang or a member
	Money                    // payments from the gang's side to the official's, and whose accounts they are
	Companies                // owning, controlling and directing the same companies
	Kinship                  // kin of kin
	Contact                  // meetings, calls and acquaintance
	Family                   // a chain of kin and companies together, where it is worth more than any of one
	Mixed                    // a chain of several of these, where it is worth more than any of one
)

var channelNames = [...]string{"recorded", "money", "companies", "kinship", "contact", "family", "mixed"}

// String returns the channel's word.
func (c Channel) String() string { return channelNames[c] }

// MarshalText returns the channel's word.
func (c Channel) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the channel's word.
func (c *Channel) UnmarshalText(text []byte) error {
	i := slices.Index(channelNames[:], string(text))
	if i < 0 {
		return fmt.Errorf("unknown channel %q: want one of %v", text, channelNames)
	}
	*c = Channel(i)
	return nil
}

// Weight is the most that one chain of the channel adds to a score. The figures are
// linchpin's own and are set out in docs/measures.md: money, companies, kinship and contact together weigh
// as much as one recorded protection that a court has found.
func (c Channel) Weight() float64 { return [...]float64{1, .4, .2, .2, .2, .2, .1}[c] }

// statusWeights are what a record of protection weighs by how far it has come.
var statusWeights = map[string]float64{"convicted": 1, "charged": .8, "alleged": .5}

const unstated = .5 // weight of a record of protection that does not say how far it has come

// A step is what a tie of the case is to a chain.
type step uint8

const (
	noStep  step = iota
	payment      // money came that way
	has          // whose account or phone it is
	company      // owns, controls or directs a company
	kin
	contact
	ofGang   // membership, or what a gang owns itself
	protects // protection, from who protects
	shielded // the same, from who is protected
)

// givesNothing reports whether a payment is recorded to be of nothing or less, as reversals and empty bookings are: nobody is
// paid by it. One without an amount may be of any.
func givesNothing(t *graph.Tie) bool {
	amount, known := t.Amount()
	return known && amount.Value.Sign() <= 0
}

// stepOf returns what a tie between entities of two kinds is to a chain.
func stepOf(t *graph.Tie, from, to graph.EntityKind) step {
	switch t.Kind {
	case graph.MemberOf:
		return ofGang
	case graph.Protects:
		return protects
	case graph.Pays:
		if givesNothing(t) {
			return noStep
		}
		return payment
	case graph.KinOf:
		return kin
	case graph.Meets, graph.Calls, graph.AssociatesWith:
		return contact
	case graph.Holds, graph.Uses, graph.Owns, graph.Controls, graph.Directs:
		switch {
		case from == graph.Gang:
			return ofGang
		case to == graph.Account || to == graph.Phone:
			return has
		case to == graph.Company:
			return company
		}
	}
	return noStep
}

// recorded reports whether a step is a record of protection, either way.
func (s step) recorded() bool { return s == protects || s == shielded }

// in reports whether a step may be part of a chain of the channel.
func (s step) in(c Channel) bool {
	switch s {
	case ofGang:
		return true
	case payment:
		return c == Money || c == Mixed
	case has:
		return c == Money || c == Contact || c == Mixed
	case company:
		return c == Money || c == Companies || c == Family || c == Mixed
	case kin:
		return c == Kinship || c == Family || c == Mixed
	case contact:
		return c == Contact || c == Mixed
	}
	return false
}

// mostOf returns the most that chains of those channels are worth of which this one is made, so that a chain of
// several has to be worth more to tell something.
func (c Channel) mostOf(worth [Mixed + 1]float64) float64 {
	switch c {
	case Family:
		return max(worth[Companies], worth[Kinship])
	case Mixed:
		return slices.Max(worth[:])
	}
	return 0
}
