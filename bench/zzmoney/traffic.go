package main

import (
	"math"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// Traffic is payments of a year, and what is planted in them.
type traffic struct {
	rows    []money.Payment
	planted []plant
}

// A plant is a pattern that was put into the traffic, and the account in its middle.
type plant struct {
	pattern money.Pattern
	centre  int32
}

const (
	day       = 24 * 3600
	year      = 365 * day
	plantings = 100 // of each pattern
)

// generator makes traffic. Accounts are drawn so that few pay and are paid often, as
// employers, shops and landlords; each payer has an amount that it usually pays.
type generator struct {
	*rand.Rand
	traffic
	accounts int
}

func generate(seed uint64, accounts, payments int) traffic {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 5)), accounts: accounts}
	g.rows = make([]money.Payment, 0, payments+payments/50)
	for len(g.rows) < payments {
		from, to := g.busy(), g.busy()
		usual := 2000 + 3*int64(uint32(from)*2654435761%100_000)
		g.pay(from, to, usual+int64(float64(usual)*math.Abs(g.NormFloat64())), g.Int64N(year))
	}
	for i := range plantings {
		g.plantCycle()
		g.plantFan(money.FanIn)
		g.plantFan(money.FanOut)
		g.plantScatter()
		g.plantHabits(g.quiet(i))
	}
	return g.traffic
}

// busy draws an account: some far more often than others.
func (g *generator) busy() int32 {
	of := g.accounts - plantings
	return int32(uint64(math.Pow(g.Float64(), 2.5)*float64(of)) * 7919 % uint64(of)) // so that neighbours are not alike
}

// quiet returns the i-th account that is drawn for nothing else.
func (g *generator) quiet(i int) int32 { return int32(g.accounts - plantings + i) }

func (g *generator) any() int32 { return g.Int32N(int32(g.accounts - plantings)) }

func (g *generator) pay(from, to int32, units, at int64) {
	if from != to {
		g.rows = append(g.rows, money.Payment{From: from, To: to, Units: units, Earliest: at, Latest: at, Tie: int32(len(g.rows))})
	}
}

func (g *generator) plantCycle() {
	steps := 3 + g.IntN(8)
	parties := make([]int32, steps)
	for i := range parties {
		parties[i] = g.any()
	}
	units, at := 1_000_000+g.Int64N(5_000_000), g.Int64N(year-20*day)
	for i := range parties {
		g.pay(parties[i], parties[(i+1)%steps], units, at)
		units -= units * g.Int64N(10) / 1000
		at += g.Int64N(2 * day)
	}
	g.planted = append(g.planted, plant{money.Cycles, parties[0]})
}

func (g *generator) plantFan(pattern money.Pattern) {
	centre, at := g.any(), g.Int64N(year-10*day)
	for range 20 {
		if pattern == money.FanIn {
			g.pay(g.any(), centre, 20_000+g.Int64N(50_000), at+g.Int64N(3*day))
		} else {
			g.pay(centre, g.any(), 20_000+g.Int64N(50_000), at+g.Int64N(3*day))
		}
	}
	g.planted = append(g.planted, plant{pattern, centre})
}

func (g *generator) plantScatter() {
	from, to, at := g.any(), g.any(), g.Int64N(year-10*day)
	for range 8 {
		between, units := g.any(), 100_000+g.Int64N(800_000)
		g.pay(from, between, units, at+g.Int64N(day))
		g.pay(between, to, units-units/50, at+day+g.Int64N(2*day))
	}
	g.planted = append(g.planted, plant{money.ScatterGather, from})
	through, at := g.any(), g.Int64N(year-10*day)
	for range 12 {
		g.pay(g.any(), through, 100_000, at+g.Int64N(day))
		g.pay(through, g.any(), 98_000, at+day+g.Int64N(day))
	}
	g.planted = append(g.planted, plant{money.GatherScatter, through})
}

func (g *generator) plantHabits(asleep int32) {
	passing, below, round := g.any(), g.any(), g.any()
	for range 10 {
		at, units := g.Int64N(year-10*day), 500_000+g.Int64N(500_000)
		g.pay(g.any(), passing, units, at)
		g.pay(passing, g.any(), units-units/100, at+g.Int64N(day))
	}
	at := g.Int64N(year - 40*day)
	for range 8 {
		g.pay(below, g.any(), 950_000+g.Int64N(49_000), at+g.Int64N(20*day))
		g.pay(round, g.any(), 10_000*(1+g.Int64N(20)), g.Int64N(year))
	}
	g.pay(asleep, g.any(), 30_011, day)
	for range 15 {
		g.pay(asleep, g.any(), 30_000+g.Int64N(9_999), 300*day+g.Int64N(20*day))
	}
	g.planted = append(g.planted, plant{money.PassThrough, passing}, plant{money.Structuring, below}, plant{money.RoundAmounts, round}, plant{money.Dormant, asleep})
}

// network makes the facts of a case of the traffic: accounts, who holds them, and
// payments, each with a record.
func (t *traffic) network(accounts int) *graph.Network {
	n := &graph.Network{Sources: []graph.Source{{ID: "bank", Title: "bank.csv"}}}
	width := len(strconv.Itoa(accounts))
	id := func(i int32) graph.EntityID {
		text := strconv.Itoa(int(i))
		return graph.EntityID("0000000000"[:width-len(text)] + text)
	}
	mention := []graph.Record{{Source: "bank", Implied: true}}
	ids := make([]graph.EntityID, accounts)
	for i := range ids {
		ids[i] = id(int32(i))
		n.Entities = append(n.Entities, graph.Entity{ID: ids[i], Kind: graph.Account, Records: mention})
	}
	n.Ties = make([]graph.Tie, 0, len(t.rows))
	for i := range t.rows {
		q := &t.rows[i]
		r := graph.Record{Source: "bank", Location: graph.Location{Line: i + 2}, Fields: []graph.Field{
			{Name: graph.PropAmount, Value: graph.FormatUnits(q.Units, 2)},
			{Name: graph.PropAt, Value: time.Unix(q.Earliest+1_700_000_000, 0).UTC().Format("2006-01-02T15:04:05Z")},
			{Name: graph.PropCurrency, Value: "EUR"},
		}}
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.Pays, From: ids[q.From], To: ids[q.To], Key: graph.IdentifierKey(strconv.Itoa(i)), Records: []graph.Record{r}})
	}
	n.Normalise()
	return n
}
