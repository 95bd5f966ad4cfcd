package loaders_test

import (
	"encoding/csv"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

const transfersMapping = `
entities:
  - {as: payer, kind: account, namespace: acct, id: "{SENDER_ACCOUNT_ID}", mention: true}
  - {as: payee, kind: account, namespace: acct, id: "{RECEIVER_ACCOUNT_ID}", mention: true}
ties:
  - {kind: pays, from: payer, to: payee, key: "{TX_ID}", properties: {amount: "{TX_AMOUNT}", currency: USD}}
`

const accountsMapping = `
entities:
  - {as: account, kind: account, namespace: acct, id: "{ACCOUNT_ID}", properties: {country: "{COUNTRY}"}}
`

// 10,000 accounts and 67,795 synthetic transfers (IBM/AMLSim) add up to the cent. The
// second opinion is encoding/csv and exact fractions.
func TestTransfersAddUp(t *testing.T) {
	folder := filepath.Join("..", "..", "shared", "data", "amlsim")
	text, err := os.ReadFile(filepath.Join(folder, "transactions.csv"))
	if err != nil {
		t.Skip("SKIPPED: the public transfers are not beside this checkout")
	}
	accounts, err := os.ReadFile(filepath.Join(folder, "accounts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	n, report, err := load(t, "transactions.csv", string(text), loaders.Options{Mapping: mapping(t, transfersMapping)})
	if err != nil || report.Loaded != 67795 || report.BadRows != 0 || len(n.Ties) != 67795 {
		t.Fatalf("%v: %d loaded, %d bad, %d ties, want 67,795 and none bad", err, report.Loaded, report.BadRows, len(n.Ties))
	}
	holders, _, err := load(t, "accounts.csv", string(accounts), loaders.Options{Mapping: mapping(t, accountsMapping)})
	if err != nil {
		t.Fatal(err)
	}
	all := graph.Network{Entities: append(n.Entities, holders.Entities...)}
	if all.Normalise(); len(all.Entities) != 10000 {
		t.Errorf("%d accounts, want 10,000", len(all.Entities))
	}
	var got graph.Totals
	for i := range n.Ties {
		a, ok := n.Ties[i].Amount()
		if !ok {
			t.Fatalf("a payment without an amount: %+v", n.Ties[i])
		}
		got.Add(a)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := new(big.Rat)
	for _, row := range rows[1:] {
		x, ok := new(big.Rat).SetString(row[4])
		if !ok {
			t.Fatalf("amount %q", row[4])
		}
		want.Add(want, x)
	}
	sum, _ := new(big.Rat).SetString(got[0].Value())
	if len(got) != 1 || got[0].Count != 67795 || sum.Cmp(want) != 0 {
		t.Errorf("total %s, want %s", got, want.FloatString(2))
	}
}
