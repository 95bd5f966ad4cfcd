package central

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// ErrNoGroups is wrapped where a measure is about groups and none are given.
var ErrNoGroups = errors.New("needs groups, such as gangs and public bodies, that entities belong to")

// A role is one of Gould and Fernandez' five, or all of them.
type role uint8

const (
	coordinator    role = iota // all three of one group
	consultant                 // the outer two of one group, the broker of another
	gatekeeper                 // the broker and the last of one group: what comes in
	representative             // the first and the broker of one group: what goes out
	liaison                    // all three of different groups
	roleCount
	anyRole = roleCount
)

// roleOf returns the broker's role in a chain from one to another.
func roleOf(first, broker, last int32) role {
	switch {
	case first == broker && broker == last:
		return coordinator
	case first == last:
		return consultant
	case broker == last:
		return gatekeeper
	case first == broker:
		return representative
	}
	return liaison
}

// Brokerage scores each entity b by the chains a → b → c in which it brokers between two
// who are not tied themselves, a to c. Each group of the options counts; who belongs to
// none is left out of the chains. In an undirected view each chain counts both ways,
// as in R's sna.
//
// The five roles, each a measure of its own, add up to it: [Coordinator], [Consultant],
// [Gatekeeper], [Representative] and [Liaison].
//
// Unit: chains. Max: none is given: it depends on the groups' sizes.
//
// Reading: liaisons and gatekeepers between a gang and a public body are where influence
// passes; coordinators hold one group together.
//
// Cost: O(Σ in-ties · out-ties) time, O(n) memory. It stops early with ctx's error. The
// error wraps [ErrNoGroups] where the options have no groups.
//
// Source: R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to
// brokerage in transaction networks", Sociological Methodology 19 (1989).
// doi:10.2307/270949
func Brokerage(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	return brokerage(ctx, v, o, MeasureBrokerage, anyRole)
}

// Coordinator scores each entity by the chains within its own group; see [Brokerage].
func Coordinator(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	return brokerage(ctx, v, o, MeasureCoordinator, coordinator)
}

// Consultant scores each entity by the chains within one other group; see [Brokerage].
func Consultant(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	return brokerage(ctx, v, o, MeasureConsultant, consultant)
}

// Gatekeeper scores each entity by the chains from another group into its own; see
// [Brokerage].
func Gatekeeper(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	return brokerage(ctx, v, o, MeasureGatekeeper, gatekeeper)
}

// Representative scores each entity by the chains from its own group to another; see
// [Brokerage].
func Representative(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	return brokerage(ctx, v, o, MeasureRepresentative, representative)
}

// Liaison scores each entity by the chains between two other groups; see [Brokerage].
func Liaison(ctx context.Context, v *graph.View, o Options) (Scores, error) {
	return brokerage(ctx, v, o, MeasureLiaison, liaison)
}

func brokerage(ctx context.Context, v *graph.View, o Options, m Measure, wanted role) (Scores, error) {
	s := Scores{Measure: m, Unit: "chains", Values: make([]float64, v.Len())}
	if !slices.ContainsFunc(o.Groups, func(g int32) bool { return g >= 0 }) {
		return Scores{}, fmt.Errorf("%s %w", m, ErrNoGroups)
	}
	group := make([]int32, v.Len())
	for i := range group {
		if group[i] = -1; i < len(o.Groups) {
			group[i] = o.Groups[i]
		}
	}
	tied := make([]int32, v.Len()) // the last entity from which each was marked, from 1
	for a := range v.Len() {
		if err := ctx.Err(); err != nil {
			return Scores{}, err
		}
		if group[a] < 0 {
			continue
		}
		for _, c := range v.Neighbours(a) {
			tied[c] = int32(a) + 1
		}
		tied[a] = int32(a) + 1
		for _, b := range v.Neighbours(a) {
			if group[b] < 0 {
				continue
			}
			for _, c := range v.Neighbours(int(b)) {
				if group[c] < 0 || tied[c] == int32(a)+1 {
					continue
				}
				if r := roleOf(group[a], group[b], group[c]); wanted == anyRole || wanted == r {
					s.Values[b]++
				}
			}
		}
	}
	return s, nil
}
