// Money measures how long payments take to be looked at: money [-payments N] [-accounts N]
// [-facts] [-only WHAT] [-o FILE]. It makes ordinary traffic with patterns planted in it, and looks for
// every pattern and follows one account forward and back, in one process, whose CPU time
// and peak memory it tells. With -facts the payments are made as the facts of a case, as a
// store hands them out, and go through a view; otherwise they are a table at once.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

var (
	payments = flag.Int("payments", 500_000, "how many payments")
	accounts = flag.Int("accounts", 100_000, "between how many accounts")
	facts    = flag.Bool("facts", false, "make the facts of a case, and a view of them")
	seed     = flag.Uint64("seed", 1, "of the traffic")
	only     = flag.String("only", "", "patterns, traces, freezes or flows; all of them where none is given")
	output   = flag.String("o", "", "file to write; standard output where none is given")
)

func main() {
	flag.Parse()
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "money:", err)
		os.Exit(1)
	}
}

// A bench writes a row for each thing that it measures.
type bench struct {
	out bytes.Buffer
	err error
}

func run(ctx context.Context) error {
	b := &bench{}
	fmt.Fprintf(&b.out, "## %d payments between %d accounts%s\n\nSeed %d, %d CPUs, %s.\n\n", *payments, *accounts, through(), *seed, runtime.GOMAXPROCS(0), runtime.Version())
	fmt.Fprintf(&b.out, "| what | seconds | CPU seconds | peak MB so far | result |\n|---|---|---|---|---|\n")
	made := generate(*seed, *accounts, *payments)
	p := b.table(ctx, made)
	for _, one := range []struct {
		what string
		do   func()
	}{
		{"patterns", func() { b.patterns(ctx, p, made.planted) }},
		{"traces", func() { b.traces(ctx, p, made.planted[0].centre) }},
		{"freezes", func() { b.freezes(ctx, p) }},
		{"flows", func() { b.flows(ctx, p) }},
	} {
		if *only == "" || *only == one.what {
			one.do()
		}
	}
	if b.err != nil {
		return b.err
	}
	if *output != "" {
		return os.WriteFile(*output, b.out.Bytes(), 0o644)
	}
	_, err := os.Stdout.Write(b.out.Bytes())
	return err
}

func through() string {
	if *facts {
		return ", as the facts of a case"
	}
	return ""
}

// measure does a work and writes how long it took.
func (b *bench) measure(what string, work func() (string, error)) {
	if b.err != nil {
		return
	}
	begun, cpu := time.Now(), cpuSeconds()
	result, err := work()
	if err != nil {
		b.err = fmt.Errorf("%s: %w", what, err)
		return
	}
	row := fmt.Sprintf("| %s | %.1f | %.1f | %d | %s |\n", what, time.Since(begun).Seconds(), cpuSeconds()-cpu, peakMB(), result)
	b.out.WriteString(row)
	fmt.Fprint(os.Stderr, row)
}

// table makes the table, by way of the facts of a case where that is asked for.
func (b *bench) table(ctx context.Context, made traffic) (p *money.Payments) {
	if !*facts {
		b.measure("table", func() (_ string, err error) {
			p, err = money.NewPayments(*accounts, made.rows, []money.Currency{{Code: "EUR", Scale: 2}})
			return fmt.Sprintf("%d payments", len(made.rows)), err
		})
		return p
	}
	var n *graph.Network
	b.measure("facts made", func() (string, error) {
		n = made.network(*accounts)
		return fmt.Sprintf("%d ties", len(n.Ties)), nil
	})
	var v *graph.View
	b.measure("view", func() (_ string, err error) {
		v, err = graph.NewView(n, graph.ViewOptions{Lens: graph.Money})
		return "", err
	})
	b.measure("table", func() (_ string, err error) {
		p, err = money.Read(ctx, v)
		return "", err
	})
	return p
}

func (b *bench) patterns(ctx context.Context, p *money.Payments, planted []plant) {
	for _, pattern := range money.Patterns() {
		b.pattern(ctx, p, pattern, planted)
	}
}

// pattern looks for a pattern, and tells how many of those planted come with an Expected of
// at most a tenth.
func (b *bench) pattern(ctx context.Context, p *money.Payments, pattern money.Pattern, planted []plant) {
	b.measure(pattern.String(), func() (string, error) {
		o := money.Options{Patterns: []money.Pattern{pattern}, Cycles: money.CycleOptions{Tolerance: 100}, Fans: money.FanOptions{Tolerance: 100}, Habits: money.HabitOptions{Tolerance: 100}}
		found, err := money.Find(ctx, p, o)
		if err != nil {
			return "", err
		}
		rare, centres := 0, map[int32]bool{}
		for _, f := range found[0].Findings {
			if f.Expected <= .1 {
				rare++
			}
			for _, party := range f.Parties[:1] {
				centres[party] = true
			}
			if pattern == money.Cycles {
				for _, party := range f.Parties {
					centres[party] = true
				}
			}
		}
		of, hit := 0, 0
		for _, one := range planted {
			if one.pattern == pattern {
				of++
				if centres[one.centre] {
					hit++
				}
			}
		}
		text := fmt.Sprintf("%d found, %d of them expected at most 0.1 times; %d of %d planted", len(found[0].Findings), rare, hit, of)
		if found[0].Shuffles > 0 {
			text += fmt.Sprintf("; %d shuffles; %d beginnings in part", found[0].Shuffles, found[0].Cut)
		}
		return text, nil
	})
}

func (b *bench) traces(ctx context.Context, p *money.Payments, from int32) {
	for _, back := range []bool{false, true} {
		b.trace(ctx, p, from, back)
	}
}

func (b *bench) trace(ctx context.Context, p *money.Payments, from int32, back bool) {
	what := "trace forward"
	if back {
		what = "trace back"
	}
	b.measure(what, func() (string, error) {
		traces, err := money.Follow(ctx, p, []int32{from}, nil, money.TraceOptions{Back: back, Share: .01, Narrow: true})
		if errors.Is(err, money.ErrNothing) {
			return "nothing to follow", nil
		} else if err != nil {
			return "", err
		}
		return fmt.Sprintf("%d steps, %d ends", len(traces[0].Steps), len(traces[0].Ends)), nil
	})
}

func (b *bench) freezes(ctx context.Context, p *money.Payments) {
	for _, gang := range []int{30, 200} {
		for _, share := range []float64{1, .9, .5} {
			b.freeze(ctx, p, gang, share)
		}
	}
}

// freeze plans for a gang of so many accounts, spread over all of them: what comes to them
// and goes on to as many others.
func (b *bench) freeze(ctx context.Context, p *money.Payments, size int, share float64) {
	b.measure(fmt.Sprintf("freeze %.0f %% of %d accounts", 100*share, size), func() (string, error) {
		gang := func(i int32) bool { return int(i)%(*accounts/size) == 7 }
		inside := make([]bool, *accounts)
		for i := range *accounts {
			inside[i] = gang(int32(i))
		}
		q := money.FreezeQuestion{Income: p.Income(inside), Uses: make([]bool, *accounts), Share: share}
		for i := range *accounts {
			q.Uses[i] = gang(int32(i) - 1)
			if !q.Uses[i] {
				q.Items = append(q.Items, money.FreezeItem{Parties: []int32{int32(i)}, Price: 1})
			}
		}
		f, err := money.PlanFreeze(ctx, p, q)
		if err != nil {
			return "", err
		}
		text := fmt.Sprintf("%d to freeze, at least %d", len(f.Items), f.Bound)
		if f.Proven {
			text = fmt.Sprintf("%d to freeze, proven cheapest", len(f.Items))
		}
		return fmt.Sprintf("%s; %d flows looked at", text, f.Looked), nil
	})
}

func (b *bench) flows(ctx context.Context, p *money.Payments) {
	b.measure("flows by month", func() (string, error) {
		flows, err := money.Flows(ctx, p, money.FlowOptions{Monthly: true})
		return fmt.Sprintf("%d flows", len(flows)), err
	})
}

func cpuSeconds() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// peakMB is the most memory that the process has had, in megabytes.
func peakMB() int {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		var kb int
		if n, _ := fmt.Sscanf(line, "VmHWM: %d kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}
