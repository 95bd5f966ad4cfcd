// Package store is the contract every store of a case keeps: what is put in comes
// out the same, whichever store holds it. Package storetest is its suite.
package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/linchpin-graph/linchpin/graph"
)

// Errors that callers branch on.
var (
	// ErrNotFound is wrapped where a record, source or entity is not in the case.
	ErrNotFound = errors.New("not found")
	// ErrNotACase is wrapped where what was opened is not a case of ours, or is
	// newer than this program, or is damaged. It was left as it was.
	ErrNotACase = errors.New("not a linchpin case")
	// ErrReadOnly is wrapped where a case can be read and not written.
	ErrReadOnly = errors.New("the case cannot be written")
	// ErrInUse is wrapped where another process is writing the case.
	ErrInUse = errors.New("in use")
)

// A Store keeps the facts of one case. Implementations are safe for use by
// several goroutines.
type Store interface {
	Reader
	Writer
	Auditor
	// Close releases the case. The store is not to be used afterwards.
	Close() error
}

// A Reader answers questions about a case.
type Reader interface {
	// Read returns the part of the case that the filter admits, as
	// graph.Filter.Apply does on the whole.
	Read(ctx context.Context, f graph.Filter) (*graph.Network, error)
	// Find returns entities that have the text in a name, alias or identifier,
	// whatever its case and accents: exact ones first, then those that begin with
	// it, then others, each by ID; limit of 0 is no limit. Every character of the
	// text stands for itself. Withdrawn records are not searched.
	Find(ctx context.Context, text string, limit int) ([]Match, error)
	// Sources returns every source by ID with how much rests on it.
	Sources(ctx context.Context) ([]SourceSummary, error)
	// Loads returns what was loaded, in the order it was begun, and whether it
	// came to its end.
	Loads(ctx context.Context) ([]Load, error)
	// Count counts the whole case, what is withdrawn included.
	Count(ctx context.Context) (graph.Counts, error)
	// Check reads every row and returns what is not as it was put. An error means
	// that it could not look.
	Check(ctx context.Context) ([]Fault, error)
}

// A Writer adds to a case. Nothing is ever overwritten.
type Writer interface {
	// Put adds a batch as one transaction. A batch whose key is there already
	// changes nothing. Put joins what the batch says of entities, ties and sources
	// with what the case holds (graph.JoinKinds, graph.MergeSource), and leaves out
	// an entity that comes with another stated kind than the case has for it; the
	// result says which, and the rest is put.
	Put(ctx context.Context, b *graph.Batch) (PutResult, error)
	// Withdraw takes back a record or a source and returns how many records that
	// concerns. The error wraps ErrNotFound where there is no such record or
	// source. The same withdrawal twice is one.
	Withdraw(ctx context.Context, w graph.Withdrawal) (int, error)
}

// An Auditor keeps the case's log of who did what; see [Entry].
type Auditor interface {
	// AppendAudit seals the entry onto the end of the log and returns it as kept:
	// with its number, the hash of the one before and its own.
	AppendAudit(ctx context.Context, e Entry) (Entry, error)
	// Audit returns the log from its beginning. Its Verify says whether it is whole.
	Audit(ctx context.Context) (Log, error)
}

// A ScoreWriter can keep scores beside the entities, for other programs to show.
type ScoreWriter interface {
	// WriteScores sets the score of a measure on each entity, replacing the ones
	// that an earlier call set for that measure. Scores are no facts: they are in
	// no digest and Read does not return them.
	WriteScores(ctx context.Context, measure string, ids []graph.EntityID, scores []float64) error
}

// A PutResult says what a batch changed.
type PutResult struct {
	Already       bool // the batch was there; the counts are 0
	Entities      int  // new to the case
	Ties          int
	Records       int
	Conflicts     []Conflict
	Disagreements []graph.Disagreement // of entities the batch says something new of
}

// A Conflict is an entity that was left out of a batch because the case has it
// with another kind. Had and Got are records that state the kinds.
type Conflict struct {
	Entity           graph.EntityID
	HadKind, GotKind graph.EntityKind
	Had, Got         graph.Record
}

// A Match is an entity found by name or identifier.
type Match struct {
	ID    graph.EntityID
	Kind  graph.EntityKind
	Name  string // as graph.Entity.Name gives it
	Text  string // the name, alias or identifier that matched
	Ties  int    // how many ties it stands in, what is withdrawn included
	Exact bool
}

// A SourceSummary is a source and what rests on it.
type SourceSummary struct {
	graph.Source
	Records   int // those that name it as their source or as the file they stand in
	Withdrawn bool
}

// A Load is a file or hand-made entry that was put in one or more batches.
type Load struct {
	Key      string
	Title    string
	Batches  int
	Complete bool // its last part is in; otherwise run the load again
}

// A Fault is a place in a case that is not as it was put.
type Fault struct {
	Where string // table and row, or node, for somebody who must look
	What  string
}

// Digest returns the digest of the whole case, what is withdrawn included.
func Digest(ctx context.Context, r Reader) (graph.Digest, error) {
	n, err := r.Read(ctx, graph.Filter{Withdrawn: true})
	if err != nil {
		return graph.Digest{}, fmt.Errorf("digest: %w", err)
	}
	return n.Digest(), nil
}
