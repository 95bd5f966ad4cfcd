package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

// A Plan is a team of people to whom lawful steps may be put together, and what the
// recorded network is without them. As on a target list, only who is suspect or convicted
// in a record is in it, and nobody else is named.
type Plan struct {
	Heading      Heading        `json:"heading"`
	Case         graph.Digest   `json:"case_digest"` // of the whole case, whatever the view left out
	ViewFlags    string         `json:"view_flags"`  // which make the view; "": none are needed
	Objective    ObjectiveText  `json:"objective"`
	Budget       float64        `json:"budget"` // a number of people, unless they have prices
	Priced       bool           `json:"priced"`
	Price        float64        `json:"price"` // of the team
	Before       float64        `json:"before"`
	After        float64        `json:"after"`
	Proven       bool           `json:"proven_best"`
	Bound        float64        `json:"bound"` // no team within the budget leaves less; of reach, sees more
	Gap          float64        `json:"gap"`   // how much better another team could be, as a share of before; of reach, of the bound
	Team         []PlanMember   `json:"team"`
	Waves        []PlanWave     `json:"waves,omitempty"`
	WavesProven  bool           `json:"waves_proven_best,omitempty"` // no order of the team leaves less after its waves, added up
	Beside       []OtherTeam    `json:"beside"`                      // teams to compare it with
	WhatIf       *OtherTeam     `json:"what_if,omitempty"`
	Alternatives []Alternative  `json:"alternatives,omitempty"`
	Odds         *PlanOdds      `json:"odds,omitempty"`
	Near         []NearTeam     `json:"near"` // other teams that do nearly as much
	Afterwards   *PlanAftermath `json:"afterwards,omitempty"`
	Regrowth     *PlanRegrowth  `json:"regrowth,omitempty"`
	Eligible     Count          `json:"eligible"`
	Withheld     string         `json:"withheld"`

	nobody  bool // is eligible
	inWaves bool // was asked, also where nobody is in the team
}

// ObjectiveText says what is counted.
type ObjectiveText struct {
	Objective dismantle.Objective `json:"objective"`
	About     string              `json:"about"`
	Ties      int                 `json:"ties_apart,omitempty"`
	From      *SetText            `json:"from,omitempty"`
	To        *SetText            `json:"to,omitempty"`
}

// SetText is one of the two sets between which connection counts.
type SetText struct {
	Set    string `json:"set"`
	People Count  `json:"people"`
}

// A PlanMember is one person of a team, with what a target list says of a target.
type PlanMember struct {
	Order   int            `json:"order"`
	Wave    int            `json:"wave,omitempty"`
	Must    bool           `json:"must,omitempty"` // in any team, because that was asked
	ID      graph.EntityID `json:"id"`
	Name    string         `json:"name"`
	Price   float64        `json:"price"`
	Left    float64        `json:"left"` // when this one and those before are removed; of reach, what these see
	Odds    *MemberOdds    `json:"odds,omitempty"`
	Custody string         `json:"custody"`
	Gangs   []string       `json:"gangs"`
	Basis   []Basis        `json:"basis"`
	Ties    []StrongTie    `json:"strongest_ties"`
	Marks   []string       `json:"marks"`
}

// A PlanWave is a part of a team that is taken at once.
type PlanWave struct {
	Wave   int        `json:"wave"`
	People int        `json:"people"`
	Price  float64    `json:"price"`
	Left   float64    `json:"left"` // after this wave and those before
	Alone  *WaveAlone `json:"alone,omitempty"`
}

// A WaveAlone is the best team that was found for the price of a wave and those before, as
// if nobody were to follow.
type WaveAlone struct {
	Team   []Member `json:"team"`
	Price  float64  `json:"price"`
	Left   float64  `json:"left"`
	Proven bool     `json:"proven_best"`
	Shared int      `json:"shared"` // members whom the plan's waves so far have, too
}

// An OtherTeam is one that a plan is compared with, or the mean of several that were
// drawn at random.
type OtherTeam struct {
	Name  string   `json:"name"`
	Team  []Member `json:"team,omitempty"`
	Price float64  `json:"price,omitempty"`
	Left  float64  `json:"left"`
	Least float64  `json:"least,omitempty"` // of several
	Most  float64  `json:"most,omitempty"`
	Over  bool     `json:"over_budget,omitempty"`
}

// An Alternative is the best team that was found without one of the plan's.
type Alternative struct {
	Without Member   `json:"without"`
	Team    []Member `json:"team"` // empty: there is nobody else
	Price   float64  `json:"price"`
	Left    float64  `json:"left"`
	Proven  bool     `json:"proven_best"`
	Shared  int      `json:"shared"` // members that the plan has, too
}

// PlanOptions say what a plan was asked and how it is described.
type PlanOptions struct {
	Asked     dismantle.Options
	From, To  string           // the sets of between, in words
	ViewFlags string           // which make the view
	On        graph.Date       // the day that decides who is in custody
	Whole     *graph.Network   // the whole case, of which the view is a part
	Safeguard *graph.Safeguard // of the whole case
}

// VeiledSet stands for the words of a set that name somebody who could not be on a list.
const VeiledSet = "a set not named here"

// FlagsText returns flags as a plan shows them: not where they name somebody who could not
// be on a list.
func FlagsText(flags string, whole *graph.Network, s *graph.Safeguard) string {
	return newTypedRedactor(whole, s).Text(flags, "flags that are not shown here")
}

// A PlanBuilder describes a plan and what it is compared with.
type PlanBuilder struct {
	Plan    Plan
	options PlanOptions
	people  *targetBuilder
	may     []bool
	team    []int
}

// NewPlan describes a plan of a view. It panics where somebody is in it who could not be
// on a target list; so do all additions.
func NewPlan(h Heading, v *graph.View, p dismantle.Plan, o PlanOptions) *PlanBuilder {
	b := &PlanBuilder{options: o, people: newTargetBuilder(v, TargetOptions{On: o.On, Whole: o.Whole, Safeguard: o.Safeguard}), may: Eligible(v, o.Safeguard), team: p.Team}
	r := &b.Plan
	*r = Plan{Heading: h, Case: o.Whole.Digest(), ViewFlags: FlagsText(o.ViewFlags, o.Whole, o.Safeguard), Objective: b.objective(p.Objective), Budget: o.Asked.Budget, Priced: o.Asked.Price != nil, Price: p.Price,
		Before: p.Before(), After: p.After(), Proven: p.Proven, Bound: p.Bound, Gap: p.Gap(), Team: []PlanMember{}, Beside: []OtherTeam{}, Near: []NearTeam{}}
	r.Heading.redact(b.people.redactor, b.people.typed)
	r.Eligible, r.Withheld = standing(v, b.may)
	r.nobody = !slices.Contains(b.may, true)
	r.Heading.veil(r.Withheld, &r.Eligible)
	if o := &r.Objective; r.Withheld == few && o.From != nil {
		o.From.People, o.To.People = untold, untold
	}
	for k, i := range p.Team {
		r.Team = append(r.Team, b.planMember(k, i, p.Left[k+1]))
	}
	return b
}

func (b *PlanBuilder) objective(o dismantle.Objective) ObjectiveText {
	asked := b.options.Asked
	ties := cmp.Or(asked.Ties, dismantle.DefaultTies)
	text := ObjectiveText{Objective: o, About: o.About(Members(b.people.view), ties)}
	switch o {
	case dismantle.Within, dismantle.Reach:
		text.Ties = ties
	case dismantle.Between:
		set := func(words string, in []bool) *SetText {
			s := &SetText{Set: b.people.typed.Text(words, VeiledSet)}
			for _, is := range in {
				if is {
					s.People++
				}
			}
			return s
		}
		text.From, text.To = set(b.options.From, asked.From), set(b.options.To, asked.To)
	}
	return text
}

func (b *PlanBuilder) planMember(k, i int, left float64) PlanMember {
	b.mustBeEligible(i)
	t := b.people.target(i)
	m := PlanMember{Order: k + 1, ID: t.ID, Name: t.Name, Price: b.priceOf(i), Left: left, Custody: t.Custody, Gangs: t.Gangs, Basis: t.Basis, Ties: t.Ties, Marks: t.Marks}
	for _, always := range b.options.Asked.Always {
		m.Must = m.Must || always == i
	}
	return m
}

// mustBeEligible keeps our own mistakes from naming anybody.
func (b *PlanBuilder) mustBeEligible(i int) {
	if !b.may[i] {
		panic("report: a team holds somebody who could not be on a target list")
	}
}

func (b *PlanBuilder) priceOf(i int) float64 {
	if b.options.Asked.Price == nil {
		return 1
	}
	return b.options.Asked.Price[i]
}

func (b *PlanBuilder) members(team []int) (members []Member, price float64) {
	members = []Member{}
	for _, i := range team {
		b.mustBeEligible(i)
		e := b.people.view.Entity(i)
		members, price = append(members, Member{e.ID, e.Name()}), price+b.priceOf(i)
	}
	return members, price
}

// CutInto says what the waves are in which the team is taken, whose order it has.
func (b *PlanBuilder) CutInto(s dismantle.Schedule) {
	from, r := 0, &b.Plan
	r.inWaves = true
	r.WavesProven = s.Proven
	for k, end := range s.Ends {
		wave := PlanWave{Wave: k + 1, People: end - from, Left: s.Left[end]}
		for m := range r.Team[from:end] {
			r.Team[from+m].Wave = k + 1
			wave.Price += r.Team[from+m].Price
		}
		r.Waves, from = append(r.Waves, wave), end
	}
}

// Alone puts the best team for the price of a wave and those before beside that wave.
func (b *PlanBuilder) Alone(wave int, p dismantle.Plan) {
	alone := &WaveAlone{Left: p.After(), Proven: p.Proven}
	alone.Team, alone.Price = b.members(p.Team)
	gone := 0
	for _, w := range b.Plan.Waves[:wave+1] {
		gone += w.People
	}
	alone.Shared = p.Shared(dismantle.Plan{Team: b.team[:gone]})
	b.Plan.Waves[wave].Alone = alone
}

// Compare puts another team beside the plan.
func (b *PlanBuilder) Compare(name string, team []int, left float64) {
	b.Plan.Beside = append(b.Plan.Beside, b.other(name, team, left))
}

func (b *PlanBuilder) other(name string, team []int, left float64) OtherTeam {
	other := OtherTeam{Name: name, Left: left}
	other.Team, other.Price = b.members(team)
	other.Over = other.Price > b.Plan.Budget*(1+1e-12)
	return other
}

// CompareChance puts the mean of teams that were drawn at random beside the plan.
func (b *PlanBuilder) CompareChance(c dismantle.Chance) {
	b.Plan.Beside = append(b.Plan.Beside, OtherTeam{Name: fmt.Sprintf("mean of %d random eligible teams", c.Draws), Left: c.Mean, Least: c.Least, Most: c.Most})
}

// AskedAbout is the name of the team that somebody asked about.
const AskedAbout = "the team named to compare"

// Note adds a note to the heading.
func (b *PlanBuilder) Note(text string) {
	b.Plan.Heading.Notes = append(b.Plan.Heading.Notes, b.people.redactor.Text(text, "a note that is not shown here"))
}

// Suppose says what the removal of a team that somebody named would do.
func (b *PlanBuilder) Suppose(team []int, left float64) {
	other := b.other(AskedAbout, team, left)
	b.Plan.WhatIf = &other
}

// Instead adds the best plan without one of the team.
func (b *PlanBuilder) Instead(without int, best, p dismantle.Plan) {
	a := Alternative{Left: p.After(), Price: p.Price, Proven: p.Proven, Shared: best.Shared(p)}
	left, _ := b.members([]int{without})
	a.Without = left[0]
	a.Team, _ = b.members(p.Team)
	b.Plan.Alternatives = append(b.Plan.Alternatives, a)
}
