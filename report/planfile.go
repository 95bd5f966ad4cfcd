package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
)

// A PlanFile is what a target list takes of a plan that was written as JSON.
type PlanFile struct {
	Heading struct {
		Date string `json:"date"`
	} `json:"heading"`
	Case      string `json:"case_digest"`
	Objective struct {
		Objective *dismantle.Objective `json:"objective"`
		About     string               `json:"about"`
	} `json:"objective"`
	Team []struct {
		ID   graph.EntityID `json:"id"`
		Left float64        `json:"left"`
	} `json:"team"`
}

// ReadPlan reads a plan that was written as JSON.
func ReadPlan(r io.Reader) (PlanFile, error) {
	var p PlanFile
	if err := json.NewDecoder(r).Decode(&p); err != nil {
		return PlanFile{}, fmt.Errorf("no plan: %w", err)
	}
	if p.Objective.Objective == nil || p.Case == "" || p.Team == nil {
		return PlanFile{}, errors.New("no plan: want what linchpin dismantle --format json writes")
	}
	return p, nil
}

// A PlanSource is the plan that a list was drawn up from.
type PlanSource struct {
	Objective dismantle.Objective `json:"objective"`
	About     string              `json:"about"`
	Date      string              `json:"date"`
	Case      string              `json:"case_digest"` // of the case that the plan was made of
	People    int                 `json:"people"`      // in the plan's team
	LeftOut   string              `json:"left_out"`    // of them, who are not eligible now or not in this view
}

// NewPlannedList draws up a list of a plan's team in its order, of those who are eligible
// as the case stands now; who is not any more is left out and counted. A target's score is
// what the plan says is left without that one and those before.
func NewPlannedList(h Heading, v *graph.View, p PlanFile, o TargetOptions) TargetList {
	l := TargetList{Heading: h, Targets: []Target{}, Plan: &PlanSource{Objective: *p.Objective.Objective, About: p.Objective.Objective.About(), Date: p.Heading.Date, Case: p.Case, People: len(p.Team)}}
	b := newTargetBuilder(v, o)
	l.Heading.redact(b.redactor)
	may := l.count(v, o)
	listed := map[int]bool{}
	out := 0
	for k, m := range p.Team {
		i, there := v.Index(m.ID)
		if !there || !may[i] || listed[i] {
			out++
			continue
		}
		listed[i] = true
		if len(l.Targets) < o.Top {
			t := b.target(i)
			t.Rank, t.Score = k+1, m.Left
			l.Targets = append(l.Targets, t)
		}
	}
	l.Plan.LeftOut = smallCell(out)
	if out > 0 {
		l.note("%s of the plan's %d people are left out: they are not eligible as the case stands now, or not in this view; what the plan says is left does not hold without them", l.Plan.LeftOut, len(p.Team))
	}
	if now := o.Whole.Digest().String(); now != p.Case {
		l.note("the case has changed since the plan was made (it was %.12s, it is %.12s): make the plan anew before relying on it", p.Case, now)
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

// text is the plan in one line.
func (p *PlanSource) text() string {
	return fmt.Sprintf("a plan of %s for %d people, by %s: %s; the score is what it leaves with this one and those before removed", Inert(p.Date), p.People, p.Objective, p.About)
}
