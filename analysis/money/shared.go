package money

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// FindShared finds what several accounts have in common: a holder, an address or a phone,
// of the account or of who holds it. An address or a phone counts where accounts of
// different holders, or without one, meet in it, in whatever case and with whatever blanks it
// is spelt. The payments of a finding are those
// between its accounts.
//
// Expected: were each of the n uses of the case's holders, addresses or phones as likely to
// be of any of the s that are used, one would have k or more with the probability
// P(Bin(n, 1/s) >= k); times s.
//
// Cost: O(entities + ties of the case) time.
func FindShared(ctx context.Context, p *Payments) ([]Finding, error) {
	if p.view == nil {
		return nil, nil
	}
	r := &sharing{Payments: p}
	r.read()
	var found []Finding
	for _, sort := range []string{"holder", "address", "phone"} {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		found = append(found, r.of(sort)...)
	}
	return found, nil
}

// sharing lists who uses what.
type sharing struct {
	*Payments
	uses []usage
}

// A usage is a thing that an account uses, itself or by a holder.
type usage struct {
	sort, thing     string // the same thing however it is spelt
	spelt           string
	account, holder int32 // no holder: the account itself
}

// attributes are the properties by which an entity says what it uses.
var attributes = map[string]string{"address": "address", "phone": "phone", "telephone": "phone"}

// read lists every usage.
func (r *sharing) read() {
	for account := range int32(r.parties) {
		e := r.view.Entity(int(account))
		if e.Kind != graph.Account {
			continue
		}
		holders := r.Holders(account)
		for _, h := range holders {
			r.uses = append(r.uses, usage{"holder", string(r.view.ID(int(h))), string(r.view.ID(int(h))), account, h})
		}
		for _, user := range append([]int32{account}, holders...) {
			r.properties(user, account)
		}
	}
	facts := r.view.Facts()
	for i := range facts.Ties {
		t := &facts.Ties[i]
		user, ok := r.view.Index(t.From)
		thing := facts.Entity(t.To)
		sort := sortOf(t, thing)
		if !ok || sort == "" {
			continue
		}
		if r.view.Entity(user).Kind == graph.Account {
			r.add(sort, string(t.To), int32(user), int32(user))
		}
		for _, account := range r.Accounts(int32(user)) {
			r.add(sort, string(t.To), account, int32(user))
		}
	}
}

// sortOf is what a tie says that its first end uses, "" for nothing of the kind.
func sortOf(t *graph.Tie, thing *graph.Entity) string {
	switch {
	case (t.Kind == graph.Uses || t.Kind == graph.Owns || t.Kind == graph.LinkedTo) && thing.Kind == graph.Phone:
		return "phone"
	case t.Kind == graph.LocatedAt:
		return "address"
	}
	return ""
}

// properties adds what an account, or who holds it, gives as a property.
func (r *sharing) properties(user, account int32) {
	for i := range r.view.Entity(int(user)).Records {
		for _, f := range r.view.Entity(int(user)).Records[i].Fields {
			if sort := attributes[f.Name]; sort != "" {
				r.addSpelt(sort, strings.Join(strings.Fields(strings.ToLower(f.Value)), " "), f.Value, account, user)
			}
		}
	}
}

func (r *sharing) add(sort, thing string, account, user int32) {
	r.addSpelt(sort, thing, thing, account, user)
}

func (r *sharing) addSpelt(sort, thing, spelt string, account, user int32) {
	holder := user
	if holders := r.Holders(account); user == account && len(holders) > 0 {
		holder = holders[0]
	}
	r.uses = append(r.uses, usage{sort, thing, spelt, account, holder})
}

// of returns what is shared of a sort.
func (r *sharing) of(sort string) (found []Finding) {
	var uses []usage
	for _, u := range r.uses {
		if u.sort == sort {
			uses = append(uses, u)
		}
	}
	slices.SortFunc(uses, func(a, b usage) int {
		return cmp.Or(cmp.Compare(a.thing, b.thing), cmp.Compare(a.account, b.account), cmp.Compare(a.holder, b.holder), cmp.Compare(a.spelt, b.spelt))
	})
	uses = slices.CompactFunc(uses, func(a, b usage) bool { return a.thing == b.thing && a.account == b.account })
	things := 0
	for from, to := 0, 0; from < len(uses); from = to {
		for to = from; to < len(uses) && uses[to].thing == uses[from].thing; to++ {
		}
		things++
		some := uses[from:to]
		different := slices.ContainsFunc(some, func(u usage) bool { return u.holder != some[0].holder })
		if len(some) >= 2 && (sort == "holder" || different) {
			found = append(found, r.finding(some))
		}
	}
	for i := range found {
		f := &found[i]
		f.Surprise = decades(binomialTail(len(uses), f.Count, 1/float64(things)))
		f.Of = len(uses)
	}
	expect(found, things)
	return found
}

// finding describes accounts that share a thing.
func (r *sharing) finding(uses []usage) Finding {
	f := Finding{Pattern: Shared, Count: len(uses), About: uses[0].sort + " " + uses[0].spelt}
	in := make(map[int32]bool, len(uses))
	for _, u := range uses {
		f.Parties = append(f.Parties, u.account)
		in[u.account] = true
	}
	for _, account := range f.Parties {
		for _, i := range r.Out(account) {
			if in[r.All[i].To] {
				f.Payments = append(f.Payments, i)
			}
		}
	}
	slices.Sort(f.Payments)
	if len(f.Payments) > 0 {
		f.Currency = r.All[f.Payments[0]].Currency
		for _, i := range f.Payments {
			if r.All[i].Currency == f.Currency {
				f.Amount += r.All[i].Units
			}
		}
		f.period(r.Payments)
	}
	return f
}
