package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// withView opens a case, reads the part that the flags ask for, logs that it was
// read, freezes it as a view and hands it to work.
func withView(cmd *cobra.Command, name string, o *viewOptions, e store.Entry, work func(store.Store, *graph.View) error) error {
	options, err := o.build()
	if err != nil {
		return err
	}
	return o.withFacts(cmd, name, options.Filter, e, func(s store.Store, n *graph.Network) error {
		v, err := o.freeze(n, options)
		if err != nil {
			return err
		}
		return work(s, v)
	})
}

// withSafeguard does as withView, and reads the whole case besides: who may be named
// is decided by all of it, whatever the view leaves out.
func withSafeguard(cmd *cobra.Command, name string, o *viewOptions, e store.Entry, work func(store.Store, *graph.View, safeguarded) error) error {
	options, err := o.build()
	if err != nil {
		return err
	}
	return o.withFacts(cmd, name, graph.Filter{}, e, func(s store.Store, whole *graph.Network) error {
		v, err := o.freeze(whole, options)
		if err != nil {
			return err
		}
		safeguard, err := graph.NewSafeguard(whole, graph.SafeguardOptions{On: o.day(), Today: graph.DayOf(time.Now()), KnownOn: o.knownOn.Date})
		if err != nil {
			return err
		}
		return work(s, v, safeguarded{whole, safeguard})
	})
}

// safeguarded is a whole case and who of it may be named.
type safeguarded struct {
	whole     *graph.Network
	safeguard *graph.Safeguard
}

// withFacts opens a case, reads a part of it and logs that.
func (o *viewOptions) withFacts(cmd *cobra.Command, name string, f graph.Filter, e store.Entry, work func(store.Store, *graph.Network) error) error {
	return withCase(cmd, name, func(s store.Store) error {
		broken, err := brokenLoads(cmd.Context(), s)
		if err != nil {
			return err
		}
		var n *graph.Network
		err = newProgress(cmd, "reading").during(func() (err error) {
			n, err = s.Read(cmd.Context(), f)
			return err
		})
		if err != nil {
			return err
		}
		e.Asked = strings.TrimSpace(fmt.Sprintf("%s lens %s", o.lens, e.Asked))
		if err := auditRead(cmd, s, name, n, e); err != nil {
			return err
		}
		o.broken = broken
		return work(s, n)
	})
}

// brokenLoads names the files of which only a part is in the case: their load was
// broken off, or is still running.
func brokenLoads(ctx context.Context, s store.Reader) ([]string, error) {
	loads, err := s.Loads(ctx)
	if err != nil {
		return nil, err
	}
	var broken []string
	for _, l := range loads {
		if !l.Complete {
			broken = append(broken, l.Title)
		}
	}
	return broken, nil
}

// brokenNote says what a reader of a result must know of broken loads.
func brokenNote(broken []string) string {
	return fmt.Sprintf("only a part of %s is in the case: the load was broken off or is still running; run it again", strings.Join(broken, ", "))
}
