package report

import (
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
func standing(v *graph.View, may []bool) (eligible int, withheld string) {
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

// smallCell says how many are protected, where they are too few to be told apart not
// exactly.
func smallCell(n int) string {
	if n > 0 && n < 5 {
		return "fewer than 5"
	}
	return strconv.Itoa(n)
}

// NobodyEligible says why a list is empty.
const NobodyEligible = "nobody is listed: no person of this view is suspect or convicted in a proceeding, or in a source's own word with a record of conduct beside it, without being protected by another record"
