package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// Shields are officials who may shield gangs, with what leads from one to the other.
type Shields struct {
	Heading   Heading        `json:"heading"`
	Weights   []WeightText   `json:"weights"`
	Worlds    int            `json:"worlds"`
	Ties      int            `json:"ties_of_a_chain"`
	Without   int            `json:"officials_without_a_lead"`
	Withheld  Few            `json:"withheld"`
	Officials []OfficialText `json:"officials"`
	Of        int            `json:"of"`
	Bodies    []BodyText     `json:"bodies,omitempty"` // of the officials shown, where one gang was asked for

	gang, gangName string // where one gang was asked for
}

// A WeightText says what a channel weighs.
type WeightText struct {
	Channel protection.Channel `json:"channel"`
	Weight  float64            `json:"weight"`
	About   string             `json:"about"`
}

// An OfficialText is one official.
type OfficialText struct {
	Rank     int          `json:"rank"`
	Official Member       `json:"official"`
	Offices  []OfficeText `json:"offices"`
	Score    float64      `json:"score"`
	*InWorldsText
	Gangs []ShieldText `json:"gangs"`
}

// An OfficeText is an office somebody holds or held.
type OfficeText struct {
	Title      string   `json:"title,omitempty"`
	Levels     []string `json:"levels"` // of the office, as records word them
	Body       Member   `json:"body"`
	BodyLevels []string `json:"body_levels"`
	When       string   `json:"when,omitempty"`
}

// A ShieldText is what leads from an official to one gang.
type ShieldText struct {
	Gang   Member  `json:"gang"`
	Member bool    `json:"recorded_member"`
	Score  float64 `json:"score"`
	*InWorldsText
	Parts []PartText `json:"parts"`
}

// A PartText is one sort of evidence.
type PartText struct {
	Channel         protection.Channel `json:"channel"`
	Adds            float64            `json:"adds"`
	Weight          float64            `json:"weight"`
	Share           float64            `json:"share"`
	Chance          float64            `json:"probability"` // that every tie of the chain is real
	Lo              float64            `json:"probability_lo"`
	Hi              float64            `json:"probability_hi"`
	*ProtectionText                    // of recorded protection
	Steps           []ChainStep        `json:"steps"`
}

// A ChainStep is one step of a chain, with its records.
type ChainStep struct {
	From     Member         `json:"from"`
	To       Member         `json:"to"`
	Kinds    []string       `json:"kinds"`
	Amounts  string         `json:"amounts,omitempty"` // of payments, exact
	Records  int            `json:"records"`
	Evidence []EvidenceText `json:"evidence"`
}

var aboutChannels = [...]string{
	"a record says that the official protects the gang or somebody of it: convicted 1, charged .8, alleged or unsaid .5",
	"payments from the gang's side to the official's, through accounts and companies",
	"owning, controlling and directing the same companies",
	"kin of kin",
	"meetings, calls and acquaintance",
	"kin and companies together: companies of kin, kin of partners",
	"a chain of several of these, where it is worth more than any of one",
}

// ShieldOptions say whom of the findings to show.
type ShieldOptions struct {
	Official  graph.EntityID
	Gang      graph.EntityID
	Top       int // 0: all
	Ties      int
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewShields describes officials by their score, or by that for one gang. Whom a role or age
// protects is not among them: how many are withheld does not depend on whom was asked for.
func NewShields(h Heading, v *graph.View, found protection.Shields, o ShieldOptions) Shields {
	r := Shields{Heading: h, Worlds: found.Worlds, Ties: o.Ties, Without: found.Without, Withheld: Few(found.Left), Officials: []OfficialText{}, Of: len(found.Officials), gang: string(o.Gang)}
	for c := protection.Recorded; c <= protection.Mixed; c++ {
		r.Weights = append(r.Weights, WeightText{c, c.Weight(), aboutChannels[c]})
	}
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	for _, one := range found.Officials {
		id := v.ID(one.Official)
		if o.Official != "" && id != o.Official || n.hides(id) {
			continue
		}
		if t := n.official(&one, o.Gang, found.Worlds); len(t.Gangs) > 0 {
			r.Officials = append(r.Officials, t)
		}
	}
	slices.SortStableFunc(r.Officials, func(a, b OfficialText) int { return cmp.Compare(b.Score, a.Score) })
	for k := range r.Officials {
		r.Officials[k].Rank = k + 1
	}
	if o.Top > 0 {
		r.Officials = r.Officials[:min(o.Top, len(r.Officials))]
	}
	if o.Gang != "" {
		r.gangName, r.Bodies = n.name(o.Gang), bodiesOf(r.Officials)
		if withoutMembers(v, o.Gang) {
			r.Heading.Notes = append(r.Heading.Notes, fmt.Sprintf("no member of %s is recorded in what was read: only ties to the gang itself, and what it owns or uses, can lead to it", r.gangName))
		}
	}
	return r
}

// official describes one official, for every gang or for one.
func (n veil) official(one *protection.Official, gang graph.EntityID, worlds int) OfficialText {
	t := OfficialText{Official: n.member(n.view.ID(one.Official)), Offices: []OfficeText{}, Score: one.Score, InWorldsText: inWorldsText(worlds, one.InWorlds)}
	for _, o := range one.Offices {
		t.Offices = append(t.Offices, n.office(o))
	}
	for _, g := range one.Gangs {
		id := n.view.ID(g.Gang)
		if gang != "" && id != gang {
			continue
		}
		shield := ShieldText{Gang: n.member(id), Member: g.Member, Score: g.Score, InWorldsText: inWorldsText(worlds, g.InWorlds), Parts: []PartText{}}
		for _, p := range g.Parts {
			shield.Parts = append(shield.Parts, n.part(&p))
		}
		t.Gangs = append(t.Gangs, shield)
		if gang != "" {
			t.Score, t.InWorldsText = g.Score, shield.InWorldsText
		}
	}
	return t
}

func (n veil) part(p *protection.Part) PartText {
	t := PartText{Channel: p.Channel, Adds: p.Adds, Weight: p.Weight, Share: p.Share, Chance: p.Chance, Lo: p.Real.Lo, Hi: p.Real.Hi, Steps: []ChainStep{}}
	if p.Channel == protection.Recorded {
		t.ProtectionText = n.protection(p.Steps[0])
	}
	for k, facts := range p.Steps {
		t.Steps = append(t.Steps, n.step(n.view.ID(p.Entities[k]), n.view.ID(p.Entities[k+1]), facts))
	}
	return t
}

// step describes the facts that join two.
func (n veil) step(from, to graph.EntityID, facts []*graph.Tie) ChainStep {
	step := ChainStep{From: n.member(from), To: n.member(to), Evidence: n.records(facts...)}
	step.Kinds, step.Amounts = KindsOf(facts)
	step.Records = len(step.Evidence)
	return step
}

// Table returns what leads from whom to whom, a row for each part.
func (r Shields) Table() Table {
	t := Table{Columns: []string{"RANK", "OFFICIAL", "OFFICE", "SCORE", "LOW", "HIGH", "THERE IN", "GANG", "MEMBER", "FOR GANG", "EVIDENCE", "MEANS", "FORM", "STATUS", "ADDS", "WEIGHT", "SHARE", "CHANCE", "PROBABILITY", "CHAIN", "RECORDS"},
		Numeric: []bool{0: true, 3: true, 4: true, 5: true, 6: true, 9: true, 14: true, 15: true, 16: true, 17: true, 18: false}}
	for _, o := range r.Officials {
		for _, g := range o.Gangs {
			member := ""
			if g.Member {
				member = "recorded member"
			}
			row := slices.Concat([]string{strconv.Itoa(o.Rank), o.Official.Name, o.offices(), thousandths(o.Score)}, o.InWorldsText.cells(), []string{g.Gang.Name, member, thousandths(g.Score)})
			if len(g.Parts) == 0 {
				t.Rows = append(t.Rows, slices.Concat(row, make([]string, len(t.Columns)-len(row))))
			}
			for _, p := range g.Parts {
				t.Rows = append(t.Rows, slices.Concat(row, p.cells()))
			}
		}
	}
	return t
}

// cells are a part as a row has it.
func (p PartText) cells() []string {
	var records []string
	for _, s := range p.Steps {
		records = append(records, evidenceLine(s.Evidence[:min(mostRecords, len(s.Evidence))]))
	}
	return slices.Concat([]string{p.Channel.String()}, p.ProtectionText.cells(),
		[]string{thousandths(p.Adds), thousandths(p.Weight), thousandths(p.Share), thousandths(p.Chance), chances(p.Lo, p.Hi), p.chain(), strings.Join(records, "; ")})
}

func thousandths(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }

func (o OfficialText) offices() string {
	var all []string
	for _, x := range o.Offices {
		all = append(all, x.text())
	}
	return strings.Join(all, "; ")
}

// chain is a part in one line.
func (p PartText) chain() string {
	if len(p.Steps) == 0 {
		return ""
	}
	text := p.Steps[0].From.Name
	for _, s := range p.Steps {
		text += " -> " + s.To.Name
	}
	return text
}

// summary has a row for each official, with what each channel adds.
func (r Shields) summary() Table {
	t := Table{Columns: []string{"RANK", "OFFICIAL", "OFFICE", "SCORE"}, Numeric: []bool{true, false, false, true}}
	if r.Worlds > 0 {
		t.Columns, t.Numeric = append(t.Columns, "95 % OF WORLDS", "THERE IN"), append(t.Numeric, true, true)
	}
	for c := protection.Recorded; c <= protection.Mixed; c++ {
		t.Columns, t.Numeric = append(t.Columns, strings.ToUpper(c.String())), append(t.Numeric, true)
	}
	t.Columns = append(t.Columns, "GANGS")
	for _, o := range r.Officials {
		row := []string{strconv.Itoa(o.Rank), o.Official.Name, o.offices(), thousandths(o.Score)}
		switch {
		case r.Worlds > 0 && o.Score > 0:
			row = append(row, o.bounds(), o.there())
		case r.Worlds > 0: // a recorded member to whom nothing else leads
			row = append(row, "", "")
		}
		var adds [protection.Mixed + 1]float64
		var gangs []string
		for _, g := range o.Gangs {
			gangs = append(gangs, g.Gang.Name)
			for _, p := range g.Parts {
				adds[p.Channel] += p.Adds
			}
		}
		for _, x := range adds {
			cell := ""
			if x > 0 {
				cell = thousandths(x)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, append(row, strings.Join(gangs, ", ")))
	}
	return t
}

// Write writes the officials for a terminal: a table, and below it what leads where.
func (r Shields) Write(w io.Writer) error {
	lines := append(r.Heading.lines(), [2]string{"looked at", fmt.Sprintf("%s with a lead to a gang, %d without; chains of at most %s", counted(r.Of, "official"), r.Without, counted(r.Ties, "tie"))})
	for _, x := range r.Weights {
		lines = append(lines, [2]string{"weight", fmt.Sprintf("%s %g: %s", x.Channel, x.Weight, x.About)})
	}
	lines = append(lines, r.Withheld.lines("official", "")...)
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.summary().Write(w); err != nil {
		return err
	}
	if err := r.writeBodies(w); err != nil {
		return err
	}
	var out strings.Builder
	for _, o := range r.Officials {
		o.write(&out)
	}
	legend := shieldLegend
	if r.Worlds > 0 {
		legend += worldsLegend
	}
	fmt.Fprintf(&out, "\n%s\n%d of %d officials shown. %s\n", legend, len(r.Officials), r.Of, r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}

const shieldLegend = `SCORE: the sum of what each sort of evidence adds; a place in a queue, and no probability. Each adds its weight times
the chain's share (which falls at each station) times the chance that all its ties are real: the middles of their intervals,
multiplied. Of each sort the best chain alone counts; --network --ways 20 shows others.`

const worldsLegend = `
95 % OF WORLDS holds what these chains add in at least 95 of 100 possible worlds, in each of which a tie is real or not by
its chance, and the score, which is their mean; THERE IN: the part of the worlds in which any of it is there at all.`

const mostChainRecords = 2 // of each step on a terminal

func (o OfficialText) write(out *strings.Builder) {
	slight := 0
	for k, g := range o.Gangs {
		if k > 0 && g.Score < slightScore*o.Gangs[0].Score {
			slight++
			continue
		}
		fmt.Fprintf(out, "\n%d. %s and %s: %s%s\n", o.Rank, Inert(o.Official.Name), Inert(g.Gang.Name), thousandths(g.Score), g.after())
		if g.Member {
			fmt.Fprintf(out, "   a record says that the official is a member\n")
		}
		for _, p := range g.Parts {
			fmt.Fprintf(out, "   %s adds %s = %g x %s x %s; real with %s\n", p.Channel, thousandths(p.Adds), p.Weight, thousandths(p.Share), thousandths(p.Chance), chances(p.Lo, p.Hi))
			if p.ProtectionText != nil {
				fmt.Fprintf(out, "      %s\n", Inert(p.ProtectionText.text()))
			}
			fmt.Fprintf(out, "      %s\n", Inert(p.Steps[0].From.Name))
			for _, s := range p.Steps {
				what := strings.Join(s.Kinds, ", ")
				if s.Amounts != "" {
					what += " " + s.Amounts
				}
				fmt.Fprintf(out, "      -> %s  by %s (%s)\n", Inert(s.To.Name), Inert(what), counted(s.Records, "record"))
				for _, e := range s.Evidence[:min(mostChainRecords, len(s.Evidence))] {
					fmt.Fprintf(out, "           %s\n", Inert(e.text()))
				}
			}
		}
	}
	if slight > 0 {
		fmt.Fprintf(out, "   for %s the score is less than a tenth of that; --format json has all\n", counted(slight, "other gang"))
	}
}

// slightScore is the part of an official's highest score below which another is not spelled out.
const slightScore = .1

// counted is a number of things: 1 record, 2 records.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// are is a number of things, and that they are.
func are(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return fmt.Sprintf("%d %ss are", n, noun)
}
