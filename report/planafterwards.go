package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

// PlanAftermath is what is left of a view without a plan's team. As everywhere in a plan,
// only people who could be on a target list are named.
type PlanAftermath struct {
	Components []PlanComponent `json:"components"` // of two and more, the largest first
	Alone      int             `json:"alone"`      // entities that are tied to nobody left
	Routes     []PlanRoutes    `json:"routes"`
	Detours    PlanDetours     `json:"detours"`
}

// A PlanComponent is a part of a view that is still connected.
type PlanComponent struct {
	Size   int           `json:"size"`
	Groups []GroupCount  `json:"groups"` // gangs and public bodies, most members first
	Sets   []SetText     `json:"sets"`
	First  *PlanPosition `json:"first"`         // of those who may be named; null: there is none
	Before bool          `json:"others_before"` // somebody who is not named has a better position
}

// A GroupCount is how many of a gang or public body are in a component.
type GroupCount struct {
	ID      graph.EntityID `json:"id"`
	Name    string         `json:"name"`
	Members int            `json:"members"`
}

// A PlanPosition is where somebody is in a component.
type PlanPosition struct {
	Member
	Betweenness float64 `json:"betweenness"`
	Ties        int     `json:"ties"`
}

// PlanRoutes are what still leads from one set to another.
type PlanRoutes struct {
	From     string      `json:"from"`
	To       string      `json:"to"`
	Before   int         `json:"pairs_before"`
	Left     int         `json:"pairs_left"`
	Longer   int         `json:"pairs_by_a_longer_way"`
	Shortest []PlanRoute `json:"shortest"` // of the nearest pairs left, with somebody on the way who is named; at most five that differ
}

// A PlanRoute is the shortest way left from one entity to another.
type PlanRoute struct {
	Ties   int      `json:"ties"`
	Before int      `json:"ties_before"`
	Way    []string `json:"way"` // names; of somebody who may not be named, that
}

// PlanDetours are the second-best ways between contacts of the team.
type PlanDetours struct {
	Pairs int     `json:"pairs"`
	Left  int     `json:"pairs_left"`
	Ties  float64 `json:"mean_ties"`
}

const notNamed = "somebody not named here"

// Afterwards adds what is left. The sets are those between which routes were looked for.
func (b *PlanBuilder) Afterwards(left dismantle.Remains, sets []dismantle.Set) {
	r := &PlanAftermath{Components: []PlanComponent{}, Routes: []PlanRoutes{}, Detours: PlanDetours{left.Detours.Pairs, left.Detours.Left, left.Detours.Ties}}
	for k := range left.Components {
		if c := &left.Components[k]; len(c.Members) > 1 {
			r.Components = append(r.Components, b.component(c, sets))
		} else {
			r.Alone++
		}
	}
	for _, routes := range left.Routes {
		text := PlanRoutes{routes.From, routes.To, routes.Before, routes.Left, routes.Longer, []PlanRoute{}}
		for _, route := range routes.Shortest {
			way, named := b.route(route)
			again := slices.ContainsFunc(text.Shortest, func(shown PlanRoute) bool { return slices.Equal(shown.Way, way.Way) })
			if named && !again && len(text.Shortest) < shownRoutes {
				text.Shortest = append(text.Shortest, way)
			}
		}
		r.Routes = append(r.Routes, text)
	}
	b.Plan.Afterwards = r
}

func (b *PlanBuilder) component(c *dismantle.Component, sets []dismantle.Set) PlanComponent {
	r := PlanComponent{Size: len(c.Members), Groups: []GroupCount{}, Sets: []SetText{}, Before: c.First != c.Named}
	for _, g := range c.Gangs {
		r.Groups = append(r.Groups, GroupCount{g.ID, b.group(g.ID), g.Members})
	}
	for k, inside := range c.Sets {
		r.Sets = append(r.Sets, SetText{sets[k].Name, Count(len(inside))})
	}
	if c.Named.Entity >= 0 {
		named, _ := b.members([]int{c.Named.Entity})
		r.First = &PlanPosition{named[0], c.Named.Betweenness, c.Named.Ties}
	}
	return r
}

// group names a gang or a public body.
func (b *PlanBuilder) group(id graph.EntityID) string {
	return b.people.redactor.Text(b.people.view.Facts().Entity(id).Name(), "a group not named here")
}

// route names who may be named, and reports whether that is anybody.
func (b *PlanBuilder) route(route dismantle.Route) (r PlanRoute, named bool) {
	r = PlanRoute{Ties: len(route.Ties), Before: route.Before}
	for _, i := range route.Entities {
		e := b.people.view.Entity(i)
		name := planName(e, b.may[i], b.people.redactor)
		switch {
		case e.Kind == graph.Person && name == "":
			name = notNamed
		case e.Kind == graph.Person:
			named = true
		case name == "":
			name = e.Kind.String()
		}
		r.Way = append(r.Way, name)
	}
	return r, named
}

// planName is the name by which an entity is shown beside a plan, "" where it is not named: of
// people only who could be on a target list is, and of what people have nothing, for an account
// or a telephone is often named for whose it is.
func planName(e *graph.Entity, may bool, r *Redactor) string {
	switch e.Kind {
	case graph.Person:
		if !may {
			return ""
		}
		return e.Name()
	case graph.Account, graph.Phone, graph.Vehicle, graph.Property:
		return ""
	}
	return r.Text(e.Name(), e.Kind.String())
}

const (
	shownComponents = 10
	shownRoutes     = 5
)

// sections are the components and the routes.
func (a *PlanAftermath) sections() []section {
	all := []section{a.componentsSection()}
	if len(a.Routes) > 0 {
		all = append(all, a.routesSection())
	}
	for _, r := range a.Routes {
		if len(r.Shortest) > 0 {
			all = append(all, r.section())
		}
	}
	return all
}

func (a *PlanAftermath) componentsSection() section {
	t := Table{Columns: []string{"SIZE", "FIRST BY POSITION", "BETWEENNESS", "TIES"}, Numeric: []bool{true, false, true, true}}
	if len(a.Components) > 0 {
		for _, s := range a.Components[0].Sets {
			t.Columns, t.Numeric = append(t.Columns, strings.ToUpper(s.Set)), append(t.Numeric, true)
		}
	}
	t.Columns = append(t.Columns, "GROUPS")
	for _, c := range a.Components[:min(len(a.Components), shownComponents)] {
		row := append([]string{strconv.Itoa(c.Size)}, c.first()...)
		for _, s := range c.Sets {
			row = append(row, s.People.String())
		}
		groups := make([]string, len(c.Groups))
		for k, g := range c.Groups {
			groups[k] = fmt.Sprintf("%s %d", g.Name, g.Members)
		}
		t.Rows = append(t.Rows, append(row, strings.Join(groups, "; ")))
	}
	s := section{title: "What is left: parts still connected", table: t}
	if more := len(a.Components) - shownComponents; more > 0 {
		s.notes = append(s.notes, fmt.Sprintf("%d more parts are smaller; --format json lists them.", more))
	}
	if a.Alone > 0 {
		s.notes = append(s.notes, fmt.Sprintf("%d are left without a tie to anybody.", a.Alone))
	}
	if d := a.Detours; d.Left > 0 {
		s.notes = append(s.notes, fmt.Sprintf("Second-best ways: of %d pairs of contacts of the team, %d still reach each other, by %s ties on average.", d.Pairs, d.Left, meanText(d.Ties)))
	} else {
		s.notes = append(s.notes, fmt.Sprintf("Second-best ways: of %d pairs of contacts of the team, none still reach each other.", d.Pairs))
	}
	s.notes = append(s.notes, "FIRST BY POSITION: highest betweenness in what is left, of those who may be named; * others who are not come before. No rank.")
	return s
}

// first are the cells of who comes first.
func (c *PlanComponent) first() []string {
	if c.First == nil {
		return []string{"not named here", "", ""}
	}
	name := c.First.Name
	if c.Before {
		name += " *"
	}
	return []string{name, meanText(c.First.Betweenness), strconv.Itoa(c.First.Ties)}
}

func (a *PlanAftermath) routesSection() section {
	t := Table{Columns: []string{"FROM", "TO", "PAIRS BEFORE", "STILL CONNECTED", "BY A LONGER WAY"}, Numeric: []bool{false, false, true, true, true}}
	for _, r := range a.Routes {
		t.Rows = append(t.Rows, []string{r.From, r.To, strconv.Itoa(r.Before), strconv.Itoa(r.Left), strconv.Itoa(r.Longer)})
	}
	return section{title: "Routes left", table: t}
}

func (r *PlanRoutes) section() section {
	t := Table{Columns: []string{"TIES", "BEFORE", "WAY"}, Numeric: []bool{true, true}}
	for _, route := range r.Shortest {
		t.Rows = append(t.Rows, []string{strconv.Itoa(route.Ties), strconv.Itoa(route.Before), strings.Join(route.Way, " - ")})
	}
	return section{title: fmt.Sprintf("The shortest ways left from %s to %s", r.From, r.To), table: t}
}
