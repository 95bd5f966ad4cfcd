package diagram

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"strings"
)

const svgFonts = `'Liberation Sans','Noto Sans','Noto Sans CJK SC','Microsoft YaHei',Arial,sans-serif`

// SVG writes the picture as SVG that needs nothing else.
func (p *Picture) SVG(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" font-family="%s">`+"\n", p.width, p.height, p.width, p.height, svgFonts)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", hex(paper))
	for _, s := range p.shapes {
		s.svg(&b)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (s shape) svg(b *strings.Builder) {
	at := s.points[0]
	switch {
	case s.text != "":
		fmt.Fprintf(b, `<text x="%.1f" y="%.1f" font-size="%.1f" fill="%s"`, at.x, at.y, s.size, hex(s.fill))
		if s.middle {
			b.WriteString(` text-anchor="middle"`)
		}
		if s.bold {
			b.WriteString(` font-weight="bold"`)
		}
		b.WriteString(">")
		_ = xml.EscapeText(b, []byte(s.text)) // a Builder takes everything
		b.WriteString("</text>\n")
		return
	case s.radius > 0:
		fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="%.1f"`, at.x, at.y, s.radius)
	default:
		b.WriteString(`<path d="M`)
		for i, p := range s.points {
			if i > 0 {
				b.WriteString("L")
			}
			fmt.Fprintf(b, "%.1f %.1f", p.x, p.y)
		}
		if s.closed {
			b.WriteString("Z")
		}
		b.WriteString(`"`)
	}
	fill := "none"
	if s.fill != nil {
		fill = hex(s.fill)
	}
	fmt.Fprintf(b, ` fill="%s"`, fill)
	if c, ok := s.fill.(color.NRGBA); ok && c.A < 0xff {
		fmt.Fprintf(b, ` fill-opacity="%.2f"`, float64(c.A)/0xff)
	}
	if s.stroke != nil {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="%.1f"`, hex(s.stroke), s.width)
	}
	if len(s.dashes) > 0 {
		fmt.Fprintf(b, ` stroke-dasharray="%g %g"`, s.dashes[0], s.dashes[1])
	}
	b.WriteString("/>\n")
}
