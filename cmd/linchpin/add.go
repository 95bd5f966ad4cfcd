package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/loaders"
)

type addOptions struct {
	name, source, supplier, handling string
	identifier                       string
	grade                            graph.Grade
	knownOn                          dateFlag
	set                              []string
}

func newAddCmd() *cobra.Command {
	var o addOptions
	cmd := &cobra.Command{
		Use:   "add CASE KIND ID [TO]",
		Short: "Add one entity or tie by hand, with its source and grade",
		Long: `Add one entity (a kind of entity and its identifier) or one tie (a kind of tie and
its two ends, by name or identifier). What is added is a record of its own: it
stands beside what other sources say and replaces nothing. Properties are given
as --set name=value; formats lists those the program reads.`,
		Example: `  linchpin add harbour.case person P900 --name "Ilse Brandt" --source REP-31 --grade B2
  linchpin add harbour.case meets P900 volkhart --set at=2024-05-17 --source REP-31 --grade B3`,
		Args:              cobra.RangeArgs(3, 4),
		ValidArgsFunction: completeAdd,
		RunE:              func(cmd *cobra.Command, args []string) error { return runAdd(cmd, args, o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.name, "name", "", "name of the entity")
	flags.StringVar(&o.source, "source", "", "number of the report or statement that says so")
	flags.StringVar(&o.supplier, "supplier", "", "who gave it")
	flags.StringVar(&o.handling, "handling", "", "how the source may be handled")
	flags.TextVar(&o.grade, "grade", graph.Grade{}, "grade, such as B2, 1AP, B21, confirmed, tentative, unconfirmed, 0.7 or 0.5-0.8")
	flags.TextVar(&o.knownOn, "known-on", dateFlag{}, "when it became known")
	flags.StringVar(&o.identifier, "identifier", "", "identifier of the tie, where its source gives one")
	flags.StringArrayVar(&o.set, "set", nil, "a property, as name=value; may be given several times")
	return cmd
}

func runAdd(cmd *cobra.Command, args []string, o addOptions) error {
	if o.source = strings.TrimSpace(o.source); o.source == "" || o.grade.Scheme == graph.Ungraded {
		return usagef("--source and --grade are needed: nothing is kept without them")
	}
	record, err := o.record()
	if err != nil {
		return err
	}
	if args[2] = strings.TrimSpace(args[2]); args[2] == "" {
		return usagef("the identifier is empty")
	}
	return withCase(cmd, args[0], func(s store.Store) error {
		facts, err := o.facts(cmd, s, args[0], args[1:], record)
		if err != nil {
			return err
		}
		facts.Sources = []graph.Source{{ID: record.Source, Title: o.source, Supplier: o.supplier, Handling: o.handling}}
		if err := audit(cmd, s, args[0], store.Entry{Verb: "add", Counts: countsText(facts.Counts())}); err != nil {
			return err
		}
		return putByHand(cmd, s, facts)
	})
}

// record makes the record that the flags describe.
func (o *addOptions) record() (graph.Record, error) {
	r := graph.Record{Source: graph.ReportSource(o.source), Grade: o.grade, Known: o.knownOn.Date}
	if o.name != "" {
		r.Fields = append(r.Fields, graph.Field{Name: graph.PropName, Value: o.name})
	}
	for _, pair := range o.set {
		name, value, found := strings.Cut(pair, "=")
		if !found || name == "" {
			return r, usagef("--set %q: want name=value", pair)
		}
		if graph.IsSensitive(name) {
			return r, usagef("--set %s: specially protected data is not added by hand", name)
		}
		if known, ok := loaders.PropertyOf(name); ok {
			name = known
		}
		read, err := graph.ReadField(name, value)
		if err != nil {
			return r, &usageError{err}
		}
		r.Fields = append(r.Fields, graph.Field{Name: name, Value: read})
	}
	if r.Get(graph.PropAmount) != "" && r.Get(graph.PropCurrency) == "" {
		return r, usagef("--set amount=%s: an amount needs its currency: --set currency=EUR", r.Get(graph.PropAmount))
	}
	r.Normalise()
	return r, nil
}

// facts makes the entity or tie that the arguments name.
func (o *addOptions) facts(cmd *cobra.Command, s store.Store, name string, args []string, record graph.Record) (graph.Network, error) {
	if len(args) == 2 {
		kind, err := graph.ParseEntityKind(args[0])
		if err != nil {
			return graph.Network{}, &usageError{err}
		}
		return graph.Network{Entities: []graph.Entity{{ID: graph.EntityID(args[1]), Kind: kind, Records: []graph.Record{record}}}}, nil
	}
	kind, err := graph.ParseTieKind(args[0])
	if err != nil {
		return graph.Network{}, &usageError{err}
	}
	tie := graph.Tie{Kind: kind, Records: []graph.Record{record}}
	if tie.From, err = resolve(cmd, s, name, args[1]); err != nil {
		return graph.Network{}, err
	}
	if tie.To, err = resolve(cmd, s, name, args[2]); err != nil {
		return graph.Network{}, err
	}
	ends, err := s.Read(cmd.Context(), graph.Filter{Around: []graph.EntityID{tie.From, tie.To}})
	if err != nil {
		return graph.Network{}, err
	}
	if from, to := ends.Entity(tie.From).Kind, ends.Entity(tie.To).Kind; !kind.Fits(from, to) {
		return graph.Network{}, usagef("%s does not run from %s to %s", kind, from, to)
	}
	switch {
	case o.identifier != "":
		tie.Key = graph.IdentifierKey(o.identifier)
	case !kind.Rule().State: // an event by hand is named by what is said of it
		tie.Key = graph.IdentifierKey(fmt.Sprintf("%s %s", o.source, strings.Join(o.set, " ")))
	case kind == graph.LinkedTo && record.Get(graph.PropWord) != "":
		tie.Key = graph.IdentifierKey(record.Get(graph.PropWord))
	}
	tie.Normalise()
	return graph.Network{Ties: []graph.Tie{tie}}, nil
}

// putByHand puts facts under a key of their own content.
func putByHand(cmd *cobra.Command, s store.Writer, facts graph.Network) error {
	digest := facts.Digest()
	key := sha256.Sum256(fmt.Appendf(nil, "by hand %s", digest))
	result, err := s.Put(cmd.Context(), &graph.Batch{
		Key: hex.EncodeToString(key[:]), Load: digest.String(), Part: 1, Last: true,
		Title: "by hand, " + time.Now().UTC().Format(time.DateOnly), Facts: facts,
	})
	switch {
	case err != nil:
		return err
	case len(result.Conflicts) > 0:
		c := result.Conflicts[0]
		return fmt.Errorf("%s is a %s already, by %s %s; it cannot be a %s too", c.Entity, c.HadKind, c.Had.Source, c.Had.Location, c.GotKind)
	case result.Already || result.Records == 0:
		_, err = fmt.Fprintln(cmd.OutOrStdout(), "nothing new: that source says so already")
	default:
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "added: %s, %s, %s\n", counted(result.Entities, "entity"), counted(result.Ties, "tie"), counted(result.Records, "record"))
	}
	for _, d := range result.Disagreements {
		fmt.Fprintf(cmd.ErrOrStderr(), "linchpin: warning: %s\n", printable(disagreementText(d)))
	}
	return err
}

// disagreementText says what two sources say differently of one entity.
func disagreementText(d graph.Disagreement) string {
	var says []string
	for _, v := range d.Values {
		says = append(says, fmt.Sprintf("%q (%s %s)", v.Text, v.Record.Source, v.Record.Location))
	}
	return fmt.Sprintf("%s has different values of %s: %s; both are kept; two of one identifier may be two people", d.Entity, d.Property, strings.Join(says, ", "))
}
