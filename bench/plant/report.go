package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
)

const introduction = "# What is planted, and what is found\n\n" +
	"Written by `go run ./bench/plant`; what the cases are like is said in its files. As many of each kind are planted as a row says, in ordinary\n" +
	"life: wages, rents, shops, bills, invoices, taxes, families, honest owners, and officials of every habit, two in five of whom take\n" +
	"rent or a price from somebody about whom they decide. Whatever else chance makes of it counts as false: an official whose cousin is of a gang, and what\n" +
	"landlords and tax offices gather in the first days of a month. **Met** is what of the planted is called; **found** is what is called,\n" +
	"**right** what of it was planted (a payer and a payee, or a company and its gang, may be two that are right), and **first** what is right among the\n" +
	"first as many as are planted. With one tie in ten left out by chance a planted thing still counts, even where a part of it is gone: of a cycle\n" +
	"of seven payments all are there every other time. A protector is asked for by `--tie-kinds kin-of,owns,controls,directs,member-of,holds-office`.\n\n" +
	"| kind, and what counts | people | cases | ties of one | missing | planted | met | recall | found | right | precision | first |\n" +
	"|---|---|---|---|---|---|---|---|---|---|---|---|\n"

// cases is how many cases of a size are scored: more of small ones, in which little is planted.
func cases(people int) int { return max(1, min(10, 3000/people)) }

// report scores every kind in cases of some sizes, and returns the table.
func report(ctx context.Context, sizes []int, seed uint64) (string, error) {
	var text strings.Builder
	text.WriteString(introduction)
	rows := make([]strings.Builder, len(kinds))
	for _, people := range sizes {
		n := cases(people)
		full, thin, ties := make([]score, len(kinds)), make([]score, len(kinds)), 0
		for k := range n {
			c := Generate(Options{People: people, Seed: seed + uint64(k)})
			ties = len(c.Network.Ties)
			if err := addScores(ctx, c, full); err != nil {
				return "", err
			}
			if err := addScores(ctx, c.Thin(.1, c.Seed), thin); err != nil {
				return "", err
			}
		}
		for i, kind := range kinds {
			for _, part := range []struct {
				missing string
				score   score
			}{{"none", full[i]}, {"10 %", thin[i]}} {
				fmt.Fprintf(&rows[i], "| %s: %s | %d | %d | %d | %s | %s |\n", kind.name, kind.how, people, n, ties, part.missing, part.score)
			}
		}
	}
	for i := range rows {
		text.WriteString(rows[i].String())
	}
	if err := reportPower(ctx, &text, seed); err != nil {
		return "", err
	}
	err := reportTies(ctx, &text, sizes, seed)
	return text.String(), err
}

// addScores looks for every kind in a case, and says on stderr how long each took.
func addScores(ctx context.Context, c Case, to []score) error {
	v, err := graph.NewView(c.Network, graph.ViewOptions{Lens: graph.Whole})
	if err != nil {
		return err
	}
	for i, kind := range kinds {
		begun := time.Now()
		s, err := kind.score(ctx, v, &c.Truth)
		if err != nil {
			return fmt.Errorf("%s: %w", kind.name, err)
		}
		to[i] = to[i].plus(s)
		fmt.Fprintf(os.Stderr, "%d people, seed %d, %d ties: %s %s, %.1f s\n", c.People, c.Seed, len(c.Network.Ties), kind.name, s, time.Since(begun).Seconds())
	}
	return nil
}
