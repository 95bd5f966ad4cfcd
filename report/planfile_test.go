package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// Whatever a plan's file says, it is refused or makes a list of eligible people, each once,
// with figures that are counted and not read.
func FuzzReadPlan(f *testing.F) {
	p := safeguarded(f, suspects(f, graph.Entity{ID: "x", Kind: graph.Person}))
	p.asked.Budget, p.asked.Effort = 2, 2000
	if !p.solve(f) {
		f.Fatal("nobody is eligible")
	}
	var saved bytes.Buffer
	if err := report.WriteJSON(&saved, p.report.Plan); err != nil {
		f.Fatal(err)
	}
	text := saved.String()
	f.Add(text)
	f.Add("{}")
	f.Add(strings.Replace(text, `"team": [`, `"team": [{"id": "x", "left": 1},`, 1))
	f.Add(strings.Replace(text, string(p.report.Plan.Case[:8]), "00000000", -1))
	f.Fuzz(func(t *testing.T, text string) {
		plan, err := report.ReadPlan(strings.NewReader(text))
		if err != nil {
			return
		}
		list, err := drawUp(t, p, plan, p.asked)
		if err != nil {
			return
		}
		seen := map[graph.EntityID]bool{}
		for _, target := range list.Targets {
			i, there := p.view.Index(target.ID)
			if !there || !p.asked.Among[i] || seen[target.ID] {
				t.Errorf("%s is on the list, and is not eligible or is there twice", target.ID)
			}
			seen[target.ID] = true
		}
	})
}
