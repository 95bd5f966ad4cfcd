package dismantle

// A search looks for what the removal of an entity cuts off. From each of its neighbours
// a search goes on by turns; those that meet are one. When all but one have ended, the
// ones that ended are what is cut off, and the last need not be followed.
//
// Source of the turns: S. Even and Y. Shiloach, "An on-line edge-deletion problem",
// J. ACM 28 (1981), section 2. doi:10.1145/322234.322235
type search struct {
	seen    marks
	owner   []int32    // the search that saw an entity first
	from    []int32    // and from which entity; gone: it began there
	meets   [][2]int32 // the two ends of the ties by which searches met
	queues  [][]int32  // by search, whom it saw, in order
	next    []int      // by search, whom in its queue it goes on from
	looked  []int      // by search, at how many of that one's ties it has looked
	root    []int32    // by search, towards the one that stands for all that met it
	open    []int32    // by root, how many of its searches have not ended
	round   []int32    // by root, the last round in which one of its searches went on
	turns   []int32    // searches that have not ended
	parts   []part
	members [][]int32
	used    int // searches
}

// A part is what searches that ended have seen: one that is cut off.
type part struct {
	root int32
	size int32
}

func newSearch(n int) search {
	return search{seen: newMarks(n), owner: make([]int32, n), from: make([]int32, n)}
}

// around returns what is cut off the piece of an entity when that is removed, but for one
// part, which holds all the rest.
func (s *search) around(p *pieces, i int32) []part {
	label := p.label[i]
	s.begin(p, i, label)
	s.parts = s.parts[:0]
	for apart, round := s.used, int32(1); apart > 1; round++ {
		kept := s.turns[:0]
		for at, q := range s.turns {
			if apart <= 1 {
				kept = append(kept, s.turns[at:]...)
				break
			}
			r := s.find(q)
			if s.next[q] == len(s.queues[q]) {
				if s.open[r]--; s.open[r] == 0 {
					s.parts = append(s.parts, part{root: r})
					apart--
				}
				continue
			}
			kept = append(kept, q)
			if s.round[r] < round {
				s.step(p, q, label, &apart)
				s.round[s.find(q)] = round
			}
		}
		s.turns = kept
	}
	for k := range s.parts {
		for q := range int32(s.used) {
			if s.find(q) == s.parts[k].root {
				s.parts[k].size += int32(len(s.queues[q]))
			}
		}
	}
	return s.parts
}

// begin starts a search from each neighbour in the piece.
func (s *search) begin(p *pieces, i, label int32) {
	s.seen.next()
	s.seen.add(i)
	s.owner[i] = gone
	s.used, s.turns, s.meets = 0, s.turns[:0], s.meets[:0]
	for _, j := range p.network.row(i) {
		if p.label[j] != label {
			continue
		}
		if s.used == len(s.queues) {
			s.queues, s.next, s.looked = append(s.queues, nil), append(s.next, 0), append(s.looked, 0)
			s.root, s.open, s.round = append(s.root, 0), append(s.open, 0), append(s.round, 0)
		}
		q := int32(s.used)
		s.queues[q] = append(s.queues[q][:0], j)
		s.next[q], s.looked[q] = 0, 0
		s.root[q], s.open[q], s.round[q] = q, 1, 0
		s.turns = append(s.turns, q)
		s.seen.add(j)
		s.owner[j], s.from[j] = q, gone
		s.used++
	}
}

// stride is how many ties a search looks at in its turn: where somebody has very many, such
// as a proceeding, others may meet or end long before all of them are seen.
const stride = 256

// step goes on from one entity, to some of its ties. Searches that are found to be one are no
// longer apart; when none is left apart, nothing more need be known.
func (s *search) step(p *pieces, q, label int32, apart *int) {
	from, own := s.queues[q][s.next[q]], s.find(q)
	row := p.network.row(from)[s.looked[q]:]
	if len(row) > stride {
		row = row[:stride]
		s.looked[q] += stride
	} else {
		s.next[q]++
		s.looked[q] = 0
	}
	for _, j := range row {
		if p.label[j] != label {
			continue
		}
		if s.seen.add(j) {
			s.owner[j], s.from[j] = q, from
			s.queues[q] = append(s.queues[q], j)
			continue
		}
		other := s.owner[j]
		if other == gone || s.root[other] == own {
			continue
		}
		if r := s.find(other); r != own {
			s.root[r] = own
			s.open[own] += s.open[r]
			s.meets = append(s.meets, [2]int32{from, j})
			if *apart--; *apart <= 1 {
				return
			}
		}
	}
}

func (s *search) find(q int32) int32 {
	for s.root[q] != q {
		s.root[q] = s.root[s.root[q]]
		q = s.root[q]
	}
	return q
}

// runs returns the entities of a part, in runs, until the next search.
func (s *search) runs(p part) [][]int32 {
	s.members = s.members[:0]
	for q := range int32(s.used) {
		if s.find(q) == p.root {
			s.members = append(s.members, s.queues[q])
		}
	}
	return s.members
}
