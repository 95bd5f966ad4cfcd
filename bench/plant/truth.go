package main

import (
	"math/rand/v2"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Case is a made-up case with what was planted in it.
type Case struct {
	Network *graph.Network
	Truth   Truth
	People  int
	Seed    uint64
}

// Truth is what was planted, by kind. Payments are named by the identifiers of their ties;
// see [graph.Tie.Identifier].
type Truth struct {
	Umbrellas   []Umbrella    `json:"umbrellas"`
	Honest      []Honest      `json:"honest"` // officials who only look like it
	Shields     []Shield      `json:"shields"`
	Cycles      []Cycle       `json:"cycles"`
	FanIns      []FanIn       `json:"fan_ins"`
	Structuring []Structuring `json:"structuring"`
	Owners      []Owner       `json:"owners"`
	Shops       []Shop        `json:"shops"` // honest accounts that many pay into
}

// An Umbrella is an official who decided in favour of somebody after each benefit from them.
type Umbrella struct {
	Official  graph.EntityID   `json:"official"`
	For       []graph.EntityID `json:"for"` // the company, who owns it, and their gangs
	Channel   string           `json:"channel"`
	Payments  []string         `json:"payments"`
	Decisions []graph.EntityID `json:"decisions"`
}

// Honest is an official who takes money from those about whom they decide, for a reason, and
// decides about them as about anybody.
type Honest struct {
	Official graph.EntityID `json:"official"`
	Payer    graph.EntityID `json:"payer"`
	Rate     float64        `json:"rate"` // of favourable decisions
	Why      string         `json:"why"`
}

// A Shield is an official whom only kin and companies tie to a gang.
type Shield struct {
	Official graph.EntityID   `json:"official"`
	Gang     graph.EntityID   `json:"gang"`
	Chain    []graph.EntityID `json:"chain"` // from the official to the gang, both included
}

// A Cycle is payments that bring money back to where it came from, in order of time.
type Cycle struct {
	Accounts []graph.EntityID `json:"accounts"`
	Payments []string         `json:"payments"`
}

// A FanIn is payments of many within days to one account, which passes them on.
type FanIn struct {
	Account  graph.EntityID   `json:"account"`
	Payers   []graph.EntityID `json:"payers"`
	Payments []string         `json:"payments"`
	Passed   string           `json:"passed"` // the payment by which the account passes it on
}

// Structuring is payments into one account, each just below a threshold.
type Structuring struct {
	Account   graph.EntityID `json:"account"`
	Threshold int            `json:"threshold"` // euros
	Payments  []string       `json:"payments"`
}

// An Owner is a person who owns several companies, each by a chain of others.
type Owner struct {
	Owner     graph.EntityID   `json:"owner"`
	Companies []graph.EntityID `json:"companies"`
	Shares    []float64        `json:"shares"` // of each, per cent by its chain
}

// A Shop is an honest account that many pay into.
type Shop struct {
	Account graph.EntityID `json:"account"`
	Company graph.EntityID `json:"company"`
}

// Thin returns the case without a share of its ties, each left out alike and by chance. The
// truth stays what was planted.
func (c Case) Thin(share float64, seed uint64) Case {
	r := rand.New(rand.NewPCG(seed, 21))
	n := *c.Network
	n.Ties = make([]graph.Tie, 0, len(c.Network.Ties))
	for _, t := range c.Network.Ties {
		if r.Float64() >= share {
			n.Ties = append(n.Ties, t)
		}
	}
	c.Network = &n
	return c
}
