package central

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Measure is one way of being central.
type Measure uint8

// The measures.
const (
	MeasureDegree Measure = iota
	MeasureStrength
	MeasureBetweenness
	MeasureCloseness
	MeasureHarmonic
	MeasureEigenvector
	MeasurePageRank
)

// measures is the one list of them, indexed by Measure.
var measures = [...]struct {
	name, about string
	compute     func(context.Context, *graph.View, Options) (Scores, error)
}{
	{"degree", "how many others one has a tie with", Degree},
	{"strength", "how strong one's ties are together", Strength},
	{"betweenness", "how often one lies on the shortest routes between others: a broker", Betweenness},
	{"closeness", "how near one is to all others in reach", Closeness},
	{"harmonic", "how near one is to all others, those out of reach counting nothing", Harmonic},
	{"eigenvector", "whether one's neighbours are central themselves", Eigenvector},
	{"pagerank", "where one ends up by following ties at random", PageRank},
}

// Measures returns every measure, in order.
func Measures() []Measure {
	all := make([]Measure, len(measures))
	for i := range all {
		all[i] = Measure(i)
	}
	return all
}

// String returns the measure's word.
func (m Measure) String() string { return measures[m].name }

// About returns one line on how to read the measure.
func (m Measure) About() string { return measures[m].about }

// MarshalText returns the measure's word.
func (m Measure) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the measure's word.
func (m *Measure) UnmarshalText(text []byte) error {
	var names []string
	for i := range measures {
		if strings.EqualFold(measures[i].name, string(text)) {
			*m = Measure(i)
			return nil
		}
		names = append(names, measures[i].name)
	}
	word := string(text[:min(len(text), 40)])
	hint := ""
	if i := slices.IndexFunc(names, func(name string) bool { return alike(name, strings.ToLower(word)) }); i >= 0 {
		hint = fmt.Sprintf("; did you mean %s?", names[i])
	}
	return fmt.Errorf("unknown measure %q: want one of %s%s", word, strings.Join(names, ", "), hint)
}

// alike reports whether two words share their letters but for two.
func alike(a, b string) bool {
	rest := b
	missing := 0
	for _, r := range a {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			missing++
			continue
		}
		rest = rest[:i] + rest[i+len(string(r)):]
	}
	return missing+len([]rune(rest)) <= 2
}

// Options say how a measure is to be taken. The zero value ignores strengths but
// for the measure that is about them.
type Options struct {
	Weighted bool               // let strengths count, as strength or as distance: the measure says which
	Progress func(done, of int) // told how far a long measure has come, by one worker at a time; nil: nobody
}

// Compute takes a measure of a view.
func Compute(ctx context.Context, m Measure, v *graph.View, o Options) (Scores, error) {
	return measures[m].compute(ctx, v, o)
}

// weights says what weights a measure was given.
func (o Options) weights(used string) string {
	if o.Weighted {
		return used
	}
	return ""
}
