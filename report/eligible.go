package report

import (
	"fmt"
	"strconv"

	"github.com/linchpin-graph/linchpin/graph"
)

// Eligible returns which of a view's entities could be on a list.
func Eligible(v *graph.View, s *graph.Safeguard) []bool {
	eligible := make([]bool, v.Len())
	for i := range eligible {
		eligible[i] = v.Entity(i).Kind == graph.Person && s.Standing(v.ID(i)).Withheld == graph.Eligible
	}
	return eligible
}

// Members is the word for all of a view: people where nothing else is in it.
func Members(v *graph.View) string {
	for i := range v.Len() {
		if v.Entity(i).Kind != graph.Person {
			return "entities"
		}
	}
	return "people"
}

// count says how many could be on the list and how many are withheld, and returns who.
func (l *TargetList) count(v *graph.View, o TargetOptions) []bool {
	may := Eligible(v, o.Safeguard)
	l.Eligible, l.Withheld = standing(v, may)
	return may
}

// standing counts who could be on a list, and says how many people could not.
func standing(v *graph.View, may []bool) (eligible Count, withheld string) {
	out := 0
	for i := range may {
		if may[i] {
			eligible++
		} else if v.Entity(i).Kind == graph.Person {
			out++
		}
	}
	return eligible, smallCell(out)
}

const few = "fewer than 5"

// smallCell says how many are protected, where they are too few to be told apart not
// exactly.
func smallCell(n int) string {
	if n > 0 && n < 5 {
		return few
	}
	return strconv.Itoa(n)
}

// Few is how many are withheld. Below five the number is not told, in text or in JSON: it would help to tell who.
type Few int

// MarshalText returns the number, or that it is below five.
func (n Few) MarshalText() ([]byte, error) { return []byte(smallCell(int(n))), nil }

// of says how many of something.
func (n Few) of(noun string) string {
	if n > 0 && n < 5 {
		return few + " " + noun + "s"
	}
	return counted(int(n), noun)
}

// lines say how many of something were withheld, none where nothing was: officials, or what is
// about somebody.
func (n Few) lines(noun, about string) [][2]string {
	if n == 0 {
		return nil
	}
	return [][2]string{{"withheld", n.of(noun) + about + " whom a role or age protects"}}
}

// FewWithheld reports whether so few people of a view could not be on a list that their
// number is not told, nor what it could be reckoned from.
func FewWithheld(v *graph.View, may []bool) bool {
	_, withheld := standing(v, may)
	return withheld == few
}

// A Count is a number that may be left untold, which is null in JSON.
type Count int

const untold Count = -1

// String returns the number, or that it is not told.
func (c Count) String() string {
	if c == untold {
		return "an untold number of"
	}
	return strconv.Itoa(int(c))
}

// EligibleText says that so many are eligible.
func EligibleText(n int) string {
	if n == 1 {
		return "1 is eligible"
	}
	return fmt.Sprintf("%d are eligible", n)
}

// of is the number, or that it is not told, of what there is one or are many of.
func (c Count) of(one, many string) string {
	if c == 1 {
		return "1 " + one
	}
	return c.String() + " " + many
}

// MarshalJSON returns the number, or null.
func (c Count) MarshalJSON() ([]byte, error) {
	if c == untold {
		return []byte("null"), nil
	}
	return []byte(c.String()), nil
}

// veil leaves untold from what it could be reckoned how many are withheld, where these are
// few.
func (h *Heading) veil(withheld string, eligible *Count) {
	if withheld != few {
		return
	}
	h.Entities, h.Ties, *eligible = untold, untold, untold
	h.Notes = append(h.Notes, few+" people of this view are withheld, so that how many entities, ties and eligible people it has is not told; scores, and what a team leaves, are of the whole view and can still tell somebody who knows it")
}

// NobodyEligible says why a list is empty.
const NobodyEligible = "nobody is listed: no person of this view is suspect or convicted in a proceeding, or in a source's own word with a record of conduct beside it, without being protected by another record"
