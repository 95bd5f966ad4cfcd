package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

// PlanOdds say how sure a plan is: how it and others fare in possible worlds.
type PlanOdds struct {
	Worlds  int         `json:"worlds"`
	Missing float64     `json:"missing_ties"`   // share of the true ties taken as unrecorded
	People  float64     `json:"missing_people"` // share of the people taken as unrecorded
	Seed    uint64      `json:"seed"`
	Teams   []TeamFare  `json:"teams"`      // the plan's first, then that of those most often in best ones, those beside it, and a random one
	Often   []Member    `json:"most_often"` // who is most often in best teams, as many as the budget pays for
	Others  []OtherOdds `json:"others"`     // who else is in best teams, most often first
}

// A TeamFare is how a team fares in the worlds.
type TeamFare struct {
	Name  string     `json:"name"`
	Left  SpreadText `json:"left"`      // of reach, what is seen
	Share SpreadText `json:"share"`     // of what there is in the world
	Near  float64    `json:"near_best"` // share of the worlds in which it does 95 % of what the best team does
	Best  float64    `json:"best"`      // share of the worlds in which no team found does more
}

// SpreadText is a mean, and between which two a figure is in 95 of 100 cases.
type SpreadText struct {
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// MemberOdds are how often somebody is in the best team of a world.
type MemberOdds struct {
	InBest float64         `json:"in_best_team"`
	Class  certainty.Class `json:"class"`
}

// OtherOdds are those of somebody who is not in the plan's team.
type OtherOdds struct {
	ID   graph.EntityID `json:"id"`
	Name string         `json:"name"`
	MemberOdds
}

// A NearTeam does nearly as much as the plan's.
type NearTeam struct {
	Team   []Member `json:"team"`
	Left   float64  `json:"left"`
	Shared int      `json:"shared"`  // members that the plan has, too
	Out    []Member `json:"without"` // of the plan
	In     []Member `json:"instead"` // in their place
	Best   float64  `json:"best"`    // share of the worlds in which it is the best
}

// MostOften is the name of the team of those who are most often in best teams of worlds.
const MostOften = "most often in best teams"

// seldom is the share of worlds below which somebody outside the team is not shown.
const seldom = .1

// HowSure adds how sure the plan is, in the worlds drawn by these options. The names are
// of the teams beside it in the order of the odds.
func (b *PlanBuilder) HowSure(odds dismantle.Odds, drawn certainty.Options, names []string) {
	drawn = drawn.Filled()
	r := &PlanOdds{Worlds: odds.Worlds, Missing: drawn.Missing, People: drawn.People, Seed: drawn.Seed, Others: []OtherOdds{}}
	r.Teams = append(r.Teams, fareText("this plan", odds.Plan), fareText(MostOften, odds.Steady))
	r.Often, _ = b.members(odds.Often)
	for k, name := range names {
		r.Teams = append(r.Teams, fareText(name, odds.Beside[k]))
	}
	r.Teams = append(r.Teams, fareText("a random eligible team", odds.Random))
	for k, i := range b.team {
		if !b.Plan.Team[k].Must {
			b.Plan.Team[k].Odds = &MemberOdds{odds.InBest[i], certainty.ClassOf(odds.InBest[i])}
		}
	}
	for i, share := range odds.InBest {
		if share >= seldom && !slices.Contains(b.team, i) {
			b.mustBeEligible(i)
			e := b.people.view.Entity(i)
			r.Others = append(r.Others, OtherOdds{e.ID, e.Name(), MemberOdds{share, certainty.ClassOf(share)}})
		}
	}
	slices.SortStableFunc(r.Others, func(x, y OtherOdds) int { return cmp.Compare(y.InBest, x.InBest) })
	b.Plan.Odds = r
}

// ListNear adds teams that do nearly as much, and returns those shown by their names.
func (b *PlanBuilder) ListNear(teams []dismantle.NearTeam) (named []NamedTeam) {
	b.Plan.Near = []NearTeam{}
	for _, t := range teams {
		near := NearTeam{Left: t.Left, Shared: t.Shared, Best: t.Best}
		near.Team, _ = b.members(t.Team)
		near.Out, _ = b.members(without(b.team, t.Team))
		near.In, _ = b.members(without(t.Team, b.team))
		b.Plan.Near = append(b.Plan.Near, near)
		named = append(named, NamedTeam{fmt.Sprintf("other team %d", len(b.Plan.Near)), t.Team})
	}
	return named[:min(len(named), shownNear)]
}

// without returns those of a team who are not in another.
func without(team, other []int) []int {
	return slices.DeleteFunc(slices.Clone(team), func(i int) bool { return slices.Contains(other, i) })
}

func fareText(name string, f dismantle.Fare) TeamFare {
	return TeamFare{name, SpreadText(f.Left), SpreadText(f.Share), f.Near, f.Best}
}

// fitted reports whether the plan does more on what is recorded than its interval over worlds
// holds.
func (p Plan) fitted(share SpreadText) bool {
	if p.watches() {
		return p.after() > share.High
	}
	return p.after() < share.Low
}

// line is how sure the plan is, in the head of the report; beside it, where they are near the
// best more often, how those fare who are most often in best teams.
func (o *PlanOdds) line(p Plan) [2]string {
	plan, often, verb := o.Teams[0], o.Teams[1], "leaves"
	if p.watches() {
		verb = "sees"
	}
	text := fmt.Sprintf("%s %s in %s; near the best team in %s of them", verb, plan.Share.percents(), o.worlds(), percent(plan.Near))
	if often.Near > plan.Near {
		text += fmt.Sprintf("; those most often in best teams: %s, in %s", often.Share.percents(), percent(often.Near))
	}
	return [2]string{"how sure", text}
}

// fewWorlds is how many worlds it takes for 95 of 100 of them to be anything but all.
const fewWorlds = 20

// worlds says of how many worlds an interval holds.
func (o *PlanOdds) worlds() string {
	if o.Worlds < fewWorlds {
		return fmt.Sprintf("all of just %s", counted(o.Worlds, "possible world"))
	}
	return "95 of 100 possible worlds"
}

// meanText writes a mean no finer than it is known.
func meanText(x float64) string {
	if x >= 100 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}

// percents are the bounds of a share.
func (s SpreadText) percents() string {
	return fmt.Sprintf("%.1f to %.1f %%", 100*s.Low, 100*s.High)
}

// counts are the bounds of a number.
func (s SpreadText) counts() string { return countText(s.Low) + " to " + countText(s.High) }

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + " %" }

// sections are how the teams fare, and who else is in best teams.
func (o *PlanOdds) sections(p Plan) []section {
	t := Table{Columns: []string{"TEAM", p.effect(), "95 % OF WORLDS", "SHARE", "95 % OF WORLDS", "NEAR BEST", "BEST"}, Numeric: []bool{false, true, true, true, true, true, true}}
	for _, f := range o.Teams {
		t.Rows = append(t.Rows, []string{f.Name, meanText(f.Left.Mean), f.Left.counts(), fmt.Sprintf("%.1f %%", 100*f.Share.Mean), f.Share.percents(), percent(f.Near), percent(f.Best)})
	}
	all := []section{{title: "In " + counted(o.Worlds, "possible world"), table: t, notes: []string{
		fmt.Sprintf("Ties as their grades say, with %.3g %% of ties and %.3g %% of people unrecorded; seed %d. The team is planned anew in each world.", 100*o.Missing, 100*o.People, o.Seed),
		"NEAR BEST: how often a team does at least 95 % of what that world's best team does. BEST: how often none found does more.",
	}}}
	if p.fitted(o.Teams[0].Share) {
		all[0].notes = append(all[0].notes, "On what is recorded this team does more than in nearly all worlds: it fits the record, and ties and people that nobody recorded are not in it.")
	}
	all[0].notes = append(all[0].notes, "Most often in best teams: "+namesOf(o.Often)+".")
	if len(o.Others) == 0 {
		return all
	}
	others := Table{Columns: []string{"ID", "NAME", "IN BEST TEAM", "SURE"}, Numeric: []bool{false, false, true}}
	for _, other := range o.Others[:min(len(o.Others), shownOthers)] {
		others.Rows = append(others.Rows, []string{string(other.ID), other.Name, percent(other.InBest), other.Class.String()})
	}
	s := section{title: "Not in this team, but in the best team of other worlds", table: others}
	if more := len(o.Others) - shownOthers; more > 0 {
		s.notes = []string{fmt.Sprintf("%d more are in at least a tenth of the best teams; --format json names them.", more)}
	}
	return append(all, s)
}

const (
	shownOthers = 10 // people who are not in the team
	shownNear   = 5  // near teams
	shownNames  = 2  // of a near team, in one cell
)

func (p Plan) nearSection() section {
	t := Table{Columns: []string{"OTHER TEAM", p.effect(), "SHARE", "SHARED", "WITHOUT", "WITH"}, Numeric: []bool{true, true, true, true}}
	if p.Odds != nil {
		t.Columns, t.Numeric = slices.Insert(t.Columns, 4, "BEST IN"), append(t.Numeric, true)
	}
	for k, n := range p.Near[:min(len(p.Near), shownNear)] {
		row := []string{strconv.Itoa(k + 1), countText(n.Left), p.share(n.Left), strconv.Itoa(n.Shared), someNames(n.Out), someNames(n.In)}
		if p.Odds != nil {
			row = slices.Insert(row, 4, percent(n.Best))
		}
		t.Rows = append(t.Rows, row)
	}
	s := section{title: "Other teams that do nearly as much", table: t, notes: []string{"Each does at least 95 % of what this plan does, on what is recorded; SHARED is how many of the plan are in it."}}
	if more := len(p.Near) - shownNear; more > 0 {
		s.notes = append(s.notes, fmt.Sprintf("%d more are known; --format json lists them.", more))
	}
	return s
}

// someNames are the first names of some.
func someNames(members []Member) string {
	more := len(members) - shownNames
	if more <= 1 {
		return namesOf(members)
	}
	return strings.Join([]string{namesOf(members[:shownNames]), fmt.Sprintf("%d more", more)}, "; ")
}
