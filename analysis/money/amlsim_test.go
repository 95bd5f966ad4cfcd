package money_test

import (
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

const amlsimFolder = "../../../shared/data/amlsim/"

// labelledCycles counts the labelled cycles of which a cycle was found.
func labelledCycles(found []money.Finding, alerts []alert) (hit int, none []string) {
	for _, a := range alerts {
		switch {
		case a.kind != "cycle":
		case slices.ContainsFunc(found, func(f money.Finding) bool { return a.holds(f.Payments) }):
			hit++
		default:
			none = append(none, a.id)
		}
	}
	return hit, none
}

// An alert is what AMLSim says it planted: some payments, by their number in the table.
type alert struct {
	id, kind string
	payments []int32
}

// amlsim reads the transfers and the alerts. A step of the simulation is read as a day.
func amlsim(t *testing.T) (*money.Payments, []alert) {
	t.Helper()
	if _, err := os.Stat(amlsimFolder); err != nil {
		t.Skipf("SKIPPED: %v; with the shared data beside the repository this is tested", err)
	}
	var rows []money.Payment
	number := map[string]int32{}
	for _, row := range graphtest.ReadTable(t, amlsimFolder+"transactions.csv")[1:] {
		from, to, step := atoi(t, row[1]), atoi(t, row[2]), int64(atoi(t, row[5]))
		amount, err := graph.ParseDecimal(row[4])
		if err != nil {
			t.Fatal(err)
		}
		units, _ := amount.Units(2)
		number[row[0]] = int32(len(rows))
		rows = append(rows, money.Payment{From: int32(from), To: int32(to), Units: units, Earliest: step * day, Latest: step*day + day - 1, Tie: int32(len(rows))})
	}
	p, err := money.NewPayments(10_000, rows, []money.Currency{{Code: "USD", Scale: 2}})
	if err != nil {
		t.Fatal(err)
	}
	at := make([]int32, len(rows))
	for i := range p.All {
		at[p.All[i].Tie] = int32(i)
	}
	var alerts []alert
	for _, row := range graphtest.ReadTable(t, amlsimFolder+"alerts.csv")[1:] {
		i := slices.IndexFunc(alerts, func(a alert) bool { return a.id == row[0] })
		if i < 0 {
			i, alerts = len(alerts), append(alerts, alert{id: row[0], kind: row[1]})
		}
		alerts[i].payments = append(alerts[i].payments, at[number[row[3]]])
	}
	return p, alerts
}

func atoi(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// holds reports whether the alert has all of some payments.
func (a *alert) holds(payments []int32) bool {
	return !slices.ContainsFunc(payments, func(i int32) bool { return !slices.Contains(a.payments, i) })
}

// TestAMLSimCycles: of 192 alerts of cycles, 183 contain a directed cycle, and all of them
// are found; the nine others are those whose payments do not close. The counts are those of
// the data's README; that a cycle's payments stand in one window in any order, with one
// amount, is how AMLSim made them.
func TestAMLSimCycles(t *testing.T) {
	p, alerts := amlsim(t)
	found, cut, err := money.FindCycles(t.Context(), p, money.CycleOptions{Window: 14 * day, AnyOrder: true, Tolerance: 100})
	if err != nil || cut > 0 {
		t.Fatalf("cut %d, %v", cut, err)
	}
	hit, none := labelledCycles(found, alerts)
	ofAlerts := 0
	for _, f := range found {
		if slices.ContainsFunc(alerts, func(a alert) bool { return a.kind == "cycle" && a.holds(f.Payments) }) {
			ofAlerts++
		}
	}
	if hit != 183 || len(none) != 9 {
		t.Errorf("found %d of 183 cycles; without: %v", hit, none)
	}
	inTime, _, err := money.FindCycles(t.Context(), p, money.CycleOptions{Window: 14 * day, Tolerance: 100})
	if hit, _ := labelledCycles(inTime, alerts); err != nil || hit != 19 {
		t.Errorf("in an order of time %d labelled cycles are found (%v), want 19: those of which some rotation has steps that do not go back, counted from alerts.csv by another program", hit, err)
	}
	t.Logf("%d cycles found, %d of them labelled; alerts without a cycle: %v", len(found), ofAlerts, none)
}

// fanScore compares fan-ins found with those labelled: a label is found where one finding
// has all its payments, and a finding is right where it has all of a label.
func fanScore(found []money.Finding, alerts []alert) (recall, precision float64, right int) {
	labels, hit := 0, 0
	correct := make([]bool, len(found))
	for _, a := range alerts {
		if a.kind != "fan_in" {
			continue
		}
		labels++
		any := false
		for i := range found {
			if !slices.ContainsFunc(a.payments, func(p int32) bool { return !slices.Contains(found[i].Payments, p) }) {
				any, correct[i] = true, true
			}
		}
		if any {
			hit++
		}
	}
	for _, c := range correct {
		if c {
			right++
		}
	}
	return float64(hit) / float64(labels), float64(right) / float64(max(1, len(found))), right
}

// TestAMLSimFanIn reports recall and precision beside the label. AMLSim's fan-ins are three
// or four payments in a week to accounts that others pay as often, so that a fan by itself
// does not tell them from ordinary traffic; the floor is what was measured, less a little.
func TestAMLSimFanIn(t *testing.T) {
	p, alerts := amlsim(t)
	for _, row := range []struct {
		least             int
		similar           money.Tolerance
		recall, precision float64
	}{
		{3, 0, .83, .05},
		{4, 0, .81, .13},
		{3, 500, .97, .14},
		{4, 500, .94, .35},
		{4, 300, .86, .45},
	} {
		found, err := money.FindFans(t.Context(), p, money.FanIn, money.FanOptions{Least: row.least, Window: 7*day - 1, Similar: row.similar})
		if err != nil {
			t.Fatal(err)
		}
		recall, precision, right := fanScore(found, alerts)
		t.Logf("least %d, amounts within %d: %d fan-ins, %d right: recall %.3f, precision %.4f", row.least, row.similar, len(found), right, recall, precision)
		if recall < row.recall || precision < row.precision {
			t.Errorf("least %d, amounts within %d: recall %.3f, precision %.4f, want at least %.3f and %.4f", row.least, row.similar, recall, precision, row.recall, row.precision)
		}
	}
}
