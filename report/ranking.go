package report

import (
	"fmt"
	"io"
	"strconv"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Ranking is who is central in a view, by one measure or several; the first one
// orders it.
type Ranking struct {
	Heading  Heading       `json:"heading"`
	Measures []MeasureText `json:"measures"`
	Rows     []RankingRow  `json:"rows"`
	Of       int           `json:"of"` // entities ranked; Rows may be the first of them
}

// MeasureText says what a measure is and how to read it.
type MeasureText struct {
	Measure central.Measure `json:"measure"`
	About   string          `json:"about"`
	Weights string          `json:"weights,omitempty"`
	Unit    string          `json:"unit"`
	Max     float64         `json:"max,omitempty"`
}

// A RankingRow is one entity's place. Scores are in the order of the measures.
type RankingRow struct {
	Rank   int            `json:"rank"`
	Shared bool           `json:"shared"` // others have the same score
	ID     graph.EntityID `json:"id"`
	Name   string         `json:"name"`
	Kind   string         `json:"kind"`
	Scores []float64      `json:"scores"`
}

// NewRanking ranks a view by scores; top of 0 is everybody.
func NewRanking(h Heading, v *graph.View, scores []central.Scores, top int) Ranking {
	r := Ranking{Heading: h, Rows: []RankingRow{}, Of: v.Len(), Measures: measureTexts(scores)}
	ranks := scores[0].Ranks()
	shared := map[int]int{}
	for _, rank := range ranks {
		shared[rank]++
	}
	for _, i := range scores[0].Order() {
		if top > 0 && len(r.Rows) >= top && ranks[i] > top {
			break
		}
		row := RankingRow{Rank: ranks[i], Shared: shared[ranks[i]] > 1, ID: v.ID(i), Name: v.Entity(i).Name(), Kind: v.Entity(i).Kind.String()}
		for _, s := range scores {
			row.Scores = append(row.Scores, s.Values[i])
		}
		r.Rows = append(r.Rows, row)
		if top > 0 && len(r.Rows) >= 5*top {
			r.Heading.Notes = append(r.Heading.Notes, fmt.Sprintf("%d share rank %d; the first are shown", shared[ranks[i]], ranks[i]))
			break
		}
	}
	return r
}

func measureTexts(scores []central.Scores) []MeasureText {
	texts := make([]MeasureText, len(scores))
	for i, s := range scores {
		texts[i] = MeasureText{s.Measure, s.Measure.About(), s.Weights, s.Unit, s.Max}
	}
	return texts
}

// Table returns the ranking as a table.
func (r Ranking) Table() Table {
	t := Table{Columns: []string{"RANK", "ID", "NAME", "KIND"}, Numeric: []bool{true, false, false, false}}
	for _, m := range r.Measures {
		t.Columns, t.Numeric = append(t.Columns, m.Measure.String()), append(t.Numeric, true)
	}
	for _, row := range r.Rows {
		cells := []string{rankText(row.Rank, row.Shared), string(row.ID), row.Name, row.Kind}
		for _, x := range row.Scores {
			cells = append(cells, scoreText(x))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// rankText shows a shared rank as "2=".
func rankText(rank int, shared bool) string {
	if shared {
		return strconv.Itoa(rank) + "="
	}
	return strconv.Itoa(rank)
}

func scoreText(x float64) string { return strconv.FormatFloat(x, 'g', 7, 64) }

// Write writes the ranking for a terminal.
func (r Ranking) Write(w io.Writer) error {
	lines := r.Heading.lines()
	for _, m := range r.Measures {
		text := fmt.Sprintf("%s: %s; unit: %s", m.Measure, m.About, m.Unit)
		if m.Weights != "" {
			text += "; weighted by " + m.Weights
		}
		if m.Max > 0 {
			text += "; at most " + scoreText(m.Max)
		}
		lines = append(lines, [2]string{"measure", text})
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
