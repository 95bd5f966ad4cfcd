package money

import (
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// Worth returns what an entity's records say that it is worth: the balance of an account, or
// else its value, exact, with the currency written behind the number or in a property of its
// own. The second result is false where none is given, or none that can be read.
func Worth(e *graph.Entity) (graph.Amount, bool) {
	for _, name := range []string{"balance", "value"} {
		number, currency, _ := strings.Cut(strings.TrimSpace(e.Value(name).Text), " ")
		if currency == "" {
			currency = e.Value(graph.PropCurrency).Text
		}
		if value, err := graph.ParseDecimal(number); err == nil {
			return graph.Amount{Value: value, Currency: strings.ToUpper(strings.TrimSpace(currency))}, true
		}
	}
	return graph.Amount{}, false
}

// AtDisposal returns the parties through whose hands a gang's money goes: members, accounts
// that may be at least the threshold theirs, and companies that surely are or that they
// control; ascending.
func (w *Ownership) AtDisposal(members []int, interests []Interest) []int32 {
	var parties []int32
	for _, m := range members {
		parties = append(parties, int32(m))
	}
	for i := range interests {
		one := &interests[i]
		kind := w.view.Entity(one.Asset).Kind
		ours := one.Control == Controls || one.Share.Surely(w.options.atLeast())
		if kind == graph.Account && (ours || one.Share.Possibly(w.options.atLeast())) || kind == graph.Company && ours {
			parties = append(parties, int32(one.Asset))
		}
	}
	return sorted(parties)
}

// Accounts returns the accounts that an entity holds, and those of the companies that it
// controls, with itself and these companies; ascending.
func (w *Ownership) Accounts(entity int) []int32 {
	parties := []int32{int32(entity)}
	for i, control := range w.Control(entity) {
		if kind := w.view.Entity(i).Kind; control == Controls && (kind == graph.Account || kind == graph.Company) {
			parties = append(parties, int32(i))
		}
	}
	for _, k := range w.from[entity] { // held jointly: nobody's majority
		if i := w.stakes[k].Asset; w.view.Entity(i).Kind == graph.Account {
			parties = append(parties, int32(i))
		}
	}
	return sorted(parties)
}

func sorted(parties []int32) []int32 {
	slices.Sort(parties)
	return slices.Compact(parties)
}
