package graph_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

func TestDecimals(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "1250.00": "1250.00", "-0.5": "-0.5", "007": "7", "000000000000000000001.5": "1.5",
		"999999999999999999": "999999999999999999", "-999999999999999999": "-999999999999999999", "0.000000000000000001": "0.000000000000000001",
		"1E3": "1000", "1e3": "1000", "1.0258813e7": "10258813",
	} {
		d, err := graph.ParseDecimal(text)
		if err != nil || d.String() != want {
			t.Errorf("%q reads as %s, %v, want %s", text, d, err, want)
		}
	}
	for _, text := range []string{"", "-", ".", ".5", "5.", "+1", "1,250.00", "1 250", "4.48E+11", "4.48e+11", "1E", "1e", "1E-2", "1e-2", "1e1e1", "1E999", "0x10", "NaN", "Inf", "--1", "1.2.3", "٣", "1000000000000000000", "0.0000000000000000001", "1E18"} {
		if d, err := graph.ParseDecimal(text); err == nil {
			t.Errorf("%q reads as %s, want an error", text, d)
		}
	}
}

func TestDecimalSign(t *testing.T) {
	for text, want := range map[string]int{"-0.01": -1, "-0": 0, "0.00": 0, "0.01": 1} {
		if d, err := graph.ParseDecimal(text); err != nil || d.Sign() != want {
			t.Errorf("the sign of %s is %d, %v, want %d", text, d.Sign(), err, want)
		}
	}
}

// Sums of money are exact: math/big's fractions are the second opinion.
func TestTotalsAreExact(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var totals graph.Totals
	want := map[string]*big.Rat{}
	for range 5000 {
		currency := []string{"", "EUR", "JPY", "USD"}[random.IntN(4)]
		text := fmt.Sprintf("%d.%0*d", random.Int64N(1e12)-5e11, 1+random.IntN(5), random.IntN(10))
		d, err := graph.ParseDecimal(text)
		if err != nil {
			t.Fatal(err)
		}
		totals.Add(graph.Amount{Value: d, Currency: currency})
		term, _ := new(big.Rat).SetString(text)
		if want[currency] == nil {
			want[currency] = new(big.Rat)
		}
		want[currency].Add(want[currency], term)
	}
	if len(totals) != 4 {
		t.Fatalf("%d totals, want one for each of 4 currencies", len(totals))
	}
	for i := range totals {
		total := &totals[i]
		if i > 0 && totals[i-1].Currency >= total.Currency {
			t.Errorf("%q stands before %q, want them sorted", totals[i-1].Currency, total.Currency)
		}
		got, ok := new(big.Rat).SetString(total.Value())
		if !ok || got.Cmp(want[total.Currency]) != 0 {
			t.Errorf("%s adds up to %s, want %s (math/big)", total.Currency, total.Value(), want[total.Currency].FloatString(6))
		}
		if f, _ := got.Float64(); f != total.Float() {
			t.Errorf("%s as a float is %v, want %v (math/big)", total.Value(), total.Float(), f)
		}
	}
}

func TestTotalsByHand(t *testing.T) {
	var totals graph.Totals
	for _, a := range []graph.Amount{amount(t, "0.1", "EUR"), amount(t, "0.2", "EUR"), amount(t, "-5", "USD"), amount(t, "999999999999999999", "EUR"), amount(t, "7", "")} {
		totals.Add(a)
	}
	if got, want := totals.String(), "7, 999999999999999999.3 EUR, -5 USD"; got != want {
		t.Errorf("totals %q, want %q (by hand)", got, want)
	}
	if totals[1].Count != 3 {
		t.Errorf("%d amounts in euros, want 3", totals[1].Count)
	}
}

func amount(t testing.TB, value, currency string) graph.Amount {
	t.Helper()
	d, err := graph.ParseDecimal(value)
	if err != nil {
		t.Fatal(err)
	}
	return graph.Amount{Value: d, Currency: currency}
}

func FuzzDecimal(f *testing.F) {
	for _, seed := range []string{"0", "-1250.00", "999999999999999999", "0.000000000000000001", "1.0258813E7", "-0", "1E17"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := graph.ParseDecimal(text)
		if err != nil {
			return
		}
		back, err := graph.ParseDecimal(d.String())
		if err != nil || back != d {
			t.Fatalf("%q is written %s, which reads as %s, %v", text, d, back, err)
		}
		want, ok1 := new(big.Rat).SetString(text)
		got, ok2 := new(big.Rat).SetString(d.String())
		if !ok1 || !ok2 || got.Cmp(want) != 0 {
			t.Errorf("%q reads as %s, want the same number (math/big)", text, d)
		}
	})
}

func TestCurrencies(t *testing.T) {
	for text, want := range map[string]string{"EUR": "EUR", " usd ": "USD", "ITL": "ITL"} {
		if got, err := graph.ParseCurrency(text); err != nil || got != want {
			t.Errorf("%q reads as %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "EURO", "€", "XYZ", "E U", "EUR USD"} {
		if got, err := graph.ParseCurrency(text); err == nil {
			t.Errorf("%q reads as %q, want an error", text, got)
		}
	}
}
