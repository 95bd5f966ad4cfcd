package diagram

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/linchpin-graph/linchpin/graph"
)

// Geometry, in points. A label is set under its item's shape.
const (
	smallest   = 9.0  // radius of the smallest shape
	largest    = 24.0 // and of the largest
	labelSize  = 9.0
	lineHeight = 11.0
	wrapAt     = 22 // characters of a line of a label
	maxLines   = 3
	belowAt    = 34 // characters of a line below a label
	mostBelow  = 6  // such lines, when there are more
)

func (i Item) radius() float64 { return smallest + (largest-smallest)*i.Size }

// lines returns the label in lines and what stands below it, with what is no plain character
// made visible.
func (i Item) lines() []string {
	lines := i.labelLines()
	for k, text := range i.Below {
		if k == mostBelow && len(i.Below) > mostBelow+1 {
			return append(lines, fmt.Sprintf("and %d more", len(i.Below)-k))
		}
		lines = append(lines, shortened(plain(text), belowAt))
	}
	return lines
}

// shortened cuts a text to so many characters.
func shortened(text string, most int) string {
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return text
}

func (i Item) labelLines() []string { return wrap(plain(i.Label)) }

// width and height are of the shape with its label.
func (i Item) width() float64 { return max(2*i.radius(), i.labelWidth()+6) }

func (i Item) labelWidth() float64 {
	widest := 0.0
	for _, line := range i.lines() {
		widest = max(widest, textWidth(line, labelSize))
	}
	return widest
}

func (i Item) height() float64 { return 2*i.radius() + lineHeight*float64(len(i.lines())) + 6 }

func (i Item) body() body { return body{i.width(), i.height(), itemRoom} }

// DOT writes the chart for Graphviz and what reads its language, with the same shapes
// and lines as in a picture. Every name is quoted, attributes are of a fixed list, and
// no text of the case but labels is in it.
func (c Chart) DOT(layout Layout) string {
	var b strings.Builder
	heading := plain(c.Title)
	for _, note := range append([]string{c.Lead}, c.Notes...) {
		heading += "\n" + plain(note)
	}
	fmt.Fprintf(&b, "digraph \"linchpin\" {\n  graph [overlap=scale, outputorder=edgesfirst, start=1, layout=%s, labelloc=t, label=%s];\n  node [style=filled];\n", quote(string(layout)), quote(heading))
	for g, name := range c.Groups {
		fmt.Fprintf(&b, "  subgraph \"cluster_%d\" {\n    graph [label=%s, margin=12];\n", g+1, quote(plain(name)))
		for i, item := range c.Items {
			if item.Group == g+1 {
				fmt.Fprintf(&b, "    \"n%d\";\n", i)
			}
		}
		b.WriteString("  }\n")
	}
	for i, item := range c.Items {
		fmt.Fprintf(&b, "  \"n%d\" [shape=%s, fillcolor=%s, width=%.3f, label=%s%s];\n", i, dotShapes[item.Kind], quote(hex(item.colour())), item.radius()/36, quote(item.numbered()), item.dotMark())
	}
	for _, l := range c.Links {
		colour, width, _ := lineStyle(l)
		if c.cut(l) {
			colour, l.Certainty, l.Label = former, graph.Unconfirmed, ""
		}
		fmt.Fprintf(&b, "  \"n%d\" -> \"n%d\" [dir=%s, style=%s, color=%s, penwidth=%.2f, label=%s];\n", l.From, l.To, l.direction(), l.pattern(), quote(hex(colour)), width, quote(plain(l.Label)))
	}
	b.WriteString("}\n")
	return b.String()
}

// numbered is the label with the item's number before it.
func (i Item) numbered() string {
	text := strings.Join(i.lines(), "\n")
	if i.Order == 0 {
		return text
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", i.Order, text))
}

// dotMark are the attributes of one that stands out, or is taken out.
func (i Item) dotMark() string {
	switch {
	case i.Out:
		return fmt.Sprintf(", style=\"filled,dashed\", color=%s, penwidth=2", quote(hex(marked)))
	case i.Mark:
		return fmt.Sprintf(", color=%s, penwidth=3", quote(hex(marked)))
	}
	return ""
}

// dotShapes are Graphviz's shapes nearest to those of a picture.
var dotShapes = map[graph.EntityKind]string{
	graph.Person: "ellipse", graph.Gang: "hexagon", graph.Company: "box", graph.PublicBody: "house", graph.Account: "cds", graph.Phone: "rect",
	graph.Vehicle: "trapezium", graph.Property: "square", graph.Place: "circle", graph.Event: "diamond", graph.Proceeding: "octagon",
}

func (l Link) pattern() string {
	if l.Class == Supposed {
		return "dotted"
	}
	switch l.Certainty {
	case graph.Tentative:
		return "dashed"
	case graph.Unconfirmed:
		return "dotted"
	}
	return "solid"
}

// direction returns DOT's word for the arrows of a link.
func (l Link) direction() string {
	switch {
	case l.Forward && l.Back:
		return "both"
	case l.Forward:
		return "forward"
	case l.Back:
		return "back"
	}
	return "none"
}

// dot writes a plan for Graphviz: sizes and lines, and no text at all.
func (p plan) dot(layout Layout) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph \"linchpin\" {\n  graph [overlap=scale, start=1, layout=%s];\n  node [fixedsize=true, shape=box, label=\"\"];\n", quote(string(layout)))
	for i, one := range p.bodies {
		fmt.Fprintf(&b, "  \"n%d\" [width=%.3f, height=%.3f];\n", i, one.width/72, one.height/72)
	}
	for _, line := range p.lines {
		fmt.Fprintf(&b, "  \"n%d\" -> \"n%d\";\n", line[0], line[1])
	}
	b.WriteString("}\n")
	return b.String()
}

// quote quotes a text for DOT: backslashes and quotes escaped, line ends as \n.
func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
}

// plain writes control and direction characters as escapes, so that a name cannot
// break a picture or turn round what stands beside it.
func plain(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// wrap breaks a label into a few lines, at blanks where there are some.
func wrap(text string) []string {
	var lines []string
	line := []rune{}
	for _, word := range strings.Fields(text) {
		w := []rune(word)
		if len(line) > 0 && len(line)+1+len(w) > wrapAt {
			lines, line = append(lines, string(line)), nil
		}
		if len(line) > 0 {
			line = append(line, ' ')
		}
		line = append(line, w...)
		for len(line) > wrapAt {
			lines, line = append(lines, string(line[:wrapAt])), line[wrapAt:]
		}
	}
	if len(line) > 0 {
		lines = append(lines, string(line))
	}
	if len(lines) > maxLines {
		lines = lines[:maxLines]
		lines[maxLines-1] = strings.TrimSpace(lines[maxLines-1]) + "…"
	}
	return lines
}

// textWidth estimates how wide a text is set, in points; wide enough for any script.
func textWidth(text string, size float64) float64 {
	width := 0.0
	for _, r := range text {
		switch {
		case r >= 0x2e80:
			width += 1.02
		case unicode.IsUpper(r) || r == 'm' || r == 'w':
			width += .72
		case strings.ContainsRune("iljtfr.,:;'| ", r):
			width += .33
		default:
			width += .56
		}
	}
	return width * size
}

// broken breaks a text into lines no wider than a width, at blanks.
func broken(text string, size, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && textWidth(line+" "+word, size) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
