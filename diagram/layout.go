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

// ErrTooLarge is wrapped where a chart has more items than a layout manages, or than can be
// told apart in a format, and where a layout took too long: a smaller chart can be drawn.
var ErrTooLarge = errors.New("too large a chart")

// CheckSize refuses more items than the layout manages; the error wraps ErrTooLarge.
func (l Layout) CheckSize(items int) error {
	for _, known := range layouts {
		if known.name != l {
			continue
		}
		if items > known.items {
			return fmt.Errorf("%w: %d items, layout %s manages %d", ErrTooLarge, items, l, known.items)
		}
		return nil
	}
	return fmt.Errorf("unknown layout %q", l)
}

// A Placer finds positions in a child process.
type Placer struct {
	Command []string      // the program and arguments that run Child; the memory limit in bytes is put behind them
	Timeout time.Duration // 0: 60 s
	Memory  uint64        // bytes of address space the child may take; 0: 4 GiB
	Env     []string      // all that the child is told of the environment
}

const (
	defaultTimeout = 60 * time.Second
	defaultMemory  = 4 << 30
)

// Child is the other side of a Placer: it reads a JSON list of DOT texts and writes a
// list of their positions. It runs in a process of its own, for one bad graph breaks
// every later one in a process.
func Child(in io.Reader, out io.Writer) error {
	var texts []string
	if err := json.NewDecoder(in).Decode(&texts); err != nil {
		return err
	}
	ctx := context.Background() // the parent stops us from outside; this build heeds no context
	g, err := graphviz.New(ctx)
	if err != nil {
		return err
	}
	answers := make([]json.RawMessage, len(texts))
	for i, text := range texts {
		parsed, err := graphviz.ParseBytes([]byte(text))
		if err != nil {
			return err
		}
		var answer bytes.Buffer
		if err := g.Render(ctx, parsed, "json0", &answer); err != nil {
			return err
		}
		answers[i] = answer.Bytes()
	}
	return json.NewEncoder(out).Encode(answers)
}

// point is a position in points, y downwards.
type point struct{ x, y float64 }

type box struct{ min, max point }

// placement is where everything lies.
type placement struct {
	size  point
	items []point // centres of shape and label together
	boxes []box   // by group; empty for one without members
}

// place finds positions for a chart. The error says what to do where a limit was
// reached.
func (p Placer) place(ctx context.Context, c Chart, layout Layout) (placement, error) {
	if err := layout.CheckSize(len(c.Items)); err != nil {
		return placement{}, err
	}
	at, err := p.arrange(ctx, c, layout)
	if err != nil {
		return placement{}, fmt.Errorf("layout %s: %w", layout, err)
	}
	return at, nil
}

// run runs the child on DOT texts, within the limits.
func (p Placer) run(ctx context.Context, texts []string) ([]json.RawMessage, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	question, err := json.Marshal(texts)
	if err != nil {
		return nil, err
	}
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
	cmd.Env = append([]string{"LANG=C.UTF-8"}, p.Env...)
	cmd.Stdin = bytes.NewReader(question)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, fmt.Errorf("%w: no positions after %s", ErrTooLarge, timeout)
	case err != nil:
		return nil, fmt.Errorf("it stopped: %w: %.300s", err, strings.TrimSpace(complaint.String()))
	}
	var answers []json.RawMessage
	if err := json.Unmarshal(out.Bytes(), &answers); err != nil || len(answers) != len(texts) {
		return nil, errors.Join(errors.New("its positions cannot be read"), err)
	}
	return answers, nil
}

// readPositions reads the centres that Graphviz found for a number of bodies; its y
// runs upwards.
func readPositions(text []byte, bodies int) ([]point, error) {
	var wire struct {
		Objects []struct{ Name, Pos string }
	}
	if err := json.Unmarshal(text, &wire); err != nil {
		return nil, fmt.Errorf("positions cannot be read: %w", err)
	}
	at := make([]point, bodies)
	for _, o := range wire.Objects {
		i, err := strconv.Atoi(strings.TrimPrefix(o.Name, "n"))
		if err != nil || i < 0 || i >= bodies {
			return nil, fmt.Errorf("positions of %q, which was not asked for", o.Name)
		}
		xy, err := numbers(o.Pos, 2)
		if err != nil {
			return nil, err
		}
		at[i] = point{xy[0], -xy[1]}
	}
	return at, nil
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
