package diagram_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sampleChart has every kind, class and certainty, two gangs and scripts.
func sampleChart() diagram.Chart {
	c := diagram.Chart{Title: "A port, people lens", Lead: "Lead, not evidence.", Notes: []string{"2024-05-01 · 11 entities"}, SizeBy: "degree", Groups: []string{"Quay Nine", "Anchor House"}}
	for i, k := range graph.EntityKinds() {
		item := diagram.Item{Label: k.String() + " Łucja 沈柏岚 Зоряна", Kind: k, Size: float64(i) / 10}
		if i < 6 {
			item.Group = 1 + i/3
		}
		c.Items = append(c.Items, item)
	}
	for i := range len(c.Items) - 1 {
		c.Links = append(c.Links, diagram.Link{From: i, To: i + 1, Forward: i%2 == 0, Back: i%3 == 0, Class: diagram.Class(i % 3), Certainty: graph.Certainty(i % 4), Weight: float64(i) / 10, Label: "1,200.50 EUR"})
	}
	return c
}

func TestGolden(t *testing.T) {
	c := sampleChart()
	picture, err := placer("layout-child").Draw(t.Context(), c, "fdp")
	if err != nil {
		t.Fatal(err)
	}
	var svg bytes.Buffer
	if err := picture.SVG(&svg); err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{"sample.svg": svg.String(), "sample.dot": c.DOT("fdp")} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from what was last looked at; look again, then go test ./diagram -update", path)
		}
	}
}
