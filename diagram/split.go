package diagram

import (
	"fmt"
	"slices"
)

// The last two colours of pieces are of those too small for one of their own, and of items
// without any link.
var (
	smallPieces = len(pieceColours) - 1
	alone       = len(pieceColours)
)

// Split returns a chart with some items taken out, in the order given, and the pieces that
// the others make without them told apart by colour.
func (c Chart) Split(out []int) Chart {
	c.Items = slices.Clone(c.Items)
	for k, i := range out {
		c.Items[i].Out, c.Items[i].Order = true, k+1
	}
	c.Pieces = make([]string, len(pieceColours))
	small, single := 0, 0
	for k, piece := range c.pieces() {
		colour := k + 1
		switch {
		case len(piece) == 1:
			colour, single = alone, single+1
		case colour >= smallPieces:
			colour, small = smallPieces, small+1
		default:
			c.Pieces[k] = fmt.Sprintf("piece of %d", len(piece))
		}
		for _, i := range piece {
			c.Items[i].Piece = colour
		}
	}
	if small > 0 {
		c.Pieces[smallPieces-1] = counted(small, "smaller piece")
	}
	if single > 0 {
		c.Pieces[alone-1] = fmt.Sprintf("%d alone", single)
	}
	return c
}

// Seen returns a chart with some items marked, in the order given, and all that are no
// more than so many links from one of them told apart from the others.
func (c Chart) Seen(from []int, links int) Chart {
	c = c.Numbered(from)
	neighbours := c.neighbours()
	seen := 0
	for i := range c.Items {
		c.Items[i].Piece = alone
	}
	for _, start := range from {
		for i, far := range distances(neighbours, start) {
			if far >= 0 && far <= links && c.Items[i].Piece == alone {
				c.Items[i].Piece = 1
				seen++
			}
		}
	}
	c.Pieces = make([]string, len(pieceColours))
	c.Pieces[0], c.Pieces[alone-1] = fmt.Sprintf("%d in reach", seen), fmt.Sprintf("%d out of reach", len(c.Items)-seen)
	return c
}

// Numbered returns a chart with some items marked and numbered in the order given.
func (c Chart) Numbered(order []int) Chart {
	c.Items = slices.Clone(c.Items)
	for k, i := range order {
		c.Items[i].Mark, c.Items[i].Order = true, k+1
	}
	return c
}

// cut reports whether a link is one that pieces no longer have: an end is taken out, or
// its ends are told apart.
func (c Chart) cut(l Link) bool {
	from, to := c.Items[l.From], c.Items[l.To]
	return from.Out || to.Out || from.Piece != to.Piece
}

// pieces returns the items that are not taken out by what links them, the largest first.
func (c Chart) pieces() [][]int {
	neighbours := c.neighbours()
	seen := make([]bool, len(c.Items))
	var all [][]int
	for first := range c.Items {
		if seen[first] || c.Items[first].Out {
			continue
		}
		seen[first] = true
		piece := []int{first}
		for at := 0; at < len(piece); at++ {
			for _, next := range neighbours[piece[at]] {
				if !seen[next] && !c.Items[next].Out {
					seen[next] = true
					piece = append(piece, next)
				}
			}
		}
		all = append(all, piece)
	}
	slices.SortStableFunc(all, func(a, b []int) int { return len(b) - len(a) })
	return all
}
