package money_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// network is a case of a few accounts: Anna holds a and owns the firm that holds b; c is
// held by two, and d by nobody.
func network() *graph.Network {
	n := &graph.Network{Sources: []graph.Source{{ID: "s", Title: "s.csv"}}}
	record := func(fields ...graph.Field) []graph.Record {
		r := graph.Record{Source: "s", Fields: fields}
		r.Normalise()
		return []graph.Record{r}
	}
	for id, kind := range map[graph.EntityID]graph.EntityKind{
		"a": graph.Account, "b": graph.Account, "c": graph.Account, "d": graph.Account,
		"anna": graph.Person, "bert": graph.Person, "firm": graph.Company,
	} {
		n.Entities = append(n.Entities, graph.Entity{ID: id, Kind: kind, Records: record()})
	}
	state := func(from, to graph.EntityID, kind graph.TieKind) {
		n.Ties = append(n.Ties, graph.Tie{Kind: kind, From: from, To: to, Records: record()})
	}
	state("anna", "a", graph.Holds)
	state("firm", "b", graph.Holds)
	state("anna", "firm", graph.Owns)
	state("anna", "c", graph.Holds)
	state("bert", "c", graph.Holds)
	pay := func(key string, from, to graph.EntityID, amount, currency, at string) {
		n.Ties = append(n.Ties, graph.Tie{Kind: graph.Pays, From: from, To: to, Key: key, Records: record(
			graph.Field{Name: graph.PropAmount, Value: amount}, graph.Field{Name: graph.PropCurrency, Value: currency}, graph.Field{Name: graph.PropAt, Value: at})})
	}
	pay("1", "b", "d", "100.00", "EUR", "2024-01-05")
	pay("2", "b", "d", "10.5", "EUR", "2024-01-20")
	pay("3", "a", "d", "1", "EUR", "2024-02-01")
	pay("4", "a", "d", "30", "USD", "2024-02-02")
	pay("5", "a", "b", "5", "EUR", "2024-02-03")
	pay("6", "c", "d", "7", "EUR", "2024-02-04")
	pay("7", "c", "d", "7", "EUR", "2024")
	pay("8", "c", "d", "0", "EUR", "2024-02-04")
	pay("9", "c", "d", "3", "EUR", "")
	n.Normalise()
	return n
}

func read(t *testing.T, n *graph.Network) *money.Payments {
	t.Helper()
	p, err := money.Read(t.Context(), graphtest.NewView(t, n, graph.ViewOptions{Lens: graph.Money}))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestReadPayments(t *testing.T) {
	p := read(t, network())
	if len(p.All) != 6 || p.LeftOut != (money.LeftOut{Undated: 1, Vague: 1, NoAmount: 1}) {
		t.Errorf("got %d payments and %+v, want 6 and one of each (by hand)", len(p.All), p.LeftOut)
	}
	for i := 1; i < len(p.All); i++ {
		if p.All[i].Earliest < p.All[i-1].Earliest {
			t.Errorf("payment %d is before the one before it", i)
		}
	}
	if got := p.Format(p.All[1].Units, p.All[1].Currency); got != "10.50 EUR" {
		t.Errorf("got %s, want 10.50 EUR: the scale is that of the most precise amount", got)
	}
	if _, err := money.Read(t.Context(), graphtest.NewView(t, network(), graph.ViewOptions{Lens: graph.People})); !errors.Is(err, money.ErrLens) {
		t.Errorf("on the people lens got %v, want ErrLens", err)
	}
	huge := network()
	for i := range huge.Ties {
		if huge.Ties[i].Kind == graph.Pays {
			huge.Ties[i].Records[0].Fields[0].Value = "90000000000000000"
		}
	}
	if _, err := money.Read(t.Context(), graphtest.NewView(t, huge, graph.ViewOptions{Lens: graph.Money})); err != nil {
		t.Errorf("six amounts of 9·10^16 are less than 2^63: %v", err)
	}
	for i := range huge.Ties {
		if huge.Ties[i].Kind == graph.Pays {
			huge.Ties[i].Records[0].Fields[0].Value = "900000000000000000"
		}
	}
	paid := huge.Ties[slices.IndexFunc(huge.Ties, func(t graph.Tie) bool { return t.Kind == graph.Pays })]
	for _, key := range []string{"x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"} {
		paid.Key = key
		huge.Ties = append(huge.Ties, paid)
	}
	huge.Normalise()
	if _, err := money.Read(t.Context(), graphtest.NewView(t, huge, graph.ViewOptions{Lens: graph.Money})); !errors.Is(err, money.ErrTooMuch) {
		t.Errorf("amounts above 2^63 in all: got %v, want ErrTooMuch", err)
	}
}

func TestFlows(t *testing.T) {
	p := read(t, network())
	v := p.View()
	rate := func(on, value string) money.Rate {
		day, _ := graph.ParseDate(on)
		x, _ := graph.ParseDecimal(value)
		return money.Rate{On: day, From: "USD", To: "EUR", Value: x}
	}
	rates, err := money.NewRates([]money.Rate{rate("2024-01-31", "0.9"), rate("2024-02-02", "0.92345"), rate("2024-03-01", "2")}, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		o    money.FlowOptions
		want map[string]string // by hand
	}{
		{"accounts", money.FlowOptions{}, map[string]string{"b d  EUR": "110.50 EUR", "a d  EUR": "1.00 EUR", "a d  USD": "30 USD", "a b  EUR": "5.00 EUR", "c d  EUR": "7.00 EUR"}},
		{"holders", money.FlowOptions{Level: money.OfHolders}, map[string]string{"firm d  EUR": "110.50 EUR", "anna d  EUR": "1.00 EUR", "anna d  USD": "30 USD", "anna firm  EUR": "5.00 EUR", "c d  EUR": "7.00 EUR"}},
		{"owners", money.FlowOptions{Level: money.OfOwners}, map[string]string{"anna d  EUR": "111.50 EUR", "anna d  USD": "30 USD", "c d  EUR": "7.00 EUR"}},
		{"months", money.FlowOptions{Level: money.OfOwners, Monthly: true}, map[string]string{"anna d 2024-01 EUR": "110.50 EUR", "anna d 2024-02 EUR": "1.00 EUR", "anna d 2024-02 USD": "30 USD", "c d 2024-02 EUR": "7.00 EUR"}},
		{"rates", money.FlowOptions{Level: money.OfOwners, Rates: rates, Into: "EUR"}, map[string]string{"anna d  EUR": "111.50 EUR = 11150 /", "anna d  USD": "30 USD = 2770 2024-02-02/2024-02-02", "c d  EUR": "7.00 EUR = 700 /"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			flows, err := money.Flows(t.Context(), p, test.o)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range flows {
				key := string(v.ID(int(f.From))) + " " + string(v.ID(int(f.To))) + " " + money.MonthText(f.Month) + " " + p.Currencies[f.Currency].Code
				got := p.Format(f.Units, f.Currency)
				if c := f.Converted; c != nil {
					got += " = " + graph.FormatUnits(c.Units, 0) + " " + c.First.String() + "/" + c.Last.String()
				}
				if got != test.want[key] {
					t.Errorf("%s: got %s, want %q", key, got, test.want[key])
				}
			}
			if len(flows) != len(test.want) {
				t.Errorf("got %d flows, want %d", len(flows), len(test.want))
			}
		})
	}
	if _, err := money.NewRates([]money.Rate{rate("2024-01-31", "0.9"), rate("2024-01-31", "0.8")}, 2); !errors.Is(err, money.ErrRate) {
		t.Errorf("two rates of one day: got %v, want ErrRate", err)
	}
}

func TestShared(t *testing.T) {
	found, err := money.FindShared(t.Context(), read(t, network()))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 1 || found[0].About != "holder anna" || found[0].Count != 2 {
		t.Errorf("got %+v, want the two accounts that Anna holds", found)
	}
}

// TestBecame: what money became is what the data say, and nothing where they say nothing.
func TestBecame(t *testing.T) {
	n := network()
	say := func(key, name, value string) {
		for i := range n.Ties {
			if n.Ties[i].Key == key {
				r := &n.Ties[i].Records[0]
				r.Fields = append(slices.Clone(r.Fields), graph.Field{Name: name, Value: value})
				r.Normalise()
			}
		}
	}
	live := func(id graph.EntityID, country string) {
		e := n.Entity(id)
		e.Records = []graph.Record{{Source: "s", Fields: []graph.Field{{Name: "country", Value: country}}}}
	}
	say("1", "purpose", "ATM withdrawal")
	say("2", "purpose", "down payment on the HOUSE at the quay")
	say("3", "purpose", "cashmere, housekeeping")
	live("anna", "NL")
	live("d", "AE")
	p := read(t, n)
	want := []string{money.Cash, money.Property, money.Abroad, money.Abroad, "", money.Abroad} // in order of time, by hand: b is a firm's, which has no country; Anna holds a and c
	for i := range p.All {
		if got := p.Became(int32(i)); got != want[i] {
			t.Errorf("payment %d became %q, want %q", i, got, want[i])
		}
	}
}

// TestBecameByWords: whole phrases count, and a word that has other uses does not.
func TestBecameByWords(t *testing.T) {
	for _, test := range []struct{ purpose, payee, want string }{
		{"ATM withdrawal", "", money.Cash},
		{"withdrawal 12/03", "", money.Cash},
		{"cash advance", "", money.Cash},
		{"groceries", "Cash desk", money.Cash},
		{"cash", "", ""}, // taken out or paid in: nobody can tell
		{"cash deposit", "", ""},
		{"petty cash deposit returned", "", ""},
		{"ATM withdrawal fee", "", ""},
		{"takings paid in", "cash desk", ""},
		{"house purchase", "", money.Property},
		{"Purchase of the flat, at Mole Street 3", "", money.Property},
		{"down payment on plot no. 7", "", money.Property},
		{"mortgage March", "", money.Property},
		{"instalment 3", "Property developer", money.Property},
		{"flat fee May", "", ""},
		{"land transport invoice", "", ""},
		{"house wine", "", ""},
		{"purchase of house wine", "", ""},
		{"house purchase insurance", "", ""},
		{"rent", "real estate", ""},
		{"deposit for the flat", "", ""}, // of a tenant, perhaps
	} {
		pays := graph.Record{Source: "s", Fields: []graph.Field{{Name: graph.PropAmount, Value: "1"}, {Name: graph.PropAt, Value: "2024-01-01"}, {Name: "purpose", Value: test.purpose}}}
		payee := graph.Record{Source: "s"}
		if test.payee != "" {
			payee.Fields = []graph.Field{{Name: "type", Value: test.payee}}
		}
		n := &graph.Network{
			Entities: []graph.Entity{{ID: "a", Kind: graph.Account, Records: []graph.Record{{Source: "s"}}}, {ID: "b", Kind: graph.Account, Records: []graph.Record{payee}}},
			Ties:     []graph.Tie{{Kind: graph.Pays, From: "a", To: "b", Key: "id 1", Records: []graph.Record{pays}}},
		}
		n.Normalise()
		p := read(t, n)
		if got := p.Became(0); got != test.want {
			t.Errorf("%q to %q became %q, want %q", test.purpose, test.payee, got, test.want)
		}
	}
}
