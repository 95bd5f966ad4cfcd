package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type dismantleOptions struct {
	view         viewOptions
	out          outputOptions
	why          purposeOptions
	price        priceOptions
	sets         setOptions
	team         teamOptions
	picture      planPicture
	odds         oddsOptions
	regrowth     regrowthOptions
	objective    dismantle.Objective
	ties         int
	waves        int
	time         time.Duration
	effort       int
	seed         uint64
	alternatives bool
	afterwards   bool
}

func newDismantleCmd() *cobra.Command {
	var o dismantleOptions
	cmd := &cobra.Command{
		Use:   "dismantle CASE",
		Short: "Find the team of targets without whom least of the network is left",
		Long: `Find which people, taken together, hold a view together most: the team without whom
least connection is left, or (--objective reach) from whom most can be seen. Only
who is suspect or convicted in some record can be in it; victims, witnesses,
informants, minors and people of unknown role never are, and only how many were
withheld is said. Purpose and reason are asked for and logged.

--waves takes the team in the order that leaves least after each wave, and says what
the best team for as much would leave alone: what waiting for the whole costs.

"proven best" means that no team that was allowed does better; otherwise the gap says
how much better one could be. A team is a position in the recorded network: a lead
for those who decide, and no sign of rank or guilt.

A network is never recorded whole and does not stay broken: --odds says how often each
is in the best team of possible worlds, --afterwards what is left, and --regrowth how
plans last while it grows back, under assumptions that are said. Of people who are left
only those who could be in a team are named.`,
		Example: `  linchpin dismantle harbour.case --k 5 --effort 100000 --purpose "operation plan" --reason OP-7
  linchpin dismantle harbour.case --k 4 --effort 100000 --waves 2 --draw plan.svg --purpose "operation plan" --reason OP-7
  linchpin dismantle harbour.case --objective between --effort 100000 --purpose "operation plan" --reason OP-7
  linchpin dismantle harbour.case --budget 4 --cost-rule 'prop("custody") == "detained" ? 0.5 : 1' --effort 100000 --purpose "operation plan" --reason OP-7
  linchpin dismantle harbour.case --k 2 --remove wray,ottoline --effort 100000 --purpose "operation plan" --reason OP-7
  linchpin dismantle harbour.case --k 5 --odds --worlds 100 --missing 0.2 --effort 100000 --purpose "operation plan" --reason OP-7
  linchpin dismantle harbour.case --k 5 --afterwards --regrowth --months 6 --rate 0.15 --effort 100000 --purpose "operation plan" --reason OP-7`,
		Args: oneCase,
		RunE: func(cmd *cobra.Command, args []string) error { return runDismantle(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.out.addFlags(cmd)
	o.why.addFlags(cmd)
	o.price.addFlags(cmd)
	o.sets.addFlags(cmd)
	o.team.addFlags(cmd)
	o.picture.addFlags(cmd)
	o.odds.addFlags(cmd)
	o.regrowth.addFlags(cmd)
	flags := cmd.Flags()
	flags.TextVar(&o.objective, "objective", dismantle.Pairs, "what least is to be left of: pairs, largest, between, distance or within; or reach, whom to watch to see most")
	flags.IntVar(&o.ties, "ties-apart", dismantle.DefaultTies, "of within and reach: how many ties apart count")
	flags.IntVar(&o.waves, "waves", 1, "take the team in so many waves of equal shares of its price, so that least is left after each; and what the best team for as much would leave alone, by a search each")
	flags.DurationVar(&o.time, "time", 0, "search so long, such as 30s, or until Ctrl-C; the plan may then differ from run to run")
	flags.IntVar(&o.effort, "effort", 0, fmt.Sprintf("steps of the search for each of its walkers (default %d)", dismantle.DefaultEffort))
	flags.Uint64Var(&o.seed, "seed", 0, "where the search begins")
	flags.BoolVar(&o.alternatives, "alternatives", false, "for each of the team the best team without that one, by a search each")
	flags.BoolVar(&o.afterwards, "afterwards", false, "what is left: parts still connected, who comes first in each, routes between gangs, money and officials")
	return cmd
}

// check finds wrong flags before any work is done.
func (o *dismantleOptions) check(cmd *cobra.Command) error {
	set := cmd.Flags().Changed
	switch {
	case o.waves < 1:
		return usagef("--waves %d: want at least 1", o.waves)
	case o.ties < 1:
		return usagef("--ties-apart %d: want at least 1", o.ties)
	case set("ties-apart") && o.objective != dismantle.Within && o.objective != dismantle.Reach:
		return usagef("--ties-apart is of --objective within and reach")
	case (set("between-from") || set("between-to")) && o.objective != dismantle.Between:
		return usagef("--between-from and --between-to are of --objective between")
	case o.objective == dismantle.Reach && (o.afterwards || o.regrowth.asked):
		return usagef("--objective reach leaves the team where it is: ask --afterwards and --regrowth of another objective")
	case set("time") && o.time <= 0:
		return usagef("--time %s: want more than nothing", o.time)
	case set("time") && set("effort"):
		return usagef("--time and --effort: ask one")
	case set("effort") && o.effort < 1:
		return usagef("--effort %d: want at least 1", o.effort)
	}
	return errors.Join(checkNames(cmd, "must", "without", "remove"), o.price.check(cmd), o.sets.check(), o.picture.check(cmd), o.odds.check(cmd), o.regrowth.check(cmd), checkOutputs(cmd, o.out.force, o.out.path, o.picture.path))
}

func runDismantle(cmd *cobra.Command, name string, o *dismantleOptions) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	if err := o.why.ask(cmd); err != nil {
		return err
	}
	entry := store.Entry{Purpose: o.why.purpose, Reason: o.why.reason, Asked: fmt.Sprintf("team of %s by %s", o.price.words(), o.objective)}
	return withSafeguard(cmd, name, &o.view, entry, func(s store.Store, v *graph.View, g safeguarded) error {
		if err := o.view.refuseBroken(); err != nil {
			return err
		}
		q := &planQuestion{dismantleOptions: o, cmd: cmd, store: s, name: name, view: v, safeguarded: g, may: report.Eligible(v, g.safeguard)}
		if err := errors.Join(o.picture.choose(q), q.refuseCounting(), q.prepare()); err != nil {
			return err
		}
		plan, err := q.best()
		if err != nil {
			return err
		}
		if err := q.orWithout(func() error { return q.inWaves(&plan) }); err != nil {
			return err
		}
		var r report.Plan
		if err := q.orWithout(func() (err error) { r, err = q.describe(plan); return err }); err != nil {
			return err
		}
		return q.write(plan, r)
	})
}

// A planQuestion is one about a view that was read.
type planQuestion struct {
	*dismantleOptions
	cmd   *cobra.Command
	store store.Store
	name  string
	view  *graph.View
	safeguarded
	may      []bool // who could be on a target list
	asked    dismantle.Options
	given    givenTeam
	rankings []central.Scores // by betweenness, which sizes what is drawn, and by degree

	scheduled dismantle.Schedule // in waves; without Ends where none are asked for
	brokenOff bool               // the search was interrupted
	leftOut   bool               // the command was, after the search
}

// prepare turns the flags into what is asked of the search.
func (q *planQuestion) prepare() (err error) {
	q.asked = dismantle.Options{Objective: q.objective, Budget: q.price.limit(), Ties: q.ties, Effort: q.effort, Seed: q.seed}
	if q.given, err = q.team.find(q); err != nil {
		return err
	}
	q.asked.Among, q.asked.Always = q.given.among, q.given.must
	if q.asked.Price, err = q.price.prices(q.cmd.Context(), q.whole, q.view, q.may); err != nil {
		return err
	}
	if q.objective == dismantle.Between {
		if q.asked.From, q.asked.To, err = q.sets.sets(q.cmd, q.store, q.name, q.view); err != nil {
			return err
		}
	}
	return q.rank()
}

// best searches for the team, until it is interrupted.
func (q *planQuestion) best() (dismantle.Plan, error) {
	plan, err := q.search("search", func(ctx context.Context, o dismantle.Options) (dismantle.Plan, error) {
		return dismantle.Best(breakable{ctx}, q.view, o)
	})
	q.brokenOff = q.breakOff()
	return plan, err
}

// search gives one search its time and tells how far it is. Where nobody may be in a team,
// the plan has none and says what there is.
func (q *planQuestion) search(what string, search func(context.Context, dismantle.Options) (dismantle.Plan, error)) (dismantle.Plan, error) {
	ctx, o := q.cmd.Context(), q.asked
	if q.time > 0 {
		timed, cancel := context.WithTimeout(ctx, q.time)
		defer cancel()
		ctx = timed
	}
	p := newProgress(q.cmd, what)
	defer p.done()
	o.Progress = p.tell
	plan, err := search(ctx, o)
	if !errors.Is(err, dismantle.ErrNobody) {
		return plan, err
	}
	left, err := dismantle.Measure(q.cmd.Context(), q.view, q.asked, nil)
	return dismantle.Plan{Objective: q.objective, Left: []float64{left}, Bound: left, Proven: true}, err
}

// heading says what was asked.
func (q *planQuestion) heading(plan dismantle.Plan) report.Heading {
	h := heading(q.cmd, q.name, q.view, &q.dismantleOptions.view)
	h.Title, h.Purpose, h.Reason = "Proposed team", q.why.purpose, q.why.reason
	h.Asked = q.words()
	add := func(format string, values ...any) { h.Notes = append(h.Notes, fmt.Sprintf(format, values...)) }
	if q.brokenOff {
		add("the search was broken off: this is the best found until then, and another run may find another; what was asked besides that takes long is left out")
	}
	if q.leftOut {
		add("interrupted after the search for the team: what was asked besides that takes long is left out")
	}
	if q.time > 0 {
		add("the search was given %s: the plan may differ from run to run", q.time)
	}
	if q.view.Directed() {
		add("directions of ties count for nothing in what a team leaves or sees; of --afterwards, routes and betweenness heed them")
	}
	if q.view.Len() > exactRoutes {
		add("betweenness, by which one team beside the plan and the first of what is left are found, is estimated from %d entities", sampled)
	}
	switch n := count(q.asked.Among); {
	case count(q.may) == 0:
		add("%s", report.NobodyEligible)
	case n == 0:
		add("nobody is in the team: --without leaves nobody who is eligible")
	case len(plan.Team) == 0 && q.paysForNobody():
		add("nobody is in the team: the budget pays for nobody")
	case len(plan.Team) == 0 && q.view.Size() == 0:
		add("nobody is in the team: no two of this view are tied, so that there is nothing to take apart; look at the flags that narrow it")
	case len(plan.Team) == 0:
		add("nobody is in the team: whoever is removed, no less is left")
	case !q.priced() && n < q.price.people && report.FewWithheld(q.view, q.may):
		add("%d were asked for; fewer are eligible", q.price.people)
	case !q.priced() && n < q.price.people:
		add("%d were asked for; %d are eligible", q.price.people, n)
	}
	if q.waves > max(1, len(plan.Team)) {
		add("%d waves were asked for; the team has %d", q.waves, len(plan.Team))
	}
	return h
}

// paysForNobody reports whether everybody who may be in the team costs more than the budget.
func (q *planQuestion) paysForNobody() bool {
	for i, may := range q.asked.Among {
		if may && (q.asked.Price == nil || q.asked.Price[i] <= q.asked.Budget) {
			return false
		}
	}
	return true
}

func (q *planQuestion) priced() bool { return q.asked.Price != nil }

// words say in one line what was asked.
func (q *planQuestion) words() string {
	purpose := ", so that least is left of: "
	if q.objective == dismantle.Reach {
		purpose = ", so that most are seen: "
	}
	words := []string{q.price.words() + purpose + q.about()}
	words = append(words, q.given.words(q.view)...)
	switch {
	case q.time > 0:
		words = append(words, fmt.Sprintf("searched for %s", q.time))
	case q.effort == 0:
		words = append(words, fmt.Sprintf("seed %d; effort %d, where nothing is said", q.seed, dismantle.DefaultEffort))
	default:
		words = append(words, fmt.Sprintf("seed %d; effort %d", q.seed, q.effort))
	}
	return strings.Join(words, "; ")
}

// about says what is counted.
func (q *planQuestion) about() string { return q.objective.About(report.Members(q.view), q.ties) }

func count(in []bool) int {
	n := 0
	for _, is := range in {
		if is {
			n++
		}
	}
	return n
}
