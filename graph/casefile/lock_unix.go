//go:build unix

package casefile

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/linchpin-graph/linchpin/graph/store"
)

// A writerLock makes one process the writer of a case. The system lets go of it
// when the process ends, however it ends.
type writerLock struct{ file *os.File }

// acquire takes the lock, or says which process has it.
func acquire(path string) (*writerLock, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		defer file.Close()
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return nil, err
		}
		holder, _ := io.ReadAll(io.LimitReader(file, 20)) // without it the message is poorer, not wrong
		return nil, fmt.Errorf("%w by process %s; wait until it is done", store.ErrInUse, strings.TrimSpace(string(holder)))
	}
	if err := errors.Join(file.Truncate(0), writeHolder(file)); err != nil {
		file.Close()
		return nil, err
	}
	return &writerLock{file}, nil
}

func writeHolder(file *os.File) error {
	_, err := file.WriteAt(fmt.Appendln(nil, os.Getpid()), 0)
	return err
}

func (l *writerLock) release() error { return l.file.Close() }

// canWrite reports whether this process may write a file or folder.
func canWrite(path string) bool { return unix.Access(path, unix.W_OK) == nil }
