package main

import (
	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

// namedOptions are the flags by which a ledger names everybody, for a purpose that is logged.
type namedOptions struct {
	named   bool
	purpose purposeOptions
}

func (o *namedOptions) addFlags(cmd *cobra.Command) {
	o.purpose.addFlags(cmd)
	flags := cmd.Flags()
	flags.Lookup("purpose").Usage = "of --name-protected: what the names are for; asked for when not given"
	flags.Lookup("reason").Usage = "of --name-protected: the order, case or person that asked for them; asked for when not given"
	flags.BoolVar(&o.named, "name-protected", false, "name whom a role or age protects, and what is theirs, as well; for a purpose, which is logged")
}

// ask asks for what was not said of the purpose.
func (o *namedOptions) ask(cmd *cobra.Command) error {
	for _, name := range []string{"purpose", "reason"} {
		if !o.named && cmd.Flags().Changed(name) {
			return usagef("--%s goes with --name-protected", name)
		}
	}
	if !o.named {
		return nil
	}
	return o.purpose.ask(cmd)
}

// entry is what the log says of the question.
func (o *namedOptions) entry(asked string) store.Entry {
	if o.named {
		asked += ", protected people named"
	}
	return store.Entry{Asked: asked, Purpose: o.purpose.purpose, Reason: o.purpose.reason}
}

// head writes into a heading what the names are for.
func (o *namedOptions) head(h *report.Heading) {
	h.Purpose, h.Reason = o.purpose.purpose, o.purpose.reason
	if o.named {
		h.Notes = append(h.Notes, "people whom a role or age protects are named")
	}
}

// redactor hides whom a role or age protects, or nobody where they are to be named.
func (o *namedOptions) redactor(g safeguarded) *report.Redactor {
	if o.named {
		return &report.Redactor{}
	}
	return report.NewRedactor(g.whole, g.safeguard)
}
