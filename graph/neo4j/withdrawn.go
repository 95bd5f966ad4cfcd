package neo4j

import "github.com/linchpin-graph/linchpin/graph"

// withdrawn is what has been taken back, from whichever date on.
type withdrawn struct {
	records map[graph.RecordID]bool
	sources map[graph.SourceID]bool
}

func newWithdrawn(withdrawals []graph.Withdrawal) *withdrawn {
	w := &withdrawn{map[graph.RecordID]bool{}, map[graph.SourceID]bool{}}
	for _, one := range withdrawals {
		if one.Record != "" {
			w.records[one.Record] = true
		} else {
			w.sources[one.Source] = true
		}
	}
	return w
}

// has reports whether a record is taken back; id gives its ID, which is made only
// where it is needed.
func (w *withdrawn) has(r *graph.Record, id func() graph.RecordID) bool {
	return w.sources[r.Source] || w.sources[r.Location.In] || len(w.records) > 0 && w.records[id()]
}

// count returns how many of the records are taken back.
func (w *withdrawn) count(records []graph.Record, id func(i int) graph.RecordID) int {
	n := 0
	if len(w.records)+len(w.sources) == 0 {
		return 0
	}
	for i := range records {
		if w.has(&records[i], func() graph.RecordID { return id(i) }) {
			n++
		}
	}
	return n
}

// without returns the records that are not taken back.
func (w *withdrawn) without(records []graph.Record, id func(i int) graph.RecordID) []graph.Record {
	if w.count(records, id) == 0 {
		return records
	}
	var kept []graph.Record
	for i := range records {
		if !w.has(&records[i], func() graph.RecordID { return id(i) }) {
			kept = append(kept, records[i])
		}
	}
	return kept
}
