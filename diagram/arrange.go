package diagram

import (
	"context"
	"math"
)

// A body is what a layout places: an item with its label, or a gang with all its
// members.
type body struct {
	width, height float64
	room          float64 // area of the picture for each area of body
}

// A plan is what a layout is asked: bodies, and lines between them.
type plan struct {
	bodies []body
	lines  [][2]int
}

const (
	itemRoom    = 5.0
	groupRoom   = 1.6  // there is room in it already
	groupMargin = 12.0 // points between a gang's box and what is in it
	groupTitle  = 18.0 // and above, where its name stands
)

// arrange finds a place for everything in two rounds: the members of each gang among
// themselves, then the gangs, as bodies, and everybody else. So a gang's box holds its
// members and nobody else, and no two boxes overlap.
func (p Placer) arrange(ctx context.Context, c Chart, layout Layout) (placement, error) {
	members := make([][]int, len(c.Groups))
	for i, item := range c.Items {
		if item.Group > 0 {
			members[item.Group-1] = append(members[item.Group-1], i)
		}
	}
	inner := make([]plan, len(c.Groups))
	for g := range inner {
		inner[g] = c.planOf(members[g])
	}
	inside, err := p.spread(ctx, inner, layout)
	if err != nil {
		return placement{}, err
	}
	outer, holder := c.outerPlan(members, inside)
	outside, err := p.spread(ctx, []plan{outer}, layout)
	if err != nil {
		return placement{}, err
	}
	at := placement{size: outside[0].size, items: make([]point, len(c.Items)), boxes: make([]box, len(c.Groups))}
	for i, item := range c.Items {
		if item.Group == 0 {
			at.items[i] = outside[0].at[holder[i]]
		}
	}
	for g := range c.Groups {
		centre, size := outside[0].at[g], outer.bodies[g]
		at.boxes[g] = box{point{centre.x - size.width/2, centre.y - size.height/2}, point{centre.x + size.width/2, centre.y + size.height/2}}
		at.fill(g, members[g], inside[g], mirror{})
	}
	for range 2 { // a gang's turn depends on that of its neighbours
		for g := range c.Groups {
			at.turn(c, g, members[g], inside[g])
		}
	}
	return at, nil
}

// planOf returns the plan of some items and the links between them.
func (c Chart) planOf(items []int) plan {
	at := make(map[int]int, len(items))
	var p plan
	for k, i := range items {
		at[i] = k
		p.bodies = append(p.bodies, c.bodyOf(i))
	}
	for _, l := range c.Links {
		above, below := l.layers()
		from, ok1 := at[above]
		to, ok2 := at[below]
		if ok1 && ok2 && from != to {
			p.lines = append(p.lines, [2]int{from, to})
		}
	}
	return p
}

// layers returns the ends of a link, that first which a layout in layers puts above.
func (l Link) layers() (above, below int) {
	if l.Up {
		return l.To, l.From
	}
	return l.From, l.To
}

// outerPlan returns the plan of gangs, which come first, and of items in none, and
// for each item the body that it is, or is in.
func (c Chart) outerPlan(members [][]int, inside []spreading) (plan, []int) {
	var p plan
	for g := range members {
		width := max(inside[g].size.x+2*groupMargin, textWidth(plain(c.Groups[g]), groupNameSize)+24)
		p.bodies = append(p.bodies, body{width, inside[g].size.y + groupTitle + groupMargin, groupRoom})
	}
	holder := make([]int, len(c.Items))
	for i, item := range c.Items {
		if item.Group > 0 {
			holder[i] = item.Group - 1
			continue
		}
		holder[i] = len(p.bodies)
		p.bodies = append(p.bodies, c.bodyOf(i))
	}
	seen := map[[2]int]bool{}
	for _, l := range c.Links {
		above, below := l.layers()
		line := [2]int{holder[above], holder[below]}
		if line[0] != line[1] && !seen[line] {
			seen[line] = true
			p.lines = append(p.lines, line)
		}
	}
	return p, holder
}

// A mirror says whether the inside of a gang's box is turned round.
type mirror struct{ x, y bool }

// fill puts the members of a gang into its box.
func (at *placement) fill(g int, members []int, inside spreading, m mirror) {
	b := at.boxes[g]
	left := (b.min.x + b.max.x - inside.size.x) / 2
	for k, i := range members {
		q := inside.at[k]
		if m.x {
			q.x = inside.size.x - q.x
		}
		if m.y {
			q.y = inside.size.y - q.y
		}
		at.items[i] = point{left + q.x, b.min.y + groupTitle + q.y}
	}
}

// turn mirrors a gang's inside so that its members' links to others are shortest.
func (at *placement) turn(c Chart, g int, members []int, inside spreading) {
	best, shortest := mirror{}, math.Inf(1)
	for _, m := range []mirror{{}, {x: true}, {y: true}, {x: true, y: true}} {
		at.fill(g, members, inside, m)
		length := 0.0
		for _, l := range c.Links {
			if in, out := c.Items[l.From].Group == g+1, c.Items[l.To].Group == g+1; in != out {
				a, b := at.items[l.From], at.items[l.To]
				length += math.Hypot(a.x-b.x, a.y-b.y)
			}
		}
		if length < shortest-.01 {
			best, shortest = m, length
		}
	}
	at.fill(g, members, inside, best)
}

// A spreading is where a plan's bodies lie: their centres, from the origin on.
type spreading struct {
	at   []point
	size point
}

// spread places plans, each by itself.
func (p Placer) spread(ctx context.Context, plans []plan, layout Layout) ([]spreading, error) {
	var texts []string
	for _, one := range plans {
		texts = append(texts, one.dot(layout))
	}
	answers, err := p.run(ctx, texts)
	if err != nil {
		return nil, err
	}
	spreadings := make([]spreading, len(plans))
	for i, one := range plans {
		at, err := readPositions(answers[i], len(one.bodies))
		if err != nil {
			return nil, err
		}
		spreadings[i] = compact(at, one.bodies)
	}
	return spreadings, nil
}
