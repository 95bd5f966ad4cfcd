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

// Umbrellas are officials whose decisions followed benefits more often than chance and
// habit explain.
type Umbrellas struct {
	Heading   Heading        `json:"heading"`
	Window    int            `json:"window_days"`
	Level     float64        `json:"level"`
	Officials int            `json:"officials"`
	Decisions int            `json:"decisions"`
	Undated   int            `json:"decisions_without_date"`
	Unknown   int            `json:"decisions_without_outcome"`
	NoDate    int            `json:"benefits_without_date"`
	Tested    int            `json:"tested"`
	Able      int            `json:"able_to_tell"`
	Withheld  Few            `json:"withheld"`
	Found     []UmbrellaText `json:"found"`
}

// An UmbrellaText is one of them.
type UmbrellaText struct {
	Rank     int            `json:"rank"`
	Official Member         `json:"official"`
	Offices  []string       `json:"offices"`
	For      Member         `json:"for"`
	Also     []Member       `json:"also"`
	Amounts  string         `json:"amounts,omitempty"` // of payments, exact
	Forms    []FormText     `json:"forms"`             // each tested by itself
	Own      [2]rate        `json:"favourable_own"`    // of all forms: among those that followed, and among the others
	Peers    rate           `json:"favourable_peers"`
	Soon     rate           `json:"favourable_soon"` // of the form that tells most: among those that followed within so many days
	Within   int            `json:"within_days"`
	P        float64        `json:"p"`
	Q        float64        `json:"q"`
	Holm     float64        `json:"holm"`
	Voices   int            `json:"independent_sources"`
	Maybe    int            `json:"perhaps_followed"`
	Steps    []FollowedText `json:"decisions"`
	Benefits []BenefitText  `json:"benefits"`
}

type rate = protection.Rate

// A FormText is what one form of decision tells.
type FormText struct {
	Form     string  `json:"form,omitempty"`
	Followed rate    `json:"favourable"` // among those that followed a benefit
	Within   int     `json:"within_days"`
	Soon     rate    `json:"favourable_soon"`
	Others   rate    `json:"favourable_others"` // of the official
	Peers    rate    `json:"favourable_peers"`
	Compared rate    `json:"compared_with"`
	P        float64 `json:"p"`
}

// A FollowedText is a decision after a benefit.
type FollowedText struct {
	When     string         `json:"when"`
	Decision string         `json:"decision"`
	Form     string         `json:"form,omitempty"`
	Outcome  string         `json:"outcome"`
	Days     [2]int         `json:"days_after"`
	After    int            `json:"after_benefit"` // of the benefits, from 0
	Evidence []EvidenceText `json:"evidence"`
	About    []EvidenceText `json:"leads_to"`
}

// A BenefitText is a benefit with how it leads from one to the other.
type BenefitText struct {
	When     string         `json:"when"`
	Says     string         `json:"says"`
	Evidence []EvidenceText `json:"evidence"`
	Giving   []EvidenceText `json:"from"`
	Reaches  []EvidenceText `json:"reaches"`
}

// UmbrellaOptions say what of the findings is shown.
type UmbrellaOptions struct {
	Window    int
	Level     float64 // of Q, at most
	All       bool    // of every level
	Official  graph.EntityID
	Gang      graph.EntityID
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewUmbrellas describes what was found. Nobody whom a role or age protects is among it: how many
// findings are withheld does not depend on whom was asked for.
func NewUmbrellas(h Heading, v *graph.View, found protection.Umbrellas, o UmbrellaOptions) Umbrellas {
	r := Umbrellas{Heading: h, Window: o.Window, Level: o.Level, Officials: found.Officials, Decisions: found.Decisions, Undated: found.Undated, Unknown: found.Unknown,
		NoDate: found.NoDate, Tested: len(found.Found), Able: found.Able, Withheld: Few(found.Left), Found: []UmbrellaText{}}
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	for _, u := range found.Found {
		switch {
		case o.Official != "" && u.Official != o.Official:
		case o.Gang != "" && u.For != o.Gang && !slices.Contains(u.Also, o.Gang):
		case !o.All && u.Q > o.Level:
		case n.hides(u.Official), n.hides(u.For):
		default:
			r.Found = append(r.Found, n.umbrella(len(r.Found)+1, &u))
		}
	}
	return r
}

// umbrella describes one finding.
func (n veil) umbrella(rank int, u *protection.Umbrella) UmbrellaText {
	t := UmbrellaText{Rank: rank, Official: n.member(u.Official), Offices: []string{}, For: n.member(u.For), Also: []Member{}, Forms: []FormText{}, Own: u.Own, Peers: u.Peers, Soon: u.Soon, Within: u.Within,
		P: u.P, Q: u.Q, Holm: u.Holm, Voices: u.Voices, Maybe: u.Maybe, Steps: []FollowedText{}, Benefits: []BenefitText{}}
	for _, f := range u.Forms {
		t.Forms = append(t.Forms, FormText{n.text(f.Form), f.Followed, f.Within, f.Soon, f.Others, f.Peers, f.Compared, f.P})
	}
	for _, o := range u.Offices {
		t.Offices = append(t.Offices, strings.TrimPrefix(n.text(o.Value(graph.PropTitle).Text)+", "+n.name(o.To), ", "))
	}
	for _, id := range u.Also {
		if !n.hides(id) {
			t.Also = append(t.Also, n.member(id))
		}
	}
	var totals graph.Totals
	for _, b := range u.Benefits {
		if a, ok := b.Tie.Amount(); ok {
			totals.Add(a)
		}
		t.Benefits = append(t.Benefits, BenefitText{When: b.When.String(), Says: n.says(b.Tie), Evidence: n.records(b.Tie), Giving: n.records(b.Giving...), Reaches: n.records(b.Official...)})
	}
	t.Amounts = totals.String()
	for _, d := range u.Followed {
		t.Steps = append(t.Steps, FollowedText{When: d.When.String(), Decision: n.name(d.Event), Form: d.Form, Outcome: d.Outcome, Days: d.Days, After: d.After,
			Evidence: n.records(d.Ties...), About: n.records(d.About...)})
	}
	return t
}

// Table returns the findings as a table, a row for each decision that followed a benefit.
func (r Umbrellas) Table() Table {
	t := Table{Columns: []string{"RANK", "OFFICIAL", "OFFICE", "FOR", "DECISION", "WHEN", "OUTCOME", "AFTER", "BENEFIT", "FAVOURABLE", "OTHERWISE", "PEERS", "P", "Q", "EVIDENCE"},
		Numeric: []bool{true, false, false, false, false, false, false, true, false, true, true, true, true, true}}
	for _, u := range r.Found {
		for _, s := range u.Steps {
			t.Rows = append(t.Rows, []string{strconv.Itoa(u.Rank), u.Official.Name, strings.Join(u.Offices, "; "), u.For.Name, s.Decision, s.When, s.Outcome, s.days(), u.Benefits[s.After].line(),
				rateText(u.Own[0]), rateText(u.Own[1]), rateText(u.Peers), chanceText(u.P), chanceText(u.Q), evidenceLine(s.Evidence)})
		}
	}
	return t
}

// summary is a row for each finding.
func (r Umbrellas) summary() Table {
	t := Table{Columns: []string{"RANK", "OFFICIAL", "FOR", "FAVOURABLE", "WITHIN", "SOON", "OTHERWISE", "PEERS", "P", "Q"}, Numeric: []bool{true, false, false, true, true, true, true, true, true, true}}
	for _, u := range r.Found {
		t.Rows = append(t.Rows, []string{strconv.Itoa(u.Rank), u.Official.Name, u.For.Name, rateText(u.Own[0]), counted(u.Within, "day"), rateText(u.Soon), rateText(u.Own[1]), rateText(u.Peers),
			chanceText(u.P), chanceText(u.Q)})
	}
	return t
}

func rateText(r rate) string {
	if r.Of == 0 {
		return "none"
	}
	return fmt.Sprintf("%d of %d", r.Count, r.Of)
}

func (s FollowedText) days() string {
	switch {
	case s.Days == [2]int{1, 1}:
		return "1 day"
	case s.Days[0] == s.Days[1]:
		return fmt.Sprintf("%d days", s.Days[0])
	}
	return fmt.Sprintf("%d to %d days", s.Days[0], s.Days[1])
}

// line is a benefit with how it leads to the official.
func (b BenefitText) line() string { return strings.TrimSpace(b.When + " " + b.Says) }

func evidenceLine(all []EvidenceText) string {
	var lines []string
	for _, e := range all {
		lines = append(lines, e.text())
	}
	return strings.Join(lines, "; ")
}

// Write writes the findings for a terminal: a table, and below it what each rests on.
func (r Umbrellas) Write(w io.Writer) error {
	lines := append(r.Heading.lines(), [2]string{"looked at", fmt.Sprintf("%s of %s; %s of an official and a giver, %d with decisions enough to tell", counted(r.Decisions, "decision"), counted(r.Officials, "official"), counted(r.Tested, "pair"), r.Able)})
	if r.Undated+r.Unknown+r.NoDate > 0 {
		lines = append(lines, [2]string{"left out", fmt.Sprintf("%d decisions without a date, %d without an outcome that is favourable or not, %d benefits without a date", r.Undated, r.Unknown, r.NoDate)})
	}
	lines = append(lines, r.Withheld.lines("finding", " about somebody")...)
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if err := r.summary().Write(w); err != nil {
		return err
	}
	var out strings.Builder
	for _, u := range r.Found {
		u.write(&out)
	}
	out.WriteString("\n" + umbrellaLegend)
	fmt.Fprintf(&out, "\n%d of %d pairs shown. %s\n", len(r.Found), r.Tested, r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}

const mostSteps = 10 // decisions shown of each finding on a terminal

const umbrellaLegend = `FAVOURABLE: of decisions about them that followed a benefit; SOON: of those WITHIN so many days of one, which tell most
(of several forms, those of the one that tells most; below each finding stands what each form was compared with).
OTHERWISE: of the official's others of the same forms; PEERS: of colleagues' in the same body, who count where they
decided about the same party, or where the official's others are few.
P: the chance of so many by habit, each form of decision by itself, whichever days tell most; Q: with all pairs allowed for
that could tell. Payments consistent with favours, and decisions to review: both may have a cause that no record here names.
`

func (u UmbrellaText) write(out *strings.Builder) {
	fmt.Fprintf(out, "\n%d. %s (%s)\n", u.Rank, Inert(u.Official.Name), Inert(strings.Join(u.Offices, "; ")))
	fmt.Fprintf(out, "   benefits from %s", Inert(u.For.Name))
	if len(u.Also) > 0 {
		var names []string
		for _, m := range u.Also {
			names = append(names, m.Name)
		}
		fmt.Fprintf(out, ", together with %s", Inert(strings.Join(names, ", ")))
	}
	if u.Amounts != "" {
		fmt.Fprintf(out, ": %s in payments", u.Amounts)
	}
	fmt.Fprintf(out, "; independent sources: %d\n", u.Voices)
	if len(u.Forms) > 1 {
		for _, f := range u.Forms {
			fmt.Fprintf(out, "   %s: favourable %s, within %s %s; compared with %s; P %s\n", Inert(cmp.Or(f.Form, "no form")), rateText(f.Followed), counted(f.Within, "day"), rateText(f.Soon), rateText(f.Compared), chanceText(f.P))
		}
	}
	said := map[string]string{}
	for _, s := range u.Steps[:min(mostSteps, len(u.Steps))] {
		fmt.Fprintf(out, "   %s  %s, %s\n      %s\n", s.When, Inert(s.Decision), s.Outcome, Inert(evidenceLine(s.Evidence[:min(mostRecords, len(s.Evidence))])))
		b := u.Benefits[s.After]
		fmt.Fprintf(out, "      %s after %s\n", s.days(), Inert(evidenceLine(b.Evidence[:min(mostRecords, len(b.Evidence))])))
		for _, part := range []struct {
			what string
			all  []EvidenceText
		}{{"given by way of", b.Giving}, {"reaches the official by way of", b.Reaches}, {"concerns them by way of", s.About}} {
			if text := evidenceLine(part.all); text != said[part.what] {
				said[part.what] = text // each way once, until there is another
				if text != "" {
					fmt.Fprintf(out, "         %s %s\n", part.what, Inert(text))
				}
			}
		}
	}
	if more := len(u.Steps) - mostSteps; more > 0 {
		fmt.Fprintf(out, "   and %d more decisions; --format json or csv has all\n", more)
	}
	if u.Maybe > 0 {
		fmt.Fprintf(out, "   %d more may have followed one, if dates within their spans are so\n", u.Maybe)
	}
}
