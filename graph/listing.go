package graph

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"sync"
)

// A Listing is a network that says nothing but who is tied to whom: people who are
// associates, row by row as one source lists them. It takes a fraction of the memory of
// a [Network], into which it turns when its records are asked for.
type Listing struct {
	Source   Source
	Grade    Grade      // of every row
	IDs      []EntityID // of the people, ascending, each once
	From, To []int32    // the ends of each row, by place in IDs
	Strength []Strength // of each row; nil: rows say nothing of it, and it is 1
	Line     []int32    // of each row in the source
}

// NewListedView freezes a listing: the view of the network that it turns into. Rows of
// the same two are records of one tie; where their strengths differ, the one with the
// smallest text counts, as everywhere. The listing must not change any more.
//
// Cost: O(n+m) time. Beyond the listing the view keeps 12 bytes for a tie and direction,
// 16 with strengths, and 56 for each of the people.
func NewListedView(l *Listing) (*View, error) {
	v := &View{facts: &facts{listing: l}, each: l.probability()}
	v.entities = l.entities()
	keys, rows := l.sorted(l.Strength != nil)
	v.from, v.to = make([]int32, 0, len(keys)), make([]int32, 0, len(keys))
	if l.Strength != nil {
		v.strength = make([]Strength, 0, len(keys))
	}
	total := 0.0
	for from, to := 0, 0; from < len(keys); from = to {
		low, high := endsOf(keys[from])
		to = run(keys, from)
		if low == high {
			v.leftOut.SelfTies++
			continue
		}
		v.from, v.to = append(v.from, low), append(v.to, high)
		if l.Strength == nil {
			continue
		}
		s, disputed := l.strength(rows[from:to])
		if disputed {
			v.leftOut.Disputed++
		}
		v.strength = append(v.strength, s)
		if total += float64(s); math.IsInf(total, 0) {
			return nil, fmt.Errorf("tie %s - %s: %w", l.IDs[low], l.IDs[high], ErrTooStrong)
		}
	}
	v.freeze()
	return v, nil
}

// entities makes an entity of each ID. All share one record, which says only that the
// source mentions them.
func (l *Listing) entities() []*Entity {
	mention := []Record{{Source: l.Source.ID, Grade: l.Grade, Implied: true}}
	all, entities := make([]Entity, len(l.IDs)), make([]*Entity, len(l.IDs))
	for i, id := range l.IDs {
		all[i] = Entity{ID: id, Kind: Person, Records: mention}
		entities[i] = &all[i]
	}
	return entities
}

// sorted returns the rows in order of their ends, the lower of which is in the upper half
// of a key, and where strengths or lines are asked for each key's row.
func (l *Listing) sorted(withRows bool) (keys []uint64, rows []int32) {
	keys = make([]uint64, len(l.From))
	for row := range keys {
		low, high := min(l.From[row], l.To[row]), max(l.From[row], l.To[row])
		keys[row] = uint64(low)<<32 | uint64(high)
	}
	if withRows {
		rows = make([]int32, len(keys))
		for row := range rows {
			rows[row] = int32(row)
		}
	}
	digits := bits.Len(uint(len(l.IDs)))
	return sortKeys(keys, rows, digits)
}

func endsOf(key uint64) (low, high int32) { return int32(key >> 32), int32(key) }

// sortKeys sorts keys of two numbers of some binary digits each, and rows with them where
// there are any, keeping the order of equal keys: by counting, 11 digits at a time.
func sortKeys(keys []uint64, rows []int32, digits int) ([]uint64, []int32) {
	const each = 11
	spare, spareRows := make([]uint64, len(keys)), make([]int32, len(rows))
	for _, half := range []int{0, 32} {
		for shift := half; shift < half+digits; shift += each {
			var next [1<<each + 1]int
			for _, key := range keys {
				next[key>>shift&(1<<each-1)+1]++
			}
			for i := range 1 << each {
				next[i+1] += next[i]
			}
			for k, key := range keys {
				at := &next[key>>shift&(1<<each-1)]
				spare[*at] = key
				if len(rows) > 0 {
					spareRows[*at] = rows[k]
				}
				*at++
			}
			keys, spare, rows, spareRows = spare, keys, spareRows, rows
		}
	}
	return keys, rows
}

// run returns where the keys that are equal to one end.
func run(keys []uint64, from int) int {
	to := from + 1
	for to < len(keys) && keys[to] == keys[from] {
		to++
	}
	return to
}

// strength returns the strength of a tie with some rows, and whether they disagree.
func (l *Listing) strength(rows []int32) (best Strength, disputed bool) {
	best = l.Strength[rows[0]]
	for _, row := range rows[1:] {
		if s := l.Strength[row]; s != best {
			disputed = true
			if strengthText(s) < strengthText(best) {
				best = s
			}
		}
	}
	return best, disputed
}

func strengthText(s Strength) string { return strconv.FormatFloat(float64(s), 'g', -1, 64) }

// probability is that of every tie: of one source, however often it says so.
func (l *Listing) probability() Interval {
	t := Tie{Records: []Record{{Source: l.Source.ID, Grade: l.Grade}}}
	return t.Probability(func(id SourceID) string { return string(id) })
}

// network turns the listing into facts.
func (l *Listing) network() *Network {
	n := &Network{Sources: []Source{l.Source}}
	for _, e := range l.entities() {
		n.Entities = append(n.Entities, *e)
	}
	keys, rows := l.sorted(true)
	for from, to := 0, 0; from < len(keys); from = to {
		low, high := endsOf(keys[from])
		t := Tie{Kind: AssociatesWith, From: l.IDs[low], To: l.IDs[high]}
		to = run(keys, from)
		for _, row := range rows[from:to] {
			r := Record{Source: l.Source.ID, Location: Location{Line: int(l.Line[row])}, Grade: l.Grade}
			if l.Strength != nil {
				r.Fields = []Field{{PropStrength, strengthText(l.Strength[row])}}
			}
			t.Records = append(t.Records, r)
		}
		n.Ties = append(n.Ties, t)
	}
	n.Normalise()
	return n
}

// facts are what a view was made of: a network, or a listing until one is asked for.
type facts struct {
	once    sync.Once
	listing *Listing
	read    *Network
}

func (f *facts) network() *Network {
	f.once.Do(func() {
		if f.listing != nil {
			f.read = f.listing.network()
		}
	})
	return f.read
}
