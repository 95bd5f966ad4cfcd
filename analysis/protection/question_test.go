package protection_test

import (
	"cmp"
	"context"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// by scores by a measure.
type by central.Measure

func (b by) Score(ctx context.Context, v *graph.View) ([]float64, error) {
	s, err := central.Compute(ctx, central.Measure(b), v, central.Options{})
	return s.Values, err
}

func ask(t *testing.T, v *graph.View, o protection.QuestionOptions) protection.Questions {
	t.Helper()
	found, err := protection.FindQuestions(t.Context(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// list is the first k by a score, shared ranks included, worked out without the package.
func list(score []float64, k int) []int {
	var in []int
	for i, s := range score {
		before := 0
		for _, other := range score {
			if other > s+1e-9*s {
				before++
			}
		}
		if s > 0 && before < k {
			in = append(in, i)
		}
	}
	return in
}

func without(a, b []int) (rest []int) {
	for _, i := range a {
		if !slices.Contains(b, i) {
			rest = append(rest, i)
		}
	}
	return rest
}

// What a question says would change is what changes in a network that is made with the tie, or without it,
// from the start; and what is expected is the chance times the names.
func TestQuestionsSayWhatChanges(t *testing.T) {
	asked := 0
	for seed := range uint64(6) {
		pairs := graphtest.Random(seed, 40, .09)
		facts := graphtest.Parse(t, pairs)
		for i := range facts.Ties { // every fifth is doubted, the others are sure
			text := "A1"
			if i%5 == 0 {
				text = "D4"
			}
			grade, err := graph.ParseGrade(text)
			if err != nil {
				t.Fatal(err)
			}
			facts.Ties[i].Records[0].Grade = grade
		}
		v := graphtest.NewView(t, facts, graph.ViewOptions{})
		for _, m := range []central.Measure{central.MeasureDegree, central.MeasureBetweenness} {
			now, err := by(m).Score(t.Context(), v)
			if err != nil {
				t.Fatal(err)
			}
			found := ask(t, v, protection.QuestionOptions{By: by(m), Top: 5, Tries: 12})
			for _, q := range found.Questions {
				made := &graph.Network{Sources: facts.Sources, Entities: facts.Entities}
				for _, tie := range facts.Ties {
					if q.Sort == protection.DoubtfulTie && tie.From == v.ID(q.From) && tie.To == v.ID(q.To) {
						continue
					}
					made.Ties = append(made.Ties, tie)
				}
				if q.Sort == protection.HiddenTie {
					made.Ties = append(made.Ties, graph.Tie{Kind: graph.LinkedTo, From: v.ID(q.From), To: v.ID(q.To), Records: facts.Ties[0].Records})
				}
				made.Normalise()
				then, err := by(m).Score(t.Context(), graphtest.NewView(t, made, graph.ViewOptions{}))
				if err != nil {
					t.Fatal(err)
				}
				enter, leave := without(list(then, 5), list(now, 5)), without(list(now, 5), list(then, 5))
				a := q.Answers[0]
				if !slices.Equal(a.Enter, enter) || !slices.Equal(a.Leave, leave) {
					t.Fatalf("seed %d, %s, %s %d-%d: in %v, out %v, want %v and %v of a network made so", seed, m, q.Sort, q.From, q.To, a.Enter, a.Leave, enter, leave)
				}
				if want := (q.Chance.Lo + q.Chance.Hi) / 2 * float64(max(len(enter), len(leave))); math.Abs(q.Expected-want) > 1e-12 {
					t.Fatalf("seed %d: expected %g, want %g", seed, q.Expected, want)
				}
				if a.Shift < 0 || a.Shift > 1 {
					t.Fatalf("shift %g is no share", a.Shift)
				}
				asked++
			}
			if !slices.IsSortedFunc(found.Questions, func(p, q protection.Question) int { return cmp.Compare(q.Expected, p.Expected) }) {
				t.Errorf("seed %d: the questions are not in order of what they would change", seed)
			}
		}
	}
	if asked < 100 {
		t.Errorf("%d questions checked, want more", asked)
	}
}

// A case with a telephone nobody is known to use, which two groups call.
const phones = `
person a
person b
person c
person d
person e
person f
phone pa
phone pd
phone px
uses a pa grade=A1
uses d pd grade=A1
calls pa px grade=A1
calls px pd grade=A1
calls pd px k2 grade=A1
associates-with a b grade=A1
associates-with a c grade=A1
associates-with d e grade=A1
associates-with d f grade=A1
`

// Who uses a telephone is asked where no record says so, with what it would do whoever it is: by hand, a user of
// px would join the two groups, and be the broker between them.
func TestHolderIsAskedFor(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Facts(t, phones), graph.ViewOptions{})
	found := ask(t, v, protection.QuestionOptions{By: by(central.MeasureBetweenness), Top: 1, Newcomer: true, Sorts: []protection.Sort{protection.Holder}})
	if len(found.Questions) != 1 {
		t.Fatalf("%d questions, want one: %+v", len(found.Questions), found)
	}
	q := found.Questions[0]
	at := func(id graph.EntityID) int { i, _ := v.Index(id); return i }
	if q.Thing != "px" || q.Records != 3 || !slices.Equal(q.Common, []int{at("a"), at("d")}) {
		t.Errorf("%+v: want px with 3 calls between a and d", q)
	}
	// Now a and d are first, each between their two (1 pair each). With a newcomer n between a and d: n is on 9 pairs,
	// a on 1 + 2·4 = 9, d on 9: all three.
	if a := q.Answers[0]; a.Who != protection.Newcomer || !slices.Equal(a.Enter, []int{protection.Newcomer}) || len(a.Leave) != 0 {
		t.Errorf("if a newcomer: %+v, want the newcomer in and nobody out, by hand", a)
	}
	// If b uses it: b is tied to a and d. b is on {a,c} x {d,e,f} = 6 pairs; d on {e,f}: 1, and {e,f} x {a,b,c}: 7 in all;
	// a between c and the four others: 4. So d stays alone.
	for _, a := range q.Answers {
		if a.Who == at("b") && (len(a.Enter) != 0 || !slices.Equal(a.Leave, []int{at("a")})) {
			t.Errorf("if b: %+v, want a out, by hand", a)
		}
	}
	if len(q.Answers) != 4 {
		t.Errorf("%d answers, want the newcomer and three", len(q.Answers))
	}
	held := graphtest.Facts(t, phones+"uses b px grade=A1\n")
	if more := ask(t, graphtest.NewView(t, held, graph.ViewOptions{}), protection.QuestionOptions{By: by(central.MeasureBetweenness), Sorts: []protection.Sort{protection.Holder}}); len(more.Questions) > 0 {
		t.Errorf("who uses px is recorded, and asked: %+v", more.Questions)
	}
}

// A role is asked of who would be on the list, and changes nothing where one would not.
func TestRoleIsAskedFor(t *testing.T) {
	v := graphtest.View(t, "hub-a hub-b hub-c hub-d b-c x-a y")
	at := func(id graph.EntityID) int { i, _ := v.Index(id); return i }
	among, unknown := make([]bool, v.Len()), make([]bool, v.Len())
	among[at("b")], among[at("c")] = true, true
	unknown[at("hub")], unknown[at("x")], unknown[at("y")] = true, true, true
	found := ask(t, v, protection.QuestionOptions{By: by(central.MeasureDegree), Top: 2, Among: among, Unknown: unknown, Sorts: []protection.Sort{protection.RoleOf}})
	if len(found.Questions) != 1 || found.Questions[0].From != at("hub") {
		t.Fatalf("%+v, want one question, of hub: x and y would not be among the first two", found.Questions)
	}
	// b and c have 2 ties each and share the second rank then.
	if a := found.Questions[0].Answers[0]; !slices.Equal(a.Enter, []int{at("hub")}) || len(a.Leave) != 0 || found.Questions[0].Expected != .5 {
		t.Errorf("%+v, want hub in, with an unknown chance counted a half", found.Questions[0])
	}
}

// A source without grades is asked about; one on which most of the case rests, or that is graded, is not.
func TestWorthOfASourceIsAskedFor(t *testing.T) {
	v := graphtest.NewView(t, graphtest.Facts(t, `
person a
person b
person c
person d
associates-with a b grade=A1
associates-with b c grade=A1
associates-with c d source=graded grade=B2
associates-with a c source=rumour
associates-with a d source=rumour
`), graph.ViewOptions{})
	found := ask(t, v, protection.QuestionOptions{By: by(central.MeasureDegree), Top: 1, Sorts: []protection.Sort{protection.Worth}})
	if len(found.Questions) != 1 || found.Questions[0].Source != "rumour" || found.Questions[0].Records != 2 {
		t.Fatalf("%+v, want one question, of the rumour's two ties", found.Questions)
	}
	// a and c have three ties each; without the rumour b and c have two, the others one.
	at := func(id graph.EntityID) int { i, _ := v.Index(id); return i }
	if a := found.Questions[0].Answers[0]; !slices.Equal(a.Enter, []int{at("b")}) || !slices.Equal(a.Leave, []int{at("a")}) || a.Chance != .5 {
		t.Errorf("%+v, want b in and a out, by hand", a)
	}
}

// Of whom nothing may be asked nothing is, whatever the sort; they can stand in common, which the report does not name.
func TestNothingIsAskedOfWhomNothingMayBe(t *testing.T) {
	v := graphtest.View(t, cells(8, 6, "c03m2-c03m4"))
	free := ask(t, v, protection.QuestionOptions{By: by(central.MeasureBetweenness), Sorts: []protection.Sort{protection.HiddenTie}})
	about := func(qs []protection.Question, id graph.EntityID) (n int) {
		for _, q := range qs {
			if v.ID(q.From) == id || v.ID(q.To) == id {
				n++
			}
		}
		return n
	}
	if about(free.Questions, "c03m2") == 0 {
		t.Fatal("the planted tie is not asked for")
	}
	kept := ask(t, v, protection.QuestionOptions{By: by(central.MeasureBetweenness), Never: func(id graph.EntityID) bool { return id == "c03m2" }})
	if n := about(kept.Questions, "c03m2"); n > 0 || len(kept.Questions) == 0 {
		t.Errorf("%d of %d questions are about whom nothing may be asked", n, len(kept.Questions))
	}
}

// The list may be of officials by what leads from them to gangs, which reads facts and not ties alone.
func TestQuestionsOnProtection(t *testing.T) {
	facts := graphtest.Parse(t, cells(8, 6, "c03m2-c03m4"))
	for i := range facts.Ties {
		facts.Ties[i].Kind = graph.AssociatesWith
	}
	for _, e := range []graph.Entity{{ID: "red", Kind: graph.Gang}, {ID: "hall", Kind: graph.PublicBody}} {
		e.Records = facts.Entities[0].Records
		facts.Entities = append(facts.Entities, e)
	}
	facts.Ties = append(facts.Ties,
		graph.Tie{Kind: graph.HoldsOffice, From: "c03m2", To: "hall", Records: facts.Ties[0].Records},
		graph.Tie{Kind: graph.MemberOf, From: "c03m4", To: "red", Records: facts.Ties[0].Records})
	facts.Normalise()
	v := graphtest.NewView(t, facts, graph.ViewOptions{Lens: graph.Whole})
	found := ask(t, v, protection.QuestionOptions{By: shields{}, Facts: true, Sorts: []protection.Sort{protection.HiddenTie}})
	if len(found.List) != 1 || v.ID(found.List[0]) != "c03m2" {
		t.Fatalf("list %v, want the official alone", found.List)
	}
	if found.Tried == 0 || len(found.Questions) == 0 {
		t.Fatalf("%d tried, %d of them with an effect, want some", found.Tried, len(found.Questions))
	}
	for _, q := range found.Questions {
		if v.Entity(q.From).Kind != graph.Person || v.Entity(q.To).Kind != graph.Person {
			t.Errorf("%s-%s are not both people", v.ID(q.From), v.ID(q.To))
		}
	}
}

type shields struct{}

func (shields) Score(ctx context.Context, v *graph.View) ([]float64, error) {
	found, err := protection.FindShields(ctx, v, protection.ShieldOptions{Worlds: -1})
	scores := make([]float64, v.Len())
	for _, o := range found.Officials {
		scores[o.Official] = o.Score
	}
	return scores, err
}

func TestQuestionsAreTheSameOnAnyNumberOfCPUs(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(3, 60, .07))
	find := func(cpus int) protection.Questions {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cpus))
		return ask(t, v, protection.QuestionOptions{By: by(central.MeasureBetweenness)})
	}
	if one, four := find(1), find(4); !reflect.DeepEqual(one, four) {
		t.Error("1 and 4 CPUs give different questions")
	}
}

func TestQuestionsStopWhenToldTo(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := protection.FindQuestions(ctx, graphtest.View(t, graphtest.Random(3, 60, .07)), protection.QuestionOptions{By: by(central.MeasureDegree)})
	if err == nil {
		t.Error("no error of a question that was broken off")
	}
}
