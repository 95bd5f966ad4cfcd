package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/certainty"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/examples/harbour"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/casefile"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/loaders"
	"github.com/linchpin-graph/linchpin/report"
)

// demoDay is the day on which the fictional case is looked at: its files end then.
const demoDay = "2024-12-31"

func newDemoCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "demo [FOLDER]",
		Short: "Make a fictional case and show what can be found in it",
		Long: `Make a case file of the fictional port city in examples/harbour in a new folder,
say who is central, who shields whom and who would be on a target list, and write
a diagram and the list. It needs no server and no network.`,
		Example: "  linchpin demo\n  linchpin demo my-demo",
		Args:    cobra.MaximumNArgs(1),
		RunE:    runDemo,
	}
}

func runDemo(cmd *cobra.Command, args []string) error {
	folder, err := demoFolder(args)
	if err != nil {
		return err
	}
	name := filepath.Join(folder, "harbour.case")
	file, err := casefile.Create(cmd.Context(), name)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := audit(cmd, file, name, store.Entry{Verb: "demo"}); err != nil {
		return err
	}
	if err := loadDemo(cmd, file); err != nil {
		return err
	}
	n, err := file.Read(cmd.Context(), graph.Filter{})
	if err != nil {
		return err
	}
	d := &demo{cmd: cmd, folder: folder, name: name, facts: n}
	for _, step := range []func() error{d.look, d.central, d.shields, d.targets, d.draw, d.next} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// demoFolder makes a folder that was not there before.
func demoFolder(args []string) (string, error) {
	if len(args) == 1 {
		return args[0], os.Mkdir(args[0], 0o700)
	}
	for i := 1; ; i++ {
		folder := "demo-harbour"
		if i > 1 {
			folder = fmt.Sprintf("demo-harbour-%d", i)
		}
		if err := os.Mkdir(folder, 0o700); !errors.Is(err, fs.ErrExist) {
			return folder, err
		}
	}
}

// loadDemo loads the example's files as a person would, each with what is known of
// its source.
func loadDemo(cmd *cobra.Command, s store.Writer) error {
	for _, f := range harbour.Order {
		text, err := harbour.Files.ReadFile(f.Name)
		if err != nil {
			return err
		}
		o := loaders.Options{Source: graph.Source{Title: f.Title, Supplier: f.Supplier, Origin: f.Origin, Handling: f.Handling}}
		if o.Grade, err = graph.ParseGrade(f.Grade); err != nil {
			return err
		}
		if f.Mapping != "" {
			mapping, err := harbour.Files.ReadFile(f.Mapping)
			if err != nil {
				return err
			}
			if o.Mapping, err = loaders.ReadMapping(f.Mapping, mapping); err != nil {
				return err
			}
		}
		in := loaders.Input{Name: f.Name, Data: bytes.NewReader(text), Size: int64(len(text))}
		r, err := loaders.Load(cmd.Context(), in, o, func(b *graph.Batch) error {
			_, err := s.Put(cmd.Context(), b)
			return err
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(cmd.OutOrStdout(), "  %-20s %5d rows, %d skipped   %s, %s\n", f.Name, r.Loaded, r.Skipped, f.Supplier, f.Grade)
	}
	return nil
}

// A demo goes through the questions that linchpin answers.
type demo struct {
	cmd          *cobra.Command
	folder, name string
	facts        *graph.Network
	view         *graph.View
	scores       central.Scores
	options      viewOptions
}

func (d *demo) say(format string, values ...any) {
	fmt.Fprintln(d.cmd.OutOrStdout(), printable(fmt.Sprintf(format, values...)))
}

// look makes the view that all else is asked of.
func (d *demo) look() (err error) {
	if err := d.options.date.UnmarshalText([]byte(demoDay)); err != nil {
		return err
	}
	if d.view, err = graph.NewView(d.facts, graph.ViewOptions{}); err != nil {
		return err
	}
	d.scores, err = central.Betweenness(d.cmd.Context(), d.view, central.Options{})
	return err
}

func (d *demo) heading(title string) report.Heading {
	d.options.maxShared = graph.DefaultMaxShared
	h := heading(d.cmd, d.name, d.view, &d.options)
	h.Title, h.Purpose, h.Reason = title, "demonstration", "fictional case"
	return h
}

func (d *demo) central() error {
	d.say("\nWho holds the network together (betweenness on the people lens)")
	ranks, err := d.sure(5, nil)
	if err != nil {
		return err
	}
	r := report.NewRanking(d.heading(""), d.view, []central.Scores{d.scores}, 5)
	r.HowSure(ranks)
	return r.Table().Write(d.cmd.OutOrStdout())
}

// sure says how sure the places of some entities are.
func (d *demo) sure(top int, among []bool) (certainty.Ranks, error) {
	return certainty.Rank(d.cmd.Context(), d.scores.Measure, d.view, central.Options{}, certainty.Options{Top: top, Among: among})
}

// shields lists the recorded protection.
func (d *demo) shields() error {
	d.say("\nWho shields whom (recorded protection)")
	table := report.Table{Columns: []string{"OFFICIAL", "SHIELDS", "BY", "THROUGH", "STATUS", "PROBABILITY"}}
	for i := range d.facts.Ties {
		t := &d.facts.Ties[i]
		if t.Kind != graph.Protects {
			continue
		}
		p := t.Probability(d.facts.Voice)
		table.Rows = append(table.Rows, []string{d.facts.Entity(t.From).Name(), d.facts.Entity(t.To).Name(),
			t.Value(graph.PropMeans).Text, t.Value(graph.PropForm).Text, t.Value(graph.PropStatus).Text, fmt.Sprintf("%.2f-%.2f", p.Lo, p.Hi)})
	}
	return table.Write(d.cmd.OutOrStdout())
}

func (d *demo) targets() error {
	safeguard, err := d.safeguard()
	if err != nil {
		return err
	}
	ranks, err := d.sure(10, report.Eligible(d.view, safeguard))
	if err != nil {
		return err
	}
	o := report.TargetOptions{Top: 10, On: d.options.day(), Whole: d.facts, Safeguard: safeguard, Sure: &ranks}
	list := report.NewTargetList(d.heading("Proposed targets"), d.view, d.scores, o)
	d.say("\nProposed targets: a lead for those who decide; %s people cannot be on the list", list.Withheld)
	short := list.Table()
	short.Columns = short.Columns[:9]
	for i := range short.Rows {
		short.Rows[i] = short.Rows[i][:9]
	}
	if err := short.Write(d.cmd.OutOrStdout()); err != nil {
		return err
	}
	for file, f := range map[string]format{"targets.html": formatHTML, "targets.csv": formatCSV} {
		o := outputOptions{format: f, path: filepath.Join(d.folder, file)}
		if err := o.write(d.cmd, list); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) safeguard() (*graph.Safeguard, error) {
	return graph.NewSafeguard(d.facts, graph.SafeguardOptions{On: d.options.day()})
}

func (d *demo) draw() error {
	h := d.heading("")
	c := diagram.FromView(d.view, d.scores.Values)
	safeguard, err := d.safeguard()
	if err != nil {
		return err
	}
	unname(&c, d.view, safeguarded{d.facts, safeguard})
	c.Title, c.Lead, c.Notes, c.SizeBy = "The port of Velmora (fictional): people", h.Lead, chartNotes(h), d.scores.Measure.String()
	placer, err := newPlacer(time.Minute)
	if err != nil {
		return err
	}
	picture, err := placer.Draw(d.cmd.Context(), c, "fdp")
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := picture.SVG(&text); err != nil {
		return err
	}
	return writeResult(d.cmd, filepath.Join(d.folder, "network.svg"), false, text.Bytes())
}

func (d *demo) next() error {
	d.say(`
Written to %[1]s: harbour.case, network.svg, targets.html, targets.csv
Open the diagram and the list in a browser. Then try:
  linchpin show %[2]s
  linchpin central %[2]s --by degree,closeness --as-known-on 2023-12-31
  linchpin draw %[2]s --around volkhart --depth 1 --output around.svg`, d.folder, d.name)
	return nil
}
