package dismantle

import (
	"context"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// Without returns the best plan in which one entity is not: what can be done where that
// one cannot be reached. The error is [ErrNobody] where there is nobody else.
func Without(ctx context.Context, v *graph.View, o Options, member int) (Plan, error) {
	o.Among = slices.Clone(o.Among)
	o.Among[member] = false
	return Best(ctx, v, o)
}

// Shared is how many members two plans share.
func (p Plan) Shared(other Plan) int {
	shared := 0
	for _, i := range p.Team {
		if slices.Contains(other.Team, i) {
			shared++
		}
	}
	return shared
}
