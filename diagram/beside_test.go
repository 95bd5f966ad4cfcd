package diagram_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/diagram"
)

// chain is a chart of a, b, c ... each linked with the next, and one more that is alone.
func chain(n int) diagram.Chart {
	c := diagram.Chart{Title: "Chain", Lead: "Lead, not evidence"}
	for i := range n + 1 {
		c.Items = append(c.Items, diagram.Item{Label: "item-" + string(rune('a'+i))})
		if i > 0 && i < n {
			c.Links = append(c.Links, diagram.Link{From: i - 1, To: i})
		}
	}
	return c
}

func pieces(c diagram.Chart) (of []int, words string) {
	for _, item := range c.Items {
		of = append(of, item.Piece)
	}
	return of, strings.Join(slices.DeleteFunc(slices.Clone(c.Pieces), func(s string) bool { return s == "" }), ", ")
}

// Without c and f, a chain of ten leaves g to j, a and b, d and e, and one alone: by hand.
func TestSplit(t *testing.T) {
	before := chain(10)
	after := before.Split([]int{5, 2})
	of, words := pieces(after)
	if want := []int{2, 2, 0, 3, 3, 0, 1, 1, 1, 1, 9}; !slices.Equal(of, want) || words != "piece of 4, piece of 2, piece of 2, 1 alone" {
		t.Errorf("pieces %v, %q; want %v", of, words, want)
	}
	if !after.Items[5].Out || after.Items[5].Order != 1 || after.Items[2].Order != 2 {
		t.Error("who is taken out is not numbered in order")
	}
	if before.Items[5].Out || before.Items[0].Piece != 0 {
		t.Error("the chart before was changed")
	}
}

// Ten pieces of two have no colour each: the smaller share one.
func TestSplitOfManyPieces(t *testing.T) {
	var out []int
	for i := 2; i < 29; i += 3 {
		out = append(out, i)
	}
	_, words := pieces(chain(29).Split(out))
	if want := strings.Repeat("piece of 2, ", 7) + "3 smaller pieces, 1 alone"; words != want {
		t.Errorf("got %q, want %q", words, want)
	}
}

func TestSeen(t *testing.T) {
	of, words := pieces(chain(6).Seen([]int{0, 4}, 1))
	if want := []int{1, 1, 9, 1, 1, 1, 9}; !slices.Equal(of, want) || words != "5 in reach, 2 out of reach" {
		t.Errorf("pieces %v, %q; want %v, by hand", of, words, want)
	}
}

// Both charts have every item, whatever its label; the caption of each is there.
func TestDrawBeside(t *testing.T) {
	for name, c := range map[string]diagram.Chart{"chain": chain(6), "hostile": hostileChart(), "sample": sampleChart()} {
		t.Run(name, func(t *testing.T) {
			p, err := placer("layout-child").DrawBeside(t.Context(), diagram.Panel{Chart: c.Numbered([]int{1, 2}), Caption: "First <one>"}, diagram.Panel{Chart: c.Split([]int{1, 2}), Caption: "Second"}, "fdp")
			if err != nil {
				t.Fatal(err)
			}
			var svg, raster, page bytes.Buffer
			if err := p.SVG(&svg); err != nil {
				t.Fatal(err)
			}
			checkXML(t, svg.Bytes())
			if _, err := p.PNG(&raster); err != nil {
				t.Error(err)
			}
			if _, err := p.PDF(&page); err != nil {
				t.Error(err)
			}
			for want, times := range map[string]int{"First &lt;one&gt;": 1, ">Second<": 1, "taken out, in this order": 1, ">1</text>": 2} {
				if got := strings.Count(svg.String(), want); got != times {
					t.Errorf("%q is there %d times, want %d", want, got, times)
				}
			}
			if name == "chain" && strings.Count(svg.String(), "item-f") != 2 {
				t.Error("an item is missing from a panel")
			}
		})
	}
	text := chain(3).Split([]int{1}).DOT("fdp")
	if !strings.Contains(text, `label="1 item-b", style="filled,dashed"`) {
		t.Errorf("the DOT does not mark who is taken out:\n%s", text)
	}
}
