package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type questionsOptions struct {
	view     viewOptions
	out      outputOptions
	purpose  purposeOptions
	by       string
	weighted bool
	of       []string
	ask      []string
	most     int
	top      int
	tries    int
	missing  float64
	seed     uint64
}

// byProtection is the list of officials who may shield gangs, beside the measures.
const byProtection = "protection"

// The lists besides those of gangs.
const (
	ofOfficials = "officials"
	ofEligible  = "eligible"
)

func newQuestionsCmd() *cobra.Command {
	var o questionsOptions
	cmd := &cobra.Command{
		Use:   "questions CASE",
		Short: "Find what to find out next: collection tasks, by how much the answer would change a list",
		Long: `Find what to find out next: whether two are in touch of whom no record says so, whether
a poorly graded record is right, who holds an account or uses a telephone, what part
somebody has in a proceeding, how far an ungraded source is to be trusted. That comes
first whose answer would change the list most: the first --top by a measure, or the
officials who may shield gangs (--by protection).

The chance of a hidden tie is learnt from ties of the case that are hidden on purpose. It
is a reason to look and never a tie; nothing of it is kept in the case. Nothing is asked
about whom a role or age protects.`,
		Example: `  linchpin questions harbour.case
  linchpin questions harbour.case --k 5 --by degree --of anchor
  linchpin questions harbour.case --by protection --ask tie,record --format json
  linchpin questions harbour.case --of eligible --purpose "briefing" --reason OP-7`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeCaseAndNames,
		RunE:              func(cmd *cobra.Command, args []string) error { return runQuestions(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	o.purpose.addFlags(cmd)
	flags := cmd.Flags()
	flags.IntVar(&o.most, "k", 10, "how many questions to show; 0 for all")
	flags.StringVar(&o.by, "by", "betweenness", "the list: a measure of linchpin central, or protection")
	flags.BoolVar(&o.weighted, "weighted", false, "let strengths count in the measure; a supposed tie has 1")
	flags.IntVar(&o.top, "top", 10, "how many are on the list")
	flags.StringSliceVar(&o.of, "of", nil, "whom the list is of: gangs by name or identifier, officials, or eligible for who could be a target (default: everybody)")
	flags.StringSliceVar(&o.ask, "ask", nil, "what is asked for: "+strings.Join(wordsOf(protection.Sorts()), ", ")+" (default: all)")
	flags.IntVar(&o.tries, "tries", 40, "how many questions of a sort to work out; each takes the measure anew")
	flags.Float64Var(&o.missing, "missing", .1, "share of the true ties that nobody recorded")
	flags.Uint64Var(&o.seed, "seed", 0, "of the ties that are hidden on purpose")
	return cmd
}

// check finds wrong flags before any work is done.
func (o *questionsOptions) check(cmd *cobra.Command) (by protection.Scorer, sorts []protection.Sort, err error) {
	switch {
	case o.most < 0:
		return nil, nil, usagef("--k %d: want 0 for all, or how many to show", o.most)
	case o.top < 1:
		return nil, nil, usagef("--top %d: want how many are on the list, at least 1", o.top)
	case o.tries < 1 || o.tries > mostTries:
		return nil, nil, usagef("--tries %d: want a number from 1 to %d", o.tries, mostTries)
	case !(o.missing > 0 && o.missing <= .5):
		return nil, nil, usagef("--missing %g: want a share above 0 and at most 0.5", o.missing)
	case o.view.lens == graph.Money:
		return nil, nil, usagef("--lens money: the list is of people; want people, gangs or whole")
	}
	for _, word := range o.ask {
		i := slices.IndexFunc(protection.Sorts(), func(s protection.Sort) bool { return s.String() == strings.ToLower(strings.TrimSpace(word)) })
		if i < 0 {
			return nil, nil, usagef("--ask %q: want some of %s", word, strings.Join(wordsOf(protection.Sorts()), ", "))
		}
		sorts = append(sorts, protection.Sorts()[i])
	}
	if o.by == byProtection {
		if o.weighted {
			return nil, nil, usagef("--weighted is of measures: leave it out with --by protection")
		}
		if cmd.Flags().Changed("lens") && o.view.lens != graph.Whole {
			return nil, nil, usagef("--by protection reads the whole case: leave out --lens %s", o.view.lens)
		}
		o.view.lens = graph.Whole
		return byShields{}, sorts, nil
	}
	measures, err := parseMeasures([]string{o.by})
	if err != nil {
		return nil, nil, fmt.Errorf("%w, or protection", err)
	}
	return byMeasure{measures[0], o.weighted}, sorts, nil
}

const mostTries = 1000

// byMeasure scores by a measure of centrality.
type byMeasure struct {
	measure  central.Measure
	weighted bool
}

// Score takes the measure; where the lowest is the first, of what is left when 1 is divided by it.
func (b byMeasure) Score(ctx context.Context, v *graph.View) ([]float64, error) {
	_, groups := v.Affiliations()
	scores, err := central.Compute(ctx, b.measure, v, central.Options{Weighted: b.weighted, Groups: groups})
	if err != nil {
		return nil, err
	}
	if b.measure.LowFirst() {
		for i, x := range scores.Values {
			if x > 0 {
				scores.Values[i] = 1 / x
			}
		}
	}
	return scores.Values, nil
}

// byShields scores officials by what leads from them to gangs.
type byShields struct{}

// Score is that of linchpin protection, over all gangs.
func (byShields) Score(ctx context.Context, v *graph.View) ([]float64, error) {
	found, err := protection.FindShields(ctx, v, protection.ShieldOptions{Worlds: -1})
	if err != nil {
		return nil, err
	}
	scores := make([]float64, v.Len())
	for _, o := range found.Officials {
		scores[o.Official] = o.Score
	}
	return scores, nil
}

// runQuestions asks for a purpose where the list would be one of targets.
func runQuestions(cmd *cobra.Command, name string, o *questionsOptions) error {
	by, sorts, err := o.check(cmd)
	if err != nil {
		return err
	}
	eligible := slices.Contains(o.of, ofEligible)
	if eligible {
		if err := o.purpose.ask(cmd); err != nil {
			return err
		}
	}
	entry := store.Entry{Purpose: o.purpose.purpose, Reason: o.purpose.reason, Asked: "questions by " + o.by}
	return withSafeguard(cmd, name, &o.view, entry, func(s store.Store, v *graph.View, g safeguarded) error {
		if eligible {
			if err := o.view.refuseBroken(); err != nil {
				return err
			}
		}
		asked := protection.QuestionOptions{By: by, Facts: o.by == byProtection, Top: o.top, Sorts: sorts, Tries: o.tries, Missing: o.missing, Seed: o.seed}
		asked.Newcomer = len(o.of) == 0
		if asked.Among, err = o.among(cmd, s, name, v, g); err != nil {
			return err
		}
		if eligible {
			asked.Unknown = withoutRole(v, g.safeguard)
		}
		redactor := report.NewRedactor(g.whole, g.safeguard)
		asked.Never = func(id graph.EntityID) bool {
			e := g.whole.Entity(id)
			return e == nil || redactor.Hides(e)
		}
		p := newProgress(cmd, "questions")
		asked.Progress = p.tell
		found, err := protection.FindQuestions(cmd.Context(), v, asked)
		p.done()
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Purpose, h.Reason, h.Asked = "What to find out next", o.purpose.purpose, o.purpose.reason, o.words()
		if found.TooFew {
			h.Notes = append(h.Notes, protection.ErrTooFewTies.Error()+": no hidden tie is asked for")
		}
		return o.out.write(cmd, report.NewQuestions(h, v, found, report.QuestionOptions{
			By: o.by, Top: o.top, Most: o.most, Of: o.of, Missing: o.missing, Eligible: eligible, Safeguard: g.safeguard, Whole: g.whole,
		}))
	})
}

// words say what was asked.
func (o *questionsOptions) words() string {
	words := fmt.Sprintf("what would change the first %d by %s", o.top, o.by)
	if o.weighted {
		words += ", weighted"
	}
	if len(o.of) > 0 {
		words += " of " + strings.Join(o.of, ", ")
	}
	if len(o.ask) > 0 {
		words += "; asked for: " + strings.Join(o.ask, ", ")
	}
	return words + fmt.Sprintf("; %g of the ties unrecorded; at most %d of a sort tried; seed %d", o.missing, o.tries, o.seed)
}

// among says who can be on the list: everybody, or all of several gangs and of officials; of those the
// eligible alone where these are asked for; and never whom a role or age protects, so that nobody who
// comes or goes is one of them.
func (o *questionsOptions) among(cmd *cobra.Command, s store.Store, name string, v *graph.View, g safeguarded) ([]bool, error) {
	may, named := make([]bool, v.Len()), false
	for _, word := range o.of {
		if word == ofEligible {
			continue
		}
		named = true
		kind, to := graph.HoldsOffice, graph.EntityID("")
		if word != ofOfficials {
			id, err := resolve(cmd, s, name, word)
			if err != nil {
				return nil, err
			}
			if e := g.whole.Entity(id); e == nil || e.Kind != graph.Gang {
				return nil, usagef("--of %s: want a gang, officials or eligible", word)
			}
			kind, to = graph.MemberOf, id
		}
		facts := v.Facts()
		for k := range facts.Ties {
			t := &facts.Ties[k]
			if i, there := v.Index(t.From); there && t.Kind == kind && (to == "" || t.To == to) {
				may[i] = true
			}
		}
	}
	eligible := report.Eligible(v, g.safeguard)
	for i := range may {
		may[i] = (may[i] || !named) && !g.safeguard.Standing(v.ID(i)).Withheld.Shields()
		if slices.Contains(o.of, ofEligible) {
			may[i] = may[i] && eligible[i]
		}
	}
	if !slices.Contains(may, true) {
		return nil, errors.New("nobody of this view can be on the list: leave out --of, or the flags that narrow the view")
	}
	return may, nil
}

// withoutRole says who could be on a target list but for a record of a role or of conduct.
func withoutRole(v *graph.View, safeguard *graph.Safeguard) []bool {
	unknown := make([]bool, v.Len())
	for i := range unknown {
		why := safeguard.Standing(v.ID(i)).Withheld
		unknown[i] = v.Entity(i).Kind == graph.Person && (why == graph.NoRoleRecorded || why == graph.AssociationOnly)
	}
	return unknown
}
