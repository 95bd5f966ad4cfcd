package protection

import (
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// giftWords are the words for a gift that a source may give a tie of its own.
var giftWords = []string{"gift", "gifts", "gifted", "present", "presents", "donation", "donations", "donated", "hospitality"}

// changing is how long after one's ownership ended another's may begin and still be taken for the next: papers take time.
const changing = 31 * day

// isGift reports whether a tie is called a gift by a source, as a whole word.
func isGift(t *graph.Tie) bool {
	return slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(t.Value(graph.PropWord).Text), notLetter), func(word string) bool {
		return slices.Contains(giftWords, word)
	})
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }

// givers returns who had a vehicle or property until somebody has it: those whose
// ownership ended then or within the month before, the last of them. Whether anything was paid for it, no tie says.
func (f *file) givers(t fact, since graph.Date) (all []int32) {
	last := int64(-endOfTime)
	for _, k := range f.of(t.to) {
		u := f.ties[k]
		if u.Kind != graph.Owns || u.to != t.to || u.from == t.from {
			continue
		}
		until, err := graph.ParseDate(u.Value(graph.PropUntil).Text)
		switch {
		case err != nil || !bounded(until) || until.Earliest > since.Latest || until.Latest+changing < since.Earliest || until.Latest < last:
		case until.Latest > last:
			last, all = until.Latest, []int32{u.from}
		case !slices.Contains(all, u.from):
			all = append(all, u.from)
		}
	}
	return all
}
