package report

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

// A PlanFile is what a target list takes of a plan that was written as JSON.
type PlanFile struct {
	Heading struct {
		Date graph.Date `json:"date"`
		View string     `json:"view"`
	} `json:"heading"`
	Case      string `json:"case_digest"`
	ViewFlags string `json:"view_flags"`
	Objective struct {
		Objective *dismantle.Objective `json:"objective"`
		Ties      int                  `json:"ties_apart"`
		From      PlanFileSet          `json:"from"`
		To        PlanFileSet          `json:"to"`
	} `json:"objective"`
	Before float64 `json:"before"`
	After  float64 `json:"after"`
	Team   []struct {
		ID   graph.EntityID `json:"id"`
		Wave int            `json:"wave"` // 0: the plan is in none
		Left float64        `json:"left"`
	} `json:"team"`
}

// A PlanFileSet is a set of between, in words. How many are in it is counted anew.
type PlanFileSet struct {
	Set string `json:"set"`
}

// ReadPlan reads a plan that was written as JSON. What it says of the case is not trusted
// before [PlanFile.Check].
func ReadPlan(r io.Reader) (PlanFile, error) {
	var p PlanFile
	if err := json.NewDecoder(r).Decode(&p); err != nil {
		return PlanFile{}, fmt.Errorf("no plan: %w", err)
	}
	if p.Objective.Objective == nil || p.Case == "" || p.Heading.View == "" || !p.Heading.Date.Known() {
		return PlanFile{}, errors.New("no plan: want what linchpin dismantle --format json writes")
	}
	if len(p.Team) == 0 {
		return PlanFile{}, errors.New("nobody is in the plan's team")
	}
	order := map[graph.EntityID]int{}
	for k, m := range p.Team {
		if order[m.ID] > 0 {
			return PlanFile{}, fmt.Errorf("%s is in the plan's team twice, as number %d and %d", m.ID, order[m.ID], k+1)
		}
		if m.Wave < 0 {
			return PlanFile{}, fmt.Errorf("%s: wave %d: want at least 1", m.ID, m.Wave)
		}
		order[m.ID] = k + 1
	}
	return p, nil
}

// A PlanCount is what a plan's team does as the case stands now.
type PlanCount struct {
	Asked dismantle.Options // the objective, with its sets and ties
	Team  []int             // those of it who are in the view and eligible, in its order
	Left  []float64         // by how many of them are removed, from none to all; of reach, what these see
}

// Eligible returns those of the team who are in a view and could be on a list, in its order.
func (p PlanFile) Eligible(v *graph.View, s *graph.Safeguard) (team []int) {
	may := Eligible(v, s)
	for _, m := range p.Team {
		if i, there := v.Index(m.ID); there && may[i] {
			team = append(team, i)
		}
	}
	return team
}

// Check compares a plan's figures with those counted, as far as nobody was left out of the
// team. A plan of another state of the case has figures of its own, and is not checked.
func (p PlanFile) Check(v *graph.View, whole *graph.Network, c PlanCount) error {
	if whole.Digest().String() != p.Case {
		return nil
	}
	if v.Digest().String() != p.Heading.View {
		return errors.New("the plan's view is not the one that its flags make of this case: make the plan anew")
	}
	if err := differs("the plan says that there are %.9g without a team, counted in the view it is %.9g: make the plan anew", p.Before, c.Left[0]); err != nil {
		return err
	}
	for k, m := range p.Team {
		if k == len(c.Team) || v.ID(c.Team[k]) != m.ID {
			return nil
		}
		if err := differs(string(m.ID)+": the plan says %.9g, counted in the view it is %.9g: make the plan anew", m.Left, c.Left[k+1]); err != nil {
			return err
		}
	}
	return differs("the plan says %.9g of its whole team, counted in the view it is %.9g: make the plan anew", p.After, c.Left[len(c.Team)])
}

// differs returns an error where two figures are not the same, rounding aside.
func differs(format string, says, is float64) error {
	if math.Abs(says-is) <= 1e-9*max(1, math.Abs(is)) {
		return nil
	}
	return fmt.Errorf(format, says, is)
}

// A PlanSource is the plan that a list was drawn up from.
type PlanSource struct {
	Objective dismantle.Objective `json:"objective"`
	About     string              `json:"about"`
	Date      string              `json:"date"`
	Case      string              `json:"case_digest"`     // of the case that the plan was made of
	ViewFlags string              `json:"view_flags"`      // which make its view, and this list's
	People    int                 `json:"people"`          // in the plan's team
	Waves     int                 `json:"waves,omitempty"` // in which it is taken
	LeftOut   string              `json:"left_out"`        // of them, who are not eligible now or not in this view
}

// NewPlannedList draws up a list of a plan's team in its order, of those who are eligible
// as the case stands now; who is not any more is left out and counted. A target's score is
// what is left now without that one and those listed before, or of reach what these see.
func NewPlannedList(h Heading, v *graph.View, p PlanFile, c PlanCount, o TargetOptions) TargetList {
	about := c.Asked.Objective.About(Members(v), cmp.Or(c.Asked.Ties, dismantle.DefaultTies))
	l := TargetList{Heading: h, Targets: []Target{}, Plan: &PlanSource{Objective: c.Asked.Objective, About: about, Date: p.Heading.Date.String(), Case: p.Case, ViewFlags: p.ViewFlags, People: len(p.Team)}}
	b := newTargetBuilder(v, o)
	l.Heading.redact(b.redactor, b.typed)
	may := l.count(v, o)
	order, wave := map[graph.EntityID]int{}, map[graph.EntityID]int{}
	for k, m := range p.Team {
		order[m.ID], wave[m.ID] = k+1, m.Wave
		l.Plan.Waves = max(l.Plan.Waves, m.Wave)
	}
	for k, i := range c.Team[:min(len(c.Team), o.Top)] {
		if !may[i] {
			panic("report: a planned list holds somebody who could not be on it")
		}
		t := b.target(i)
		t.Rank, t.Wave, t.Score = order[t.ID], wave[t.ID], c.Left[k+1]
		l.Targets = append(l.Targets, t)
	}
	out := len(p.Team) - len(c.Team)
	l.Plan.LeftOut = smallCell(out)
	if out > 0 {
		l.note("%s of the plan's %d people are left out: they are not eligible as the case stands now, or not in this view; the scores are counted without them", l.Plan.LeftOut, len(p.Team))
	}
	if now := o.Whole.Digest().String(); now != p.Case {
		l.note("the case has changed since the plan was made (it was %.12s, it is %.12s), and the scores are counted anew: make the plan anew before relying on it", p.Case, now)
	}
	if l.Eligible == 0 {
		l.note("%s", NobodyEligible)
	}
	l.veil()
	return l
}

func (l *TargetList) note(format string, values ...any) {
	l.Heading.Notes = append(l.Heading.Notes, fmt.Sprintf(format, values...))
}

// watches reports whether the plan's team is one to watch and not one to remove.
func (p *PlanSource) watches() bool { return p.Objective == dismantle.Reach }

// text is the plan in one line.
func (p *PlanSource) text() string {
	score := "what is left with this one and those before removed"
	if p.watches() {
		score = "what this one and those before see, left where they are"
	}
	return fmt.Sprintf("a plan of %s for %s, by %s: %s; the score is %s", Inert(p.Date), peopleText(p.People), p.Objective, p.About, score)
}
