package protection

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Scorer says who is first in a view: the higher an entity's score, the nearer; who has no
// more than 0 is on no list. Scores are indexed like the view.
type Scorer interface {
	Score(ctx context.Context, v *graph.View) ([]float64, error)
}

// A Sort is what a question is about.
type Sort uint8

// The sorts of question.
const (
	HiddenTie   Sort = iota // are two in touch of whom no record says so
	DoubtfulTie             // is a tie real whose records are poorly graded
	Holder                  // who holds an account or uses a telephone of which no record says so
	RoleOf                  // what part a person has in any proceeding
	Worth                   // how far a source is to be trusted whose statements carry no grade
)

var sortNames = [...]string{"tie", "record", "holder", "role", "source"}

// Sorts returns every sort, in order.
func Sorts() []Sort { return []Sort{HiddenTie, DoubtfulTie, Holder, RoleOf, Worth} }

// String returns the sort's word.
func (s Sort) String() string { return sortNames[s] }

// MarshalText returns the sort's word.
func (s Sort) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// QuestionOptions say which list questions are to bear on, and of what they may be.
type QuestionOptions struct {
	By       Scorer
	Facts    bool                      // the scorer reads the facts behind ties, so that a tie alone tells it nothing
	Top      int                       // how many "the first" are; 0: 10
	Among    []bool                    // by entity: who can be on the list; nil: everybody
	Newcomer bool                      // somebody of whom there is no record yet can be on the list
	Unknown  []bool                    // by entity: who could be if a record gave a role; nil: nobody
	Never    func(graph.EntityID) bool // of whom and what nothing may be asked; nil: nobody
	Sorts    []Sort                    // none: all
	Tries    int                       // questions of a sort to work out; 0: 40
	Missing  float64                   // as in [LikelyOptions]
	Seed     uint64
	Progress func(done, of int) // nil: nobody is told
}

// An Answer is one that a question may get, and what it would change.
type Answer struct {
	Chance       float64
	Who          int // of Holder: who it is; Newcomer for somebody not recorded
	Enter, Leave []int
	Shift        float64 // share of all scores that moves to others, from 0 to 1
}

// Newcomer stands for somebody of whom there is no record yet.
const Newcomer = -1

// changes is how many names of the list an answer replaces.
func (a *Answer) changes() int { return max(len(a.Enter), len(a.Leave)) }

// A Question is something to find out.
type Question struct {
	Sort     Sort
	From, To int            // of HiddenTie and DoubtfulTie; From alone of RoleOf
	Tie      int            // of the view, of DoubtfulTie
	Thing    graph.EntityID // of Holder
	Source   graph.SourceID // of Worth
	Chance   graph.Interval // that the answer is one that changes something; [0, 1] where nobody can say
	Common   []int          // of HiddenTie: contacts of both; of Holder: who is behind what it called and paid
	Ways     int            // of HiddenTie: routes of three ties
	Records  int            // of Holder: calls and payments; of Worth: ties that rest on the source alone
	Answers  []Answer       // with each that changes anything
	Expected float64        // names of the list that the answer replaces, on average
	Shift    float64        // share of all scores that the answer moves, on average
}

// Questions are what to find out, that first whose answer would change a list most.
type Questions struct {
	Questions []Question
	List      []int // who is first now
	Likely    LikelyTies
	TooFew    bool // ties to learn from: no hidden tie is asked for
	Tried     int  // questions worked out
}

// FindQuestions looks for the next best question: the pair not known to be tied, the tie of
// doubtful record, the account or telephone without holder, the person without role or the source
// without grade that, once checked, would change a list most. The list is the first o.Top of
// o.Among by o.By.
//
// Each answer that a question may get is tried: the view is made as it would be then, and scored. Expected is
//
//	E = Σ over answers of chance · max(names that enter, names that leave)
//
// the expected value of the information, in names. The chance of a hidden tie is that of [FindLikelyTies]; of a
// record being wrong 1 less the middle of its interval. Of a holder the newcomer and the three who
// share most of the thing's contacts count alike, of a role and a source what changes counts a half: nobody
// can say, and Chance is [0, 1]. Where no name changes, Shift ranks: half the sum of what each one's share of all scores
// changes by.
//
// Questions are about one thing at a time; two answers together may change what neither does. Only o.Tries of
// each sort are worked out, those first whose chance times the share of the scores that their ends have is
// highest, and half of the hidden ties by their chance alone.
//
// Cost: that of FindLikelyTies and of one scoring, and one view, for each answer: at most 4 · o.Tries + 1.
func FindQuestions(ctx context.Context, v *graph.View, o QuestionOptions) (Questions, error) {
	o.Top, o.Tries = cmp.Or(o.Top, 10), cmp.Or(o.Tries, 40)
	a := &asker{view: v, o: o}
	if err := a.base(ctx); err != nil {
		return Questions{}, err
	}
	likely, err := a.likely(ctx)
	if err != nil {
		return Questions{}, err
	}
	shortlist := a.shortlist(likely)
	for k := range shortlist {
		if o.Progress != nil {
			o.Progress(k, len(shortlist))
		}
		if err := a.work(ctx, &shortlist[k]); err != nil {
			return Questions{}, err
		}
	}
	a.found.Tried = len(shortlist)
	a.found.Questions = slices.DeleteFunc(shortlist, func(q Question) bool { return q.Expected == 0 && q.Shift < leastShift })
	slices.SortStableFunc(a.found.Questions, func(p, q Question) int {
		return cmp.Or(cmp.Compare(q.Expected, p.Expected), cmp.Compare(q.Shift, p.Shift), cmp.Compare(p.Sort, q.Sort))
	})
	return a.found, nil
}

// leastShift is below what the rounding of a sum may move.
const leastShift = 1e-9

// An asker works questions out.
type asker struct {
	view  *graph.View
	o     QuestionOptions
	score []float64 // now
	share []float64 // of all scores
	found Questions
}

// base takes the list as it is.
func (a *asker) base(ctx context.Context) (err error) {
	if a.score, err = a.o.By.Score(ctx, a.view); err != nil {
		return err
	}
	a.share = shares(a.score, nil)
	a.found.List = firstBy(a.score, a.o.Among, a.o.Top)
	return nil
}

func (a *asker) asks(s Sort) bool { return len(a.o.Sorts) == 0 || slices.Contains(a.o.Sorts, s) }

func (a *asker) never(i int) bool { return a.o.Never != nil && a.o.Never(a.view.ID(i)) }

// likely finds the likely ties, of which more than a shortlist are needed to choose it.
func (a *asker) likely(ctx context.Context) ([]LikelyTie, error) {
	if !a.asks(HiddenTie) {
		return nil, nil
	}
	found, err := FindLikelyTies(ctx, a.view, LikelyOptions{Most: 25 * a.o.Tries, Missing: a.o.Missing, Seed: a.o.Seed})
	if errors.Is(err, ErrTooFewTies) {
		a.found.TooFew = true
		return nil, nil
	}
	a.found.Likely = found
	return found.Ties, err
}

// may reports whether a question may be about two. How many may not is not counted: it would tell
// how many ties somebody protected has.
func (a *asker) may(from, to int) bool { return !a.never(from) && !a.never(to) }
