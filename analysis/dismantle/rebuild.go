package dismantle

import "context"

// rebuild returns an order anew: all are removed, and of the last so many of the order the
// one is put back, time and again, that makes the smallest component; of equals the one
// that comes last. Who is put back last is removed first. It stops early when ctx ends; the
// rest then keeps its order.
//
// Source: C. M. Schneider, T. Mihaljev and H. J. Herrmann, "Inverse targeting: an effective
// immunization strategy", EPL 98 (2012). doi:10.1209/0295-5075/98/46002
func (a *assembly) rebuild(ctx context.Context, order []int32, horizon int) []int32 {
	a.clear()
	anew := make([]int32, len(order))
	copy(anew, order)
	// What somebody makes can only grow, so that what it was is a bound.
	makes := make([]int32, len(a.pool))
	for end := len(anew); end > 0; end-- {
		if end%256 == 0 && ctx.Err() != nil {
			break
		}
		from := max(0, end-horizon)
		best, least := end-1, int32(0)
		for k := end - 1; k >= from; k-- {
			i := anew[k]
			if least > 0 && makes[i] >= least {
				continue
			}
			makes[i] = a.makes(i)
			if least == 0 || makes[i] < least {
				best, least = k, makes[i]
			}
		}
		next := anew[best]
		copy(anew[best:end-1], anew[best+1:end])
		anew[end-1] = next
		a.putBack(next)
	}
	return anew
}
