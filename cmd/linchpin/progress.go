package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// A progress tells a terminal how far a long work has come; nothing where standard error
// is no terminal, or the work is short.
type progress struct {
	out         *os.File
	what        string
	begun, told time.Time
}

func newProgress(cmd *cobra.Command, what string) *progress {
	p := &progress{what: what, begun: time.Now()}
	if out, ok := cmd.ErrOrStderr().(*os.File); ok && term.IsTerminal(int(out.Fd())) {
		p.out = out
	}
	return p
}

// tell says that so many of so many steps are done, and how long the others may take.
func (p *progress) tell(done, of int) {
	if of == 0 {
		return
	}
	text := fmt.Sprintf("%d %%", 100*done/of)
	if taken := time.Since(p.begun); done > 0 && taken > 5*time.Second {
		left := time.Duration(float64(taken) * float64(of-done) / float64(done))
		text += fmt.Sprintf(", about %s left", left.Round(time.Second))
	}
	p.show(text)
}

// show puts a text in the place of the one before, a few times a second.
func (p *progress) show(text string) {
	now := time.Now()
	if p.out == nil || now.Sub(p.begun) < 2*time.Second || now.Sub(p.told) < 200*time.Millisecond {
		return
	}
	p.told = now
	fmt.Fprintf(p.out, "\r%s: %s\x1b[K", printable(p.what), text)
}

// done takes the text away.
func (p *progress) done() {
	if !p.told.IsZero() {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
