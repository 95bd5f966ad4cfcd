package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// A progress tells a terminal how far a long work has come; nothing where standard error
// is no terminal, or the work is short.
type progress struct {
	out   *os.File
	what  string
	hint  string // what else would do
	begun time.Time

	turn sync.Mutex // those who work tell from several goroutines
	told time.Time
}

func newProgress(cmd *cobra.Command, what string) *progress {
	p := &progress{what: what, begun: time.Now()}
	if out, ok := cmd.ErrOrStderr().(*os.File); ok && term.IsTerminal(int(out.Fd())) {
		p.out = out
	}
	return p
}

// tell says that so much of so much work is done, and how long the rest may take.
func (p *progress) tell(done, of int) {
	if of > 0 {
		p.show(p.text(done, of, time.Since(p.begun)))
	}
}

// text is what is told of a work that has taken so long.
func (p *progress) text(done, of int, taken time.Duration) string {
	text := fmt.Sprintf("%d %%", int(100*float64(done)/float64(of)))
	if done > 0 && taken > 5*time.Second {
		left := time.Duration(float64(taken) * float64(of-done) / float64(done))
		text += fmt.Sprintf(", about %s left", left.Round(time.Second))
	}
	return text + p.hint
}

// during tells how long a work takes of which nothing else is known, until it is done.
func (p *progress) during(work func() error) error {
	if p.out == nil {
		return work()
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		second := time.NewTicker(time.Second)
		defer second.Stop()
		for {
			select {
			case <-second.C:
				p.show(time.Since(p.begun).Round(time.Second).String())
			case <-stop:
				return
			}
		}
	}()
	err := work()
	close(stop)
	<-stopped
	p.done()
	return err
}

// show puts a text in the place of the one before, a few times a second.
func (p *progress) show(text string) {
	p.turn.Lock()
	defer p.turn.Unlock()
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
