//go:build !unix

package casefile

import "os"

// A writerLock is left to SQLite's own locks on these systems.
type writerLock struct{}

func acquire(string) (*writerLock, error) { return &writerLock{}, nil }

func (l *writerLock) release() error { return nil }

// canWrite reports whether a file or folder is not marked read-only.
func canWrite(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o200 != 0
}
