package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
)

// viewOptions are the flags by which every analysis is asked about a part of a
// case.
type viewOptions struct {
	lens        graph.Lens
	from, to    dateFlag
	date        dateFlag
	knownOn     dateFlag
	entityKinds []string
	tieKinds    []string
	through     []string
	minGrade    float64
	maxShared   int
	entities    string
	ties        string
	connected   bool
	directed    bool

	expressions []*expression // compiled by build
	broken      []string      // files of which only a part is in the case, once it is read
}

func (o *viewOptions) addFlags(cmd *cobra.Command) {
	o.addFilterFlags(cmd)
	flags := cmd.Flags()
	flags.TextVar(&o.lens, "lens", graph.People, "what to look at: people, money, gangs or whole")
	flags.StringSliceVar(&o.through, "through", nil, "kinds read as ties between those who share them (default: phone,account,company,event; none: none)")
	flags.IntVar(&o.maxShared, "max-shared", graph.DefaultMaxShared, "leave out what more people than this share")
	flags.BoolVar(&o.connected, "connected", false, "leave out entities without a tie")
	flags.BoolVar(&o.directed, "directed", false, "keep the direction of ties that have one")
}

// addFilterFlags adds the flags that narrow a case, for a question that is always put to the
// whole of it.
func (o *viewOptions) addFilterFlags(cmd *cobra.Command) {
	o.lens, o.maxShared = graph.Whole, graph.DefaultMaxShared
	flags := cmd.Flags()
	flags.TextVar(&o.date, "date", dateFlag{}, "the day the result is drawn up for (default: that of --as-known-on, or today)")
	flags.TextVar(&o.knownOn, "as-known-on", dateFlag{}, "read the case as it was known on this date")
	flags.TextVar(&o.from, "from", dateFlag{}, "leave out ties that ended before this date")
	flags.TextVar(&o.to, "to", dateFlag{}, "leave out ties that began after this date")
	flags.StringSliceVar(&o.entityKinds, "entity-kinds", nil, "only entities of these kinds")
	flags.StringSliceVar(&o.tieKinds, "tie-kinds", nil, "only ties of these kinds")
	flags.Float64Var(&o.minGrade, "min-grade", 0, "only ties that are real with at least this probability")
	flags.StringVar(&o.entities, "entities", "", `only entities for which this expression holds, such as 'kind == "person" && prop("district") == "north"'`)
	flags.StringVar(&o.ties, "ties", "", `only ties for which this expression holds, such as 'kind == "calls" && strength > 2'`)
}

// build turns the flags into the options of a view, so that a wrong one is found
// before anything is read.
func (o *viewOptions) build() (graph.ViewOptions, error) {
	v := graph.ViewOptions{Lens: o.lens, MinGrade: o.minGrade, MaxShared: o.maxShared, Connected: o.connected, Directed: o.directed}
	if o.from.Known() && o.to.Known() && o.from.Earliest > o.to.Latest {
		return v, usagef("--from %s is after --to %s", o.from.Date, o.to.Date)
	}
	if !(o.minGrade >= 0 && o.minGrade <= 1) { // neither holds for what is no number
		return v, usagef("--min-grade %g: want a probability from 0 to 1", o.minGrade)
	}
	if o.maxShared < 2 {
		return v, usagef("--max-shared %d: want at least 2", o.maxShared)
	}
	v.Filter = graph.Filter{Window: o.from.Until(o.to.Date), KnownOn: o.knownOn.Date}
	var err error
	if v.Filter.EntityKinds, err = parseAll("--entity-kinds", o.entityKinds, graph.ParseEntityKind); err != nil {
		return v, err
	}
	if v.Filter.TieKinds, err = parseAll("--tie-kinds", o.tieKinds, graph.ParseTieKind); err != nil {
		return v, err
	}
	if len(o.through) == 1 && o.through[0] == "none" {
		v.Through = []graph.EntityKind{}
	} else if v.Through, err = parseAll("--through", o.through, graph.ParseEntityKind); err != nil {
		return v, err
	}
	return v, o.compileExpressions(&v)
}

// words says in one line what was asked, for the head of a result.
func (o *viewOptions) words() string {
	var words []string
	add := func(format string, value any, given bool) {
		if given {
			words = append(words, fmt.Sprintf(format, value))
		}
	}
	add("from %s", o.from.Date, o.from.Known())
	add("to %s", o.to.Date, o.to.Known())
	add("entity kinds %s", strings.Join(o.entityKinds, ", "), len(o.entityKinds) > 0)
	add("tie kinds %s", strings.Join(o.tieKinds, ", "), len(o.tieKinds) > 0)
	add("through %s", strings.Join(o.through, ", "), len(o.through) > 0)
	add("at most %d sharing", o.maxShared, o.maxShared != graph.DefaultMaxShared)
	add("probability at least %g", o.minGrade, o.minGrade > 0)
	add("entities where %s", o.entities, o.entities != "")
	add("ties where %s", o.ties, o.ties != "")
	add("%s", "connected entities only", o.connected)
	return strings.Join(words, "; ")
}

// viewFlags are the flags that make a view.
var viewFlags = [...]string{"lens", "as-known-on", "from", "to", "entity-kinds", "tie-kinds", "through", "max-shared", "min-grade", "entities", "ties", "connected", "directed"}

// flagsOfView writes the flags that make a view as they are typed, "" where none is needed.
func flagsOfView(cmd *cobra.Command) string {
	var typed []string
	for _, name := range viewFlags {
		f := cmd.Flags().Lookup(name)
		value := f.Value.String()
		switch {
		case value == f.DefValue:
		case value == "true":
			typed = append(typed, "--"+name)
		default:
			if f.Value.Type() == "stringSlice" {
				value = value[1 : len(value)-1]
			}
			if strings.ContainsFunc(value, needsQuotes) {
				value = "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
			}
			typed = append(typed, "--"+name+" "+value)
		}
	}
	return strings.Join(typed, " ")
}

func needsQuotes(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-.,:/_", r)
}

func parseAll[K any](flag string, words []string, parse func(string) (K, error)) ([]K, error) {
	var kinds []K
	for _, word := range words {
		kind, err := parse(word)
		if err != nil {
			return nil, usagef("%s: %w", flag, err)
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

// A dateFlag is a date given as a flag.
type dateFlag struct{ graph.Date }

// UnmarshalText reads a date; "" is none.
func (d *dateFlag) UnmarshalText(text []byte) error { return d.Date.UnmarshalText(text) }
