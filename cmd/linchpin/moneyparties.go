package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// A payer is somebody whose payments are asked about: a party of a view, or a gang, which the
// lens money does not show.
type payer struct {
	entity  *graph.Entity
	party   int32   // -1: a gang
	members []int32 // of a gang, what is at its disposal
}

// payerNamed finds whose payments somebody means by a name or identifier.
func payerNamed(cmd *cobra.Command, s store.Store, name string, v *graph.View, o *viewOptions, text string) (payer, error) {
	id, err := resolve(cmd, s, name, text)
	if err != nil {
		return payer{}, err
	}
	if e := v.Facts().Entity(id); e != nil && e.Kind == graph.Gang {
		parties, err := gangParties(cmd, v, o, id)
		return payer{entity: e, party: -1, members: parties}, err
	}
	i, there := v.Index(id)
	if !there {
		return payer{}, notInView(id)
	}
	return payer{entity: v.Entity(i), party: int32(i)}, nil
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

// placesOf returns where the money of those named lies: their accounts and companies, or what
// is at the disposal of a gang's members.
func placesOf(cmd *cobra.Command, s store.Store, name string, p *money.Payments, o *viewOptions, names []string) ([]int32, error) {
	places := []int32{}
	for _, text := range names {
		one, err := payerNamed(cmd, s, name, p.View(), o, text)
		switch {
		case err != nil:
			return nil, err
		case one.party < 0:
			places = append(places, one.members...)
		default:
			places = append(places, p.PlacesOf(one.party)...)
		}
	}
	return places, nil
}
