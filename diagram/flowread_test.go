package diagram_test

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font/liberation"

	"github.com/linchpin-graph/linchpin/diagram"
)

// drawnFlow is a picture of a flow as its SVG has it: bars in the order of parties, bands in
// that of streams.
type drawnFlow struct {
	svg           string
	width, height float64
	bars          []rect
	bands         []drawnBand
	texts         []drawnText
	arrows        []rect
}

type rect struct{ x1, y1, x2, y2 float64 }

func (r rect) high() float64 { return r.y2 - r.y1 }

func (r rect) overlaps(o rect) bool {
	return r.x1 < o.x2 && o.x1 < r.x2 && r.y1 < o.y2 && o.y1 < r.y2
}

// A drawnBand has an outline, and two ends where its payer and its payee are.
type drawnBand struct {
	outline       [][2]float64
	leaves, comes rect
}

type drawnText struct {
	rect
	text string
	size float64
}

var (
	svgSize = regexp.MustCompile(`<svg [^>]*width="([0-9]+)" height="([0-9]+)"`)
	svgText = regexp.MustCompile(`<text x="([0-9.-]+)" y="([0-9.-]+)" font-size="([0-9.]+)"([^>]*)>([^<]*)</text>`)
	svgBar  = regexp.MustCompile(`<path d="M([^"]+)Z" fill="[^"]+" stroke="#1c2430" stroke-width="0.6"/>`)
	svgHead = regexp.MustCompile(`<path d="M([^"L]+L[^"L]+L[^"L]+)Z" fill="#[^"]+"/>`)
	svgBand = regexp.MustCompile(`<path d="M([^"]+)Z" fill="[^"]+" fill-opacity="0.[0-9]+" stroke="#[^"]+" stroke-width="0.6"`)
)

// readFlow draws a flow, twice, and reads the picture.
func readFlow(t *testing.T, f diagram.Flow) (d drawnFlow) {
	t.Helper()
	var svg, again bytes.Buffer
	if err := diagram.DrawFlow(f).SVG(&svg); err != nil {
		t.Fatal(err)
	}
	if err := diagram.DrawFlow(f).SVG(&again); err != nil || again.String() != svg.String() {
		t.Errorf("the same flow is drawn otherwise the second time: %v", err)
	}
	d.svg = svg.String()
	size := svgSize.FindStringSubmatch(d.svg)
	d.width, d.height = number(size[1]), number(size[2])
	for _, m := range svgBar.FindAllStringSubmatch(d.svg, -1) {
		p := points(m[1])
		d.bars = append(d.bars, rect{p[0][0], p[0][1], p[2][0], p[2][1]})
	}
	for _, m := range svgBand.FindAllStringSubmatch(d.svg, -1) {
		p := points(m[1])
		n := len(p)
		d.bands = append(d.bands, drawnBand{p, rect{p[0][0], p[0][1], p[n-1][0], p[n-1][1]}, rect{p[n/2-1][0], p[n/2-1][1], p[n/2][0], p[n/2][1]}})
	}
	for _, m := range svgHead.FindAllStringSubmatch(d.svg, -1) {
		p := points(m[1])
		d.arrows = append(d.arrows, rect{p[0][0], min(p[1][1], p[2][1]), p[1][0], max(p[1][1], p[2][1])})
	}
	for _, m := range svgText.FindAllStringSubmatch(d.svg, -1) {
		d.texts = append(d.texts, setText(t, m))
	}
	if len(d.bars) != len(f.Parties) || len(d.bands) != len(f.Streams) {
		t.Fatalf("%d bars of %d parties, %d bands of %d streams", len(d.bars), len(f.Parties), len(d.bands), len(f.Streams))
	}
	return d
}

func number(text string) float64 {
	x, _ := strconv.ParseFloat(text, 64)
	return x
}

func points(path string) (all [][2]float64) {
	for _, p := range strings.Split(path, "L") {
		x, y, _ := strings.Cut(p, " ")
		all = append(all, [2]float64{number(x), number(y)})
	}
	return all
}

// setText measures a text in the font in which it is drawn.
func setText(t *testing.T, m []string) drawnText {
	t.Helper()
	x, y, size, text, bold := number(m[1]), number(m[2]), number(m[3]), html.UnescapeString(m[5]), strings.Contains(m[4], "bold")
	face := liberationSans(t, bold)
	wide := float64(font.MeasureString(face, text)) / 64 / 100 * size
	if strings.Contains(m[4], "middle") {
		x -= wide / 2
	}
	return drawnText{rect{x, y - .74*size, x + wide, y + .21*size}, text, size}
}

var faces [2]font.Face

// liberationSans returns the font at 100 points, or its bold.
func liberationSans(t *testing.T, bold bool) font.Face {
	t.Helper()
	k, weight := 0, font.WeightNormal
	if bold {
		k, weight = 1, font.WeightBold
	}
	if faces[k] != nil {
		return faces[k]
	}
	for _, f := range liberation.Collection() {
		if f.Font.Variant == "Sans" && f.Font.Weight == weight && f.Font.Style == font.StyleNormal {
			face, err := opentype.NewFace(f.Face, &opentype.FaceOptions{Size: 100, DPI: 72})
			if err != nil {
				t.Fatal(err)
			}
			faces[k] = face
			return face
		}
	}
	t.Fatal(fmt.Errorf("no Liberation Sans, bold %t", bold))
	return nil
}
