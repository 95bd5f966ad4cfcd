package diagram

import (
	"cmp"
	"slices"
)

const (
	nameLines     = 3 // of a name, and of what stands below it
	loopTextWidth = 220.0
	textCost      = 1000.0 // of a text on another, in bands covered
)

// A flowAmount is what is written on a band.
type flowAmount struct {
	stream int
	text   string
	at     box
	inside bool // the band, which is its ground
}

// names returns the lines below a party's bar, and how many of them are its own name.
func (d *flowing) names(p FlowParty) (lines []string, bold int) {
	for k, text := range []string{p.Label, p.Below} {
		all := broken(plain(text), labelSize, nameWidth)
		for n, line := range all[:min(len(all), nameLines)] {
			if n == nameLines-1 && len(all) > nameLines {
				line += "…"
			}
			if line != "" {
				lines = append(lines, d.fitted(line, labelSize, nameWidth, k == 0))
			}
		}
		if k == 0 {
			bold = len(lines)
		}
	}
	return lines, bold
}

// fitted shortens a text to a width.
func (d *flowing) fitted(text string, size, width float64, bold bool) string {
	letters := []rune(text)
	for len(letters) > 1 && d.fonts.width(string(letters), size, bold) > width {
		letters = append(letters[:len(letters)-2], '…')
	}
	return string(letters)
}

// nameBody is the room of a line of a name. What is not bold is given as much.
func (d *flowing) nameBody(line string) body {
	return body{width: d.fonts.width(line, labelSize, true), height: lineHeight}
}

func (d *flowing) amountBody(text string) body {
	return body{width: d.fonts.width(text, linkLabelSize, false) + 4, height: linkLabelHeight}
}

// amounts finds a place on its band for each amount, those of the widest bands first, and
// reports whether none covers another text or a bar.
func (d *flowing) amounts() (all []flowAmount, free bool) {
	w := &flowWriting{flowing: d}
	w.look()
	for k := range d.loops {
		w.onLoop(&d.loops[k])
	}
	order := make([]int, 0, len(d.Streams))
	for s := range d.Streams {
		if len(d.runs[s]) > 0 {
			order = append(order, s)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(d.Streams[b].Amount, d.Streams[a].Amount) })
	for _, s := range order {
		w.onBand(s)
	}
	return w.all, !w.covered
}

// flowWriting places the amounts of a flow.
type flowWriting struct {
	*flowing
	all     []flowAmount
	taken   []box // texts and bars
	sides   [][]point
	turned  [][]box // by loop
	covered bool
}

// look notes what there is that an amount must not cover, or rather not.
func (w *flowWriting) look() {
	for i, lines := range w.lines {
		item := &w.items[i]
		x, y := w.place[item.column].bar, item.y
		w.taken = append(w.taken, box{point{x, y}, point{x + barWidth, y + item.high}})
		for k, line := range lines {
			at := point{x, y + item.high + 1 + float64(k)*lineHeight}
			size := w.nameBody(line)
			w.taken = append(w.taken, box{at, point{at.x + size.width, at.y + size.height + 2}})
		}
	}
	for s := range w.Streams {
		w.sides = append(w.sides, w.upper(s))
	}
	for k := range w.loops {
		w.turned = append(w.turned, w.covers(&w.loops[k]))
	}
}

// onLoop writes an amount, and to whom it goes, where a band runs back.
func (w *flowWriting) onLoop(l *flowLoop) {
	s := w.Streams[l.stream]
	if s.Label == "" {
		return
	}
	run := w.run(l)
	text := w.fitted(plain(s.Label)+" to "+plain(w.Parties[s.To].Label), linkLabelSize, min(run.max.x-run.min.x-2*arrowRoom, loopTextWidth), false)
	at := around(point{(run.min.x + run.max.x) / 2, (run.min.y + run.max.y) / 2}, w.amountBody(text))
	w.write(flowAmount{l.stream, text, at, l.width >= linkLabelHeight}, w.onTexts(at))
}

// onBand writes an amount on a band that leads to the right: at its payer if there is room,
// else at its payee, else between them where it covers least.
func (w *flowWriting) onBand(s int) {
	text, side := plain(w.Streams[s].Label), w.sides[s]
	if text == "" {
		return
	}
	size, wide := w.amountBody(text), w.scale*w.Streams[s].Amount
	from, to := side[0].x+size.width/2+2, side[len(side)-1].x-size.width/2-2
	along := func(part float64) point {
		x := from + part*(to-from)
		y, _ := heightAt(side, x)
		return point{x, y + wide/2}
	}
	places := []float64{0, 1, .5}
	for steps, k := int((to-from)/(linkLabelHeight-3)), 1; k < steps; k++ {
		places = append(places, float64(k)/float64(steps))
	}
	at, cost := leastCovering(size, places, along, func(at box) float64 {
		if cost := w.onTexts(at); cost > 0 {
			return cost
		}
		return w.onOthers(s, at)
	})
	w.write(flowAmount{s, text, at, w.inside(s, at)}, cost)
}

func (w *flowWriting) write(a flowAmount, cost float64) {
	w.all, w.taken = append(w.all, a), append(w.taken, a.at)
	w.covered = w.covered || cost >= textCost
}

// onTexts is what it costs that a box lies on texts or bars.
func (w *flowWriting) onTexts(at box) (cost float64) {
	for _, other := range w.taken {
		if shared := at.shared(other); shared > 0 {
			cost += textCost + shared
		}
	}
	return cost
}

// onOthers is how many other bands a box lies on, and a little where it looks out of its own.
func (w *flowWriting) onOthers(s int, at box) (cost float64) {
	for other, side := range w.sides {
		if other != s && crosses(side, w.scale*w.Streams[other].Amount, at) {
			cost++
		}
	}
	for k := range w.turned {
		if slices.ContainsFunc(w.turned[k], func(b box) bool { return b.shared(at) > 0 }) {
			cost++
		}
	}
	if w.scale*w.Streams[s].Amount >= linkLabelHeight && !w.inside(s, at) {
		cost += .5
	}
	return cost
}

// inside reports whether a box lies in a band.
func (w *flowWriting) inside(s int, at box) bool {
	for _, x := range []float64{at.min.x, (at.min.x + at.max.x) / 2, at.max.x} {
		y, there := heightAt(w.sides[s], x)
		if !there || y > at.min.y || y+w.scale*w.Streams[s].Amount < at.max.y {
			return false
		}
	}
	return true
}

// crosses reports whether a band goes through a box.
func crosses(side []point, width float64, at box) bool {
	for _, x := range []float64{at.min.x, (at.min.x + at.max.x) / 2, at.max.x} {
		if y, there := heightAt(side, x); there && y < at.max.y && y+width > at.min.y {
			return true
		}
	}
	return false
}
