package report

import (
	"io"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Team is how central some entities are together.
type Team struct {
	Heading     Heading          `json:"heading"`
	Members     []graph.EntityID `json:"members"`
	Names       []string         `json:"names"`
	Degree      float64          `json:"degree"`      // others tied to one of them
	Closeness   float64          `json:"closeness"`   // of others to the nearest of them
	Betweenness float64          `json:"betweenness"` // pairs of others whose shortest routes pass through one of them
	Others      int              `json:"others"`
	Pairs       float64          `json:"pairs"`
}

// NewTeam describes what some entities carry together.
func NewTeam(h Heading, v *graph.View, members []int, g central.GroupScore) Team {
	t := Team{Heading: h, Degree: g.Degree, Closeness: g.Closeness, Betweenness: g.Betweenness, Others: g.Others, Pairs: g.Pairs}
	for _, i := range members {
		t.Members, t.Names = append(t.Members, v.ID(i)), append(t.Names, v.Entity(i).Name())
	}
	return t
}

// Table returns the figures, a row each.
func (t Team) Table() Table {
	share := func(x, most float64) string {
		if most <= 0 {
			return ""
		}
		return scoreText(x / most)
	}
	nearest := min(float64(t.Others), 1) // without others there is nobody to be near
	return Table{
		Columns: []string{"TOGETHER", "SCORE", "OF AT MOST", "SHARE", "WHAT IT IS"}, Numeric: []bool{false, true, true, true},
		Rows: [][]string{
			{"degree", scoreText(t.Degree), scoreText(float64(t.Others)), share(t.Degree, float64(t.Others)), "others tied to one of them"},
			{"closeness", scoreText(t.Closeness), scoreText(nearest), share(t.Closeness, nearest), "how near others are to the nearest of them"},
			{"betweenness", scoreText(t.Betweenness), scoreText(t.Pairs), share(t.Betweenness, t.Pairs), "pairs of others whose shortest routes pass through one of them"},
		},
	}
}

// Write writes the figures for a terminal.
func (t Team) Write(w io.Writer) error {
	lines := append(t.Heading.lines(), [2]string{"together", strings.Join(t.Names, ", ")})
	if err := writeLines(w, t.Heading.Title, lines); err != nil {
		return err
	}
	if err := t.Table().Write(w); err != nil {
		return err
	}
	_, err := io.WriteString(w, t.Heading.Lead+"\n")
	return err
}
