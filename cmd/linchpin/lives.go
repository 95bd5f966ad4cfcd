package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// happened returns when the dated ties of some facts begin, the first and the last.
func happened(facts *graph.Network) (first, last time.Time, any bool) {
	for i := range facts.Ties {
		when := facts.Ties[i].When()
		if !when.Known() || when.Earliest < 0 {
			continue // an open beginning says nothing
		}
		at := time.Unix(when.Earliest, 0).UTC()
		if !any || at.Before(first) {
			first = at
		}
		if !any || at.After(last) {
			last = at
		}
		any = true
	}
	return first, last, any
}

// window is a month, quarter or year.
type window struct {
	label string
	span  graph.Date
}

// windows divides the time from a first to a last moment.
func windows(over string, first, last time.Time) []window {
	months := map[string]int{"month": 1, "quarter": 3, "year": 12}[over]
	at := time.Date(first.Year(), time.Month((int(first.Month())-1)/months*months+1), 1, 0, 0, 0, 0, time.UTC)
	var all []window
	for !at.After(last) {
		next := at.AddDate(0, months, 0)
		label := map[string]string{"month": at.Format("2006-01"), "year": at.Format("2006"), "quarter": fmt.Sprintf("%d-Q%d", at.Year(), (int(at.Month())+2)/3)}[over]
		all = append(all, window{label, graph.Date{Earliest: at.Unix(), Latest: next.Unix() - 1, Precision: graph.Span}})
		at = next
	}
	return all
}

const mostWindows = 600

// follow shows what became of groups over time.
func (o *groupsOptions) follow(cmd *cobra.Command, h report.Heading, v *graph.View) error {
	first, last, any := happened(v.Facts())
	if !any {
		return usagef("--over %s: no tie of this view has a date", o.over)
	}
	all := windows(o.over, first, last)
	if len(all) > mostWindows {
		return usagef("--over %s: the ties run from %s to %s, which makes %d windows; --from and --to narrow it", o.over, first.Format("2006-01-02"), last.Format("2006-01-02"), len(all))
	}
	p := newProgress(cmd, "windows")
	defer p.done()
	var snapshots []groups.Snapshot
	var labels []string
	for at, w := range all {
		p.tell(at, len(all))
		options := v.Options()
		options.Filter.Window, options.Connected = w.span, o.by != "gangs"
		part, err := graph.NewView(v.Facts(), options)
		if err != nil {
			return err
		}
		f, err := o.groupsOf(cmd, part)
		if err != nil {
			return err
		}
		s := groups.Snapshot{Label: w.label}
		for _, g := range f.named(part) {
			if len(g.Members) > 1 {
				s.Groups = append(s.Groups, g)
			}
		}
		snapshots, labels = append(snapshots, s), append(labels, w.label)
	}
	h.Title = "What became of groups"
	h.Notes = append(h.Notes, "ties without a date are in every window; groups of one are left out")
	return o.out.write(cmd, report.NewLives(h, v.Facts(), o.by, labels, groups.Follow(snapshots), o.top))
}
