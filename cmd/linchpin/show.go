package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type showOptions struct {
	out     outputOptions
	knownOn dateFlag
	source  string
}

func newShowCmd() *cobra.Command {
	var o showOptions
	cmd := &cobra.Command{
		Use:   "show CASE [NAME]",
		Short: "Show a case, an entity with its records and ties, or a source",
		Long: `Show what a case holds; or everything that is recorded of one entity, each value
with its source, place and grade, conflicts marked, and its ties; or, with
--source, what rests on one source.`,
		Example: `  linchpin show harbour.case
  linchpin show harbour.case volkhart --as-known-on 2023-12-31
  linchpin show harbour.case --source report:K-02`,
		Args:              cobra.RangeArgs(1, 2),
		ValidArgsFunction: completeCaseAndName,
		RunE:              func(cmd *cobra.Command, args []string) error { return runShow(cmd, args, &o) },
	}
	o.out.addFlags(cmd)
	cmd.Flags().TextVar(&o.knownOn, "as-known-on", dateFlag{}, "read the case as it was known on this date")
	cmd.Flags().StringVar(&o.source, "source", "", "show what rests on this source")
	return cmd
}

func runShow(cmd *cobra.Command, args []string, o *showOptions) error {
	return withCase(cmd, args[0], func(s store.Store) error {
		filter := graph.Filter{KnownOn: o.knownOn.Date}
		if len(args) == 2 {
			id, err := resolve(cmd, s, args[0], args[1])
			if err != nil {
				return err
			}
			filter.Around, filter.Depth = []graph.EntityID{id}, 1
		}
		n, err := s.Read(cmd.Context(), filter)
		if err != nil {
			return err
		}
		if err := auditRead(cmd, s, args[0], n, store.Entry{}); err != nil {
			return err
		}
		switch {
		case o.source != "":
			return o.showSource(cmd, n, graph.SourceID(o.source))
		case len(args) == 2:
			return o.out.write(cmd, newTableResult(entityTitle(n, filter.Around[0]), entityTable(n, filter.Around[0])))
		}
		return o.showCase(cmd, s, args[0], n)
	})
}

// showCase shows what there is of each kind, the sources and the loads.
func (o *showOptions) showCase(cmd *cobra.Command, s store.Reader, name string, n *graph.Network) error {
	table := report.Table{Columns: []string{"WHAT", "KIND", "COUNT", "NOTE"}, Numeric: []bool{false, false, true}}
	row := func(what, kind string, count int, note string) {
		if count > 0 {
			table.Rows = append(table.Rows, []string{what, kind, strconv.Itoa(count), note})
		}
	}
	entities, ties := map[graph.EntityKind]int{}, map[graph.TieKind]int{}
	for i := range n.Entities {
		entities[n.Entities[i].Kind]++
	}
	for i := range n.Ties {
		ties[n.Ties[i].Kind]++
	}
	for _, k := range graph.EntityKinds() {
		row("entities", k.String(), entities[k], "")
	}
	for _, k := range graph.TieKinds() {
		row("ties", k.String(), ties[k], "")
	}
	sources, err := s.Sources(cmd.Context())
	if err != nil {
		return err
	}
	for _, source := range sources {
		note := strings.Trim(source.Title+"; "+source.Supplier+"; "+source.Handling, "; ")
		if source.Withdrawn {
			note += "; withdrawn"
		}
		row("source", string(source.ID), source.Records, note)
	}
	loads, err := s.Loads(cmd.Context())
	if err != nil {
		return err
	}
	for _, l := range loads {
		if !l.Complete {
			row("load", l.Title, l.Batches, "broken off; run it again to complete it")
		}
	}
	c := n.Counts()
	title := fmt.Sprintf("%s: %s, %s, %s of %s; digest %s; %d records do not say when they became known",
		caseTitle(name), counted(c.Entities, "entity"), counted(c.Ties, "tie"), counted(c.Records, "record"), counted(c.Sources, "source"), n.Digest().Short(), c.Undated)
	return o.out.write(cmd, newTableResult(title, table))
}

func (o *showOptions) showSource(cmd *cobra.Command, n *graph.Network, id graph.SourceID) error {
	i := slices.IndexFunc(n.Sources, func(s graph.Source) bool { return s.ID == id || s.Title == string(id) })
	if i < 0 {
		return fmt.Errorf("%w: source %s; linchpin show lists them", store.ErrNotFound, id)
	}
	source := n.Sources[i]
	table := report.Table{Columns: []string{"PLACE", "OF", "SAYS", "GRADE", "KNOWN ON", "RECORD"}}
	add := func(of string, records []graph.Record, id func(int) graph.RecordID) {
		for i := range records {
			if r := &records[i]; r.Source == source.ID || r.Location.In == source.ID {
				table.Rows = append(table.Rows, []string{r.Location.String(), of, fieldsText(r), r.Grade.Text, r.Known.String(), string(id(i))})
			}
		}
	}
	for i := range n.Entities {
		e := &n.Entities[i]
		add(fmt.Sprintf("%s %s", e.Kind, e.ID), e.Records, e.RecordID)
	}
	for i := range n.Ties {
		t := &n.Ties[i]
		add(fmt.Sprintf("%s %s %s", t.From, t.Kind, t.To), t.Records, t.RecordID)
	}
	title := fmt.Sprintf("%s: %s, SHA-256 %s, supplied by %s, handling %s", source.ID, source.Title, orUnknown(source.SHA256), orUnknown(source.Supplier), orUnknown(source.Handling))
	return o.out.write(cmd, newTableResult(title, table))
}

func orUnknown(text string) string {
	if text == "" {
		return "not given"
	}
	return text
}

func fieldsText(r *graph.Record) string {
	if r.Implied {
		return "(mentioned)"
	}
	var parts []string
	for _, f := range r.Fields {
		parts = append(parts, f.Name+"="+f.Value)
	}
	return strings.Join(parts, ", ")
}

func entityTitle(n *graph.Network, id graph.EntityID) string {
	e := n.Entity(id)
	if e == nil {
		return string(id)
	}
	title := fmt.Sprintf("%s, %s %s", e.Name(), e.Kind, e.ID)
	for _, d := range e.Disagreements() {
		title += fmt.Sprintf("; sources disagree on %s", d.Property)
	}
	return title
}

// entityTable lists every record of an entity, then every record of its ties.
func entityTable(n *graph.Network, id graph.EntityID) report.Table {
	table := report.Table{Columns: []string{"WHAT", "SAYS", "SOURCE", "PLACE", "GRADE", "KNOWN ON", "RECORD"}}
	add := func(what string, records []graph.Record, id func(int) graph.RecordID) {
		for i := range records {
			r := &records[i]
			table.Rows = append(table.Rows, []string{what, fieldsText(r), n.Source(r.Source).Title, r.Location.String(), r.Grade.Text, r.Known.String(), string(id(i))})
		}
	}
	if e := n.Entity(id); e != nil {
		add(e.Kind.String(), e.Records, e.RecordID)
	}
	for i := range n.Ties {
		t := &n.Ties[i]
		switch id {
		case t.From:
			add(fmt.Sprintf("%s -> %s", t.Word(), n.Entity(t.To).Name()), t.Records, t.RecordID)
		case t.To:
			add(fmt.Sprintf("%s <- %s", t.Word(), n.Entity(t.From).Name()), t.Records, t.RecordID)
		}
	}
	return table
}
