package report

import (
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// ProtectionText is what records of one protection say of it: each word once, the surest record's first.
type ProtectionText struct {
	Means  []string `json:"means"`
	Form   []string `json:"form"`
	Status []string `json:"status"`
}

// protection reads the records of one protection together.
func (n veil) protection(facts []*graph.Tie) *ProtectionText {
	return &ProtectionText{n.words(facts, graph.PropMeans), n.words(facts, graph.PropForm), n.words(facts, graph.PropStatus)}
}

// words are the values that records of some ties give a property, each once.
func (n veil) words(facts []*graph.Tie, property string) []string {
	all := []string{}
	for _, t := range facts {
		all = n.add(all, t.Values(property))
	}
	return all
}

// add adds the texts of values that are not there yet and name nobody protected.
func (n veil) add(all []string, values []graph.Value) []string {
	for _, v := range values {
		if text := n.text(v.Text); text != "" && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

// text is the protection in one line, with what no record says.
func (p *ProtectionText) text() string {
	var all []string
	for _, one := range []struct {
		name  string
		words []string
	}{{"means", p.Means}, {"form", p.Form}, {"status", p.Status}} {
		words := strings.Join(one.words, ", ")
		if words == "" {
			words = "not recorded"
		}
		all = append(all, one.name+": "+words)
	}
	return strings.Join(all, "; ")
}

// cells are means, form and status; empty for evidence of another sort.
func (p *ProtectionText) cells() []string {
	if p == nil {
		return []string{"", "", ""}
	}
	return []string{strings.Join(p.Means, ", "), strings.Join(p.Form, ", "), strings.Join(p.Status, ", ")}
}

// saidOfProtection is what one record of protection says of it: " by bribe: tip-off, charged".
func (n veil) saidOfProtection(t *graph.Tie, r *graph.Record) string {
	if t.Kind != graph.Protects {
		return ""
	}
	var said strings.Builder
	for _, one := range [][2]string{{graph.PropMeans, " by "}, {graph.PropForm, ": "}, {graph.PropStatus, ", "}} {
		if word := n.text(r.Get(one[0])); word != "" {
			said.WriteString(one[1] + word)
		}
	}
	return said.String()
}
