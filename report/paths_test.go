package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
	"github.com/linchpin-graph/linchpin/report"
)

// What is nearly certain is not shown as certain, and what is hardly possible not as
// impossible.
func TestChancesOfPaths(t *testing.T) {
	for _, c := range []struct{ grade, want string }{
		{"0.999", ">0.99"},
		{"0.001", "<0.01"},
		{"0.001-0.999", "<0.01 to >0.99"},
		{"0.5-0.999", "0.50 to >0.99"},
		{"1", "1.00-1.00"},
		{"0-1", "0.00-1.00"},
		{"0.994", "0.99-0.99"},
	} {
		t.Run(c.grade, func(t *testing.T) {
			grade, err := graph.ParseGrade(c.grade)
			if err != nil {
				t.Fatal(err)
			}
			n := graphtest.Parse(t, "a-b")
			n.Ties[0].Records[0].Grade = grade
			v := graphtest.NewView(t, n, graph.ViewOptions{})
			found, of, err := paths.Shortest(t.Context(), v, 0, 1, paths.Options{})
			if err != nil {
				t.Fatal(err)
			}
			r := report.NewPaths(report.NewHeading(v), v, 0, 1, "ties", found, of)
			var text, table bytes.Buffer
			if err := r.Write(&text); err != nil {
				t.Fatal(err)
			}
			if err := r.Table().WriteCSV(&table); err != nil {
				t.Fatal(err)
			}
			if want := "real with a probability of " + c.want + ","; !strings.Contains(text.String(), want) {
				t.Errorf("%s: want %q", &text, want)
			}
			if want := ", " + c.want + ")\n"; !strings.Contains(text.String(), want) {
				t.Errorf("%s: want %q in its step", &text, want)
			}
			if want := "," + c.want + ","; !strings.Contains(table.String(), want) {
				t.Errorf("%s: want %q", &table, want)
			}
		})
	}
}
