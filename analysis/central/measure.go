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
	MeasureInDegree
	MeasureOutDegree
	MeasureInStrength
	MeasureOutStrength
	MeasureKatz
	MeasureAuthority
	MeasureHub
	MeasureCore
	MeasureEffectiveSize
	MeasureEfficiency
	MeasureConstraint
	MeasureHierarchy
	MeasureCut
	MeasureInfluence
	MeasureBrokerage
	MeasureCoordinator
	MeasureConsultant
	MeasureGatekeeper
	MeasureRepresentative
	MeasureLiaison
	MeasureTwoModeDegree
	MeasureTwoModeBetweenness
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
	{"in-degree", "how many others have a tie to one (directed)", InDegree},
	{"out-degree", "how many others one has a tie to (directed)", OutDegree},
	{"in-strength", "how strong the ties to one are together (directed)", InStrength},
	{"out-strength", "how strong the ties from one are together (directed)", OutStrength},
	{"katz", "how many walks lead to one, long ones counting less", Katz},
	{"authority", "whether those point at one who point at many such (directed)", Authority},
	{"hub", "whether one points at those at whom many point (directed)", Hub},
	{"core", "how dense the densest part is that one belongs to", Core},
	{"effective-size", "how many of one's contacts are not redundant", EffectiveSize},
	{"efficiency", "the share of one's contacts that are not redundant", Efficiency},
	{"constraint", "how little room one's contacts leave: LOW marks a broker", Constraint},
	{"hierarchy", "whether one depends on one contact", Hierarchy},
	{"cut", "how many pairs of others lose every route to each other without one", Cut},
	{"influence", "how much runs through the shell some ties around one", Influence},
	{"brokerage", "how often one stands between two who are not tied, by groups", Brokerage},
	{"coordinator", "brokerage between two of one's own group", Coordinator},
	{"consultant", "brokerage between two of one other group", Consultant},
	{"gatekeeper", "brokerage from another group into one's own", Gatekeeper},
	{"representative", "brokerage from one's own group to another", Representative},
	{"liaison", "brokerage between two other groups", Liaison},
	{"two-mode-degree", "the share of the events, companies or other things that one is tied to", TwoModeDegree},
	{"two-mode-betweenness", "betweenness as a share of what a person, or a thing, can have", TwoModeBetweenness},
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

// LowFirst reports whether the lowest score is the first in rank: a low constraint marks a
// broker.
func (m Measure) LowFirst() bool { return m == MeasureConstraint }

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
	Weighted    bool               // let strengths count, as strength or as distance: the measure says which
	Attenuation float64            // of Katz; 0: .85/λ
	Radius      int                // of Influence; 0: 2
	Near        []int              // of PageRank: where the walker starts anew; none: anywhere
	Groups      []int32            // of Brokerage: each entity's group, below 0 or left out for none
	Sample      int                // of Betweenness: how many pairs stand for all; 0: all
	Seed        uint64             // of what is drawn at random
	Progress    func(done, of int) // told how far a long measure has come, by one worker at a time; nil: nobody
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
