package protection

import (
	"context"
	"math/rand/v2"
	"slices"
)

// InWorlds is what a score comes to in the possible worlds drawn; nothing of it where none are.
//
// In a world a part adds its weight times its share where every tie of its chain is there, and nothing elsewhere.
// The mean over all worlds is the score. Other chains, which might lead there where that of a part does not, add
// nothing in a world, as they add nothing to the score.
type InWorlds struct {
	Low, High float64 // hold what the parts add in at least 95 of 100 worlds, and the score
	There     float64 // the share of worlds in which any part is there
}

// inWorlds draws possible worlds and takes from them what scores come to. Facts that are the same step between two are
// there or not together, as they count once in a chain.
func (s *shields) inWorlds(ctx context.Context, found *Shields, seed uint64) error {
	used := s.used(found)
	there := make([]bool, len(s.ties))
	scores := make([][][]float64, len(found.Officials)) // by official, its gangs and then itself, by world
	for k, one := range found.Officials {
		scores[k] = make([][]float64, len(one.Gangs)+1)
	}
	for w := range found.Worlds {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := rand.New(rand.NewPCG(seed, uint64(w)))
		for _, a := range used {
			there[s.lead(a)] = r.Float64() < middle(s.arcs[a].real)
		}
		for k, one := range found.Officials {
			total := 0.0
			for g := range one.Gangs {
				x := s.scoreIn(&one.Gangs[g], there)
				scores[k][g] = append(scores[k][g], x)
				total += x
			}
			scores[k][len(one.Gangs)] = append(scores[k][len(one.Gangs)], total)
		}
	}
	for k := range found.Officials {
		one := &found.Officials[k]
		for g := range one.Gangs {
			one.Gangs[g].InWorlds = inWorlds(scores[k][g], one.Gangs[g].Score)
		}
		one.InWorlds = inWorlds(scores[k][len(one.Gangs)], one.Score)
	}
	return nil
}

// lead is the fact that stands for all of an arc, whichever way it is gone along.
func (s *shields) lead(a int32) int32 { return s.proof[s.arcs[a].first] }

// used returns an arc for each step that chains found go along, in the order of the facts.
func (s *shields) used(found *Shields) []int32 {
	var all []int32
	for _, one := range found.Officials {
		for _, g := range one.Gangs {
			for _, p := range g.Parts {
				all = append(all, p.arcs...)
			}
		}
	}
	slices.SortFunc(all, func(a, b int32) int { return int(s.lead(a) - s.lead(b)) })
	return slices.CompactFunc(all, func(a, b int32) bool { return s.lead(a) == s.lead(b) })
}

// scoreIn is what the parts add in a world.
func (s *shields) scoreIn(one *Shield, there []bool) (score float64) {
	for k := range one.Parts {
		p := &one.Parts[k]
		if !slices.ContainsFunc(p.arcs, func(a int32) bool { return !there[s.lead(a)] }) {
			score += p.Weight * p.Share
		}
	}
	return score
}

// inWorlds sums up what a score comes to in each of some worlds. Where the middle 95 of 100 worlds agree, since what is
// there is there in fewer than three of a hundred or in more than 97, the score is beside them and the bounds reach to it.
func inWorlds(x []float64, score float64) (sum InWorlds) {
	for _, one := range x {
		if one > 0 {
			sum.There++
		}
	}
	sum.There /= float64(len(x))
	slices.Sort(x)
	cut := len(x) / 40
	sum.Low, sum.High = min(score, x[cut]), max(score, x[len(x)-1-cut])
	return sum
}
