package graph

import (
	"cmp"
	"slices"
)

// A heard is what is said of a tie: by one voice alone, or, where it takes several facts,
// by all the voices behind them, every one of which has to be right.
type heard struct {
	voices  []string
	reading Interval
}

// byVoices puts first what the fewest voices say, and of it the surest.
func byVoices(a, b heard) int {
	return cmp.Or(cmp.Compare(len(a.voices), len(b.voices)), bySureness(a, b))
}

// bySureness puts first what is surest.
func bySureness(a, b heard) int {
	return cmp.Or(cmp.Compare(b.reading.Lo, a.reading.Lo), cmp.Compare(a.reading.Hi, b.reading.Hi), slices.Compare(a.voices, b.voices))
}

// hear adds what each record of a tie says.
func (t *Tie) hear(all []heard, voice func(SourceID) string) []heard {
	for i := range t.Records {
		all = append(all, heard{[]string{voice(t.Records[i].Source)}, t.Records[i].Grade.Interval()})
	}
	return all
}

// hear adds what is said for a link.
func (p *projection) hear(all []heard, l link) []heard {
	if len(l.evidence) == 1 {
		return p.facts.Ties[l.evidence[0]].hear(all, p.voice)
	}
	var voices []string
	for _, tie := range l.evidence {
		for i := range p.facts.Ties[tie].Records {
			voices = append(voices, p.voice(p.facts.Ties[tie].Records[i].Source))
		}
	}
	slices.Sort(voices)
	return append(all, heard{slices.Compact(voices), l.probability})
}

// probabilityOf returns the probability of the tie that parallel links become.
func (p *projection) probabilityOf(links []link) Interval {
	if len(links) == 1 {
		return links[0].probability
	}
	var all []heard
	for _, l := range links {
		all = p.hear(all, l)
	}
	return together(all)
}

// together returns the interval of at least one thing heard being true. Every voice counts
// once, with the surest it says, for however often it is heard it may be wrong in all; what
// takes several voices adds nothing where one of them has counted already. Whether such a
// thing or what its voices say alone counts first is decided by what comes out surer. It
// sorts what was heard.
func together(all []heard) Interval {
	slices.SortFunc(all, byVoices)
	alone := countOnce(all)
	if len(all) == 0 || len(all[len(all)-1].voices) == 1 {
		return alone
	}
	slices.SortFunc(all, bySureness)
	if surest := countOnce(all); surest.Lo > alone.Lo {
		return surest
	}
	return alone
}

// countOnce combines, in order, what no voice says that has counted already.
func countOnce(all []heard) Interval {
	counted := make(map[string]bool, len(all))
	var sum Interval
	for _, h := range all {
		if slices.ContainsFunc(h.voices, func(voice string) bool { return counted[voice] }) {
			continue
		}
		for _, voice := range h.voices {
			counted[voice] = true
		}
		sum = sum.Or(h.reading)
	}
	return sum
}
