package main

import (
	"context"
	"syscall"
	"time"
)

// A spending is a context that ends, as by a deadline, when the process has used so much CPU
// time in all: what else the machine does makes no difference to what is found in it.
type spending struct {
	context.Context
	end time.Duration
}

// spend returns one for some more seconds.
func spend(seconds float64) spending {
	return spending{context.Background(), spent() + time.Duration(seconds*float64(time.Second))}
}

// Deadline says that there is one; when, nobody knows.
func (s spending) Deadline() (time.Time, bool) { return time.Time{}, true }

// Err is what a deadline that has passed gives.
func (s spending) Err() error {
	if spent() < s.end {
		return nil
	}
	return context.DeadlineExceeded
}

// spent is the CPU time that the process has used.
func spent() time.Duration {
	u := usage()
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// usage is what the process has used of the machine. To ask for one's own cannot fail.
func usage() (u syscall.Rusage) {
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u
}
