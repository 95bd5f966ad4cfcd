package certainty

import (
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Footing says whose word an entity's ties rest on. Sources of one origin are one voice.
type Footing struct {
	Ties       int // of the entity in the view
	Voices     int // who speak of any of them
	OneVoice   int // of the ties, those of which one voice alone speaks
	SecondHand int // of the ties, those that everybody who speaks of them has from others
}

// FootingOf counts what the ties of an entity rest on. O(r) time for r records of them,
// times the sources of the case where a record's source has an origin.
func FootingOf(v *graph.View, entity int) Footing {
	f, facts := Footing{}, v.Facts()
	all := map[string]bool{}
	for _, tie := range tiesOf(v, entity) {
		f.Ties++
		voices, first := map[string]bool{}, false
		for _, t := range v.Evidence(tie) {
			for i := range t.Records {
				voice := facts.Voice(t.Records[i].Source)
				voices[voice], all[voice] = true, true
				first = first || !SecondHand(facts, &t.Records[i])
			}
		}
		if len(voices) == 1 {
			f.OneVoice++
		}
		if !first {
			f.SecondHand++
		}
	}
	f.Voices = len(all)
	return f
}

// SecondHand reports whether a record says what its source has from others: its grade
// says so, or the source's origin is another source of the case.
func SecondHand(facts *graph.Network, r *graph.Record) bool {
	if r.Grade.SecondHand() {
		return true
	}
	origin := graph.SourceID(facts.Voice(r.Source))
	if origin == r.Source {
		return false
	}
	return slices.ContainsFunc(facts.Sources, func(s graph.Source) bool {
		return s.ID != r.Source && (s.ID == origin || s.Title == string(origin))
	})
}
