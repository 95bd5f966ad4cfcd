package report

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
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
	Known          []Part   `json:"known"`           // gangs and public bodies that members belong to, most members first
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
			Pieces: c.Pieces, Outside: c.Outside, Conductance: c.Conductance, Known: partsOf(v, members[k], known, of)}
		if names != nil {
			group.Name = names[k]
		}
		for _, i := range members[k] {
			group.Members = append(group.Members, Member{v.ID(int(i)), v.Entity(int(i)).Name()})
		}
		g.Groups = append(g.Groups, group)
	}
	return g
}

// partsOf counts which gangs and public bodies the members of a group belong to, most
// members first. That a gang in the view belongs to itself says nothing.
func partsOf(v *graph.View, members []int32, known []graph.EntityID, of []int32) []Part {
	count := make(map[int32]int)
	for _, i := range members {
		if at := of[i]; at >= 0 && known[at] != v.ID(int(i)) {
			count[at]++
		}
	}
	parts := []Part{}
	for _, at := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, Part{known[at], nameOf(v.Facts(), known[at]), count[at]})
	}
	slices.SortStableFunc(parts, func(a, b Part) int { return b.Size - a.Size })
	return parts
}

func nameOf(facts *graph.Network, id graph.EntityID) string {
	if e := facts.Entity(id); e != nil {
		return e.Name()
	}
	return string(id)
}

// What is named of each group on a terminal.
const (
	mostNamed = 6 // members, and roles of a gang
	mostKnown = 4 // gangs and public bodies
)

// Table returns the groups as a table, one row each. Gangs have a column for their roles.
func (g Groups) Table() Table { return g.table(math.MaxInt, math.MaxInt) }

// table names so many members and roles of each group, and so many gangs.
func (g Groups) table(named, known int) Table {
	t := Table{
		Columns: []string{"GROUP", "SIZE", "TIES", "DENSITY", "CENTRALISATION", "OUTSIDE", "CONDUCTANCE", "KNOWN AS"},
		Numeric: []bool{true, true, true, true, true, true, true},
	}
	withRoles := slices.ContainsFunc(g.Groups, func(x Group) bool { return len(x.Tiers) > 0 })
	if withRoles {
		t.Columns = append(t.Columns, "ROLES")
	}
	t.Columns = append(t.Columns, "MEMBERS")
	for _, x := range g.Groups {
		row := []string{strconv.Itoa(x.Number), strconv.Itoa(x.Size), strconv.Itoa(x.Ties), shareText(x.Density), shareText(x.Centralisation),
			strconv.Itoa(x.Outside), shareText(x.Conductance), firstOf(known, x.knownAs())}
		if withRoles {
			row = append(row, firstOf(named, x.roles()))
		}
		t.Rows = append(t.Rows, append(row, firstOf(named, x.memberNames())))
	}
	return t
}

// knownAs is a group's own name, or else what its members belong to.
func (x Group) knownAs() []string {
	if x.Name != "" {
		return []string{x.Name}
	}
	var known []string
	for _, part := range x.Known {
		known = append(known, fmt.Sprintf("%s %d", part.Name, part.Size))
	}
	return known
}

func (x Group) roles() []string {
	var roles []string
	for _, tier := range x.Tiers {
		roles = append(roles, fmt.Sprintf("%d %s", tier.Size, tier.Role))
	}
	return roles
}

func (x Group) memberNames() []string {
	var names []string
	for _, m := range x.Members {
		names = append(names, m.Name)
	}
	return names
}

// firstOf lists the first of some texts and says how many others there are.
func firstOf(most int, texts []string) string {
	more := len(texts) - most
	if more <= 0 {
		return strings.Join(texts, "; ")
	}
	return strings.Join(texts[:most], "; ") + " and " + others(more)
}

// others counts what is not named.
func others(n int) string {
	if n == 1 {
		return "1 other"
	}
	return fmt.Sprintf("%d others", n)
}

func shareText(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

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
	if err := g.table(mostNamed, mostKnown).Write(w); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, "%d of %d groups shown. %s\n", len(g.Groups), g.Of, g.Heading.Lead)
	return err
}
