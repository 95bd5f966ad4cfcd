package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// emerge shows which small groups grow.
func (o *groupsOptions) emerge(cmd *cobra.Command, h report.Heading, v *graph.View) error {
	first, last, any := recorded(v)
	if !any {
		return usagef("--emerging: no tie of this view has a date")
	}
	days, err := o.days(cmd.Flags(), first, last)
	if err != nil {
		return err
	}
	f, err := o.groupsOf(cmd, v)
	if err != nil {
		return err
	}
	h.Title = "Which small groups grow"
	if days.before() < o.before {
		h.Notes = append(h.Notes, fmt.Sprintf("the records of this view begin on %s: growth is compared with %s before, not with %d", days.begin.Format(time.DateOnly), counted(days.before(), "day"), o.before))
	}
	named := f.named(v)
	found, left := groups.FindEmerging(v.Facts(), named, groups.EmergingOptions{
		Before: groups.Span{From: days.begin.Unix(), Until: days.split.Unix()}, Recent: groups.Span{From: days.split.Unix(), Until: days.end.Unix()}, Most: o.most,
	})
	r := report.NewEmerging(h, v.Facts(), o.by, named, found, o.top)
	r.Before, r.Recent, r.Most, r.LeftOut = spanText(days.begin, days.split), spanText(days.split, days.end), o.most, left
	return o.out.write(cmd, r)
}

// recordedDays are the last days of the records, from split to end, and those before
// them, from begin to split; each ends where the next begins.
type recordedDays struct{ begin, split, end time.Time }

func (d recordedDays) before() int { return daysBetween(d.begin, d.split) }

// days divides the time of the records as asked. A time before the records is refused:
// nothing happened in it, so that everything since would be growth. Where nobody asked
// for so many days before, those that there are will do.
func (o *groupsOptions) days(flags *pflag.FlagSet, first, last time.Time) (recordedDays, error) {
	const day = 24 * time.Hour
	begin, end := first.Truncate(day), last.Truncate(day).AddDate(0, 0, 1)
	records := fmt.Sprintf("the dated records of this view begin on %s and end on %s", begin.Format(time.DateOnly), end.AddDate(0, 0, -1).Format(time.DateOnly))
	most := daysBetween(begin, end) - o.recent
	if most < 1 {
		return recordedDays{}, usagef("--recent %d: %s, and some days must be left to compare with", o.recent, records)
	}
	if o.before > most && flags.Changed("before") {
		return recordedDays{}, usagef("--before %d: %s, so that before the last %d days there are %d", o.before, records, o.recent, most)
	}
	split := end.AddDate(0, 0, -o.recent)
	return recordedDays{split.AddDate(0, 0, -min(o.before, most)), split, end}, nil
}

// daysBetween counts the days between two midnights, however far apart.
func daysBetween(from, until time.Time) int { return int((until.Unix() - from.Unix()) / (24 * 3600)) }

// spanText names the first and the last day of a span.
func spanText(from, until time.Time) string {
	return from.Format(time.DateOnly) + " to " + until.AddDate(0, 0, -1).Format(time.DateOnly)
}
