package money

import "slices"

// Loop returns the companies that an asset is in a circle of ownership with, itself
// included, by number: itself alone where it owns a part of itself directly and through
// nobody, nil where it owns nothing of itself.
func (w *Ownership) Loop(asset int) []int {
	up, down := w.along(asset, w.into, func(s *Stake) int { return s.Owner }), w.along(asset, w.from, func(s *Stake) int { return s.Asset })
	var loop []int
	for i := range up {
		if down[i] {
			loop = append(loop, i)
		}
	}
	slices.Sort(loop)
	return loop
}

// along returns what is reached from an entity by one stake or more in one direction.
func (w *Ownership) along(start int, lists [][]int32, end func(*Stake) int) map[int]bool {
	seen := map[int]bool{}
	for queue := []int{start}; len(queue) > 0; queue = queue[1:] {
		for _, k := range lists[queue[0]] {
			if i := end(&w.stakes[k]); !seen[i] {
				seen[i] = true
				queue = append(queue, i)
			}
		}
	}
	return seen
}

// Circle returns the stakes that the companies of an asset's [Ownership.Loop] have in each
// other and in themselves, by what is owned and by owner.
func (w *Ownership) Circle(asset int) []Stake {
	loop := w.Loop(asset)
	var stakes []Stake
	for _, i := range loop {
		for _, k := range w.into[i] {
			if _, ok := slices.BinarySearch(loop, w.stakes[k].Owner); ok {
				stakes = append(stakes, w.stakes[k])
			}
		}
	}
	return stakes
}

// Pyramid returns every direct stake in an asset and in whatever is above it by stakes,
// circles with all their stakes, nearest to the asset first.
func (w *Ownership) Pyramid(asset int) []Stake {
	var stakes []Stake
	for _, i := range w.upwards(asset) {
		for _, k := range w.into[i] {
			stakes = append(stakes, w.stakes[k])
		}
	}
	return stakes
}

// upwards returns an asset and what is above it by stakes, nearest first.
func (w *Ownership) upwards(asset int) []int {
	seen, all := map[int]bool{asset: true}, []int{asset}
	for at := 0; at < len(all); at++ {
		for _, k := range w.into[all[at]] {
			if i := w.stakes[k].Owner; !seen[i] {
				seen[i] = true
				all = append(all, i)
			}
		}
	}
	return all
}
