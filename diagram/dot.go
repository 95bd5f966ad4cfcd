package diagram

import (
	"fmt"
	"strings"
	"unicode"
)

// Geometry, in points. A label is set under its item's shape.
const (
	smallest   = 9.0  // radius of the smallest shape
	largest    = 24.0 // and of the largest
	labelSize  = 9.0
	lineHeight = 11.0
	wrapAt     = 22 // characters of a line of a label
	maxLines   = 3
)

func (i Item) radius() float64 { return smallest + (largest-smallest)*i.Size }

// lines returns the label in lines, with what is no plain character made visible.
func (i Item) lines() []string { return wrap(plain(i.Label)) }

// width and height are of the shape with its label.
func (i Item) width() float64 {
	widest := 2 * i.radius()
	for _, line := range i.lines() {
		widest = max(widest, textWidth(line, labelSize)+6)
	}
	return widest
}

func (i Item) height() float64 { return 2*i.radius() + lineHeight*float64(len(i.lines())) + 6 }

// DOT writes the chart for Graphviz. Every name is quoted, attributes are of a fixed
// list, and no text of the case but labels is in it.
func (c Chart) DOT(layout Layout) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph \"linchpin\" {\n  graph [overlap=scale, outputorder=edgesfirst, start=1, layout=%s, label=%s];\n  node [fixedsize=true, shape=box];\n", quote(string(layout)), quote(plain(c.Title)))
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
		fmt.Fprintf(&b, "  \"n%d\" [width=%.3f, height=%.3f, label=%s];\n", i, item.width()/72, item.height()/72, quote(strings.Join(item.lines(), "\n")))
	}
	for _, l := range c.Links {
		direction := "none"
		if l.Arrow {
			direction = "forward"
		}
		fmt.Fprintf(&b, "  \"n%d\" -> \"n%d\" [dir=%s];\n", l.From, l.To, direction)
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
