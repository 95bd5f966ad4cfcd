//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// harden keeps case data out of core dumps and out of other users' sight.
func harden() {
	unix.Umask(0o077)
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{}) // where refused, the system's own limit stands
}

// lockFile waits for the file and returns what lets go of it.
func lockFile(file *os.File) (unlock func(), err error) {
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX); err != nil {
		return nil, err
	}
	return func() { _ = unix.Flock(int(file.Fd()), unix.LOCK_UN) }, nil // closing the file lets go too
}

// limitMemory lets this process take no more than so many bytes of address space.
func limitMemory(bytes uint64) error {
	return unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: bytes, Max: bytes})
}
