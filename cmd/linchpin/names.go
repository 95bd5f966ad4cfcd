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

// resolve returns the one entity a person means by a name or identifier. Several
// of one name are listed and none is picked; a misspelt name gets the nearest ones.
func resolve(ctx context.Context, r store.Reader, text string) (graph.EntityID, error) {
	matches, err := r.Find(ctx, text, 0)
	if err != nil {
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
		return "", unknownName(ctx, r, text, matches)
	}
	var list strings.Builder
	for _, m := range exact {
		fmt.Fprintf(&list, "\n  %s  %s, %s, %d ties", m.ID, m.Name, m.Kind, m.Ties)
	}
	return "", usagef("%q is the name of %d entities; use the identifier of the one you mean:%s", text, len(exact), list.String())
}

// unknownName says that a name is not in the case and which ones come near. People
// whom a role protects are never suggested.
func unknownName(ctx context.Context, r store.Reader, text string, begun []store.Match) error {
	n, err := r.Read(ctx, graph.Filter{})
	if err != nil {
		return err
	}
	standings := n.Standings(graph.DayOf(time.Now()))
	var words []string
	open := map[graph.EntityID]bool{}
	for i := range n.Entities {
		if standings[i].Withheld == graph.Protected || standings[i].Withheld == graph.Minor {
			continue
		}
		open[n.Entities[i].ID] = true
		words = append(words, n.Entities[i].Name(), string(n.Entities[i].ID))
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
			words = append(words, string(m.ID)+"\t"+m.Name)
			if strings.HasPrefix(strings.ToLower(m.Name), strings.ToLower(begun)) {
				words = append(words, m.Name+"\t"+m.Kind.String())
			}
		}
		return nil
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
