package main

import (
	"fmt"
	"strings"
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

// recorded returns when the dated ties of a view begin, the first and the last, as far
// as the view's own window reaches: a member since 2011 is in a view of 2024, and what
// others did in between is not.
func recorded(v *graph.View) (first, last time.Time, any bool) {
	first, last, any = happened(v.Facts())
	if limit := v.Options().Filter.Window; any && limit.Known() {
		within := func(t time.Time) time.Time {
			return time.Unix(min(max(t.Unix(), limit.Earliest), limit.Latest), 0).UTC()
		}
		first, last = within(first), within(last)
	}
	return first, last, any
}

// window is a month, quarter or year.
type window struct {
	label string
	span  graph.Date
}

// windows divides the time from a first to a last moment. The first and last may reach
// beyond a view's own window, and hold none of its ties that are not within that.
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
	first, last, any := recorded(v)
	if !any {
		return usagef("--over %s: no tie of this view has a date", o.over)
	}
	all := windows(o.over, first, last)
	if len(all) > mostWindows {
		return usagef("--over %s: the ties run from %s to %s, which makes %d windows; --from and --to narrow it", o.over, first.Format(time.DateOnly), last.Format(time.DateOnly), len(all))
	}
	snapshots, err := o.snapshots(cmd, v, all)
	if err != nil {
		return err
	}
	h.Title = "What became of groups"
	h.Notes = append(h.Notes, "ties without a date are in every window; groups of one are left out")
	if late := lateContacts(v, all); late != "" && o.by != "gangs" {
		h.Notes = append(h.Notes, late+": what becomes of groups there may be the records' doing")
	}
	labels := make([]string, len(all))
	for i, w := range all {
		labels[i] = w.label
	}
	return o.out.write(cmd, report.NewLives(h, v.Facts(), o.by, labels, groups.Follow(snapshots), o.top))
}

// snapshots finds the groups of two and more in each window.
func (o *groupsOptions) snapshots(cmd *cobra.Command, v *graph.View, all []window) ([]groups.Snapshot, error) {
	p := newProgress(cmd, "windows")
	defer p.done()
	var snapshots []groups.Snapshot
	for at, w := range all {
		p.tell(at, len(all))
		options := v.Options()
		options.Filter.Window = w.span
		if o.by != "gangs" { // who has no tie in a window is in no group of it
			options.Connected = true
		}
		part, err := graph.NewView(v.Facts(), options)
		if err != nil {
			return nil, err
		}
		f, err := o.groupsOf(cmd, part)
		if err != nil {
			return nil, err
		}
		s := groups.Snapshot{Label: w.label}
		for _, g := range f.named(part) {
			if len(g.Members) > 1 {
				s.Groups = append(s.Groups, g)
			}
		}
		snapshots = append(snapshots, s)
	}
	return snapshots, nil
}

// lateContacts says which dated contacts of a view begin only after its first window:
// groups then seem to grow and merge where somebody began to listen.
func lateContacts(v *graph.View, all []window) string {
	first := map[graph.TieKind]int64{}
	for tie := range v.Size() {
		for _, t := range v.Evidence(tie) {
			if when := t.When(); when.Known() {
				if at, met := first[t.Kind]; !met || when.Earliest < at {
					first[t.Kind] = when.Earliest
				}
			}
		}
	}
	var late []string
	for _, kind := range []graph.TieKind{graph.Calls, graph.Meets, graph.Pays} {
		at, met := first[kind]
		if !met || at <= all[0].span.Latest {
			continue
		}
		for _, w := range all {
			if at <= w.span.Latest {
				late = append(late, kind.String()+" begin in "+w.label)
				break
			}
		}
	}
	return strings.Join(late, ", ")
}
