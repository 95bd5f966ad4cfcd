package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/graph"
)

// Paths are how two entities are connected, each step with its evidence.
type Paths struct {
	Heading Heading    `json:"heading"`
	From    Member     `json:"from"`
	To      Member     `json:"to"`
	By      string     `json:"by"`
	Paths   []PathText `json:"paths"`
	Of      float64    `json:"of"` // paths as short as the first, where all were looked for; otherwise the paths given
}

// A PathText is one path.
type PathText struct {
	Length float64    `json:"length"` // in what Paths.By says
	Lo     float64    `json:"probability_lo"`
	Hi     float64    `json:"probability_hi"`
	Steps  []PathStep `json:"steps"`
}

// A PathStep is one tie of a path.
type PathStep struct {
	From      Member         `json:"from"`
	To        Member         `json:"to"`
	Kinds     []string       `json:"kinds"`
	Earliest  string         `json:"earliest,omitempty"` // of a path in order of time: when it can be gone along; "": at any time
	Certainty string         `json:"certainty"`
	Lo        float64        `json:"probability_lo"`
	Hi        float64        `json:"probability_hi"`
	Evidence  []EvidenceText `json:"evidence"`
}

// An EvidenceText is one record that a step rests on.
type EvidenceText struct {
	Says   string         `json:"says"`
	When   string         `json:"when,omitempty"`
	Source string         `json:"source"`
	Place  string         `json:"place,omitempty"`
	Grade  string         `json:"grade,omitempty"`
	Record graph.RecordID `json:"record"`

	span graph.Date
}

// NewPaths describes paths of a view.
func NewPaths(h Heading, v *graph.View, from, to int, by string, found []paths.Path, of float64) Paths {
	member := func(i int) Member { return Member{v.ID(i), v.Entity(i).Name()} }
	if names := passedTwice(v, found); len(names) > 0 {
		h.Notes = append(h.Notes, fmt.Sprintf("a path below passes %s more than once, for each stage is the shortest by itself; a tie gone along twice counts once in its probability", strings.Join(names, ", ")))
	}
	r := Paths{Heading: h, From: member(from), To: member(to), By: by, Paths: []PathText{}, Of: of}
	for _, p := range found {
		text := PathText{Length: p.Length, Lo: p.Real.Lo, Hi: p.Real.Hi, Steps: []PathStep{}}
		for k, tie := range p.Ties {
			step := PathStep{From: member(p.Entities[k]), To: member(p.Entities[k+1]), Certainty: v.Certainty(tie).String(), Lo: v.Probability(tie).Lo, Hi: v.Probability(tie).Hi}
			step.Kinds, _ = evidenceOf(v, tie)
			step.Evidence = evidenceTexts(v, tie)
			text.Steps = append(text.Steps, step)
		}
		r.Paths = append(r.Paths, text)
	}
	return r
}

// passedTwice names whom one of some paths passes more than once.
func passedTwice(v *graph.View, found []paths.Path) []string {
	var twice []int
	for _, p := range found {
		passed := slices.Sorted(slices.Values(p.Entities))
		for k, i := range passed {
			if k > 0 && i == passed[k-1] {
				twice = append(twice, i)
			}
		}
	}
	slices.Sort(twice)
	var names []string
	for _, i := range slices.Compact(twice) {
		names = append(names, v.Entity(i).Name())
	}
	return names
}

// Timed adds when each step of the one path can be gone along, where that is not at any
// time, and puts the records of that moment first.
func (r *Paths) Timed(moments []int64) {
	for k, at := range moments {
		step := &r.Paths[0].Steps[k]
		if at > math.MinInt64 {
			step.Earliest = time.Unix(at, 0).UTC().Format("2006-01-02 15:04")
		}
		then := func(e EvidenceText) int {
			if e.span.Known() && e.span.Earliest <= at && at <= e.span.Latest && e.span.Latest-e.span.Earliest < 366*24*3600 {
				return 0
			}
			return 1
		}
		slices.SortStableFunc(step.Evidence, func(a, b EvidenceText) int { return then(a) - then(b) })
	}
}

// evidenceTexts lists the records of what a tie of a view stands for.
func evidenceTexts(v *graph.View, tie int) []EvidenceText {
	facts := v.Facts()
	var all []EvidenceText
	for _, t := range v.Evidence(tie) {
		says := fmt.Sprintf("%s %s %s", nameOf(facts, t.From), t.Word(), nameOf(facts, t.To))
		for i := range t.Records {
			r := &t.Records[i]
			all = append(all, EvidenceText{says, t.When().String(), facts.Source(r.Source).Title, r.Location.String(), r.Grade.String(), t.RecordID(i), t.When()})
		}
	}
	return all
}

// Table returns the paths as a table, a row for each step.
func (r Paths) Table() Table {
	t := Table{Columns: []string{"PATH", "STEP", "FROM", "TO", "BY", "EARLIEST", "CERTAINTY", "PROBABILITY", "EVIDENCE"}, Numeric: []bool{true, true}}
	for k, p := range r.Paths {
		for s, step := range p.Steps {
			var evidence []string
			for _, e := range step.Evidence {
				evidence = append(evidence, e.text())
			}
			t.Rows = append(t.Rows, []string{strconv.Itoa(k + 1), strconv.Itoa(s + 1), step.From.Name, step.To.Name, strings.Join(step.Kinds, ", "), step.Earliest, step.Certainty,
				chances(step.Lo, step.Hi), strings.Join(evidence, "; ")})
		}
	}
	return t
}

// text is the record in one line.
func (e EvidenceText) text() string {
	text := e.Says
	if e.When != "" {
		text += " " + e.When
	}
	text += " (" + strings.TrimSuffix(e.Source+":"+e.Place, ":")
	if e.Grade != "" {
		text += ", " + e.Grade
	}
	return text + ")"
}

// chances shows an interval of probability. What is not certain is not shown as if it was.
func chances(lo, hi float64) string {
	low, high := chance(lo), chance(hi)
	switch {
	case low == high && strings.ContainsAny(low, "<>"):
		return low
	case strings.ContainsAny(low+high, "<>"):
		return low + " to " + high // a hyphen before a sign makes an arrow
	}
	return low + "-" + high
}

func chance(p float64) string {
	switch text := fmt.Sprintf("%.2f", p); {
	case text == "1.00" && p < 1:
		return ">0.99"
	case text == "0.00" && p > 0:
		return "<0.01"
	default:
		return text
	}
}

const mostRecords = 4 // shown of each step on a terminal

// Write writes the paths for a terminal: a line for each step, and its records below.
func (r Paths) Write(w io.Writer) error {
	lines := append(r.Heading.lines(), [2]string{"from", fmt.Sprintf("%s (%s)", r.From.Name, r.From.ID)}, [2]string{"to", fmt.Sprintf("%s (%s)", r.To.Name, r.To.ID)}, [2]string{"by", r.By})
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	var out strings.Builder
	for k, p := range r.Paths {
		fmt.Fprintf(&out, "\nPath %d: %s", k+1, counted(len(p.Steps), "tie"))
		if r.By == paths.Distance.String() {
			fmt.Fprintf(&out, ", distance %.4g", p.Length)
		}
		fmt.Fprintf(&out, ", real with a probability of %s, were they independent\n  %s\n", chances(p.Lo, p.Hi), Inert(r.From.Name))
		for _, step := range p.Steps {
			arrow := "-> "
			if step.Earliest != "" {
				arrow += step.Earliest + "  "
			}
			fmt.Fprintf(&out, "  %s%s  by %s (%s, %s)\n", arrow, Inert(step.To.Name), Inert(strings.Join(step.Kinds, ", ")), step.Certainty, chances(step.Lo, step.Hi))
			for _, e := range step.Evidence[:min(mostRecords, len(step.Evidence))] {
				fmt.Fprintf(&out, "       %s\n", Inert(e.text()))
			}
			if more := len(step.Evidence) - mostRecords; more > 0 {
				fmt.Fprintf(&out, "       and %d more records\n", more)
			}
		}
	}
	fmt.Fprintf(&out, "\n%d of %.0f paths shown. %s\n", len(r.Paths), r.Of, r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}
