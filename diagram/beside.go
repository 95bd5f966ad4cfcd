package diagram

import (
	"context"
	"strconv"
)

const (
	captionSize = 20.0
	captionGap  = 20.0 // between a caption and its chart
	gutter      = 60.0 // between two charts
	badge       = 7.0  // radius of the disc behind an item's number
)

// A Panel is one of two charts with the same items, and what stands above it.
type Panel struct {
	Chart   Chart
	Caption string
}

// DrawBeside places the first of two charts of the same items and draws both, one beside
// or below the other, each item in the same place. Title, notes and what colours mean are
// the second's.
func (p Placer) DrawBeside(ctx context.Context, first, second Panel, layout Layout) (*Picture, error) {
	at, err := p.place(ctx, first.Chart, layout)
	if err != nil {
		return nil, err
	}
	size := point{max(at.size.x, narrowest), at.size.y + captionSize + captionGap}
	step, all := point{x: size.x + gutter}, point{2*size.x + gutter, size.y}
	if size.x > 1.5*size.y {
		step, all = point{y: size.y + gutter}, point{size.x, 2*size.y + gutter}
	}
	a := &drawing{chart: second.Chart, at: at, left: margin}
	top := a.head(all.x)
	a.chart, a.top = first.Chart, top
	a.captioned(first.Caption)
	b := &drawing{chart: second.Chart, at: at, left: margin + step.x, top: top + step.y}
	b.captioned(second.Caption)
	bottom := b.legend(top+all.y+16, margin+all.x)
	return &Picture{all.x + 2*margin, bottom + margin, append(a.out, b.out...)}, nil
}

// captioned draws a chart below a line that says what it is.
func (d *drawing) captioned(text string) {
	for _, line := range broken(plain(text), captionSize, max(d.at.size.x, narrowest))[:1] {
		d.text(d.left, d.top+captionSize, captionSize, line, ink, true, false)
	}
	d.top += captionSize + captionGap
	d.left += max(0, narrowest-d.at.size.x) / 2
	d.body()
}

// number writes an item's number at the shoulder of its shape.
func (d *drawing) number(i int) {
	item := d.chart.Items[i]
	if item.Order == 0 {
		return
	}
	c := d.centre(i)
	at := point{c.x + .75*item.radius() + 2, c.y - .75*item.radius() - 2}
	d.add(shape{points: []point{at}, radius: badge, fill: marked, stroke: paper, width: 1})
	d.text(at.x, at.y+3, 8.5, strconv.Itoa(item.Order), paper, true, true)
}
