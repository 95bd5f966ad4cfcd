package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

// PlanRegrowth is how a network may grow back in the months after a plan, and how the plan
// lasts beside others.
type PlanRegrowth struct {
	Months           int               `json:"months"`
	Runs             int               `json:"runs"`
	Rate             float64           `json:"rate"` // chance that a lost tie is replaced in a month
	Skill            string            `json:"skill,omitempty"`
	Seed             uint64            `json:"seed"`
	Assumptions      []string          `json:"assumptions"`
	Lost             int               `json:"lost_ties"`
	EfficiencyBefore float64           `json:"efficiency_before"` // how near people are to each other
	EfficiencyDayOne float64           `json:"efficiency_day_one"`
	DayOne           float64           `json:"day_one"` // share of connection missing
	Mechanisms       []MechanismCourse `json:"mechanisms"`
	Plans            []LastingPlan     `json:"plans"`    // who lasts best on average first
	Takers           []Taker           `json:"takers"`   // by likeness
	Withheld         string            `json:"withheld"` // who took over as often and may not be named
	Gangs            []GangCourse      `json:"gangs"`    // by likeness, who gains most first
}

// A MechanismCourse is how things go by one mechanism of recovery.
type MechanismCourse struct {
	Mechanism  dismantle.Mechanism `json:"mechanism"`
	About      string              `json:"about"`
	Lasting    float64             `json:"lasting"` // share of connection missing, mean over the months after day one
	Efficiency SpreadText          `json:"efficiency_at_the_end"`
	Months     []MonthText         `json:"months"`
}

// A MonthText is what there is after so many months.
type MonthText struct {
	Month    int        `json:"month"`
	Left     SpreadText `json:"left"`
	Share    SpreadText `json:"share"` // of what there was before
	Replaced float64    `json:"replaced_ties"`
}

// A LastingPlan is a plan by what lasts of it.
type LastingPlan struct {
	Name        string              `json:"name"`
	Team        []Member            `json:"team,omitempty"` // none where it is a mean of several
	DayOne      float64             `json:"day_one"`
	ByMechanism []float64           `json:"by_mechanism"` // lasting damage, in the order of mechanisms
	Mean        float64             `json:"mean"`
	Least       float64             `json:"least"`
	LeastBy     dismantle.Mechanism `json:"least_by"`
	ofPlan      bool
}

// A Taker is somebody to whom lost ties go.
type Taker struct {
	Member
	First float64 `json:"first"` // share of runs in which nobody took over more
	Ties  float64 `json:"ties"`
}

// A GangCourse is what share of the ends of connected pairs a gang has.
type GangCourse struct {
	ID      graph.EntityID `json:"id"`
	Name    string         `json:"name"`
	InTeam  int            `json:"in_team"`
	RivalOf []string       `json:"rival_of"` // of gangs of the team, by recorded rivalry
	Before  float64        `json:"before"`
	DayOne  float64        `json:"day_one"`
	End     float64        `json:"end"`
}

// A NamedTeam is one that a plan is compared with.
type NamedTeam struct {
	Name string
	Team []int
}

// GrowsBack adds how the network grows back, as [dismantle.Lasting] compares the teams; the
// first of them is the plan's, and after them come so many that were drawn at random, of
// which the mean is shown.
func (b *PlanBuilder) GrowsBack(compared []dismantle.Comparison, teams []NamedTeam, random int, o dismantle.RegrowthOptions, rateAsked bool) {
	first := slices.IndexFunc(compared, func(c dismantle.Comparison) bool { return c.Plan == 0 })
	plan := compared[first]
	like := plan.ByMechanism[dismantle.ByLikeness]
	r := &PlanRegrowth{Months: len(like.Months) - 1, Runs: like.Runs, Rate: like.Rate, Skill: o.Skill, Seed: like.Seed, Lost: like.Lost, EfficiencyBefore: like.Efficiency.Before, EfficiencyDayOne: like.Efficiency.DayOne, DayOne: plan.DayOne,
		Takers: []Taker{}, Withheld: smallCell(like.Withheld), Plans: b.lasting(compared, teams, random), Gangs: b.gangCourses(like.Gangs)}
	r.Assumptions = assumptions(r, rateAsked, len(b.Plan.Waves) > 0)
	for _, by := range plan.ByMechanism {
		r.Mechanisms = append(r.Mechanisms, courseOf(by))
	}
	for _, t := range like.Takers {
		named, _ := b.members([]int{t.Entity})
		r.Takers = append(r.Takers, Taker{named[0], t.First, t.Ties})
	}
	b.Plan.Regrowth = r
}

// assumptions are what figures rest on that nobody measured.
func assumptions(r *PlanRegrowth, rateAsked, waves bool) []string {
	skill := "no skill is read (--skill names a property)"
	if r.Skill != "" {
		skill = fmt.Sprintf("a skill is what %q says", r.Skill)
	}
	rate := "linchpin's own, not measured on any network"
	if rateAsked {
		rate = "as asked"
	}
	all := []string{
		fmt.Sprintf("each lost tie is replaced with a chance of %.3g %% a month (--rate): %s", 100*r.Rate, rate),
		"by distance a replacement counts 1/d², by likeness kin 4, same group 2, same role or skill 2, each shared contact 1: linchpin's own; " + skill,
		"nobody removed comes back, nobody new joins, nobody further is removed",
		"figures tell plans apart; they foretell nothing",
	}
	if waves {
		all = append(all, "the whole team goes on day one: waves are not simulated")
	}
	return all
}

func courseOf(r dismantle.Regrowth) MechanismCourse {
	c := MechanismCourse{Mechanism: r.Mechanism, About: r.Mechanism.About(), Lasting: r.Lasting, Efficiency: SpreadText(r.Efficiency.End)}
	for k, m := range r.Months {
		text := MonthText{Month: k, Left: SpreadText(m.Left), Replaced: m.Replaced}
		if r.Before > 0 {
			text.Share = SpreadText{m.Left.Mean / r.Before, m.Left.Low / r.Before, m.Left.High / r.Before}
		}
		c.Months = append(c.Months, text)
	}
	return c
}

// lasting returns a row for each team, and one for all that were drawn at random.
func (b *PlanBuilder) lasting(compared []dismantle.Comparison, teams []NamedTeam, random int) []LastingPlan {
	all := make([]LastingPlan, len(teams), len(teams)+1)
	mean := LastingPlan{Name: fmt.Sprintf("mean of %d random eligible teams", random)}
	for _, c := range compared {
		if c.Plan >= len(teams) {
			mean.add(c)
			continue
		}
		p := &all[c.Plan]
		p.Name, p.ofPlan = teams[c.Plan].Name, c.Plan == 0
		p.Team, _ = b.members(teams[c.Plan].Team)
		p.add(c)
	}
	if random > 0 {
		all = append(all, mean.over(float64(random)))
	}
	for k := range teams {
		all[k] = all[k].over(1)
	}
	slices.SortStableFunc(all, func(x, y LastingPlan) int {
		return cmp.Or(cmp.Compare(y.Mean, x.Mean), cmp.Compare(y.Least, x.Least))
	})
	return all
}

func (p *LastingPlan) add(c dismantle.Comparison) {
	p.DayOne += c.DayOne
	if p.ByMechanism == nil {
		p.ByMechanism = make([]float64, len(c.ByMechanism))
	}
	for m, r := range c.ByMechanism {
		p.ByMechanism[m] += r.Lasting
	}
}

// over turns sums over so many teams into means, and takes mean and least of the mechanisms.
func (p LastingPlan) over(of float64) LastingPlan {
	p.DayOne /= of
	for m := range p.ByMechanism {
		p.ByMechanism[m] /= of
		p.Mean += p.ByMechanism[m] / float64(len(p.ByMechanism))
		if m == 0 || p.ByMechanism[m] < p.Least {
			p.Least, p.LeastBy = p.ByMechanism[m], dismantle.Mechanism(m)
		}
	}
	return p
}

func (b *PlanBuilder) gangCourses(shares []dismantle.GangShare) []GangCourse {
	view, all := b.people.view, []GangCourse{}
	groups, of := view.Affiliations()
	hit := map[graph.EntityID]int{} // of the team, by its gang
	for _, i := range b.team {
		if of[i] >= 0 {
			hit[groups[of[i]]]++
		}
	}
	rivals := rivalries(view.Facts())
	for _, s := range shares {
		if view.Facts().Entity(s.ID).Kind != graph.Gang {
			continue
		}
		c := GangCourse{ID: s.ID, Name: b.group(s.ID), InTeam: hit[s.ID], RivalOf: []string{}, Before: s.Before.Pairs, DayOne: s.After.Pairs, End: s.End.Pairs}
		for _, rival := range rivals[s.ID] {
			if hit[rival] > 0 {
				c.RivalOf = append(c.RivalOf, b.group(rival))
			}
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(x, y GangCourse) int { return cmp.Compare(y.End-y.Before, x.End-x.Before) })
	return all
}

// rivalries returns the recorded rivals of each gang, in the order of the facts.
func rivalries(facts *graph.Network) map[graph.EntityID][]graph.EntityID {
	rivals := map[graph.EntityID][]graph.EntityID{}
	for k := range facts.Ties {
		if t := &facts.Ties[k]; t.Kind == graph.RivalOf {
			rivals[t.From] = append(rivals[t.From], t.To)
			rivals[t.To] = append(rivals[t.To], t.From)
		}
	}
	return rivals
}

// signed is a share in percent; it may be below 0.
func signed(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) + " %" }

const shownGangs = 10

// line is how long the plan lasts, in the head of the report.
func (r *PlanRegrowth) line() [2]string {
	k := slices.IndexFunc(r.Plans, func(p LastingPlan) bool { return p.ofPlan })
	text := fmt.Sprintf("over %d simulated months %s of connection is missing on average, on day one %s", r.Months, signed(r.Plans[k].Mean), signed(r.DayOne))
	if k > 0 {
		text += fmt.Sprintf("; the best compared is %s with %s", r.Plans[0].Name, signed(r.Plans[0].Mean))
	}
	return [2]string{"how lasting", text}
}

func (r *PlanRegrowth) sections() []section {
	all := []section{r.coursesSection(), r.mechanismsSection(), r.plansSection(), r.takersSection()}
	if len(r.Gangs) > 0 {
		all = append(all, r.gangsSection())
	}
	return all
}

// coursesSection is what share is left month by month, of which a few are shown.
func (r *PlanRegrowth) coursesSection() section {
	t := Table{Columns: []string{"MONTH"}, Numeric: []bool{true}}
	for _, m := range r.Mechanisms {
		t.Columns = append(t.Columns, strings.ToUpper(m.Mechanism.String()), "95 % OF RUNS")
		t.Numeric = append(t.Numeric, true, true)
	}
	for month := range r.Months + 1 {
		if !(month < 2 || month == 3 || month%6 == 0 && month <= 24 || month%12 == 0 || month == r.Months) {
			continue
		}
		row := []string{strconv.Itoa(month)}
		for _, m := range r.Mechanisms {
			share := m.Months[month].Share
			row = append(row, signed(share.Mean), share.percents())
		}
		t.Rows = append(t.Rows, row)
	}
	s := section{title: fmt.Sprintf("As it may grow back: share left, %d simulated months", r.Months), table: t, notes: []string{
		fmt.Sprintf("%d runs by each mechanism; %d ties are lost on day one; seed %d. Above 100 %%: more is connected than before. ASSUMPTIONS:", r.Runs, r.Lost, r.Seed),
	}}
	for _, a := range r.Assumptions {
		s.notes = append(s.notes, "- "+a)
	}
	return s
}

func (r *PlanRegrowth) mechanismsSection() section {
	t := Table{Columns: []string{"MECHANISM", "LASTING DAMAGE", "EFFICIENCY BEFORE", "DAY ONE", "AT THE END", "WHOM PEOPLE TURN TO"}, Numeric: []bool{false, true, true, true, true}}
	efficiency := func(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }
	for _, m := range r.Mechanisms {
		t.Rows = append(t.Rows, []string{m.Mechanism.String(), signed(m.Lasting), efficiency(r.EfficiencyBefore), efficiency(r.EfficiencyDayOne), efficiency(m.Efficiency.Mean), m.About})
	}
	return section{title: "By mechanism of recovery", table: t, notes: []string{
		"LASTING DAMAGE: share of connection still missing, mean over the months after day one. EFFICIENCY: how near those left are to each other; 1 is the most.",
	}}
}

func (r *PlanRegrowth) plansSection() section {
	t := Table{Columns: []string{"TEAM", "DAY ONE"}, Numeric: []bool{false, true}}
	for _, m := range r.Mechanisms {
		t.Columns, t.Numeric = append(t.Columns, strings.ToUpper(m.Mechanism.String())), append(t.Numeric, true)
	}
	t.Columns, t.Numeric = append(t.Columns, "MEAN", "LEAST", "BY"), append(t.Numeric, true, true)
	for _, p := range r.Plans {
		row := []string{p.Name, signed(p.DayOne)}
		for _, lasting := range p.ByMechanism {
			row = append(row, signed(lasting))
		}
		t.Rows = append(t.Rows, append(row, signed(p.Mean), signed(p.Least), p.LeastBy.String()))
	}
	return section{title: "Plans by damage that lasts", table: t, notes: []string{"DAY ONE is the share of connection missing at once; the others are lasting damage, below 0 where more is connected than before."}}
}

func (r *PlanRegrowth) takersSection() section {
	s := section{title: "Who may take over, by likeness", notes: []string{"IN RUNS: how often nobody took over more ties. A position to watch, and no sign of intent."}}
	if len(r.Takers) > 0 {
		s.table = Table{Columns: []string{"ID", "NAME", "IN RUNS", "TIES"}, Numeric: []bool{false, false, true, true}}
		for _, t := range r.Takers {
			s.table.Rows = append(s.table.Rows, []string{string(t.ID), t.Name, percent(t.First), meanText(t.Ties)})
		}
	}
	if r.Withheld != "0" {
		s.notes = append(s.notes, r.Withheld+" others took over as often and may not be named.")
	}
	return s
}

func (r *PlanRegrowth) gangsSection() section {
	t := Table{Columns: []string{"GANG", "IN TEAM", "BEFORE", "DAY ONE", "AT THE END", "CHANGE", "RIVAL OF"}, Numeric: []bool{false, true, true, true, true, true}}
	for _, g := range r.Gangs[:min(len(r.Gangs), shownGangs)] {
		t.Rows = append(t.Rows, []string{g.Name, strconv.Itoa(g.InTeam), signed(g.Before), signed(g.DayOne), signed(g.End), fmt.Sprintf("%+.1f", 100*(g.End-g.Before)), strings.Join(g.RivalOf, "; ")})
	}
	s := section{title: "Which gangs gain, by likeness", table: t, notes: []string{
		"Share of the ends of connected pairs that are members; CHANGE in points from before to the end. RIVAL OF: a gang that loses people of the team, as recorded.",
	}}
	if more := len(r.Gangs) - shownGangs; more > 0 {
		s.notes = append(s.notes, fmt.Sprintf("%d gangs more gain less, or lose; --format json lists them.", more))
	}
	return s
}
