package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// purposeOptions are the flags by which it is said, and logged, what a list of people is
// drawn up for.
type purposeOptions struct {
	purpose, reason string
}

func (o *purposeOptions) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.purpose, "purpose", "", "what the list is for; asked for when not given")
	cmd.Flags().StringVar(&o.reason, "reason", "", "the order, case or person that asked for it; asked for when not given")
}

// ask asks for what was not said.
func (o *purposeOptions) ask(cmd *cobra.Command) (err error) {
	o.purpose, o.reason = strings.TrimSpace(o.purpose), strings.TrimSpace(o.reason)
	if o.purpose == "" {
		if o.purpose, err = ask(cmd, "what is the list for", "purpose"); err != nil {
			return err
		}
	}
	if o.reason == "" {
		o.reason, err = ask(cmd, "on whose order or in which case", "reason")
	}
	return err
}

// refuseBroken refuses to draw up a list of people of a case of which a part is missing.
func (o *viewOptions) refuseBroken() error {
	if len(o.broken) == 0 {
		return nil
	}
	return fmt.Errorf("no list is drawn up, because whom a missing row protects is not known: %s", brokenNote(o.broken))
}
