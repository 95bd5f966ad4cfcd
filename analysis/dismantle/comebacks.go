package dismantle

// comebacks are places of an order and sizes in a heap: the smallest size comes first, of
// equals the last place.
type comebacks []uint64

const placeBits = 1<<32 - 1

func comebackOf(size int32, place int) uint64 { return uint64(size)<<32 | uint64(placeBits-place) }

func (c comebacks) first() (size int32, place int) {
	return int32(c[0] >> 32), placeBits - int(c[0]&placeBits)
}

func (c *comebacks) push(size int32, place int) {
	*c = append(*c, comebackOf(size, place))
	h := *c
	for at := len(h) - 1; at > 0 && h[at] < h[(at-1)/2]; at = (at - 1) / 2 {
		h[at], h[(at-1)/2] = h[(at-1)/2], h[at]
	}
}

// change gives the first another size.
func (c comebacks) change(size int32, place int) {
	c[0] = comebackOf(size, place)
	c.sink()
}

func (c *comebacks) pop() {
	h := *c
	h[0] = h[len(h)-1]
	*c = h[:len(h)-1]
	c.sink()
}

func (c comebacks) sink() {
	for at := 0; ; {
		least := at
		for child := 2*at + 1; child <= min(2*at+2, len(c)-1); child++ {
			if c[child] < c[least] {
				least = child
			}
		}
		if least == at {
			return
		}
		c[at], c[least] = c[least], c[at]
		at = least
	}
}
