package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/loaders"
)

type loadOptions struct {
	loaders        loaders.Options
	delimiter      string
	kind, tieKind  string
	mapping        string
	knownOn        dateFlag
	allowSensitive string
}

func newLoadCmd() *cobra.Command {
	var o loadOptions
	cmd := &cobra.Command{
		Use:   "load CASE FILE...",
		Short: "Load files into a case",
		Long: `Load files into a case: tables with conventional columns, Neo4j import files, lists
of ties, JSON Lines, or any table by a mapping (linchpin map makes one to start
from; linchpin formats lists the formats). - is standard input.

Rows that cannot be read are listed with line, column and a hint, and the others
are loaded; --strict loads nothing then. Loading the same file again changes
nothing; a load that was broken off is completed by running it again.`,
		Example: `  linchpin load harbour.case entities.csv registers.csv --grade A1
  linchpin load harbour.case bank-2024.csv --mapping bank.yaml --known-on 2024-12-31`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return runLoad(cmd, args[0], args[1:], &o) },
	}
	o.addFlags(cmd)
	return cmd
}

func (o *loadOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.mapping, "mapping", "", "how the table's rows become entities and ties (YAML)")
	flags.StringVar(&o.loaders.Format, "file-format", "", "csv, neo4j, edges or jsonl (default: by content)")
	flags.StringVar(&o.loaders.Namespace, "namespace", "", "namespace of identifiers that name none")
	flags.StringVar(&o.kind, "kind", "", "kind of entities that state none (default: person)")
	flags.StringVar(&o.tieKind, "tie-kind", "", "kind of ties that state none (default: associates-with)")
	flags.StringVar(&o.delimiter, "delimiter", "", "what stands between fields: , ; | or tab (default: by content)")
	flags.StringVar(&o.loaders.Encoding, "encoding", "", "such as utf-8, windows-1252, utf-16le (default: by content)")
	flags.StringVar(&o.loaders.Source.Title, "title", "", "title of the source (default: the file's name)")
	flags.StringVar(&o.loaders.Source.Supplier, "supplier", "", "who gave the file")
	flags.StringVar(&o.loaders.Source.Handling, "handling", "", "how the source may be handled")
	flags.StringVar(&o.loaders.Source.Origin, "origin", "", "sources of one origin count as one voice")
	flags.TextVar(&o.loaders.Grade, "grade", graph.Grade{}, "grade of rows that have none, such as B2, 1AP, B21, confirmed or 0.7")
	flags.TextVar(&o.knownOn, "known-on", dateFlag{}, "when rows that do not say it became known")
	flags.StringVar(&o.allowSensitive, "allow-sensitive", "", "load columns of specially protected data, for this reason")
	flags.BoolVar(&o.loaders.Strict, "strict", false, "load nothing of a file in which a row is bad")
}

// build checks the flags and the mapping before any file is opened.
func (o *loadOptions) build() (loaders.Options, error) {
	l := o.loaders
	o.allowSensitive = strings.TrimSpace(o.allowSensitive)
	l.Known, l.AllowSensitive = o.knownOn.Date, o.allowSensitive != ""
	if err := checkFileFormat(l.Format); err != nil {
		return l, err
	}
	if l.Namespace != "" && !graph.ValidNamespace(l.Namespace) {
		return l, usagef("--namespace %q: want a lower-case letter, then letters, digits, dots, hyphens and underscores", l.Namespace)
	}
	var err error
	if o.kind != "" {
		if l.Kind, err = graph.ParseEntityKind(o.kind); err != nil {
			return l, usagef("--kind: %w", err)
		}
	}
	if o.tieKind != "" {
		if l.TieKind, err = graph.ParseTieKind(o.tieKind); err != nil {
			return l, usagef("--tie-kind: %w", err)
		}
	}
	switch {
	case o.delimiter == "tab" || o.delimiter == `\t`:
		l.Delimiter = '\t'
	case utf8.RuneCountInString(o.delimiter) == 1:
		l.Delimiter, _ = utf8.DecodeRuneInString(o.delimiter)
	case o.delimiter != "":
		return l, usagef("--delimiter %q: want one character, or tab", o.delimiter)
	}
	if o.mapping != "" {
		text, err := os.ReadFile(o.mapping)
		if err != nil {
			return l, fmt.Errorf("mapping: %w", err)
		}
		if l.Mapping, err = loaders.ReadMapping(o.mapping, text); err != nil {
			return l, err
		}
	}
	return l, nil
}

// checkFileFormat refuses a word that names no format.
func checkFileFormat(word string) error {
	var names []string
	for _, f := range loaders.Formats() {
		names = append(names, f.Name)
	}
	if word == "" || slices.Contains(names, word) {
		return nil
	}
	return usagef("--file-format %q: want one of %s", word, strings.Join(names, ", "))
}

func runLoad(cmd *cobra.Command, name string, files []string, o *loadOptions) error {
	options, err := o.build()
	if err != nil {
		return err
	}
	inputs, err := openInputs(cmd, files)
	defer closeInputs(inputs)
	if err != nil {
		return err
	}
	return withCase(cmd, name, func(s store.Store) error {
		for _, in := range inputs {
			if err := loadFile(cmd, s, name, in.Input, options, o.allowSensitive); err != nil {
				return err
			}
		}
		return nil
	})
}

// An input is a file to load, open until everything is done.
type input struct {
	loaders.Input
	file *os.File
}

// openInputs opens every file before the first is loaded, so that a misspelt name
// changes nothing.
func openInputs(cmd *cobra.Command, names []string) ([]input, error) {
	var inputs []input
	for _, name := range names {
		open := openFile
		if name == "-" {
			open = func(string) (*os.File, error) { return spool(cmd) }
		}
		file, err := open(name)
		if err != nil {
			return inputs, err
		}
		info, err := file.Stat()
		if err != nil {
			return inputs, err
		}
		inputs = append(inputs, input{loaders.Input{Name: oneLine(name), Data: file, Size: info.Size()}, file})
	}
	return inputs, nil
}

func closeInputs(inputs []input) {
	for _, in := range inputs {
		in.file.Close()
	}
}

// openFile opens a regular file. A pipe is a matter for standard input; a device has
// no end.
func openFile(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s: is a directory; name the files in it", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: is no regular file; for a pipe use standard input: linchpin load CASE - < %s", name, name)
	}
	return os.Open(name)
}

// spool copies standard input into a file without a name, for it is read twice.
func spool(cmd *cobra.Command) (*os.File, error) {
	if stdin, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(int(stdin.Fd())) {
		fmt.Fprintln(cmd.ErrOrStderr(), "linchpin: reading standard input; end it with Ctrl-D")
	}
	file, err := os.CreateTemp("", "linchpin-*")
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	os.Remove(file.Name()) // it lives as long as it is open, and no longer
	if _, err := io.Copy(file, cmd.InOrStdin()); err != nil {
		file.Close()
		return nil, fmt.Errorf("standard input: %w", err)
	}
	return file, nil
}

// loadFile loads one file and says what became of every row.
func loadFile(cmd *cobra.Command, s store.Store, name string, in loaders.Input, o loaders.Options, reason string) error {
	if err := audit(cmd, s, name, store.Entry{Verb: "load", Reason: reason, Counts: fmt.Sprintf("bytes=%d", in.Size)}); err != nil {
		return err
	}
	p := newProgress(cmd, in.Name)
	defer p.done()
	o.Progress = func(rows int, bytes int64) {
		if in.Size > 0 {
			p.show(fmt.Sprintf("%d rows, %d %%", rows, 100*bytes/in.Size))
		}
	}
	var total store.PutResult
	batches, already, source := 0, 0, ""
	report, err := loaders.Load(cmd.Context(), in, o, func(b *graph.Batch) error {
		r, err := s.Put(cmd.Context(), b)
		if err != nil {
			return err
		}
		if batches++; r.Already {
			already++
		}
		for _, s := range b.Facts.Sources {
			if source == "" || s.Title == in.Name {
				source = string(s.ID)
			}
		}
		total.Entities, total.Ties, total.Records = total.Entities+r.Entities, total.Ties+r.Ties, total.Records+r.Records
		total.Conflicts = append(total.Conflicts, r.Conflicts...)
		total.Disagreements = append(total.Disagreements, r.Disagreements...)
		return nil
	})
	if report != nil && cmd.Context().Err() == nil { // of a load that was broken off the rows read are not the rows kept
		tellReport(cmd, report, &total)
	}
	if err != nil {
		if batches > 0 {
			err = fmt.Errorf("%w (%d batches of %s are in; run the command again to complete it)", err, batches, in.Name)
		}
		return err
	}
	counts := fmt.Sprintf("entities=%d ties=%d records=%d bad=%d source=%s", total.Entities, total.Ties, total.Records, report.BadRows, source)
	// The facts are in, and the entry that announced them too: an interruption here loses no trace.
	if err := audit(cmd, s, name, store.Entry{Verb: "loaded", Counts: counts}); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	if already == batches {
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: nothing new, it was loaded before\n", printable(in.Name))
		return err
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d of %d rows loaded as %s: %s, %s, %s new to the case\n",
		printable(in.Name), report.Loaded, report.Rows, report.Format, counted(total.Entities, "entity"), counted(total.Ties, "tie"), counted(total.Records, "record"))
	if err == nil && report.Rows > report.Skipped && report.Loaded == 0 {
		err = &loaders.ParseError{File: in.Name, Line: 1, Err: fmt.Errorf("none of its %d rows could be read", report.Rows)}
	}
	return err
}

const maxTold = 20 // problems told of each sort; the rest is counted

// tellReport writes to standard error what a person must know of a file.
func tellReport(cmd *cobra.Command, r *loaders.Report, p *store.PutResult) {
	say := func(format string, values ...any) {
		fmt.Fprintln(cmd.ErrOrStderr(), printable(fmt.Sprintf(format, values...)))
	}
	for _, note := range r.Notes {
		say("%s: %s", r.File, note)
	}
	if r.Rows == 0 {
		say("%s: warning: no rows", r.File)
	}
	for _, problem := range r.Warnings[:min(maxTold, len(r.Warnings))] {
		say("%s:%s: warning", r.File, problem)
	}
	for _, problem := range r.Bad[:min(maxTold, len(r.Bad))] {
		say("%s:%s: not loaded", r.File, problem)
	}
	for _, c := range p.Conflicts[:min(maxTold, len(p.Conflicts))] {
		say("%s:%s: not loaded: %s is a %s here and a %s by %s %s", r.File, c.Got.Location, c.Entity, c.GotKind, c.HadKind, c.Had.Source, c.Had.Location)
	}
	for _, d := range p.Disagreements[:min(maxTold, len(p.Disagreements))] {
		say("%s: warning: %s", r.File, disagreementText(d))
	}
	if r.BadRows+r.Skipped+r.Warned+r.Implied+len(p.Conflicts)+len(p.Disagreements) > 0 {
		say("%s: %s = %d loaded + %d bad + %d skipped; %s, %s only mentioned, %d of another kind left out, %s",
			r.File, counted(r.Rows, "row"), r.Loaded, r.BadRows, r.Skipped, counted(r.Warned, "warning"), counted(r.Implied, "entity"), len(p.Conflicts), counted(len(p.Disagreements), "disagreement"))
	}
}
