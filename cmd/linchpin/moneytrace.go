package main

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/report"
)

type moneyTraceOptions struct {
	view    viewOptions
	out     outputOptions
	picture flowPicture
	back    bool
	by      money.Method
	share   float64
	depth   int
	top     int
	names   namedOptions
}

func newMoneyTraceCmd() *cobra.Command {
	var o moneyTraceOptions
	cmd := &cobra.Command{
		Use:   "trace CASE FROM",
		Short: "Follow money forward or back, in an order of time",
		Long: `Follow what an account, or all accounts of a person or company, paid to others; or
what is at the disposal of a gang's recorded members, as money freeze has it; or one
payment, named by its record as money patterns shows it with --format csv or json.
With --back, follow what was paid to them to where it came from. Accounts held with
others count; those of a company that a person owns do not: name the company.

Each payment says how much of it is that money: first in first out, by proportion,
and the least and the most that it can be in any order that the dates allow (--by most
lists all of it). Amounts are exact, and nothing is lost on the way: what the ends hold
by a method adds up to what set out. What an account held before the record is taken
to be the least with which it could make its payments. Whom a role
or age protects is not named, with what is theirs, unless --name-protected is said.`,
		Example: `  linchpin money trace harbour.case VEL-1037
  linchpin money trace harbour.case marchent --back --depth 3
  linchpin money trace harbour.case "Anchor House"
  linchpin money trace harbour.case VEL-1037 --by proportional --share 5 --draw flow.svg`,
		Args:              cobra.ExactArgs(2),
		ValidArgsFunction: completeCaseAndName,
		RunE:              func(cmd *cobra.Command, args []string) error { return runMoneyTrace(cmd, args[0], args[1], &o) },
	}
	o.view.addFlags(cmd)
	o.view.moneyLens(cmd)
	o.out.addFlags(cmd)
	o.names.addFlags(cmd)
	o.picture.addFlags(cmd)
	flags := cmd.Flags()
	flags.BoolVar(&o.back, "back", false, "to where the money came from")
	flags.TextVar(&o.by, "by", money.FIFO, "which amount decides what is listed: "+words(money.Methods()))
	flags.Float64Var(&o.share, "share", 1, "follow no payment further that carries less than so many per cent of the money, and list none")
	flags.IntVar(&o.depth, "depth", 0, "payments one after the other, at most (default: any number)")
	flags.IntVar(&o.top, "top", 50, "how many steps to show; 0 for all")
	return cmd
}

func (o *moneyTraceOptions) check(cmd *cobra.Command) error {
	switch {
	case !(o.share >= 0 && o.share <= 100):
		return usagef("--share %g: want per cent, from 0 to 100", o.share)
	case o.depth < 0:
		return usagef("--depth %d: want 0 for any number, or how many payments", o.depth)
	case o.top < 0:
		return usagef("--top %d: want 0 for all, or how many to show", o.top)
	}
	return o.picture.check(cmd, o.out)
}

func runMoneyTrace(cmd *cobra.Command, name, from string, o *moneyTraceOptions) error {
	if err := o.check(cmd); err != nil {
		return err
	}
	if err := o.names.ask(cmd); err != nil {
		return err
	}
	return withSafeguard(cmd, name, &o.view, o.names.entry("money trace"), func(s store.Store, v *graph.View, g safeguarded) error {
		p, err := readPayments(cmd, v)
		if err != nil {
			return err
		}
		redactor := o.names.redactor(g)
		start, err := payersAsked{cmd, s, name, p, &o.view, redactor}.start(from)
		if err != nil {
			return err
		}
		traces, err := money.Follow(cmd.Context(), p, start.parties, start.payments, money.TraceOptions{Back: o.back, By: o.by, Share: o.share / 100, Depth: o.depth, Narrow: true})
		if errors.Is(err, money.ErrNothing) {
			return start.nothing(o.back)
		} else if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "Where the money went", o.asked(start.words())
		if o.back {
			h.Title = "Where the money came from"
		}
		o.names.head(&h)
		r := report.NewMoneyTrace(h, p, traces, report.TraceShown{From: start.entity, Parties: start.parties, Back: o.back, By: o.by, Top: o.top, Hidden: redactor})
		return o.out.writeBeside(cmd, r, o.picture.path, func() ([]byte, []string, error) { return o.picture.draw(o, h, p, traces, g) })
	})
}

// asked says in one line what is followed.
func (o *moneyTraceOptions) asked(from string) string {
	text := "the money of " + from + " forward"
	if o.back {
		text = "the money of " + from + " back"
	}
	text += fmt.Sprintf(", listed by %s, payments of at least %g %% of it", o.by, o.share)
	if o.depth > 0 {
		text += fmt.Sprintf(", %s one after the other", counted(o.depth, "payment"))
	}
	return text
}

// A start is what a trace begins with: the accounts of somebody, or one payment.
type start struct {
	entity   *graph.Entity
	parties  []int32
	payments []int32
	record   string
}

var recordForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// start finds what somebody means: the record of a payment, a party, or a gang. One who may not be named
// has nothing to begin with.
func (q payersAsked) start(text string) (start, error) {
	p := q.payments
	v := p.View()
	if recordForm.MatchString(text) {
		if i, there := paymentOf(p, graph.RecordID(text)); there {
			from := p.All[i].From
			return start{entity: v.Entity(int(from)), parties: []int32{from}, payments: []int32{i}, record: text}, nil
		}
	}
	one, err := q.named(text)
	if err != nil {
		return start{}, err
	}
	switch {
	case one.party < 0:
		return start{entity: one.entity, parties: one.members}, nil
	case one.hidden:
		return start{entity: one.entity}, nil // as one who paid nothing
	}
	return start{entity: one.entity, parties: append([]int32{one.party}, p.Accounts(one.party)...)}, nil
}

// paymentOf returns the payment that a record gives.
func paymentOf(p *money.Payments, id graph.RecordID) (int32, bool) {
	ties := p.View().Facts().Ties
	for i := range p.All {
		t := &ties[p.All[i].Tie]
		for k := range t.Records {
			if t.RecordID(k) == id {
				return int32(i), true
			}
		}
	}
	return 0, false
}

func (s *start) words() string {
	if s.record != "" {
		return "the payment of record " + s.record
	}
	return string(s.entity.ID)
}

// nothing says that there is no payment to follow.
func (s *start) nothing(back bool) error {
	what, instead := "paid nothing to others", "--back follows what was paid to it"
	if back {
		what, instead = "was paid nothing by others", "without --back what it paid is followed"
	}
	who := string(s.entity.ID)
	switch n := len(s.parties); {
	case s.entity.Kind == graph.Gang:
		who += ", with what is at the disposal of its members,"
	case n > 1:
		who += ", with " + counted(n-1, "account") + ","
	}
	return fmt.Errorf("%s %s in this view, with a date and an amount; %s", who, what, instead)
}
