package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

// resolve returns the one entity a person means by a name or identifier. Several
// of one name are listed and none is picked; a misspelt name gets the nearest ones.
func resolve(cmd *cobra.Command, s store.Store, name, text string) (graph.EntityID, error) {
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
		return "", unknownName(cmd.Context(), s, text, matches)
	}
	var list strings.Builder
	for _, m := range exact {
		fmt.Fprintf(&list, "\n  %s  %s, %s, %d ties", m.ID, m.Name, m.Kind, m.Ties)
	}
	return "", usagef("%q is the name of %d entities; use the identifier of the one you mean:%s", text, len(exact), list.String())
}

// unknownName says that a name is not in the case and which ones come near. Nothing is
// suggested that names people whom a role or age protects.
func unknownName(ctx context.Context, r store.Reader, text string, begun []store.Match) error {
	n, err := r.Read(ctx, graph.Filter{})
	if err != nil {
		return err
	}
	today := graph.DayOf(time.Now())
	safeguard, err := graph.NewSafeguard(n, graph.SafeguardOptions{On: today})
	if err != nil {
		return err
	}
	redactor := report.NewRedactor(n, safeguard)
	var words []string
	open := map[graph.EntityID]bool{}
	for i := range n.Entities {
		e := &n.Entities[i]
		if safeguard.Standing(e.ID).Withheld.Shields() || e.Kind != graph.Person && redactor.Names(e.Name()+" "+string(e.ID)) {
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

// completion is a word to complete and what it stands for, with nothing a terminal
// would obey.
func completion(word, about string) string {
	return printable(oneLine(word)) + "\t" + printable(oneLine(about))
}

// completeNames completes the second argument of a command from the names and
// identifiers of the case that is its first. Reading them is logged.
func completeNames(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var words []string
	err := withCase(cmd, args[0], func(s store.Store) error {
		matches, err := s.Find(cmd.Context(), begun, 50)
		if err != nil {
			return err
		}
		if err := audit(cmd, s, args[0], store.Entry{Verb: "complete", Counts: fmt.Sprintf("entities=%d", len(matches))}); err != nil {
			return err
		}
		for _, m := range matches {
			words = append(words, completion(string(m.ID), m.Name))
			if strings.HasPrefix(strings.ToLower(m.Name), strings.ToLower(begun)) {
				words = append(words, completion(m.Name, m.Kind.String()))
			}
		}
		return nil
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
