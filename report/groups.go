package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/graph"
)

// Groups are who belongs together in a view, by one method.
type Groups struct {
	Heading   Heading       `json:"heading"`
	Method    string        `json:"method"`
	About     string        `json:"about"`
	Quality   *GroupQuality `json:"quality,omitempty"`
	Agreement *Agreement    `json:"agreement,omitempty"` // with the known gangs and public bodies
	Assorted  *float64      `json:"degree_assortativity,omitempty"`
	Closed    float64       `json:"transitivity"`
	Groups    []Group       `json:"groups"`
	Of        int           `json:"of"` // groups found; Groups may be the first of them
}

// Agreement is how far a division agrees with the known gangs and public bodies.
type Agreement struct {
	People       int     `json:"people"` // that both have a group for
	NMI          float64 `json:"nmi"`
	AdjustedRand float64 `json:"adjusted_rand"`
}

// GroupQuality is how good a division is, and how it was found.
type GroupQuality struct {
	Name       string  `json:"name"`
	Value      float64 `json:"value"`
	Resolution float64 `json:"resolution"`
	Seed       uint64  `json:"seed"`
}

// A Group is one of them. Ties are those of the view.
type Group struct {
	Number         int      `json:"number"` // from 1, the largest first
	Name           string   `json:"name,omitempty"`
	Size           int      `json:"size"`
	Ties           int      `json:"ties"`
	Density        float64  `json:"density"`
	Centralisation float64  `json:"centralisation"`
	Clustering     float64  `json:"clustering"`
	Pieces         int      `json:"pieces"`
	Outside        int      `json:"outside_ties"`
	Conductance    float64  `json:"conductance"`
	Tiers          []Tier   `json:"tiers,omitempty"` // of a gang: its roles
	Known          []Part   `json:"known"`           // gangs and public bodies that members belong to
	Members        []Member `json:"members"`
}

// A Tier is a role in a gang and how many have it.
type Tier struct {
	Role string `json:"role"`
	Size int    `json:"size"`
}

// A Part is how many of a group belong to a gang or public body.
type Part struct {
	ID   graph.EntityID `json:"id"`
	Name string         `json:"name"`
	Size int            `json:"size"`
}

// A Member is an entity in a group.
type Member struct {
	ID   graph.EntityID `json:"id"`
	Name string         `json:"name"`
}

// NewGroups describes groups of a view, given as their members; names may be nil.
func NewGroups(h Heading, v *graph.View, method, about string, members [][]int32, names []string, top int) Groups {
	g := Groups{Heading: h, Method: method, About: about, Groups: []Group{}, Of: len(members)}
	if top > 0 {
		members = members[:min(top, len(members))]
	}
	known, of := v.Affiliations()
	for k, c := range groups.Cohesions(v, members) {
		group := Group{Number: k + 1, Size: c.Size, Ties: c.Ties, Density: c.Density, Centralisation: c.Centralisation, Clustering: c.Clustering,
			Pieces: c.Pieces, Outside: c.Outside, Conductance: c.Conductance, Known: []Part{}}
		if names != nil {
			group.Name = names[k]
		}
		count := make([]int, len(known))
		for _, i := range members[k] {
			group.Members = append(group.Members, Member{v.ID(int(i)), v.Entity(int(i)).Name()})
			if of[i] >= 0 {
				count[of[i]]++
			}
		}
		for at, n := range count {
			if n > 0 {
				group.Known = append(group.Known, Part{known[at], nameOf(v.Facts(), known[at]), n})
			}
		}
		g.Groups = append(g.Groups, group)
	}
	return g
}

func nameOf(facts *graph.Network, id graph.EntityID) string {
	if e := facts.Entity(id); e != nil {
		return e.Name()
	}
	return string(id)
}

// Table returns the groups as a table, one row each.
func (g Groups) Table() Table {
	t := Table{
		Columns: []string{"GROUP", "SIZE", "TIES", "DENSITY", "CENTRALISATION", "OUTSIDE", "CONDUCTANCE", "KNOWN AS", "MEMBERS"},
		Numeric: []bool{true, true, true, true, true, true, true},
	}
	for _, x := range g.Groups {
		var known, members []string
		if x.Name != "" {
			known = append(known, x.Name)
			for _, tier := range x.Tiers {
				known = append(known, fmt.Sprintf("%d %s", tier.Size, tier.Role))
			}
		} else {
			for _, part := range x.Known {
				known = append(known, fmt.Sprintf("%s %d", part.Name, part.Size))
			}
		}
		for _, m := range x.Members {
			members = append(members, m.Name)
		}
		t.Rows = append(t.Rows, []string{strconv.Itoa(x.Number), strconv.Itoa(x.Size), strconv.Itoa(x.Ties), shareText(x.Density), shareText(x.Centralisation),
			strconv.Itoa(x.Outside), shareText(x.Conductance), strings.Join(known, "; "), strings.Join(members, "; ")})
	}
	return t
}

func shareText(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

const mostNamed = 6 // members named of each group on a terminal

// Write writes the groups for a terminal.
func (g Groups) Write(w io.Writer) error {
	lines := append(g.Heading.lines(), [2]string{"groups by", g.Method + ": " + g.About})
	if q := g.Quality; q != nil {
		lines = append(lines, [2]string{q.Name, fmt.Sprintf("%.6g, at resolution %g, seed %d", q.Value, q.Resolution, q.Seed)})
	}
	if a := g.Agreement; a != nil {
		lines = append(lines, [2]string{"agreement", fmt.Sprintf("with known gangs and public bodies, of %d people: NMI %.3f, adjusted Rand %.3f", a.People, a.NMI, a.AdjustedRand)})
	}
	whole := fmt.Sprintf("transitivity %.4f", g.Closed)
	if g.Assorted != nil {
		whole += fmt.Sprintf(", degree assortativity %.4f", *g.Assorted)
	}
	lines = append(lines, [2]string{"all ties", whole})
	if err := writeLines(w, g.Heading.Title, lines); err != nil {
		return err
	}
	t := g.Table()
	for i, x := range g.Groups {
		if len(x.Members) > mostNamed {
			var first []string
			for _, m := range x.Members[:mostNamed] {
				first = append(first, m.Name)
			}
			t.Rows[i][len(t.Columns)-1] = fmt.Sprintf("%s and %d others", strings.Join(first, "; "), len(x.Members)-mostNamed)
		}
	}
	if err := t.Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d of %d groups shown. %s\n", len(g.Groups), g.Of, g.Heading.Lead)
	return err
}
