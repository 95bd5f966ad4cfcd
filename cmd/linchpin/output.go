package main

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/report"
)

// outputOptions are the flags by which every result is written.
type outputOptions struct {
	format format
	path   string
	force  bool
}

func (o *outputOptions) addFlags(cmd *cobra.Command) {
	cmd.Flags().TextVar(&o.format, "format", formatTable, "table, json or csv; targets and dismantle also html")
	cmd.Flags().StringVarP(&o.path, "output", "o", "", "file to write (default: standard output)")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace the file if it is there")
}

// A result can be written for people and for programs. What it says of itself goes with every
// row of CSV, so that none can be written that does not say it.
type result interface {
	Write(io.Writer) error
	Table() report.Table
	Said() [][2]string
}

// write writes a result in the format asked for. It is made whole before a file is
// touched.
func (o *outputOptions) write(cmd *cobra.Command, r result) error {
	text, err := o.text(r)
	if err != nil {
		return err
	}
	return writeResult(cmd, o.path, o.force, text)
}

// text returns a result in the format asked for.
func (o *outputOptions) text(r result) ([]byte, error) {
	var text bytes.Buffer
	var err error
	switch o.format {
	case formatJSON:
		err = report.WriteJSON(&text, r)
	case formatCSV:
		err = r.Table().Repeating(r.Said()).WriteCSV(&text)
	case formatHTML:
		page, ok := r.(interface{ WriteHTML(io.Writer) error })
		if !ok {
			return nil, usagef("--format html is for target lists and plans")
		}
		err = page.WriteHTML(&text)
	default:
		err = r.Write(&text)
	}
	return text.Bytes(), err
}

// heading describes what was asked of a case.
func heading(cmd *cobra.Command, name string, v *graph.View, o *viewOptions) report.Heading {
	h := report.NewHeading(v)
	h.Title, h.Filter, h.Program = "Who is central", o.words(), "linchpin "+version().Version
	h.Case = caseTitle(name)
	h.Date = o.day().String()
	if len(o.broken) > 0 {
		h.Notes = append(h.Notes, brokenNote(o.broken))
	}
	return h
}

// caseTitle names a case in a result: the same facts in another store give the same
// bytes, so neither path nor address is part of it.
func caseTitle(name string) string {
	if address, ok := caseOfAddress(name); ok {
		return address
	}
	return baseName(name)
}

// day is the day on which a result says it was drawn up: the one the case is read as
// known on, or today.
func (o *viewOptions) day() graph.Date {
	if o.date.Known() {
		return o.date.Date
	}
	if o.knownOn.Known() {
		return o.knownOn.Date
	}
	return graph.DayOf(time.Now())
}

// tableResult is a table with a title and lines above it, as show and find give.
type tableResult struct {
	title string
	table report.Table
	Rows  []map[string]string `json:"rows"`
}

func newTableResult(title string, t report.Table) *tableResult {
	r := &tableResult{title: title, table: t, Rows: []map[string]string{}}
	for _, row := range t.Rows {
		named := map[string]string{}
		for i, cell := range row {
			named[foldColumn(t.Columns[i])] = cell
		}
		r.Rows = append(r.Rows, named)
	}
	return r
}

// Write writes the title and the table.
func (r *tableResult) Write(w io.Writer) error {
	if r.title != "" {
		if _, err := fmt.Fprintln(w, report.Inert(r.title)); err != nil {
			return err
		}
	}
	return r.table.Write(w)
}

// Table returns the table.
func (r *tableResult) Table() report.Table { return r.table }

// Said is nothing: what show and find list is the case itself, and no result of a view.
func (r *tableResult) Said() [][2]string { return nil }
