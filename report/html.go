package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

//go:embed targets.gohtml
var targetsPage string

// WriteHTML writes the list as one page that needs nothing else and prints well.
// Every text is escaped and none becomes a link.
func (l TargetList) WriteHTML(w io.Writer) error {
	page, err := template.New("targets").Parse(targetsPage)
	if err != nil {
		return fmt.Errorf("target list: %w", err)
	}
	lines := l.lines()
	for i := range lines {
		lines[i][1] = Inert(lines[i][1])
	}
	data := htmlList{TargetList: l, Lines: lines}
	for _, t := range l.Targets {
		data.Targets = append(data.Targets, newHTMLTarget(t, l.scoreText(t)))
	}
	return page.Execute(w, data)
}

// htmlList and what it holds are what the page shows, with controls made inert.
type htmlList struct {
	TargetList
	Lines   [][2]string
	Targets []htmlTarget
}

type htmlTarget struct {
	Target
	RankText, ScoreText, PlaceText string
	Basis                          []htmlBasis
	Ties                           []htmlTie
}

type htmlBasis struct {
	Basis
	Words string
}

type htmlTie struct {
	StrongTie
	KindsText, StrengthText, SourcesText string
}

func newHTMLTarget(t Target, score string) htmlTarget {
	t.Name = Inert(t.Name)
	h := htmlTarget{Target: t, RankText: rankText(t.Rank, t.Shared), ScoreText: score}
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
