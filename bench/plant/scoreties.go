package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

// A tieScore is how many of the pairs of people that a thinned case no longer ties are found as ties to look for.
type tieScore struct {
	lost     int     // pairs tied in the full case alone
	met      int     // of them, among the first as many ties to look for
	reach    int     // of them, two or three ties apart and so looked at
	pairs    int     // looked at
	expected float64 // hidden ties among them, by their chances
}

func (s tieScore) plus(o tieScore) tieScore {
	return tieScore{s.lost + o.lost, s.met + o.met, s.reach + o.reach, s.pairs + o.pairs, s.expected + o.expected}
}

// byChance is how many would be met among the pairs looked at if they came in any order.
func (s tieScore) byChance() float64 {
	return float64(s.lost) * float64(s.reach) / float64(max(1, s.pairs))
}

// thinPairs leaves out all that is recorded of a share of the pairs of entities, as the chances suppose.
func (c Case) thinPairs(share float64, seed uint64) Case {
	n := *c.Network
	n.Ties = nil
	for _, t := range c.Network.Ties {
		if chanceOf(min(t.From, t.To), max(t.From, t.To), seed) >= share {
			n.Ties = append(n.Ties, t)
		}
	}
	c.Network = &n
	return c
}

// chanceOf is a number from 0 to 1 that belongs to a pair, whatever else is in the case.
func chanceOf(a, b id, seed uint64) float64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %s", a, b)
	return rand.New(rand.NewPCG(seed, h.Sum64())).Float64()
}

// scoreTies looks in a thinned case for what the full one ties, on the people lens.
func scoreTies(ctx context.Context, c, thin Case, share float64) (tieScore, error) {
	full, err := graph.NewView(c.Network, graph.ViewOptions{})
	if err != nil {
		return tieScore{}, err
	}
	seen, err := graph.NewView(thin.Network, graph.ViewOptions{}) // of the same people
	if err != nil {
		return tieScore{}, err
	}
	var s tieScore
	for tie := range full.Size() {
		a, b := full.Ends(tie)
		if _, tied := seen.TieBetween(a, b); tied {
			continue
		}
		if s.lost++; inReach(seen, a, b) {
			s.reach++
		}
	}
	found, err := protection.FindLikelyTies(ctx, seen, protection.LikelyOptions{Most: s.lost, Missing: share, Seed: c.Seed})
	if err != nil {
		return tieScore{}, err
	}
	s.pairs, s.expected = found.Of, found.Expected
	for _, t := range found.Ties {
		if _, tied := full.TieBetween(t.From, t.To); tied {
			s.met++
		}
	}
	return s, nil
}

// inReach reports whether two are two or three ties apart, over whom routes count.
func inReach(v *graph.View, a, b int) bool {
	counts := func(i int32) bool { return len(v.Neighbours(int(i))) <= protection.MostContacts }
	for _, u := range v.Neighbours(a) {
		if !counts(u) {
			continue
		}
		if _, tied := v.TieBetween(int(u), b); tied {
			return true
		}
		for _, w := range v.Neighbours(int(u)) {
			if _, tied := v.TieBetween(int(w), b); tied && int(w) != a && counts(w) {
				return true
			}
		}
	}
	return false
}

// reportTies looks for the ties that a thinned case lost, at each size.
func reportTies(ctx context.Context, text *strings.Builder, sizes []int, seed uint64) error {
	text.WriteString("\n## Ties to look for\n\n" +
		"A tenth of a case is left out by chance, and `linchpin questions` is asked which pairs of people are likely to be tied all the same, on the people lens: one tie in ten, or\n" +
		"all that is recorded of one pair of entities in ten. **Lost** are the pairs of people that the full case ties and the thinned one does not; **met** those of them among the first as many pairs, beside as\n" +
		"many as would be met if the pairs looked at came in any order; **in reach** are two or three ties apart over people with at most 200 contacts, and **expected** is what the chances add up to. They suppose that all of a pair is\n" +
		"left out; where single payments are, a pair with many is seldom lost, and the chances are too high.\n\n" +
		"| left out | people | cases | lost | met | share | by chance | in reach | expected | pairs looked at |\n|---|---|---|---|---|---|---|---|---|---|\n")
	for _, of := range []string{"ties", "pairs"} {
		for _, people := range sizes {
			sum, chance := tieScore{}, 0.0
			for k := range cases(people) {
				c := Generate(Options{People: people, Seed: seed + uint64(k)})
				thin := c.Thin(.1, c.Seed)
				if of == "pairs" {
					thin = c.thinPairs(.1, c.Seed)
				}
				s, err := scoreTies(ctx, c, thin, .1)
				if err != nil {
					return err
				}
				sum, chance = sum.plus(s), chance+s.byChance()
			}
			fmt.Fprintf(text, "| %s | %d | %d | %d | %d | %.3f | %.1f | %d | %.0f | %d |\n", of, people, cases(people), sum.lost, sum.met, part(sum.met, sum.lost), chance, sum.reach, sum.expected, sum.pairs)
		}
	}
	return nil
}
