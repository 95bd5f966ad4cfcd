package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// Questions are collection tasks: what to find out, that first which would change a list most.
type Questions struct {
	Heading   Heading        `json:"heading"`
	By        string         `json:"by"`
	Top       int            `json:"top"`
	Of        []string       `json:"of"`                    // whom the list is of; none: of everybody
	Model     *LikelyModel   `json:"hidden_ties,omitempty"` // absent where none were asked for, or too little is recorded
	Tried     int            `json:"tried"`
	Questions []QuestionText `json:"questions"`
	Some      int            `json:"with_effect"` // of those tried
}

// A LikelyModel says how good the probabilities of hidden ties are.
type LikelyModel struct {
	Missing  float64 `json:"missing"`
	Pairs    int     `json:"pairs"`
	Expected float64 `json:"expected"`
	Held     int     `json:"held_out"`
	Reached  int     `json:"held_out_in_reach"`
	Found    int     `json:"held_out_found"`
	AUC      float64 `json:"auc"`
}

// A QuestionText is one collection task.
type QuestionText struct {
	Rank     int             `json:"rank"`
	Sort     protection.Sort `json:"sort"`
	Question string          `json:"question"`
	Why      string          `json:"why"`
	About    []Member        `json:"about"`
	Lo       float64         `json:"probability_lo"`
	Hi       float64         `json:"probability_hi"`
	Expected float64         `json:"expected_names"`
	Shift    float64         `json:"expected_shift"`
	Common   []Member        `json:"contacts"`
	Ways     int             `json:"routes_of_three,omitempty"`
	Records  int             `json:"ties,omitempty"`
	Evidence []EvidenceText  `json:"evidence"`
	Answers  []AnswerText    `json:"answers"`
}

// An AnswerText is what one answer would change.
type AnswerText struct {
	If     string   `json:"if"`
	Chance float64  `json:"chance"`
	Enter  []Member `json:"enter"`
	Leave  []Member `json:"leave"`
	Shift  float64  `json:"shift"`
}

// QuestionOptions say what was asked.
type QuestionOptions struct {
	By        string
	Top       int
	Most      int // questions to show; 0: all
	Of        []string
	Missing   float64
	Eligible  bool // the list is of those who could be on a target list
	Safeguard *graph.Safeguard
	Whole     *graph.Network
}

// NewQuestions describes questions. Nobody whom a role or age protects is named, whether asked
// about, in common, or on the list.
func NewQuestions(h Heading, v *graph.View, found protection.Questions, o QuestionOptions) Questions {
	n := veil{v, NewRedactor(o.Whole, o.Safeguard)}
	if o.Eligible {
		eligible, withheld := standing(v, Eligible(v, o.Safeguard))
		h.veil(withheld, &eligible)
	}
	r := Questions{Heading: h, By: o.By, Top: o.Top, Of: append([]string{}, o.Of...), Tried: found.Tried, Questions: []QuestionText{}, Some: len(found.Questions)}
	if c := found.Likely.Check; c.Held > 0 {
		r.Model = &LikelyModel{o.Missing, found.Likely.Of, found.Likely.Expected, c.Held, c.Reached, c.Found, c.AUC}
	}
	for k := range found.Questions {
		if o.Most > 0 && k == o.Most {
			break
		}
		q := n.question(&found.Questions[k], o.Top)
		q.Rank = k + 1
		r.Questions = append(r.Questions, q)
	}
	return r
}

// members names some entities of the view; one that is in no record is said to be.
func (n veil) members(entities []int) []Member {
	all := []Member{}
	for _, i := range entities {
		if i == protection.Newcomer {
			all = append(all, Member{Name: unrecordedName})
			continue
		}
		all = append(all, n.member(n.view.ID(i)))
	}
	return all
}

// contacts names some people of the view. Those who must not be named are told together, so
// that nobody can count them.
func (n veil) contacts(entities []int) []Member {
	all := []Member{}
	for _, m := range n.members(entities) {
		if m.ID != "" || !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}

// howMany says how many there are, without a number where some of them are not named.
func howMany(all []Member, number, many string) string {
	if slices.ContainsFunc(all, func(m Member) bool { return m.ID == "" }) {
		return many
	}
	return number
}

const unrecordedName = "somebody not recorded"

// question puts one question into words.
func (n veil) question(q *protection.Question, top int) QuestionText {
	t := QuestionText{Sort: q.Sort, Lo: q.Chance.Lo, Hi: q.Chance.Hi, Expected: q.Expected, Shift: q.Shift, Common: n.contacts(q.Common), Ways: q.Ways, Records: q.Records, Evidence: []EvidenceText{}, Answers: []AnswerText{}}
	wrong := "so"
	switch q.Sort {
	case protection.HiddenTie:
		t.About = n.members([]int{q.From, q.To})
		t.Question = fmt.Sprintf("are %s and %s in touch?", t.About[0].Name, t.About[1].Name)
		t.Why = fmt.Sprintf("not recorded; %s in common%s; %s of three ties", howMany(t.Common, counted(len(t.Common), "contact"), "contacts"), listed(t.Common), counted(q.Ways, "route"))
	case protection.DoubtfulTie:
		t.About, t.Evidence, wrong = n.members([]int{q.From, q.To}), n.records(n.view.Evidence(q.Tie)...), "not"
		t.Question = fmt.Sprintf("is it right what is recorded between %s and %s?", t.About[0].Name, t.About[1].Name)
		t.Why = evidenceLine(t.Evidence[:min(mostRecords, len(t.Evidence))])
		if more := len(t.Evidence) - mostRecords; more > 0 {
			t.Why += fmt.Sprintf("; and %s more", counted(more, "record"))
		}
	case protection.Holder:
		t.About = []Member{n.member(q.Thing)}
		kind := n.view.Facts().Entity(q.Thing).Kind
		ask, thing := "who uses", "telephone"
		if kind == graph.Account {
			ask, thing = "who holds", "account"
		}
		if !strings.HasPrefix(strings.ToLower(t.About[0].Name), thing) { // a name often says so itself
			ask += " " + thing
		}
		t.Question = ask + " " + t.About[0].Name + "?"
		t.Why = fmt.Sprintf("no holder is recorded; calls and payments: %d; they lead to %s%s", q.Records, howMany(t.Common, people(len(t.Common)), "people"), listed(t.Common))
	case protection.RoleOf:
		t.About = n.members([]int{q.From})
		t.Question = fmt.Sprintf("what part has %s in any proceeding?", t.About[0].Name)
		t.Why, wrong = fmt.Sprintf("would be among the first %d if a record said suspect or convicted; none does, or not in a proceeding", top), "suspect or convicted"
	case protection.Worth:
		title := n.redactor.Text(n.view.Facts().Source(q.Source).Title, "a source not named here")
		t.About, wrong = []Member{}, "wrong throughout"
		t.Question = fmt.Sprintf("how far is %s to be trusted?", title)
		t.Why = fmt.Sprintf("%s rest on it alone, and some of its records carry no grade that can be judged", counted(q.Records, "tie"))
	}
	for _, x := range q.Answers {
		a := AnswerText{If: wrong, Chance: x.Chance, Enter: n.members(x.Enter), Leave: n.members(x.Leave), Shift: x.Shift}
		if q.Sort == protection.Holder {
			a.If = n.members([]int{x.Who})[0].Name
		}
		t.Answers = append(t.Answers, a)
	}
	return t
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

const mostListed = 6

// listed names some, after a colon.
func listed(all []Member) string {
	if len(all) == 0 {
		return ""
	}
	text := ": " + memberNames(all[:min(mostListed, len(all))])
	if more := len(all) - mostListed; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// chance is the probability, or that nobody can say.
func (q *QuestionText) chance() string {
	if q.Lo == 0 && q.Hi == 1 {
		return "unknown"
	}
	if q.Lo == q.Hi {
		return strconv.FormatFloat(q.Lo, 'f', 2, 64)
	}
	return chances(q.Lo, q.Hi)
}

// effect says what answers would change.
func (q *QuestionText) effect() string {
	var parts []string
	for _, a := range q.Answers {
		text := "if " + a.If + ": "
		switch {
		case len(a.Enter) == 0 && len(a.Leave) == 0:
			text += fmt.Sprintf("same names, scores differ by %s", thousandths(a.Shift))
		case len(a.Leave) == 0:
			text += memberNames(a.Enter) + " in"
		case len(a.Enter) == 0:
			text += memberNames(a.Leave) + " out"
		default:
			text += memberNames(a.Enter) + " in, " + memberNames(a.Leave) + " out"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// Table returns the questions as a table.
func (r Questions) Table() Table {
	t := Table{Columns: []string{"RANK", "ABOUT", "QUESTION", "CHANCE", "NAMES", "SHIFT", "EFFECT", "WHY"}, Numeric: []bool{true, false, false, true, true, true}}
	for i := range r.Questions {
		q := &r.Questions[i]
		t.Rows = append(t.Rows, []string{strconv.Itoa(q.Rank), q.Sort.String(), q.Question, q.chance(), strconv.FormatFloat(q.Expected, 'f', 2, 64), thousandths(q.Shift), q.effect(), q.Why})
	}
	return t
}

// list says of which list the first are meant. It is not shown: beside a ranking of everybody it
// would tell who may not be named.
func (r Questions) list() string {
	of := ""
	if len(r.Of) > 0 {
		of = " of " + strings.Join(r.Of, ", ")
	}
	return fmt.Sprintf("the first %d by %s%s, without those whom a role or age protects", r.Top, r.By, of)
}

// Said is what a file of a result's rows carries in every row: what the list is for, too, where
// it is one of targets.
func (r Questions) Said() [][2]string {
	if r.Heading.Purpose == "" {
		return r.Heading.said()
	}
	return append([][2]string{{"PURPOSE", r.Heading.Purpose}, {"REASON", r.Heading.Reason}}, r.Heading.said()...)
}

// Write writes the questions for a terminal, each with its reason below.
func (r Questions) Write(w io.Writer) error {
	lines := append(r.Heading.lines(), [2]string{"list", r.list()})
	if m := r.Model; m != nil {
		lines = append(lines, [2]string{"hidden ties", fmt.Sprintf("%d pairs two or three ties apart were looked at; %.0f hidden ties are to be expected among them if %.0f %% of all ties went unrecorded as any tie would", m.Pairs, m.Expected, 100*m.Missing)},
			[2]string{"how good", fmt.Sprintf("of %d ties hidden from the model on purpose %d were among its first as many pairs; %d were two or three ties apart, no other can be found; AUC among the pairs %.2f", m.Held, m.Found, m.Reached, m.AUC)})
	}
	if err := writeLines(w, r.Heading.Title, lines); err != nil {
		return err
	}
	if len(r.Questions) == 0 {
		_, err := fmt.Fprintf(w, "nothing that was tried would change the list (%s)\n\n%s\n", counted(r.Tried, "question"), r.Heading.Lead)
		return err
	}
	if err := r.Table().before("EFFECT").Write(w); err != nil {
		return err
	}
	var out strings.Builder
	for i := range r.Questions {
		q := &r.Questions[i]
		fmt.Fprintf(&out, "\n%d. %s\n   why: %s\n   %s\n", q.Rank, Inert(q.Question), Inert(q.Why), Inert(q.effect()))
	}
	fmt.Fprintf(&out, "\n%s\n%d of %s that would change something shown, of %d tried. %s\n", questionLegend, len(r.Questions), counted(r.Some, "question"), r.Tried, r.Heading.Lead)
	_, err := io.WriteString(w, out.String())
	return err
}

const questionLegend = `CHANCE: that the answer changes something; of a tie that it is there, learnt from ties hidden on purpose. NAMES: how many
names of the list the answer replaces on average; of several answers and where the chance is unknown, each counted alike. SHIFT: by
how much scores differ, from 0 to 1. A question is no tie and no suspicion. Nothing is asked about whom a role or age protects;
contacts are not counted where one of them is not named.`
