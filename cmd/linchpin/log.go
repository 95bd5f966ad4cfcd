package main

import (
	"cmp"
	"errors"
	"fmt"
	"os/user"
	"time"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// audit appends an entry to the log of a case. A case that cannot be written has
// its log kept beside the user's own state; where that cannot be written either,
// the command is refused.
func audit(cmd *cobra.Command, s store.Auditor, name string, e store.Entry) error {
	e.At, e.Who, e.Program = time.Now(), currentUser(), "linchpin "+version().Version
	kept, err := s.AppendAudit(cmd.Context(), e)
	if errors.Is(err, store.ErrReadOnly) {
		kept, err = appendSideLog(name, e)
	}
	if err != nil {
		return fmt.Errorf("refused, because the case's log cannot be written: %w", err)
	}
	if kept.At.Sub(e.At) > time.Minute {
		fmt.Fprintf(cmd.ErrOrStderr(), "linchpin: warning: this machine's clock is behind the case's log (%s); entries keep their order\n", kept.At.Format(time.RFC3339))
	}
	return nil
}

func currentUser() string {
	u, err := user.Current()
	if err != nil {
		return "unknown"
	}
	return cmp.Or(u.Username, u.Uid)
}

// countsText is how an audit entry tells how much was read or written.
func countsText(c graph.Counts) string {
	return fmt.Sprintf("entities=%d ties=%d records=%d", c.Entities, c.Ties, c.Records)
}

// auditRead logs that a part of a case was read, before anything of it is shown.
func auditRead(cmd *cobra.Command, s store.Auditor, name string, n *graph.Network, e store.Entry) error {
	e.Verb, e.Digest = cmp.Or(e.Verb, cmd.Name()), n.Digest().String()
	e.Counts = cmp.Or(e.Counts, countsText(n.Counts()))
	return audit(cmd, s, name, e)
}
