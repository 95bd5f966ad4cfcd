package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
)

// teamOptions are the flags that name people: who must and must not be in a team, and
// which team to look at beside the best.
type teamOptions struct {
	must, without, remove []string
}

func (o *teamOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&o.must, "must", nil, "who is to be in the team in any case, by name or identifier")
	flags.StringSliceVar(&o.without, "without", nil, "who is not to be in the team")
	flags.StringSliceVar(&o.remove, "remove", nil, "what if just these were removed: their effect beside the best team's")
}

// A givenTeam is whom the flags name, by their places in the view.
type givenTeam struct {
	among  []bool // who may be in the team
	must   []int
	not    []int // who of the eligible is left out
	remove []int
}

func (o *teamOptions) find(q *planQuestion) (g givenTeam, err error) {
	if g.must, err = o.eligible(q, "--must", o.must); err != nil {
		return givenTeam{}, err
	}
	if g.remove, err = o.eligible(q, "--remove", o.remove); err != nil {
		return givenTeam{}, err
	}
	without, err := inView(q.cmd, q.store, q.name, q.view, o.without)
	if err != nil {
		return givenTeam{}, fmt.Errorf("--without: %w", err)
	}
	g.among = slices.Clone(q.may)
	for _, i := range without {
		if slices.Contains(g.must, i) {
			return givenTeam{}, usagef("%s is in both --must and --without", q.view.ID(i))
		}
		if g.among[i] { // of others nothing is said: that they are in no team goes without saying
			g.not = append(g.not, i)
		}
		g.among[i] = false
	}
	return g, nil
}

// eligible returns the people whom some names mean. Who could not be on a target list is
// refused in the same words whatever the reason, so that none is told.
func (o *teamOptions) eligible(q *planQuestion, flag string, names []string) ([]int, error) {
	found, err := inView(q.cmd, q.store, q.name, q.view, names)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	var team []int
	for k, i := range found {
		if !q.may[i] {
			return nil, usagef("%s %q: only a person who could be on a target list can be in a team", flag, names[k])
		}
		if !slices.Contains(team, i) {
			team = append(team, i)
		}
	}
	return team, nil
}

// words say who was named.
func (g givenTeam) words(v *graph.View) (words []string) {
	for _, part := range []struct {
		what string
		who  []int
	}{{"with", g.must}, {"without", g.not}} {
		var names []string
		for _, i := range part.who {
			names = append(names, v.Entity(i).Name())
		}
		if len(names) > 0 {
			words = append(words, fmt.Sprintf("%s %s", part.what, strings.Join(names, ", ")))
		}
	}
	return words
}
