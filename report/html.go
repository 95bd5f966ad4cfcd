package report

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

//go:embed *.gohtml
var pages embed.FS

// writePage writes one page that needs nothing else and prints well. Every text is escaped
// and none becomes a link.
func writePage(w io.Writer, name string, data any) error {
	page, err := template.ParseFS(pages, "*.gohtml")
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return page.ExecuteTemplate(w, name, data)
}

// inertLines are the head of a page, with controls made inert.
func inertLines(lines [][2]string) [][2]string {
	for i := range lines {
		lines[i][1] = Inert(lines[i][1])
	}
	return lines
}

// WriteHTML writes the list as a page.
func (l TargetList) WriteHTML(w io.Writer) error {
	data := htmlList{TargetList: l, Lines: inertLines(l.lines())}
	for _, t := range l.Targets {
		h := newHTMLTarget(t)
		if t.Wave > 0 {
			h.PlaceText = fmt.Sprintf("wave %d", t.Wave)
		}
		h.ScoreName, h.ScoreText = l.ScoreName(), l.scoreText(t)
		data.Targets = append(data.Targets, h)
	}
	return writePage(w, "targets.gohtml", data)
}

// htmlList and what it holds are what the page shows, with controls made inert.
type htmlList struct {
	TargetList
	Lines   [][2]string
	Targets []htmlTarget
}

type htmlTarget struct {
	Target
	RankText, ScoreName, ScoreText, PlaceText string
	Basis                                     []htmlBasis
	Ties                                      []htmlTie
}

type htmlBasis struct {
	Basis
	Words string
}

type htmlTie struct {
	StrongTie
	KindsText, StrengthText, SourcesText string
}

func newHTMLTarget(t Target) htmlTarget {
	t.Name = Inert(t.Name)
	h := htmlTarget{Target: t, RankText: rankText(t.Rank, t.Shared)}
	if t.Place != nil {
		h.PlaceText = fmt.Sprintf("rank %d-%d in 95 %% of worlds, among the first in %.0f %%: %s", t.Place.First, t.Place.Last, 100*t.Place.Top, t.Place.Class)
	}
	for _, b := range t.Basis {
		words := "suspected"
		if b.Role == graph.Convicted.String() {
			words = "convicted"
		}
		b.Source, b.Proceeding = Inert(b.Source), Inert(b.Proceeding)
		h.Basis = append(h.Basis, htmlBasis{b, words})
	}
	for _, s := range t.Ties {
		s.With = Inert(s.With)
		h.Ties = append(h.Ties, htmlTie{s, strings.Join(s.Kinds, ", "), scoreText(s.Strength), Inert(strings.Join(s.Sources, "; "))})
	}
	return h
}
