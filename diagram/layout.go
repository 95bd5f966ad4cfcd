package diagram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	graphviz "github.com/goccy/go-graphviz"
)

// A Layout is a way of finding positions.
type Layout string

// layouts are the ways there are and how many items each manages in some seconds.
var layouts = []struct {
	name  Layout
	items int
}{{"fdp", 400}, {"dot", 300}, {"neato", 400}, {"sfdp", 3000}, {"twopi", 1500}, {"circo", 300}}

// UnmarshalText reads a layout's name.
func (l *Layout) UnmarshalText(text []byte) error {
	var names []string
	for _, known := range layouts {
		if string(known.name) == string(text) {
			*l = known.name
			return nil
		}
		names = append(names, string(known.name))
	}
	return fmt.Errorf("unknown layout %q: want one of %s", text, strings.Join(names, ", "))
}

// MarshalText returns the layout's name.
func (l Layout) MarshalText() ([]byte, error) { return []byte(l), nil }

// ErrTooLarge is wrapped where a chart has more items than a layout manages.
var ErrTooLarge = errors.New("too many items for this layout")

// A Placer finds positions in a child process.
type Placer struct {
	Command []string      // the program and arguments that run Child; the memory limit in bytes is put behind them
	Timeout time.Duration // 0: 60 s
	Memory  uint64        // bytes of address space the child may take; 0: 4 GiB
}

const (
	defaultTimeout = 60 * time.Second
	defaultMemory  = 4 << 30
)

// Child is the other side of a Placer: it reads DOT and writes positions. It runs in
// a process of its own, for one bad graph breaks every later one in a process.
func Child(in io.Reader, out io.Writer) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	ctx := context.Background() // the parent stops us from outside; this build heeds no context
	g, err := graphviz.New(ctx)
	if err != nil {
		return err
	}
	parsed, err := graphviz.ParseBytes(text)
	if err != nil {
		return err
	}
	return g.Render(ctx, parsed, "json0", out)
}

// point is a position in points, y downwards.
type point struct{ x, y float64 }

type box struct{ min, max point }

// placement is where everything lies.
type placement struct {
	size  point
	items []point // centres of shape and label together
	boxes []box   // by group
}

// place finds positions for a chart. The error says what to do where a limit was
// reached.
func (p Placer) place(ctx context.Context, c Chart, layout Layout) (placement, error) {
	i := slices.IndexFunc(layouts, func(l struct {
		name  Layout
		items int
	}) bool {
		return l.name == layout
	})
	if i < 0 {
		return placement{}, fmt.Errorf("unknown layout %q", layout)
	}
	if len(c.Items) > layouts[i].items {
		return placement{}, fmt.Errorf("%w: %d items, %s manages %d; narrow the view, draw around one entity, or take --aggregate", ErrTooLarge, len(c.Items), layout, layouts[i].items)
	}
	out, err := p.run(ctx, c.DOT(layout))
	if err != nil {
		return placement{}, fmt.Errorf("layout %s: %w", layout, err)
	}
	placed, err := readPlacement(out, c)
	if err != nil {
		return placement{}, err
	}
	placed.compact(c)
	return placed, nil
}

// run runs the child on a text, within the limits, in an empty environment: it is to
// know no password.
func (p Placer) run(ctx context.Context, text string) ([]byte, error) {
	timeout, memory := p.Timeout, p.Memory
	if timeout == 0 {
		timeout = defaultTimeout
	}
	if memory == 0 {
		memory = defaultMemory
	}
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(limited, p.Command[0], append(slices.Clone(p.Command[1:]), strconv.FormatUint(memory, 10))...)
	cmd.Env = []string{"LANG=C.UTF-8"}
	cmd.Stdin = strings.NewReader(text)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, fmt.Errorf("no positions after %s; narrow the view, try --layout sfdp, or take --aggregate", timeout)
	case err != nil:
		return nil, fmt.Errorf("it stopped: %w: %.300s", err, strings.TrimSpace(complaint.String()))
	}
	return out.Bytes(), nil
}

// readPlacement reads Graphviz's positions, whose y runs upwards.
func readPlacement(text []byte, c Chart) (placement, error) {
	var wire struct {
		BB      string `json:"bb"`
		Objects []struct {
			Name, Pos string
		} `json:"objects"`
	}
	if err := json.Unmarshal(text, &wire); err != nil {
		return placement{}, fmt.Errorf("positions cannot be read: %w", err)
	}
	page, err := numbers(wire.BB, 4)
	if err != nil {
		return placement{}, err
	}
	p := placement{size: point{page[2] - page[0], page[3] - page[1]}, items: make([]point, len(c.Items))}
	for _, o := range wire.Objects {
		if item, ok := strings.CutPrefix(o.Name, "n"); ok {
			i, err1 := strconv.Atoi(item)
			at, err2 := numbers(o.Pos, 2)
			if err := errors.Join(err1, err2); err != nil {
				return placement{}, err
			}
			p.items[i] = point{at[0] - page[0], page[3] - at[1]}
		}
	}
	return p, nil
}

func numbers(text string, want int) ([]float64, error) {
	parts := strings.Split(text, ",")
	if len(parts) != want {
		return nil, fmt.Errorf("position %q: want %d numbers", text, want)
	}
	values := make([]float64, want)
	for i, part := range parts {
		var err error
		if values[i], err = strconv.ParseFloat(strings.TrimSpace(part), 64); err != nil {
			return nil, err
		}
	}
	return values, nil
}
