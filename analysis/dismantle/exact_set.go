package dismantle

import "math/bits"

// A set is some entities of a small network, a bit for each.
type set []uint64

func newSet(n int) set { return make(set, (n+63)/64) }

func newSets(count, n int) []set {
	words := (n + 63) / 64
	sets, all := make([]set, count), make(set, count*words)
	for i := range sets {
		sets[i] = all[i*words : (i+1)*words : (i+1)*words]
	}
	return sets
}

func (s set) add(i int32)      { s[i>>6] |= 1 << (i & 63) }
func (s set) drop(i int32)     { s[i>>6] &^= 1 << (i & 63) }
func (s set) has(i int32) bool { return s[i>>6]>>(i&63)&1 != 0 }

// first returns who comes first, or gone.
func (s set) first() int32 {
	for k, w := range s {
		if w != 0 {
			return int32(k<<6 + bits.TrailingZeros64(w))
		}
	}
	return gone
}

// append appends the members to a list, ascending.
func (s set) append(to []int32) []int32 {
	for k, w := range s {
		for ; w != 0; w &= w - 1 {
			to = append(to, int32(k<<6+bits.TrailingZeros64(w)))
		}
	}
	return to
}

// both makes s those who are in a and in b.
func (s set) both(a, b set) {
	for k := range s {
		s[k] = a[k] & b[k]
	}
}

// less makes s those who are in a but not in b.
func (s set) less(a, b set) {
	for k := range s {
		s[k] = a[k] &^ b[k]
	}
}

// with adds who is in o.
func (s set) with(o set) {
	for k, w := range o {
		s[k] |= w
	}
}

// common counts who is in both.
func (s set) common(o set) int32 {
	n := 0
	for k, w := range s {
		n += bits.OnesCount64(w & o[k])
	}
	return int32(n)
}
