package protection

import "github.com/linchpin-graph/linchpin/graph"

// A file is a case as a view of the whole shows it, with every fact that its ties stand for.
type file struct {
	*graph.View
	ties  []fact
	start []int32 // by entity, where its facts begin in of
	at    []int32 // facts by entity, in their order
}

// A fact is a tie of the case between two entities of the view.
type fact struct {
	*graph.Tie
	from, to int32
}

// other returns the end that is not i.
func (f *fact) other(i int32) int32 { return f.from + f.to - i }

// open lays out the facts behind a view. Cost: O(entities + ties).
func open(v *graph.View) *file {
	f := &file{View: v, start: make([]int32, v.Len()+1)}
	for tie := range v.Size() {
		a, b := v.Ends(tie)
		for _, t := range v.Evidence(tie) {
			one := fact{t, int32(a), int32(b)}
			if t.From != v.ID(a) {
				one.from, one.to = one.to, one.from
			}
			f.ties = append(f.ties, one)
			f.start[a+1]++
			f.start[b+1]++
		}
	}
	for i := range v.Len() {
		f.start[i+1] += f.start[i]
	}
	next := append([]int32(nil), f.start...)
	f.at = make([]int32, 2*len(f.ties))
	for k := range f.ties {
		for _, i := range [2]int32{f.ties[k].from, f.ties[k].to} {
			f.at[next[i]] = int32(k)
			next[i]++
		}
	}
	return f
}

// of returns the facts of an entity, by where they stand.
func (f *file) of(i int32) []int32 { return f.at[f.start[i]:f.start[i+1]] }

func (f *file) kind(i int32) graph.EntityKind { return f.Entity(int(i)).Kind }

func (f *file) id(i int32) graph.EntityID { return f.ID(int(i)) }
