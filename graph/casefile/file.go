package casefile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// A File is a case in a file. It implements store.Store.
type File struct {
	path     string
	db       *sql.DB
	writable bool

	mu   sync.Mutex
	lock *writerLock // from the first change of facts until Close
}

var _ store.Store = (*File)(nil)

// Create makes an empty case, readable by its owner alone, and opens it. A file
// that is there already is left as it is. The case appears whole or not at all.
func Create(ctx context.Context, path string) (*File, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("%s: is there already", path)
	}
	made, err := makeEmpty(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s: cannot make a case: %w", path, err)
	}
	defer os.Remove(made)
	if err := os.Link(made, path); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("%s: is there already", path)
		}
		return nil, fmt.Errorf("%s: cannot make a case: %w", path, err)
	}
	return Open(ctx, path)
}

// makeEmpty makes an empty case under a name of its own beside path.
func makeEmpty(ctx context.Context, path string) (string, error) {
	file, err := os.CreateTemp(filepath.Dir(path), ".linchpin-new-*")
	if err != nil {
		return "", err
	}
	made := file.Name() // CreateTemp makes it readable by its owner alone
	if err := file.Close(); err != nil {
		return "", err
	}
	db, err := sql.Open("sqlite", address(made, "rw", ""))
	if err == nil {
		err = errors.Join(makeSchema(ctx, db), db.Close())
	}
	if err != nil {
		os.Remove(made)
		return "", err
	}
	return made, nil
}

// Open opens a case. One that cannot be written is opened for reading: its changes
// are refused with store.ErrReadOnly. The error wraps store.ErrNotACase where the
// file is none of ours; it then is as it was.
func Open(ctx context.Context, path string) (*File, error) {
	if err := checkHeader(path); err != nil {
		return nil, err
	}
	f := &File{path: path, writable: canWrite(path) && canWrite(filepath.Dir(path))}
	mode, extra := "rw", ""
	if !f.writable {
		mode = "ro"
		if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
			extra = "&immutable=1" // nobody can be writing; SQLite need not make its files
		}
	}
	looking, err := sql.Open("sqlite", address(path, "ro", "&immutable=1"))
	if err != nil {
		return nil, err
	}
	err = checkSchema(ctx, looking, path)
	looking.Close()
	if err != nil {
		return nil, err
	}
	if f.db, err = sql.Open("sqlite", address(path, mode, extra)); err != nil {
		return nil, err
	}
	if err := f.db.PingContext(ctx); err != nil {
		f.db.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

// address is how the driver is told of a file: durable, private, and trusting
// nothing that the file's own schema says.
func address(path, mode, extra string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		full = path
	}
	return "file:" + (&url.URL{Path: full}).EscapedPath() + "?mode=" + mode + extra +
		"&_txlock=immediate&_pragma=busy_timeout(10000)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)" +
		"&_pragma=secure_delete(ON)&_pragma=trusted_schema(OFF)&_pragma=cell_size_check(ON)&_pragma=temp_store(MEMORY)"
}

// Close releases the file and lets other writers in.
func (f *File) Close() error {
	err := f.db.Close()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lock != nil {
		err = errors.Join(err, f.lock.release())
		f.lock = nil
	}
	return err
}

// write runs work in one transaction, as the case's one writer of facts.
func (f *File) write(ctx context.Context, work func(*sql.Tx) error) error {
	if !f.writable {
		return fmt.Errorf("%s: %w", f.path, store.ErrReadOnly)
	}
	if err := f.becomeWriter(); err != nil {
		return err
	}
	return f.transact(ctx, &sql.TxOptions{}, work)
}

func (f *File) becomeWriter() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lock != nil {
		return nil
	}
	lock, err := acquire(f.path + ".lock")
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	f.lock = lock
	return nil
}

// read runs work on one moment of the case, whatever is written meanwhile.
func (f *File) read(ctx context.Context, work func(*sql.Tx) error) error {
	return f.transact(ctx, &sql.TxOptions{ReadOnly: true}, work)
}

func (f *File) transact(ctx context.Context, o *sql.TxOptions, work func(*sql.Tx) error) error {
	tx, err := f.db.BeginTx(ctx, o)
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := work(tx); err != nil {
		if cause := ctx.Err(); cause != nil {
			return cause
		}
		return fmt.Errorf("%s: %w", f.path, err)
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return nil
}
