package protection_test

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// cells are groups of people who all know each other, in a ring, without one tie.
func cells(n, size int, without string) string {
	pairs := ""
	for c := range n {
		for i := range size {
			for j := range i {
				if one := fmt.Sprintf("c%02dm%d-c%02dm%d", c, j, c, i); one != without {
					pairs += one + " "
				}
			}
		}
		pairs += fmt.Sprintf("c%02dm0-c%02dm1 ", c, (c+1)%n)
	}
	return pairs
}

// The one tie that is missing between two of a group who all know each other is the likeliest, and by far.
func TestPlantedTieIsFound(t *testing.T) {
	for _, without := range []string{"c03m2-c03m4", "c00m0-c00m5", "c07m1-c07m3"} {
		v := graphtest.View(t, cells(8, 6, without))
		found, err := protection.FindLikelyTies(t.Context(), v, protection.LikelyOptions{})
		if err != nil {
			t.Fatal(err)
		}
		first := found.Ties[0]
		if got := fmt.Sprintf("%s-%s", v.ID(first.From), v.ID(first.To)); got != without {
			t.Errorf("the likeliest is %s, want %s, planted", got, without)
		}
		if first.Probability < 2*found.Ties[1].Probability || first.Probability > 1 {
			t.Errorf("%s: probability %.3f, the next %.3f", without, first.Probability, found.Ties[1].Probability)
		}
		if len(first.Common) != 4 {
			t.Errorf("%s: %d contacts in common, want the 4 others of the group", without, len(first.Common))
		}
		for k, l := range found.Ties {
			if _, tied := v.TieBetween(l.From, l.To); tied || l.From >= l.To || l.Probability < 0 || l.Probability > 1 {
				t.Fatalf("%d: %+v is no pair without a tie, or no probability", k, l)
			}
			if k > 0 && l.Probability > found.Ties[k-1].Probability {
				t.Fatalf("%d is likelier than the one before", k)
			}
		}
	}
}

// What is recorded of two is held out together, and the view is made anew: a telephone that two share
// makes no tie that its other user gives away.
func TestHoldOutIsOfTheCaseAndNotOfTheProjection(t *testing.T) {
	lines := ""
	for e := range 12 { // each event ties four who have no other tie
		lines += fmt.Sprintf("event e%02d\n", e)
		for p := range 4 {
			lines += fmt.Sprintf("person p%02d%d\ninvolved-in p%02d%d e%02d role=other\n", e, p, e, p, e)
		}
	}
	v := graphtest.NewView(t, graphtest.Facts(t, lines), graph.ViewOptions{})
	if v.Size() != 12*6 {
		t.Fatalf("%d ties, want 6 of each event", v.Size())
	}
	// Without the record of one at an event, that one has no tie left, so that none of those held out is in reach.
	if _, err := protection.FindLikelyTies(t.Context(), v, protection.LikelyOptions{}); !errors.Is(err, protection.ErrTooFewTies) {
		t.Errorf("error %v, want ErrTooFewTies: nothing held out is in reach", err)
	}
}

func TestTooFewTies(t *testing.T) {
	for _, pairs := range []string{"", "a-b b-c", "a-b b-c c-d d-e e-f f-a"} {
		if _, err := protection.FindLikelyTies(t.Context(), graphtest.View(t, pairs), protection.LikelyOptions{}); !errors.Is(err, protection.ErrTooFewTies) {
			t.Errorf("%q: error %v, want ErrTooFewTies", pairs, err)
		}
	}
}

// Who is named on the whole lens is who is on the people lens.
func TestLikelyTiesOfTheWholeAreOfPeople(t *testing.T) {
	facts := graphtest.Parse(t, cells(8, 6, "c03m2-c03m4"))
	whole := *facts
	whole.Entities = append(whole.Entities, graph.Entity{ID: "a-phone", Kind: graph.Phone, Records: facts.Entities[0].Records})
	whole.Ties = append(whole.Ties, graph.Tie{Kind: graph.Uses, From: "c00m0", To: "a-phone", Records: facts.Ties[0].Records})
	whole.Normalise()
	people := graphtest.NewView(t, &whole, graph.ViewOptions{})
	all := graphtest.NewView(t, &whole, graph.ViewOptions{Lens: graph.Whole})
	a, errA := protection.FindLikelyTies(t.Context(), people, protection.LikelyOptions{})
	b, errB := protection.FindLikelyTies(t.Context(), all, protection.LikelyOptions{})
	if errA != nil || errB != nil || len(a.Ties) != len(b.Ties) {
		t.Fatal(errA, errB, len(a.Ties), len(b.Ties))
	}
	for k := range a.Ties {
		if people.ID(a.Ties[k].From) != all.ID(b.Ties[k].From) || people.ID(a.Ties[k].To) != all.ID(b.Ties[k].To) || a.Ties[k].Probability != b.Ties[k].Probability || len(a.Ties[k].Common) != len(b.Ties[k].Common) {
			t.Fatalf("%d: %+v on people, %+v on whole", k, a.Ties[k], b.Ties[k])
		}
	}
}

// The same view gives the same answer, whatever the number of CPUs; another seed hides other ties.
func TestLikelyTiesAreTheSameOnAnyNumberOfCPUs(t *testing.T) {
	v := graphtest.View(t, graphtest.Random(3, 80, .06))
	find := func(cpus int, seed uint64) protection.LikelyTies {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cpus))
		found, err := protection.FindLikelyTies(t.Context(), v, protection.LikelyOptions{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	one := find(1, 0)
	if four := find(4, 0); !reflect.DeepEqual(one, four) {
		t.Error("1 and 4 CPUs give different answers")
	}
	if other := find(1, 9); reflect.DeepEqual(one.Ties, other.Ties) {
		t.Error("another seed gives the same probabilities to the last digit")
	}
}
