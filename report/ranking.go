package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Ranking is who is central in a view, by one measure or several; the first one
// orders it.
type Ranking struct {
	Heading  Heading       `json:"heading"`
	Measures []MeasureText `json:"measures"`
	Rows     []RankingRow  `json:"rows"`
	Of       int           `json:"of"` // entities ranked; Rows may be the first of them
	Sure     *Sureness     `json:"certainty,omitempty"`
}

// Sureness says in which possible worlds the first measure was taken again.
type Sureness struct {
	Worlds  int     `json:"worlds"`
	Missing float64 `json:"missing_ties"`   // share of the true ties taken as unrecorded
	People  float64 `json:"missing_people"` // share of the people taken as unrecorded
	Top     int     `json:"top"`            // how many "the first" are
	Seed    uint64  `json:"seed"`
}

// A Place is where an entity stands in the worlds.
type Place struct {
	First int             `json:"first"` // ranks between which it is in 95 of 100 worlds
	Last  int             `json:"last"`
	Top   float64         `json:"in_top"` // share of the worlds in which it is among the first
	Class certainty.Class `json:"class"`
}

// MeasureText says what a measure is and how to read it.
type MeasureText struct {
	Measure  central.Measure `json:"measure"`
	About    string          `json:"about"`
	Weights  string          `json:"weights,omitempty"`
	Unit     string          `json:"unit"`
	Max      float64         `json:"max,omitempty"`
	LowFirst bool            `json:"low_first,omitempty"` // the lowest score ranks first
}

// A RankingRow is one entity's place. Scores are in the order of the measures.
type RankingRow struct {
	Rank   int            `json:"rank"`
	Shared bool           `json:"shared"` // others have the same score
	ID     graph.EntityID `json:"id"`
	Name   string         `json:"name"`
	Kind   string         `json:"kind"`
	Scores []float64      `json:"scores"`
	Bounds []Bounds       `json:"bounds,omitempty"` // of each score, where one is estimated
	Place  *Place         `json:"certainty,omitempty"`
	Marks  []string       `json:"marks,omitempty"` // on whose word all ties rest, where that is little

	entity int // in the view
}

// Bounds are those between which a score lies; the same where it is exact.
type Bounds struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// NewRanking ranks a view by scores; top of 0 is everybody.
func NewRanking(h Heading, v *graph.View, scores []central.Scores, top int) Ranking {
	r := Ranking{Heading: h, Rows: []RankingRow{}, Of: v.Len(), Measures: measureTexts(scores)}
	for _, s := range scores {
		if s.Draws > 0 {
			r.Heading.Notes = append(r.Heading.Notes, sampleNote(s, top, v.Len()))
		}
	}
	ranks, several := scores[0].Ranks(), severalVoices(v.Facts())
	shared := map[int]int{}
	for _, rank := range ranks {
		shared[rank]++
	}
	for _, i := range scores[0].Order() {
		if top > 0 && len(r.Rows) >= top && ranks[i] > top {
			break
		}
		row := RankingRow{Rank: ranks[i], Shared: shared[ranks[i]] > 1, ID: v.ID(i), Name: v.Entity(i).Name(), Kind: v.Entity(i).Kind.String(), Marks: footingMarks(certainty.FootingOf(v, i), several), entity: i}
		for _, s := range scores {
			row.Scores = append(row.Scores, s.Values[i])
		}
		row.bound(scores)
		r.Rows = append(r.Rows, row)
		if top > 0 && len(r.Rows) >= 5*top {
			r.Heading.Notes = append(r.Heading.Notes, fmt.Sprintf("%d share rank %d; the first are shown", shared[ranks[i]], ranks[i]))
			break
		}
	}
	return r
}

// severalVoices reports whether more than one voice speaks in the facts: where all rests on
// one, to mark each name with it says nothing.
func severalVoices(facts *graph.Network) bool {
	return slices.ContainsFunc(facts.Sources, func(s graph.Source) bool { return s.Voice() != facts.Sources[0].Voice() })
}

// footingMarks says where an entity stands on little.
func footingMarks(f certainty.Footing, several bool) []string {
	var marks []string
	if f.Voices == 1 && several {
		marks = append(marks, "one source")
	}
	if f.Ties > 0 && f.SecondHand == f.Ties {
		marks = append(marks, "hearsay")
	}
	return marks
}

// bound adds the bounds of a row's scores, where one is estimated.
func (row *RankingRow) bound(scores []central.Scores) {
	if !slices.ContainsFunc(scores, func(s central.Scores) bool { return s.Draws > 0 }) {
		return
	}
	for k, s := range scores {
		b := Bounds{row.Scores[k], row.Scores[k]}
		if s.Draws > 0 {
			b = Bounds{s.Low[row.entity], s.High[row.entity]}
		}
		row.Bounds = append(row.Bounds, b)
	}
}

// sampleNote says what the order of estimated scores is worth among the first so many of
// a view of n, all of them where that is 0.
func sampleNote(s central.Scores, first, n int) string {
	if first <= 0 || first > len(s.Values) {
		first = len(s.Values)
	}
	places, draws := s.Told(first)
	text := fmt.Sprintf("%s is estimated from %d pairs, and its bounds tell ", s.Measure, s.Draws)
	switch places {
	case first:
		return text + fmt.Sprintf("each of the first %d places from those after it", first)
	case 0:
		text += fmt.Sprintf("none of the first %d places from those after it: their order is not known", first)
	default:
		text += fmt.Sprintf("%d of the first %d places from those after them: the order of the others is not known", places, first)
	}
	const exactTakes = 30 // pairs for each entity take about as long as exact scores
	if draws > exactTakes*float64(n) {
		return text + fmt.Sprintf("; no sample that is faster than exact scores would tell place %d", places+1)
	}
	return text + fmt.Sprintf("; about %.0f pairs would tell place %d", max(100, math.Ceil(draws/100)*100), places+1)
}

// HowSure adds how sure the places are; the ranks are of the ranking's view and first
// measure.
func (r *Ranking) HowSure(ranks certainty.Ranks) {
	r.Sure = newSureness(ranks)
	for i := range r.Rows {
		r.Rows[i].Place = newPlace(ranks.Places[r.Rows[i].entity])
	}
}

func newSureness(r certainty.Ranks) *Sureness {
	return &Sureness{r.Worlds, r.Missing, r.People, r.Top, r.Seed}
}

func newPlace(p certainty.Place) *Place { return &Place{p.First, p.Last, p.Top, p.Class} }

// line is a line of the head of a result.
func (s *Sureness) line() [2]string {
	return [2]string{"how sure", fmt.Sprintf("%d possible worlds, by the grades and with %.3g %% of ties and %.3g %% of people unrecorded; ranks of 95 in 100 of them; seed %d",
		s.Worlds, 100*s.Missing, 100*s.People, s.Seed)}
}

// columns are those that say how sure a place is.
func (s *Sureness) columns() []string {
	return []string{"95 %", fmt.Sprintf("IN TOP %d", s.Top), "SURE"}
}

// cells are a place's for the columns.
func (p *Place) cells() []string {
	return []string{fmt.Sprintf("%d-%d", p.First, p.Last), strconv.FormatFloat(100*p.Top, 'f', 0, 64) + " %", p.Class.String()}
}

func measureTexts(scores []central.Scores) []MeasureText {
	texts := make([]MeasureText, len(scores))
	for i, s := range scores {
		texts[i] = MeasureText{s.Measure, s.Measure.About(), s.Weights, s.Unit, s.Max, s.Measure.LowFirst()}
	}
	return texts
}

// Table returns the ranking as a table.
func (r Ranking) Table() Table {
	t := Table{Columns: []string{"RANK", "ID", "NAME", "KIND"}, Numeric: []bool{true, false, false, false}}
	for _, m := range r.Measures {
		t.Columns, t.Numeric = append(t.Columns, m.Measure.String()), append(t.Numeric, true)
	}
	if r.Sure != nil {
		t.Columns, t.Numeric = append(t.Columns, r.Sure.columns()...), append(t.Numeric, true, true, false)
	}
	marked := slices.ContainsFunc(r.Rows, func(row RankingRow) bool { return len(row.Marks) > 0 })
	if marked {
		t.Columns = append(t.Columns, "MARKS")
	}
	for _, row := range r.Rows {
		cells := []string{rankText(row.Rank, row.Shared), string(row.ID), row.Name, row.Kind}
		for k, x := range row.Scores {
			text := scoreText(x)
			if row.Bounds != nil && row.Bounds[k].Low < row.Bounds[k].High {
				text += " " + row.Bounds[k].text()
			}
			cells = append(cells, text)
		}
		if row.Place != nil {
			cells = append(cells, row.Place.cells()...)
		}
		if marked {
			cells = append(cells, strings.Join(row.Marks, ", "))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// text is shown beside the score.
func (b Bounds) text() string {
	return fmt.Sprintf("(%s to %s)", strconv.FormatFloat(b.Low, 'g', 3, 64), strconv.FormatFloat(b.High, 'g', 3, 64))
}

// rankText shows a shared rank as "2=".
func rankText(rank int, shared bool) string {
	if shared {
		return strconv.Itoa(rank) + "="
	}
	return strconv.Itoa(rank)
}

func scoreText(x float64) string { return strconv.FormatFloat(x, 'g', 7, 64) }

// text is the measure in one line.
func (m MeasureText) text() string {
	text := fmt.Sprintf("%s: %s; unit: %s", m.Measure, m.About, m.Unit)
	if m.Weights != "" {
		text += "; weighted by " + m.Weights
	}
	if m.LowFirst {
		text += "; the lowest ranks first"
	}
	if m.Max > 0 {
		text += "; at most " + scoreText(m.Max)
	}
	return text
}

// Write writes the ranking for a terminal.
func (r Ranking) Write(w io.Writer) error {
	lines := r.Heading.lines()
	for _, m := range r.Measures {
		lines = append(lines, [2]string{"measure", m.text()})
	}
	if r.Sure != nil {
		lines = append(lines, r.Sure.line())
	}
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.Table().Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d of %d shown. %s\n", len(r.Rows), r.Of, r.Heading.Lead)
	return err
}
