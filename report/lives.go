package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
)

// Lives are what became of groups over time.
type Lives struct {
	Heading Heading  `json:"heading"`
	Method  string   `json:"method"`
	Windows []string `json:"windows"`
	Lives   []Life   `json:"lives"`
	Of      int      `json:"of"`
}

// A Life is one group through the windows.
type Life struct {
	ID     int     `json:"id"`
	Name   string  `json:"name,omitempty"`
	Stages []Stage `json:"stages"`
}

// A Stage is what a group was in one window.
type Stage struct {
	Window  string           `json:"window"`
	Change  groups.Change    `json:"change"`
	Size    int              `json:"size"`
	Joined  int              `json:"joined"`
	Left    int              `json:"left"`
	With    []int            `json:"with"` // the lives merged in, or split off from
	Members []graph.EntityID `json:"members"`
}

// NewLives describes what became of groups; top of 0 is all.
func NewLives(h Heading, facts *graph.Network, method string, windows []string, lives []groups.Life, top int) Lives {
	r := Lives{Heading: h, Method: method, Windows: windows, Lives: []Life{}, Of: len(lives)}
	if top > 0 {
		lives = lives[:min(top, len(lives))]
	}
	for _, l := range lives {
		life := Life{ID: l.ID}
		if l.Name != "" {
			life.Name = nameOf(facts, graph.EntityID(l.Name))
		}
		for _, s := range l.Stages {
			stage := Stage{Window: windows[s.At], Change: s.Change, Size: len(s.Members), Joined: s.Joined, Left: s.Left, With: s.With, Members: s.Members}
			if stage.With == nil {
				stage.With = []int{}
			}
			if stage.Members == nil {
				stage.Members = []graph.EntityID{}
			}
			life.Stages = append(life.Stages, stage)
		}
		r.Lives = append(r.Lives, life)
	}
	return r
}

// Table returns the lives as a table, one row for each stage at which something changed.
func (l Lives) Table() Table {
	t := Table{Columns: []string{"LIFE", "NAME", "WINDOW", "CHANGE", "SIZE", "JOINED", "LEFT", "WITH"}, Numeric: []bool{true, false, false, false, true, true, true}}
	for _, life := range l.Lives {
		for k, s := range life.Stages {
			if s.Change == groups.Stayed && s.Joined+s.Left == 0 && k < len(life.Stages)-1 {
				continue
			}
			var with []string
			for _, id := range s.With {
				with = append(with, strconv.Itoa(id))
			}
			t.Rows = append(t.Rows, []string{strconv.Itoa(life.ID), life.Name, s.Window, s.Change.String(), strconv.Itoa(s.Size), strconv.Itoa(s.Joined), strconv.Itoa(s.Left), strings.Join(with, ", ")})
		}
	}
	return t
}

// Write writes the lives for a terminal.
func (l Lives) Write(w io.Writer) error {
	lines := append(l.Heading.lines(), [2]string{"windows", fmt.Sprintf("%d, from %s to %s", len(l.Windows), l.Windows[0], l.Windows[len(l.Windows)-1])})
	if err := writeLines(w, l.Heading.Title, lines); err != nil {
		return err
	}
	if err := l.Table().Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d of %d groups shown. %s\n", len(l.Lives), l.Of, l.Heading.Lead)
	return err
}
