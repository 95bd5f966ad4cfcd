package dismantle

// sizes counts pieces by size and knows the largest.
type sizes struct {
	count   []int32 // by size
	largest int32
}

func newSizes(n int) *sizes { return &sizes{count: make([]int32, n+1)} }

// change notes that a piece of one size is now of another; 0 is none. Of nil it does
// nothing.
func (s *sizes) change(from, to int32) {
	if s == nil {
		return
	}
	s.count[from]--
	s.count[to]++
	s.largest = max(s.largest, to)
	for s.largest > 0 && s.count[s.largest] == 0 {
		s.largest--
	}
}
