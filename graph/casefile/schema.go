package casefile

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/linchpin-graph/linchpin/graph/store"
)

const (
	applicationID = 0x6c706e31 // "lpn1", in the file's header
	schemaVersion = 1
)

// schema is everything in a case file. A file with anything else is not ours.
//
// Numbers n are the file's own and mean nothing outside. A record's body is its
// canonical JSON; its id is the hash of its subject and body. Seals are hashes over
// what no record covers.
var schema = []string{
	`CREATE TABLE source (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, seal BLOB NOT NULL) STRICT`,
	`CREATE TABLE entity (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, implied INTEGER NOT NULL, seal BLOB NOT NULL) STRICT`,
	`CREATE TABLE tie (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL, a INTEGER NOT NULL REFERENCES entity, b INTEGER NOT NULL REFERENCES entity, key TEXT NOT NULL) STRICT`,
	`CREATE INDEX tie_a ON tie (a)`,
	`CREATE INDEX tie_b ON tie (b)`,
	`CREATE TABLE batch (n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, load TEXT NOT NULL, part INTEGER NOT NULL, last INTEGER NOT NULL, title TEXT NOT NULL, content BLOB NOT NULL, seal BLOB NOT NULL) STRICT`,
	`CREATE TABLE record (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, batch INTEGER NOT NULL, entity INTEGER REFERENCES entity, tie INTEGER REFERENCES tie, source INTEGER NOT NULL REFERENCES source, carrier INTEGER REFERENCES source, body TEXT NOT NULL) STRICT`,
	`CREATE INDEX record_entity ON record (entity) WHERE entity IS NOT NULL`,
	`CREATE INDEX record_tie ON record (tie) WHERE tie IS NOT NULL`,
	`CREATE INDEX record_source ON record (source)`,
	`CREATE INDEX record_carrier ON record (carrier) WHERE carrier IS NOT NULL`,
	`CREATE TABLE name (folded TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity, record INTEGER REFERENCES record, text TEXT NOT NULL) STRICT`,
	`CREATE INDEX name_folded ON name (folded)`,
	`CREATE TABLE withdrawal (n INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE, seal BLOB NOT NULL) STRICT`,
	`CREATE TABLE audit (number INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`,
	`CREATE TABLE chain (name TEXT PRIMARY KEY, length INTEGER NOT NULL, head BLOB NOT NULL) STRICT`,
}

// headerSize is how much of an SQLite file says what it is.
const headerSize = 100

// checkHeader refuses a file that is not a case of ours by its first bytes alone,
// before SQLite has seen it.
// Source: https://www.sqlite.org/fileformat.html, section 1.3.
func checkHeader(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: %w: it is no regular file", path, store.ErrNotACase)
	}
	var header [headerSize]byte
	if _, err := io.ReadFull(file, header[:]); err != nil || !bytes.HasPrefix(header[:], []byte("SQLite format 3\x00")) {
		return fmt.Errorf("%s: %w: it is another kind of file", path, store.ErrNotACase)
	}
	number := func(at int) uint32 { return binary.BigEndian.Uint32(header[at:]) }
	pageSize := int64(binary.BigEndian.Uint16(header[16:]))
	if pageSize == 1 {
		pageSize = 65536
	}
	switch {
	case pageSize < 512 || pageSize&(pageSize-1) != 0:
		return fmt.Errorf("%s: %w: it is damaged (page size %d)", path, store.ErrNotACase, pageSize)
	case number(68) != applicationID:
		return fmt.Errorf("%s: %w: it is another program's database", path, store.ErrNotACase)
	case number(60) > schemaVersion:
		return fmt.Errorf("%s: %w: it was made by a newer linchpin (format %d; this one knows %d)", path, store.ErrNotACase, number(60), schemaVersion)
	case number(60) < schemaVersion:
		return fmt.Errorf("%s: %w: format %d is none of ours", path, store.ErrNotACase, number(60))
	case number(56) != 1:
		return fmt.Errorf("%s: %w: its text is not UTF-8", path, store.ErrNotACase)
	case info.Size()%pageSize != 0 || info.Size() < int64(number(28))*pageSize:
		return fmt.Errorf("%s: %w: it is damaged (%d bytes, %d pages of %d expected)", path, store.ErrNotACase, info.Size(), number(28), pageSize)
	}
	return nil
}

// checkSchema refuses a file that holds tables, triggers or views beyond ours.
func checkSchema(ctx context.Context, db *sql.DB, path string) error {
	rows, err := db.QueryContext(ctx, `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid`)
	if err != nil {
		return fmt.Errorf("%s: %w: it is damaged: %w", path, store.ErrNotACase, err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return fmt.Errorf("%s: %w: it is damaged: %w", path, store.ErrNotACase, err)
		}
		found = append(found, text)
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w: it is damaged: %w", path, store.ErrNotACase, err)
	}
	if !slices.Equal(found, schema) {
		return fmt.Errorf("%s: %w: it holds tables, views or triggers that linchpin does not make", path, store.ErrNotACase)
	}
	return nil
}

// makeSchema fills an empty database.
func makeSchema(ctx context.Context, db *sql.DB) error {
	statements := append([]string{
		`PRAGMA journal_mode = WAL`,
		fmt.Sprintf(`PRAGMA application_id = %d`, applicationID),
		fmt.Sprintf(`PRAGMA user_version = %d`, schemaVersion),
	}, schema...)
	// The log ends up in the file itself, so that the file can be moved into place.
	statements = append(statements, `PRAGMA wal_checkpoint(TRUNCATE)`)
	for _, statement := range statements {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return errors.Join(fmt.Errorf("%.40s", statement), err)
		}
	}
	return nil
}
