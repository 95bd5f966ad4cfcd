package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

const powerIntroduction = "\n## How many favours it takes\n\n" +
	"The smallest case again, forty times over, each with three officials who decide in favour of somebody so many times after so many benefits,\n" +
	"and about others as seldom as ever: every fourth to seventh time. **Honest** are officials who take rent, a price, or a fee before\n" +
	"each decision, from somebody about whom they decide as about anybody; one who is called for it is called falsely.\n\n" +
	"| favours | planted | met with all ties | met with 10 % missing | honest | called |\n|---|---|---|---|---|---|\n"

// powerCases is in how many cases each number of favours is tried.
const powerCases = 40

// reportPower adds how many umbrellas are met by how many favours each has.
func reportPower(ctx context.Context, text *strings.Builder, seed uint64) error {
	text.WriteString(powerIntroduction)
	for _, favours := range []int{3, 4, 5, 6, 7, 8, 10} {
		var full, thin score
		honest, called := 0, 0
		for k := range uint64(powerCases) {
			c := Generate(Options{People: Fewest, Seed: seed + k, Favours: [2]int{favours, favours}})
			found, err := umbrellasOf(ctx, c)
			if err != nil {
				return err
			}
			full = full.plus(umbrellaScore(found, &c.Truth))
			honest, called = honest+len(c.Truth.Honest), called+calledOf(found, c.Truth.Honest)
			if found, err = umbrellasOf(ctx, c.Thin(.1, c.Seed)); err != nil {
				return err
			}
			thin = thin.plus(umbrellaScore(found, &c.Truth))
		}
		fmt.Fprintf(text, "| %d | %d | %d | %d | %d | %d |\n", favours, full.planted, full.hits, thin.hits, honest, called)
	}
	return nil
}

func umbrellasOf(ctx context.Context, c Case) (protection.Umbrellas, error) {
	v, err := graph.NewView(c.Network, graph.ViewOptions{Lens: graph.Whole})
	if err != nil {
		return protection.Umbrellas{}, err
	}
	return protection.FindUmbrellas(ctx, v, protection.UmbrellaOptions{})
}

// calledOf counts the honest officials who are called for those who pay them.
func calledOf(found protection.Umbrellas, honest []Honest) (n int) {
	for _, h := range honest {
		if slices.ContainsFunc(found.Found, func(u protection.Umbrella) bool {
			return u.Q <= level && u.Official == h.Official && (u.For == h.Payer || slices.Contains(u.Also, h.Payer))
		}) {
			n++
		}
	}
	return n
}
