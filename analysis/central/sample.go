package central

import (
	"context"
	"math"
	"math/rand/v2"

	"github.com/linchpin-graph/linchpin/graph"
)

// sampleRisk is the chance that some entity's true score lies outside its bounds.
const sampleRisk = .05

// fromSample estimates the scores from pairs drawn at random, with replacement: the mean
// share of a pair's shortest routes that an entity lies on, times the number of pairs.
//
// A share lies in [0, 1]. So, for k pairs, a mean x and a true mean p, the chance of one so
// far off on its side is at most exp(-k·KL(x, p)), with KL(x, p) = x ln(x/p) +
// (1-x) ln((1-x)/(1-p)), and the bounds are the p at which that is .05/2n: they hold for
// all n that can lie between others together with a chance of 95 %. They stay within what
// is possible and are narrow where few routes pass. Sources instead of pairs add up to n
// each, and no bound on them is of use in a large network.
//
// Sources: W. Hoeffding, "Probability inequalities for sums of bounded random variables",
// JASA 58 (1963), theorem 1 (2.1), doi:10.1080/01621459.1963.10500830. M. Riondato and E.
// Upfal, "ABRA: approximating betweenness centrality in static and dynamic graphs with
// Rademacher averages", ACM Trans. Knowl. Discov. Data 12 (2018), doi:10.1145/3208351,
// which draws pairs likewise.
func (s Scores) fromSample(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	shares, err := sampledShares(ctx, v, o)
	if err != nil {
		return Scores{}, err
	}
	between := 0.0
	for i := range shares {
		if canLieBetween(v, i) {
			between++
		}
	}
	pairs := float64(v.Len()) * float64(v.Len()-1)
	if !v.Directed() {
		pairs /= 2
	}
	risk := math.Log(2*between/sampleRisk) / float64(o.Sample)
	s.Draws, s.Low, s.High = o.Sample, make([]float64, len(shares)), make([]float64, len(shares))
	for i, x := range shares {
		if !canLieBetween(v, i) {
			continue
		}
		s.Values[i] = min(x*pairs, s.Max)
		s.Low[i], s.High[i] = lowestMean(x, risk)*pairs, min(highestMean(x, risk)*pairs, s.Max)
	}
	return s, nil
}

// canLieBetween reports whether an entity's ties let it lie between others at all.
func canLieBetween(v *graph.View, i int) bool {
	if v.Directed() {
		return len(v.Neighbours(i)) > 0 && len(v.InNeighbours(i)) > 0
	}
	return len(v.Neighbours(i)) > 1
}

// sampledShares returns the mean share of the routes of pairs drawn at random that each
// entity lies on.
func sampledShares(ctx context.Context, v *graph.View, o Options) ([]float64, error) {
	n, parts := v.Len(), mostPortions // fixed, so that sums do not depend on the CPUs
	const atOnce = 64
	ahead, back := sparseOf(v, false), sparseOf(v, true)
	sums, step := make([][]float64, parts), newCounter(o.Sample, o.Progress)
	err := inParallel(ctx, parts, func() *meeting { return newMeeting(ahead, back) }, func(m *meeting, part int) error {
		sums[part] = make([]float64, n)
		random := rand.New(rand.NewPCG(o.Seed, uint64(part)+1))
		for done, of := 0, o.Sample*(part+1)/parts-o.Sample*part/parts; done < of; done += atOnce {
			if err := ctx.Err(); err != nil {
				return err
			}
			draws := min(atOnce, of-done)
			for range draws {
				from, to := random.IntN(n), random.IntN(n-1)
				if to >= from {
					to++
				}
				m.between(int32(from), int32(to), sums[part])
			}
			step.done(draws)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	shares := sums[0]
	for _, sum := range sums[1:] {
		for i, x := range sum {
			shares[i] += x
		}
	}
	for i := range shares {
		shares[i] = min(shares[i]/float64(o.Sample), 1)
	}
	return shares, nil
}

// lowestMean is the smallest true mean p with KL(x, p) of at most a risk.
func lowestMean(x, risk float64) float64 { return farthestMean(x, 0, risk) }

// highestMean is the largest such.
func highestMean(x, risk float64) float64 { return farthestMean(x, 1, risk) }

// farthestMean looks for it between x and an end, by halves; what it returns is on the far
// side of it.
func farthestMean(x, end, risk float64) float64 {
	within, beyond := x, end
	for range 60 {
		if p := (within + beyond) / 2; divergence(x, p) <= risk {
			within = p
		} else {
			beyond = p
		}
	}
	return beyond
}

// divergence is that of Kullback and Leibler between two chances.
func divergence(x, p float64) float64 {
	d := 0.0
	if x > 0 {
		d += x * math.Log(x/p)
	}
	if x < 1 {
		d += (1 - x) * math.Log((1-x)/(1-p))
	}
	return d
}

// Told says how many of the first places the bounds of estimated scores tell from all that
// follow, in one run from the first one, and about how many draws would tell the next
// place too; infinite where its score is not above the others'.
func (s Scores) Told(first int) (places int, draws float64) {
	order := s.Order()
	highest := math.Inf(-1) // of those that come after
	after := make([]float64, len(order))
	for at := len(order) - 1; at >= 0; at-- {
		after[at] = highest
		highest = max(highest, s.High[order[at]])
	}
	first = min(first, len(order))
	for places < first && s.Low[order[places]] > after[places] {
		places++
	}
	if places == first {
		return places, 0
	}
	i := order[places]
	for _, j := range order[places+1:] {
		apart := s.Values[i] - s.Values[j]
		if apart <= 0 {
			return places, math.Inf(1)
		}
		off := s.Values[i] - s.Low[i] + s.High[j] - s.Values[j]
		draws = max(draws, float64(s.Draws)*(off/apart)*(off/apart)) // bounds shrink with the root of the draws
	}
	return places, draws
}
