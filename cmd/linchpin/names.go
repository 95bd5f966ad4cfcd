package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

// resolve returns the one entity a person means by a name or identifier. Several
// of one name are listed and none is picked; a misspelt name gets the nearest ones.
func resolve(cmd *cobra.Command, s store.Store, name, text string) (graph.EntityID, error) {
	text, err := typed(cmd, text)
	if err != nil {
		return "", err
	}
	if text == "" {
		return "", usagef("want a name or identifier, and it is empty")
	}
	matches, err := s.Find(cmd.Context(), text, 0)
	if err != nil {
		return "", err
	}
	found := store.Entry{Verb: "look up", Counts: fmt.Sprintf("entities=%d", len(matches))}
	if err := audit(cmd, s, name, found); err != nil {
		return "", err
	}
	var exact []store.Match
	for _, m := range matches {
		if string(m.ID) == text {
			return m.ID, nil
		}
		if m.Exact {
			exact = append(exact, m)
		}
	}
	switch len(exact) {
	case 1:
		return exact[0].ID, nil
	case 0:
		if err = unknownName(cmd.Context(), s, text, matches); errors.Is(err, graph.ErrUnknownEntity) {
			err = &usageError{err} // as a name of several is: for whoever typed it to mend
		}
		return "", err
	}
	var list strings.Builder
	for _, m := range exact {
		fmt.Fprintf(&list, "\n  %s  %s, %s, %s", m.ID, m.Name, m.Kind, counted(m.Ties, "tie"))
	}
	return "", usagef("%q is the name of %d entities; use the identifier of the one you mean:%s", text, len(exact), list.String())
}

// typed returns a name given on the command line or, for -, the next line of standard
// input: names given there are in no shell's history and in no list of processes.
func typed(cmd *cobra.Command, text string) (string, error) {
	if text != "-" {
		return text, nil
	}
	if stdin, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(int(stdin.Fd())) {
		fmt.Fprint(cmd.ErrOrStderr(), "name or identifier: ")
	}
	var line []byte
	one := make([]byte, 1) // for the next name is to be read by the next call
	for {
		_, err := io.ReadFull(cmd.InOrStdin(), one)
		if err == nil && one[0] != '\n' {
			line = append(line, one[0])
			continue
		}
		if name := strings.TrimSpace(string(line)); name != "" {
			return name, nil
		}
		if err == nil || err == io.EOF {
			err = errors.New("no name in this line")
		}
		return "", usagef("standard input: %w", err)
	}
}

// hiddenOf reads a whole case, and who of it is not to be named today.
func hiddenOf(ctx context.Context, r store.Reader) (*graph.Network, *report.Redactor, error) {
	n, err := r.Read(ctx, graph.Filter{})
	if err != nil {
		return nil, nil, err
	}
	safeguard, err := graph.NewSafeguard(n, graph.SafeguardOptions{On: graph.DayOf(time.Now())})
	if err != nil {
		return nil, nil, err
	}
	return n, report.NewRedactor(n, safeguard), nil
}

// unknownName says that a name is not in the case and which ones come near. Nothing is
// suggested that names people whom a role or age protects.
func unknownName(ctx context.Context, r store.Reader, text string, begun []store.Match) error {
	n, redactor, err := hiddenOf(ctx, r)
	if err != nil {
		return err
	}
	var words []string
	open := map[graph.EntityID]bool{}
	for i := range n.Entities {
		e := &n.Entities[i]
		if redactor.Hides(e) || e.Kind != graph.Person && redactor.Names(string(e.ID)) {
			continue
		}
		open[e.ID] = true
		words = append(words, e.Name(), string(e.ID))
	}
	var near []string
	for _, m := range begun {
		if open[m.ID] && len(near) < 5 {
			near = append(near, m.Name+" ("+string(m.ID)+")")
		}
	}
	if len(near) == 0 {
		near = nearest(text, words, 3)
	}
	hint := "; try: linchpin find"
	if len(near) > 0 {
		hint = "; did you mean " + strings.Join(near, ", ") + "?"
	}
	return fmt.Errorf("%w: %s%s", graph.ErrUnknownEntity, text, hint)
}
