package report

import (
	"fmt"
	"io"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Why says what one entity's place among the first rests on: which sources or records,
// if lost, would take it away.
type Why struct {
	Heading    Heading        `json:"heading"`
	Measure    MeasureText    `json:"measure"`
	ID         graph.EntityID `json:"id"`
	Name       string         `json:"name"`
	Rank       int            `json:"rank"`
	Top        int            `json:"top"` // how many "the first" are
	Ties       int            `json:"ties"`
	OneVoice   int            `json:"ties_of_one_voice"`
	SecondHand int            `json:"ties_second_hand"`
	Sources    Loss           `json:"sources"`
	Records    Loss           `json:"records"`
}

// A Loss is the smallest set found of sources or records that would take a place away.
type Loss struct {
	Set        []Lost  `json:"set"`          // empty: no loss of these does it
	Rank       int     `json:"rank_without"` // 0: not in the view any more
	Score      float64 `json:"score_without"`
	Proven     bool    `json:"proven_smallest"` // else it takes AtLeast
	AtLeast    int     `json:"at_least"`        //
	Singles    []Lost  `json:"each_alone"`      // each of which does it alone
	Considered int     `json:"considered"`      //
}

// A Lost is a source, or a record with its place, that might fall away.
type Lost struct {
	Source graph.SourceID `json:"source"`
	Title  string         `json:"title"`
	Record graph.RecordID `json:"record,omitempty"`
	Place  string         `json:"place,omitempty"`
	Says   string         `json:"says,omitempty"`
	Grade  string         `json:"grade,omitempty"`
	Heard  bool           `json:"second_hand"`
}

// NewWhy describes what was found.
func NewWhy(h Heading, v *graph.View, scores central.Scores, entity int, w certainty.Why) Why {
	d := describer{v.Facts()}
	return Why{
		Heading: h, Measure: measureTexts([]central.Scores{scores})[0],
		ID: v.ID(entity), Name: v.Entity(entity).Name(), Rank: w.Rank, Top: w.Top,
		Ties: w.Ties, OneVoice: w.OneVoice, SecondHand: w.SecondHand,
		Sources: d.loss(w.Sources), Records: d.loss(w.Records),
	}
}

type describer struct{ facts *graph.Network }

func (d describer) loss(l certainty.Loss) Loss {
	return Loss{d.all(l.Set), l.Rank, l.Score, len(l.Set) <= l.AtLeast, l.AtLeast, d.all(l.Singles), l.Of}
}

func (d describer) all(lost []certainty.Lost) []Lost {
	described := make([]Lost, len(lost))
	for i, l := range lost {
		described[i] = d.lost(l)
	}
	return described
}

func (d describer) lost(l certainty.Lost) Lost {
	s := d.facts.Source(l.Source)
	lost := Lost{Source: s.ID, Title: s.Title}
	if t := l.Tie; t != nil {
		r := &t.Records[l.Record]
		lost.Record, lost.Place, lost.Grade = t.RecordID(l.Record), r.Location.String(), r.Grade.String()
		lost.Says = fmt.Sprintf("%s %s %s", d.name(t.From), t.Word(), d.name(t.To))
		lost.Heard = certainty.SecondHand(d.facts, r)
	}
	return lost
}

func (d describer) name(id graph.EntityID) string {
	if e := d.facts.Entity(id); e != nil {
		return e.Name()
	}
	return string(id)
}

// Table returns what would have to be lost, a row each.
func (w Why) Table() Table {
	t := Table{Columns: []string{"IF LOST", "SOURCE", "PLACE", "SAYS", "GRADE", "SECOND HAND"}, Numeric: make([]bool, 6)}
	add := func(loss Loss, together, alone string) {
		rows, what := loss.Set, together
		if len(loss.Singles) > 0 {
			rows, what = loss.Singles, alone
		}
		for _, x := range rows {
			heard := ""
			if x.Heard {
				heard = "second hand"
			}
			t.Rows = append(t.Rows, []string{what, x.Title, x.Place, x.Says, x.Grade, heard})
		}
	}
	add(w.Sources, "sources together", "a source alone")
	add(w.Records, "records together", "a record alone")
	return t
}

// Write writes the explanation for a terminal.
func (w Why) Write(out io.Writer) error {
	lines := append(w.Heading.lines(), [2]string{"measure", w.Measure.text()},
		[2]string{"place", fmt.Sprintf("%s (%s) is %d of the first %d", w.Name, w.ID, w.Rank, w.Top)},
		[2]string{"ties", fmt.Sprintf("%d; one voice alone speaks of %d; all who speak of %d have it from others", w.Ties, w.OneVoice, w.SecondHand)},
		[2]string{"sources", w.Sources.text(w.Top, "source")}, [2]string{"records", w.Records.text(w.Top, "record")})
	if err := writeLines(out, w.Heading.Title, lines); err != nil {
		return err
	}
	if err := w.Table().Write(out); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, w.Heading.Lead)
	return err
}

// text says in one line what a loss comes to.
func (l Loss) text(top int, what string) string {
	after := fmt.Sprintf("leaves rank %d", l.Rank)
	switch {
	case l.Rank == 0:
		after = "leaves no trace in the view"
	case l.Score == 0:
		after = "leaves no score"
	}
	several := func(n int) string {
		if n == 1 {
			return "1 " + what
		}
		return fmt.Sprintf("%d %ss", n, what)
	}
	var text string
	switch {
	case len(l.Set) == 0 && l.Considered == 0:
		return "none"
	case len(l.Set) == 0:
		return fmt.Sprintf("losing all %s would not take the name from the first %d", several(l.Considered), top)
	case len(l.Singles) > 1:
		text = fmt.Sprintf("losing any one of %s takes the name from the first %d", several(len(l.Singles)), top)
	default:
		text = fmt.Sprintf("losing %s takes the name from the first %d and %s", several(len(l.Set)), top, after)
	}
	proof := "; proven smallest"
	if !l.Proven {
		proof = fmt.Sprintf("; the smallest found, it takes %d or more", l.AtLeast)
	}
	return text + proof + fmt.Sprintf(", of %s", several(l.Considered))
}
