package diagram_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
)

// across draws a chart and returns it as SVG.
func across(t *testing.T, c diagram.Chart, column []int) string {
	t.Helper()
	var svg bytes.Buffer
	if err := diagram.DrawAcross(c, column).SVG(&svg); err != nil {
		t.Fatal(err)
	}
	return svg.String()
}

var named = regexp.MustCompile(`<text x="([\d.-]+)" y="([\d.-]+)"[^>]*>item(\d+)<`)

// Columns stand from left to right, and items of one column below each other with room for their shapes; the same
// chart is the same picture.
func TestDrawAcross(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		var c diagram.Chart
		var column []int
		for i := range 25 {
			c.Items = append(c.Items, diagram.Item{Label: fmt.Sprintf("item%d", i), Kind: graph.EntityKinds()[i%11], Size: r.Float64()})
			column = append(column, r.IntN(6))
		}
		for range 40 {
			if a, b := r.IntN(25), r.IntN(25); a != b {
				c.Links = append(c.Links, diagram.Link{From: a, To: b, Forward: r.IntN(2) == 0, Class: diagram.Class(r.IntN(3)), Weight: .5, Label: "pays 100 EUR"})
			}
		}
		svg := across(t, c, column)
		checkXML(t, []byte(svg))
		if svg != across(t, c, column) {
			t.Fatalf("seed %d: another picture of the same chart", seed)
		}
		type spot struct{ x, y float64 }
		at := map[int]spot{}
		for _, m := range named.FindAllStringSubmatch(svg, -1) {
			x, _ := strconv.ParseFloat(m[1], 64)
			y, _ := strconv.ParseFloat(m[2], 64)
			i, _ := strconv.Atoi(m[3])
			at[i] = spot{x, y}
		}
		if len(at) != len(c.Items) {
			t.Fatalf("seed %d: %d of %d items named", seed, len(at), len(c.Items))
		}
		for i := range c.Items {
			for j := range c.Items[:i] {
				switch a, b := at[i], at[j]; {
				case column[i] < column[j] && a.x >= b.x-20, column[i] > column[j] && a.x <= b.x+20:
					t.Errorf("seed %d: item %d of column %d at %g, item %d of column %d at %g", seed, i, column[i], a.x, j, column[j], b.x)
				case column[i] == column[j] && max(a.y-b.y, b.y-a.y) < 9+9+11:
					t.Errorf("seed %d: items %d and %d of one column at %g and %g", seed, i, j, a.y, b.y)
				}
			}
		}
	}
}

// Lines that need not cross do not: two ways between four corners, given crosswise.
func TestDrawAcrossKeepsWaysApart(t *testing.T) {
	var c diagram.Chart
	for i := range 8 {
		c.Items = append(c.Items, diagram.Item{Label: fmt.Sprintf("item%d", i), Kind: graph.Person})
	}
	for _, ends := range [][2]int{{0, 3}, {1, 2}, {3, 4}, {2, 5}, {4, 7}, {5, 6}} {
		c.Links = append(c.Links, diagram.Link{From: ends[0], To: ends[1]})
	}
	svg := across(t, c, []int{0, 0, 1, 1, 2, 2, 3, 3})
	above := map[string]float64{}
	for _, m := range named.FindAllStringSubmatch(svg, -1) {
		above[m[3]], _ = strconv.ParseFloat(m[2], 64)
	}
	order := []bool{above["0"] < above["1"], above["3"] < above["2"], above["4"] < above["5"], above["7"] < above["6"]}
	if slices.Contains(order, !order[0]) {
		t.Errorf("ways cross: %v", above)
	}
}

// Whatever labels hold, the picture is whole; and one without links or in one column is drawn as well.
func TestDrawAcrossHostile(t *testing.T) {
	c := hostileChart()
	column := make([]int, len(c.Items))
	checkXML(t, []byte(across(t, c, column)))
	for i := range column {
		column[i] = i % 4
	}
	checkXML(t, []byte(across(t, c, column)))
	c.Links = nil
	checkXML(t, []byte(across(t, c, column)))
}
