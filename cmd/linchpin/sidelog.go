package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// A side log is the log of a case that cannot be written, such as one on a
// read-only disc. It is a chain of its own, one JSON object a line, in the user's
// state folder, named by the case's path.

func sideLogPath(name string) (string, error) {
	full, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	state := os.Getenv("XDG_STATE_HOME")
	if state == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		state = filepath.Join(home, ".local", "state")
	}
	sum := sha256.Sum256([]byte(full))
	return filepath.Join(state, "linchpin", "audit", hex.EncodeToString(sum[:8])+".jsonl"), nil
}

// readSideLog returns the side log of a case, empty where there is none.
func readSideLog(name string) ([]store.Entry, error) {
	path, err := sideLogPath(name)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var entries []store.Entry
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var e store.Entry
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, len(entries)+1, err)
		}
		entries = append(entries, e)
	}
	return entries, lines.Err()
}

func appendSideLog(name string, e store.Entry) (store.Entry, error) {
	path, err := sideLogPath(name)
	if err != nil {
		return store.Entry{}, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return store.Entry{}, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return store.Entry{}, err
	}
	defer file.Close()
	unlock, err := lockFile(file)
	if err != nil {
		return store.Entry{}, err
	}
	defer unlock()
	entries, err := readSideLog(name)
	if err != nil {
		return store.Entry{}, err
	}
	var before store.Entry
	if len(entries) > 0 {
		before = entries[len(entries)-1]
	}
	sealed := store.Seal(before, e)
	line, err := json.Marshal(sealed)
	if err != nil {
		return store.Entry{}, err
	}
	if _, err := file.Write(append(line, '\n')); err != nil {
		return store.Entry{}, err
	}
	return sealed, file.Sync()
}
