package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A TieRanking is the ties of a view by how many routes depend on them.
type TieRanking struct {
	Heading Heading  `json:"heading"`
	Weights string   `json:"weights,omitempty"` // what was taken of the ties' strengths
	Rows    []TieRow `json:"rows"`
	Of      int      `json:"of"` // ties ranked; Rows may be the first of them
}

// A TieRow is one tie's place.
type TieRow struct {
	Rank      int            `json:"rank"`
	Shared    bool           `json:"shared"`
	From      graph.EntityID `json:"from"`
	To        graph.EntityID `json:"to"`
	FromName  string         `json:"from_name"`
	ToName    string         `json:"to_name"`
	Kinds     []string       `json:"kinds"`
	Score     float64        `json:"betweenness"`
	Bridge    bool           `json:"bridge"` // without it the network falls apart
	Certainty string         `json:"certainty"`
	Sources   []string       `json:"sources"`
}

// NewTieRanking ranks ties by scores; bridges are ascending; top of 0 is all.
func NewTieRanking(h Heading, v *graph.View, scores []float64, ranks []int, bridges []int, top int) TieRanking {
	r := TieRanking{Heading: h, Rows: []TieRow{}, Of: v.Size()}
	order := make([]int, len(scores))
	shared := map[int]int{}
	for tie := range order {
		order[tie] = tie
		shared[ranks[tie]]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return ranks[a] - ranks[b] })
	for _, tie := range order {
		if top > 0 && ranks[tie] > top {
			break
		}
		from, to := v.Ends(tie)
		_, bridge := slices.BinarySearch(bridges, tie)
		row := TieRow{Rank: ranks[tie], Shared: shared[ranks[tie]] > 1, From: v.ID(from), To: v.ID(to), FromName: v.Entity(from).Name(), ToName: v.Entity(to).Name(),
			Score: scores[tie], Bridge: bridge, Certainty: v.Certainty(tie).String()}
		row.Kinds, row.Sources = evidenceOf(v, tie)
		r.Rows = append(r.Rows, row)
	}
	return r
}

// evidenceOf names the kinds and the sources of what a tie of a view stands for.
func evidenceOf(v *graph.View, tie int) (kinds, sources []string) {
	facts := v.Facts()
	for _, t := range v.Evidence(tie) {
		kinds = append(kinds, t.Word())
		for i := range t.Records {
			sources = append(sources, facts.Source(t.Records[i].Source).Title)
		}
	}
	slices.Sort(kinds)
	slices.Sort(sources)
	return slices.Compact(kinds), slices.Compact(sources)
}

// Table returns the ranking as a table.
func (r TieRanking) Table() Table {
	t := Table{Columns: []string{"RANK", "FROM", "TO", "BY", "betweenness", "BRIDGE", "CERTAINTY", "SOURCES"}, Numeric: []bool{true, false, false, false, true}}
	for _, x := range r.Rows {
		bridge := ""
		if x.Bridge {
			bridge = "bridge"
		}
		t.Rows = append(t.Rows, []string{rankText(x.Rank, x.Shared), x.FromName, x.ToName, strings.Join(x.Kinds, ", "), scoreText(x.Score), bridge, x.Certainty, strings.Join(x.Sources, "; ")})
	}
	return t
}

// Write writes the ranking for a terminal.
func (r TieRanking) Write(w io.Writer) error {
	measure := "betweenness: how many of the shortest routes between two run over a tie; unit: pairs"
	if r.Weights != "" {
		measure += "; weighted by " + r.Weights
	}
	lines := append(r.Heading.lines(), [2]string{"measure", measure})
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.Table().Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d of %d ties shown. %s\n", len(r.Rows), r.Of, r.Heading.Lead)
	return err
}
