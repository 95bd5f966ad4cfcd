package main

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// emerge shows which small groups grow.
func (o *groupsOptions) emerge(cmd *cobra.Command, h report.Heading, v *graph.View) error {
	_, last, any := happened(v.Facts())
	if !any {
		return usagef("--emerging: no tie of this view has a date")
	}
	f, err := o.groupsOf(cmd, v)
	if err != nil {
		return err
	}
	end := last.AddDate(0, 0, 1).Truncate(24 * time.Hour)
	split, begin := end.AddDate(0, 0, -o.recent), end.AddDate(0, 0, -o.recent-o.before)
	named := f.named(v)
	found := groups.FindEmerging(v.Facts(), named, groups.EmergingOptions{
		Before: groups.Span{From: begin.Unix(), Until: split.Unix()}, Recent: groups.Span{From: split.Unix(), Until: end.Unix()}, Most: o.most,
	})
	h.Title = "Which small groups grow"
	r := report.NewEmerging(h, v.Facts(), o.by, named, found, o.top)
	text := func(from, until time.Time) string {
		return from.Format("2006-01-02") + " to " + until.AddDate(0, 0, -1).Format("2006-01-02")
	}
	r.Before, r.Recent = text(begin, split), text(split, end)
	return o.out.write(cmd, r)
}
