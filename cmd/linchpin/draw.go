package main

import (
	"errors"
	"fmt"
	"os"
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
	named     bool // whom a role or age protects, too
	likely    int
	timeout   time.Duration
}

func newDrawCmd() *cobra.Command {
	var o drawOptions
	cmd := &cobra.Command{
		Use:   "draw CASE",
		Short: "Draw a network diagram",
		Long: `Draw a view as a link chart: the whole, what lies around one entity, or a path. Size
is by a measure; lines are solid for what is confirmed, dashed for tentative,
dotted for unconfirmed. --likely adds ties to look for, which no record gives. The
format is that of the output's ending: svg, png, pdf or dot.`,
		Example: `  linchpin draw harbour.case --output network.svg
  linchpin draw harbour.case --around volkhart --depth 2 --output around.png
  linchpin draw harbour.case --likely 10 --output likely.svg`,
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
	flags.BoolVar(&o.named, "name-protected", false, "name victims, witnesses, informants and minors as well")
	flags.IntVar(&o.likely, "likely", 0, "draw so many ties, dotted, that no record gives: the likeliest to be there, to look for; see linchpin questions")
	flags.DurationVar(&o.timeout, "timeout", time.Minute, "how long the layout may take")
	return cmd
}

var drawFormats = []string{"svg", "png", "pdf", "dot"}

func runDraw(cmd *cobra.Command, name string, o *drawOptions) error {
	if o.format == "" {
		o.format = formatOf(o.output)
	}
	if !slices.Contains(drawFormats, o.format) {
		return usagef("format %q: want an output that ends in one of .%s, or --format", o.format, strings.Join(drawFormats, " ."))
	}
	if ending := formatOf(o.output); slices.Contains(drawFormats, ending) && ending != o.format {
		return usagef("--format %s: %s ends in .%s", o.format, o.output, ending)
	}
	if o.depth < 0 {
		return usagef("--depth %d: want 0 or more", o.depth)
	}
	if err := o.checkLikely(); err != nil {
		return err
	}
	var measures []central.Measure
	if o.by != "none" {
		var err error
		if measures, err = parseMeasures([]string{o.by}); err != nil {
			return err
		}
	}
	return withSafeguard(cmd, name, &o.view, store.Entry{Asked: o.asked()}, func(s store.Store, v *graph.View, g safeguarded) error {
		d := &drawn{o, s, v, g, name}
		if err := d.checkSize(); err != nil {
			return err
		}
		c, err := d.chart(cmd, measures, heading(cmd, name, v, &o.view))
		if err != nil {
			return err
		}
		text, undrawn, err := o.draw(cmd, c)
		if err != nil {
			return err
		}
		if err := writeResult(cmd, o.output, o.force, text); err != nil {
			return err
		}
		warnUndrawn(cmd, o.output, undrawn)
		if o.output != "-" {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s: %d items, %d links\n", printable(o.output), len(c.Items), len(c.Links))
		}
		return nil
	})
}

// asked says for the log what is drawn, without naming anybody.
func (o *drawOptions) asked() string {
	text := "by " + o.by
	if o.named {
		text += ", protected people named"
	}
	return text
}

// A drawn view is one that is being drawn.
type drawn struct {
	*drawOptions
	store store.Store
	view  *graph.View
	safeguarded
	name string
}

// checkSize refuses a chart that is too large before anything is computed for it.
func (d *drawn) checkSize() error {
	if d.aggregate || d.around != "" || len(d.path) > 0 {
		return nil
	}
	return advise(checkSize(d.layout, d.format, d.view.Len()), drawAdvice)
}

// chart makes the chart that the flags ask for.
func (d *drawn) chart(cmd *cobra.Command, measures []central.Measure, h report.Heading) (diagram.Chart, error) {
	var values []float64
	title, sizeBy := baseTitle(h), ""
	if len(measures) > 0 {
		scores, err := central.Compute(cmd.Context(), measures[0], d.view, central.Options{})
		if err != nil {
			return diagram.Chart{}, err
		}
		values, sizeBy = scores.Values, measures[0].String()
	}
	c, notes := diagram.FromView(d.view, values), chartNotes(h)
	if !d.named && unname(&c, d.view, d.safeguarded) {
		notes = append(notes, "people whom a role or age protects are not named")
	}
	c, err := d.suppose(cmd, c)
	if err != nil {
		return diagram.Chart{}, err
	}
	part, what, err := d.part(cmd, c)
	if err != nil {
		return diagram.Chart{}, err
	}
	part, notes = d.supposed(part, notes)
	part.Title, part.Lead, part.Notes, part.SizeBy = title+what, h.Lead, notes, sizeBy
	if d.aggregate {
		part = diagram.Aggregated(part)
	}
	return part, nil
}

// part returns the part of the chart that the flags ask for, and in words which.
func (d *drawn) part(cmd *cobra.Command, c diagram.Chart) (diagram.Chart, string, error) {
	switch {
	case d.around != "":
		centre, err := d.find(cmd, d.around)
		if err != nil {
			return c, "", err
		}
		return c.Around(centre, d.depth), ": within " + counted(d.depth, "tie") + " of " + c.Items[centre].Label, nil
	case len(d.path) > 0:
		var stops []int
		for _, word := range d.path {
			stop, err := d.find(cmd, word)
			if err != nil {
				return c, "", err
			}
			stops = append(stops, stop)
		}
		part, err := c.Between(stops)
		if err != nil {
			return c, "", fmt.Errorf("%w on the %s lens; try --lens whole", err, d.view.Options().Lens)
		}
		return part, ": shortest paths from " + c.Items[stops[0]].Label + " to " + c.Items[stops[len(stops)-1]].Label, nil
	}
	return c, "", nil
}

// find returns where an entity that a person named stands in the view.
func (d *drawn) find(cmd *cobra.Command, word string) (int, error) {
	id, err := resolve(cmd, d.store, d.name, word)
	if err != nil {
		return 0, err
	}
	i, ok := d.view.Index(id)
	if !ok {
		return 0, fmt.Errorf("%s is not on the %s lens; try --lens whole", id, d.view.Options().Lens)
	}
	return i, nil
}

// unname takes away the names of those whom a role or age protects from a chart of a
// view, and reports whether there were any.
func unname(c *diagram.Chart, v *graph.View, g safeguarded) bool {
	redactor := report.NewRedactor(g.whole, g.safeguard)
	any := false
	for i := range c.Items {
		if label, hidden := redactor.Label(v.Entity(i)); hidden {
			c.Items[i].Label, any = label, true
		}
	}
	return any
}

func baseTitle(h report.Heading) string { return fmt.Sprintf("%s, %s lens", h.Case, h.Lens) }

// chartNotes are the lines that stand on every diagram.
func chartNotes(h report.Heading) []string {
	notes := []string{fmt.Sprintf("%s · %s · data %s · %s", h.Date, h.Size(), h.Digest.Short(), h.Program)}
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
func (o *drawOptions) draw(cmd *cobra.Command, c diagram.Chart) (text []byte, undrawn []string, err error) {
	if o.format == "dot" {
		return []byte(c.DOT(o.layout)), nil, nil
	}
	if err := checkSize(o.layout, o.format, len(c.Items)); err != nil {
		return nil, nil, advise(err, drawAdvice)
	}
	placer, err := newPlacer(o.timeout)
	if err != nil {
		return nil, nil, err
	}
	picture, err := placer.Draw(cmd.Context(), c, o.layout)
	if err != nil {
		return nil, nil, advise(err, drawAdvice)
	}
	return encode(picture, o.format)
}

// checkSize refuses a picture of so many items before anything is computed for it.
func checkSize(layout diagram.Layout, format string, items int) error {
	err := layout.CheckSize(items)
	switch {
	case format == "dot":
		return nil
	case err == nil && format == "png":
		return diagram.CheckPNG(items)
	}
	return err
}

// advise says what to do about a picture that is too large.
func advise(err error, advice string) error {
	if errors.Is(err, diagram.ErrTooLarge) {
		return fmt.Errorf("%w; %s", err, advice)
	}
	return err
}

const drawAdvice = "narrow the view, draw around one entity, take --aggregate or another --layout such as sfdp, or write dot"

// newPlacer places charts in a child process of this program.
func newPlacer(timeout time.Duration) (diagram.Placer, error) {
	self, err := os.Executable()
	return diagram.Placer{Command: []string{self, renderName}, Timeout: timeout, Env: cacheEnvironment()}, err
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
