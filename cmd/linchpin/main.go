// Linchpin is a graph analysis engine for investigators of organised crime: it
// keeps what is known with its sources, finds who holds a network together and who
// shields it, and writes target lists that can be defended.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	_ "github.com/linchpin-graph/linchpin/internal/private" // before anything writes a temporary file
	"github.com/linchpin-graph/linchpin/loaders"
)

// Exit codes. They are interface: scripts rely on them.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitFormat      = 3   // a file could not be read as its format
	exitInterrupted = 130 // Ctrl-C
)

func main() {
	harden()
	debug.SetGCPercent(collectAt)
	os.Exit(run(interruptible(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// collectAt is by how many in a hundred of what is in use memory grows before what is not is
// given back: half of what Go does by itself, for a case of a million takes gigabytes.
const collectAt = 50

// interruptible returns a context that the first signal cancels. The second one ends the
// program, as it would any other: some work does not listen.
func interruptible() context.Context {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx
}

// run runs one command line and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRootCmd()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return execute(ctx, root)
}

// execute runs a command and returns its exit code. It is the one place that prints an
// error.
func execute(ctx context.Context, root *cobra.Command) (code int) {
	stderr := root.ErrOrStderr()
	defer func() {
		if fault := recover(); fault != nil {
			// The value may carry case data, so only the place is printed.
			fmt.Fprintf(stderr, "linchpin: internal error; please report this trace, it holds no case data\n%s", debug.Stack())
			code = exitFailed
		}
	}()
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		fmt.Fprintln(stderr, "linchpin: interrupted")
		return exitInterrupted
	}
	fmt.Fprintln(stderr, "linchpin:", printable(err.Error()))
	return exitCode(err)
}

func exitCode(err error) int {
	var usage *usageError
	var parse *loaders.ParseError
	switch {
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &parse):
		return exitFormat
	}
	return exitFailed
}

// A usageError is a command line that cannot be carried out as it was typed.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }
