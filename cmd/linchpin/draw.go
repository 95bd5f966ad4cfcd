package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/diagram"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type drawOptions struct {
	view      viewOptions
	by        string
	layout    diagram.Layout
	format    string
	output    string
	force     bool
	around    string
	depth     int
	path      []string
	aggregate bool
	timeout   time.Duration
}

func newDrawCmd() *cobra.Command {
	var o drawOptions
	cmd := &cobra.Command{
		Use:   "draw CASE",
		Short: "Draw a network diagram",
		Long: `Draw a view as a link chart: the whole, what lies around one entity, or a path. Size
is by a measure; lines are solid for what is confirmed, dashed for tentative,
dotted for unconfirmed. The format is that of the output's ending: svg, png, pdf
or dot.`,
		Example: `  linchpin draw harbour.case --output network.svg
  linchpin draw harbour.case --around volkhart --depth 2 --output around.png`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runDraw(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.by, "by", "betweenness", "the measure that sizes the shapes, or none")
	flags.TextVar(&o.layout, "layout", diagram.Layout("fdp"), "fdp, dot, neato, sfdp, twopi or circo")
	flags.StringVarP(&o.output, "output", "o", "network.svg", "file to write, or - for standard output")
	flags.StringVar(&o.format, "format", "", "svg, png, pdf or dot (default: by the output's ending)")
	flags.BoolVar(&o.force, "force", false, "replace the file if it is there")
	flags.StringVar(&o.around, "around", "", "draw what lies around this entity, by name or identifier")
	flags.IntVar(&o.depth, "depth", 2, "with --around: how many ties away")
	flags.StringSliceVar(&o.path, "path", nil, "draw the shortest paths between these entities, in order")
	flags.BoolVar(&o.aggregate, "aggregate", false, "draw gangs as single shapes")
	flags.DurationVar(&o.timeout, "timeout", time.Minute, "how long the layout may take")
	return cmd
}

var drawFormats = []string{"svg", "png", "pdf", "dot"}

func runDraw(cmd *cobra.Command, name string, o *drawOptions) error {
	if o.format == "" {
		o.format = strings.TrimPrefix(filepath.Ext(o.output), ".")
	}
	if !slices.Contains(drawFormats, o.format) {
		return usagef("format %q: want an output that ends in one of .%s, or --format", o.format, strings.Join(drawFormats, " ."))
	}
	var measures []central.Measure
	if o.by != "none" {
		var err error
		if measures, err = parseMeasures([]string{o.by}); err != nil {
			return err
		}
	}
	return withView(cmd, name, &o.view, store.Entry{}, func(s store.Store, v *graph.View) error {
		c, err := o.chart(cmd, s, v, measures, heading(cmd, name, v, &o.view))
		if err != nil {
			return err
		}
		text, err := o.draw(cmd, c)
		if err != nil {
			return err
		}
		if err := writeResult(cmd, o.output, o.force, text); err != nil {
			return err
		}
		if o.output != "-" {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %d items, %d links\n", printable(o.output), len(c.Items), len(c.Links))
		}
		return nil
	})
}

// chart makes the chart that the flags ask for of a view.
func (o *drawOptions) chart(cmd *cobra.Command, s store.Reader, v *graph.View, measures []central.Measure, h report.Heading) (diagram.Chart, error) {
	var values []float64
	title, sizeBy := baseTitle(h), ""
	if len(measures) > 0 {
		scores, err := central.Compute(cmd.Context(), measures[0], v, central.Options{})
		if err != nil {
			return diagram.Chart{}, err
		}
		values, sizeBy = scores.Values, measures[0].String()
	}
	c := diagram.FromView(v, values)
	switch {
	case o.around != "":
		id, err := resolve(cmd.Context(), s, o.around)
		if err != nil {
			return c, err
		}
		centre, ok := v.Index(id)
		if !ok {
			return c, fmt.Errorf("%s is not on the %s lens; try --lens whole", id, h.Lens)
		}
		c = c.Around(centre, o.depth)
		title += ": within " + counted(o.depth, "tie") + " of " + v.Entity(centre).Name()
	case len(o.path) > 0:
		var stops []int
		for _, word := range o.path {
			id, err := resolve(cmd.Context(), s, word)
			if err != nil {
				return c, err
			}
			i, ok := v.Index(id)
			if !ok {
				return c, fmt.Errorf("%s is not on the %s lens; try --lens whole", id, h.Lens)
			}
			stops = append(stops, i)
		}
		var err error
		if c, err = c.Between(stops); err != nil {
			return c, fmt.Errorf("%w on the %s lens; try --lens whole", err, h.Lens)
		}
		title += ": shortest paths from " + v.Entity(stops[0]).Name() + " to " + v.Entity(stops[len(stops)-1]).Name()
	}
	c.Title, c.Lead, c.Notes, c.SizeBy = title, h.Lead, chartNotes(h), sizeBy
	if o.aggregate {
		c = diagram.Aggregated(c)
	}
	return c, nil
}

func baseTitle(h report.Heading) string { return fmt.Sprintf("%s, %s lens", h.Case, h.Lens) }

// chartNotes are the lines that stand on every diagram.
func chartNotes(h report.Heading) []string {
	notes := []string{fmt.Sprintf("%s · %d entities, %d ties · data %s · %s", h.Date, h.Entities, h.Ties, h.Digest.Short(), h.Program)}
	if h.KnownOn != "" {
		notes = append(notes, "as known on "+h.KnownOn)
	}
	if h.Filter != "" {
		notes = append(notes, "only "+h.Filter)
	}
	if len(h.Handling) > 0 {
		notes = append(notes, "handling: "+strings.Join(h.Handling, "; "))
	}
	return append(notes, h.Notes...)
}

// draw writes a chart in the format asked for.
func (o *drawOptions) draw(cmd *cobra.Command, c diagram.Chart) ([]byte, error) {
	if o.format == "dot" {
		return []byte(c.DOT(o.layout)), nil
	}
	picture, err := drawIn(cmd.Context(), c, o.layout, o.timeout)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	missing := ""
	switch o.format {
	case "png":
		missing, err = picture.PNG(&text)
	case "pdf":
		missing, err = picture.PDF(&text)
	default:
		err = picture.SVG(&text)
	}
	if missing != "" {
		fmt.Fprintf(cmd.ErrOrStderr(), "linchpin: no font here has the characters %s; install one that has (Noto Sans CJK), or write svg\n", printable(missing))
	}
	return text.Bytes(), err
}

// drawIn places a chart in a child process of this program.
func drawIn(ctx context.Context, c diagram.Chart, layout diagram.Layout, timeout time.Duration) (*diagram.Picture, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return diagram.Placer{Command: []string{self, renderName}, Timeout: timeout, Env: cacheEnvironment()}.Draw(ctx, c, layout)
}

// cacheEnvironment is what a child needs of the environment to find the user's cache;
// the rest may hold a password.
func cacheEnvironment() []string {
	var env []string
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}
