package diagram_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// TestMain lets the test binary be the child in which layouts run.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "layout-child":
			if err := diagram.Child(os.Stdin, os.Stdout); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		case "endless-child":
			time.Sleep(time.Hour)
		case "failing-child":
			fmt.Fprintln(os.Stderr, "out of memory")
			os.Exit(2)
		}
	}
	os.Exit(m.Run())
}

func placer(child string) diagram.Placer {
	return diagram.Placer{Command: []string{os.Args[0], child}}
}

// hostile are labels that could break a picture.
var hostile = []string{`"quote" \ backslash`, "<b>bold</b> & <script>", "line\nbreak", "\x1b[31mred\x00", "\u202egnimaN", "]; node [shape=none", "Łukasz Żółć", "Иван Петров", "王小明", strings.Repeat("long ", 400)}

func hostileChart() diagram.Chart {
	c := diagram.Chart{Title: "Title <&> \"x\"", Lead: "Lead, not evidence", Notes: []string{"note"}, Groups: []string{"Gang \"<one>\" }"}}
	for i, label := range hostile {
		c.Items = append(c.Items, diagram.Item{Label: label, Kind: graph.EntityKinds()[i%11], Group: (i / 5) % 2, Size: float64(i) / 10})
		if i > 0 {
			c.Links = append(c.Links, diagram.Link{From: i - 1, To: i, Forward: i%2 == 0, Back: i%3 == 0, Class: diagram.Class(i % 3), Certainty: graph.Certainty(i % 4), Weight: .5, Label: label})
		}
	}
	return c
}

func TestEveryLayoutAndFormat(t *testing.T) {
	for _, layout := range []diagram.Layout{"dot", "neato", "fdp", "sfdp", "twopi", "circo"} {
		t.Run(string(layout), func(t *testing.T) {
			p, err := placer("layout-child").Draw(t.Context(), hostileChart(), layout)
			if err != nil {
				t.Fatal(err)
			}
			var svg, raster, page bytes.Buffer
			_, err1 := p.PNG(&raster)
			_, err2 := p.PDF(&page)
			if err := errors.Join(p.SVG(&svg), err1, err2); err != nil {
				t.Fatal(err)
			}
			checkXML(t, svg.Bytes())
			if _, err := png.Decode(&raster); err != nil {
				t.Error(err)
			}
			if !bytes.HasPrefix(page.Bytes(), []byte("%PDF-")) {
				t.Error("the PDF is none")
			}
			for _, want := range []string{"Łukasz Żółć", "Иван Петров", "王小明", "Lead, not evidence", "&lt;b&gt;bold"} {
				if !strings.Contains(svg.String(), want) {
					t.Errorf("the SVG does not show %q", want)
				}
			}
		})
	}
}

// checkXML fails unless a text is well-formed, without script, link or control.
func checkXML(t *testing.T, text []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the SVG is not well-formed: %v", err)
		}
		if element, ok := token.(xml.StartElement); ok && !strings.Contains(" svg rect text circle path ", " "+element.Name.Local+" ") {
			t.Errorf("the SVG has an element %s", element.Name.Local)
		}
	}
	if bytes.ContainsAny(text, "\x1b\x00") || bytes.Contains(text, []byte("\u202e")) {
		t.Error("the SVG has control or direction characters")
	}
}

// DOT quotes everything: no label can add an item or an attribute.
func TestDOTQuotes(t *testing.T) {
	text := hostileChart().DOT("fdp")
	outside := ""
	quoted, escaped := false, false
	for _, r := range text {
		switch {
		case escaped:
			escaped = false
		case quoted && r == '\\':
			escaped = true
		case r == '"':
			quoted = !quoted
		case !quoted:
			outside += string(r)
		}
	}
	if quoted || strings.Contains(outside, "shape=none") || strings.Contains(outside, "script") {
		t.Errorf("labels reach the text outside quotes: %s", outside)
	}
}

func TestSameBytes(t *testing.T) {
	draw := func() string {
		p, err := placer("layout-child").Draw(t.Context(), hostileChart(), "fdp")
		if err != nil {
			t.Error(err)
			return ""
		}
		var svg bytes.Buffer
		if err := p.SVG(&svg); err != nil {
			t.Error(err)
		}
		return svg.String()
	}
	want := draw()
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if draw() != want {
				t.Error("the same chart gave other bytes")
			}
		})
	}
	all.Wait()
}

func TestLimits(t *testing.T) {
	c := hostileChart()
	slow := placer("endless-child")
	slow.Timeout = 200 * time.Millisecond
	if _, err := slow.Draw(t.Context(), c, "fdp"); !errors.Is(err, diagram.ErrTooLarge) || !strings.Contains(err.Error(), "no positions after 200ms") {
		t.Errorf("a layout that does not end: %v, want ErrTooLarge and the time it had", err)
	}
	if _, err := placer("failing-child").Draw(t.Context(), c, "fdp"); err == nil || !strings.Contains(err.Error(), "out of memory") {
		t.Errorf("a layout that fails: %v, want what it said", err)
	}
	large := diagram.Chart{Groups: []string{"one", "two"}}
	for i := range 5000 {
		large.Items = append(large.Items, diagram.Item{Label: "x", Group: i % 3})
		large.Links = append(large.Links, diagram.Link{From: i, To: 0})
	}
	if _, err := placer("layout-child").Draw(t.Context(), large, "fdp"); !errors.Is(err, diagram.ErrTooLarge) {
		t.Errorf("5,000 items: %v, want ErrTooLarge", err)
	}
	if small := diagram.Aggregated(large); len(small.Items) != 3 || len(small.Links) != 2 {
		t.Errorf("aggregated: %d items and %d links, want 3 and 2 (two gangs and none; all ties run to the first item)", len(small.Items), len(small.Links))
	}
	if _, err := placer("layout-child").Draw(t.Context(), c, "fdp"); err != nil {
		t.Errorf("after failures: %v", err)
	}
}

// A text that cannot be read in a PNG or PDF is returned, once, and no other is.
func TestUndrawn(t *testing.T) {
	const arabic, linearB = "ليلى حداد", "𐀀𐀁" // letters that join; letters that no font of ours has
	c := diagram.Chart{Title: "Łucja Зоряна Ωμέγα", Lead: "lead"}
	for _, label := range []string{arabic, linearB, "Łucja", arabic} {
		c.Items = append(c.Items, diagram.Item{Label: label, Kind: graph.Person})
	}
	picture, err := placer("layout-child").Draw(t.Context(), c, "fdp")
	if err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func(io.Writer) ([]string, error){"PNG": picture.PNG, "PDF": picture.PDF} {
		undrawn, err := write(io.Discard)
		if err != nil || !slices.Equal(undrawn, []string{arabic, linearB}) {
			t.Errorf("%s: %q, %v, want %q", name, undrawn, err, []string{arabic, linearB})
		}
	}
	if err := diagram.CheckPNG(diagram.MostInPNG); err != nil {
		t.Error(err)
	}
	if err := diagram.CheckPNG(diagram.MostInPNG + 1); !errors.Is(err, diagram.ErrTooLarge) {
		t.Errorf("one too many for a PNG: %v, want ErrTooLarge", err)
	}
}

func TestFromView(t *testing.T) {
	n := graphtest.Parse(t, "a-b=1 b-c=4")
	v := graphtest.NewView(t, n, graph.ViewOptions{})
	c := diagram.FromView(v, []float64{1, 2, 0})
	if len(c.Items) != 3 || c.Items[1].Size != 1 || c.Items[0].Size != .5 || c.Links[1].Weight != 1 || c.Links[0].Certainty != graph.NotGraded {
		t.Errorf("chart %+v", c)
	}
	around := c.Around(0, 1)
	if len(around.Items) != 2 || !around.Items[0].Mark || len(around.Links) != 1 {
		t.Errorf("around a: %+v, want a, marked, and b", around)
	}
	if only := c.Only([]int{2, 1}); len(only.Items) != 2 || only.Items[0].Label != "c" || len(only.Links) != 1 {
		t.Errorf("only c and b: %+v", only)
	}
}

// Routes from a to d: both of two links; the detour a-x-y-d is longer.
func TestBetween(t *testing.T) {
	v := graphtest.View(t, "a-b b-d a-c c-d a-x x-y y-d e-f")
	c := diagram.FromView(v, nil)
	at := func(id graph.EntityID) int {
		i, ok := v.Index(id)
		if !ok {
			t.Fatalf("no %s", id)
		}
		return i
	}
	part, err := c.Between([]int{at("a"), at("d")})
	if err != nil {
		t.Fatal(err)
	}
	labels := ""
	for _, item := range part.Items {
		labels += item.Label
		if item.Mark {
			labels += "*"
		}
	}
	if labels != "a*bcd*" || len(part.Links) != 4 {
		t.Errorf("between a and d: %s, %d links, want a*bcd*, 4", labels, len(part.Links))
	}
	if _, err := c.Between([]int{at("a"), at("e")}); !errors.Is(err, diagram.ErrNoRoute) {
		t.Errorf("between a and e: %v, want ErrNoRoute", err)
	}
}
