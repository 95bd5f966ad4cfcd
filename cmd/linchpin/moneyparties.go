package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

// A payer is somebody whose payments are asked about: a party of a view, or a gang, which the
// lens money does not show.
type payer struct {
	entity  *graph.Entity
	party   int32   // -1: a gang
	members []int32 // of a gang, what is at its disposal and may be named
	hidden  bool    // nothing of it is to be said
}

// payersAsked look up whose payments are asked about.
type payersAsked struct {
	cmd      *cobra.Command
	store    store.Store
	name     string
	payments *money.Payments
	options  *viewOptions
	redactor *report.Redactor
}

// named finds whose payments somebody means by a name or identifier.
func (q payersAsked) named(text string) (payer, error) {
	v := q.payments.View()
	id, err := resolve(q.cmd, q.store, q.name, text)
	if err != nil {
		return payer{}, err
	}
	if e := v.Facts().Entity(id); e != nil && e.Kind == graph.Gang {
		parties, err := gangParties(q.cmd, v, q.options, id)
		parties = slices.DeleteFunc(parties, func(i int32) bool { return q.redactor.Hides(v.Entity(int(i))) })
		return payer{entity: e, party: -1, members: parties}, err
	}
	i, there := v.Index(id)
	if !there {
		return payer{}, notInView(id)
	}
	return payer{entity: v.Entity(i), party: int32(i), hidden: q.redactor.Hides(v.Entity(i))}, nil
}

// gangParties returns what of a view is at the disposal of a gang's members, as freeze and
// interests have it.
func gangParties(cmd *cobra.Command, v *graph.View, o *viewOptions, gang graph.EntityID) ([]int32, error) {
	whole := v
	if v.Options().Lens != graph.Whole {
		options := v.Options()
		options.Lens, options.Connected = graph.Whole, false
		var err error
		if whole, err = graph.NewView(v.Facts(), options); err != nil {
			return nil, err
		}
	}
	i, there := whole.Index(gang)
	if !there {
		return nil, notInView(gang)
	}
	has, err := interestsOf(cmd, whole, i, o)
	if err != nil {
		return nil, err
	}
	var parties []int32
	for _, party := range has.ownership.AtDisposal(has.members, has.interests) {
		if k, there := v.Index(whole.ID(int(party))); there {
			parties = append(parties, int32(k))
		}
	}
	if len(parties) == 0 {
		return nil, fmt.Errorf("no account or payment of the %s of %s on %s is in this view", counted(len(has.members)-1, "member"), gang, o.day())
	}
	return parties, nil
}

// places returns where the money of those lies whom a flag names: their accounts and companies, or what
// is at the disposal of a gang's members; nil where it names nobody.
func (q payersAsked) places(names []string) ([]int32, error) {
	if len(names) == 0 {
		return nil, nil
	}
	places := []int32{nowhere} // so that to name nobody of whom anything is to be said is not to name nobody
	for _, text := range names {
		one, err := q.named(text)
		switch {
		case err != nil:
			return nil, err
		case one.party < 0:
			places = append(places, one.members...)
		case !one.hidden:
			places = append(places, q.payments.PlacesOf(one.party)...)
		}
	}
	return places, nil
}
