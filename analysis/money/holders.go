package money

import (
	"cmp"
	"slices"

	"github.com/linchpin-graph/linchpin/graph"
)

// pairs lists, for each entity, others by their numbers, ascending and each once.
type pairs struct {
	start []int32
	other []int32
}

func newPairs(n int, all [][2]int32) pairs {
	slices.SortFunc(all, func(a, b [2]int32) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	all = slices.Compact(all)
	p := pairs{start: make([]int32, n+1)}
	for _, pair := range all {
		p.start[pair[0]+1]++
		p.other = append(p.other, pair[1])
	}
	for i := range n {
		p.start[i+1] += p.start[i]
	}
	return p
}

func (p *pairs) of(i int32) []int32 {
	if p.start == nil {
		return nil
	}
	return p.other[p.start[i]:p.start[i+1]]
}

// hold reads who holds which account and who owns which company.
func (p *Payments) hold(v *graph.View) {
	var holders, accounts, owners, companies [][2]int32
	facts := v.Facts()
	for e := range v.Size() {
		a, b := v.Ends(e)
		for _, i := range v.EvidenceIndices(e) {
			t := &facts.Ties[i]
			from, to := int32(a), int32(b)
			if v.ID(a) != t.From {
				from, to = to, from
			}
			kind := v.Entity(int(to)).Kind
			switch {
			case t.Kind == graph.Holds, (t.Kind == graph.Owns || t.Kind == graph.Controls) && kind == graph.Account:
				holders, accounts = append(holders, [2]int32{to, from}), append(accounts, [2]int32{from, to})
			case (t.Kind == graph.Owns || t.Kind == graph.Controls) && kind == graph.Company:
				owners, companies = append(owners, [2]int32{to, from}), append(companies, [2]int32{from, to})
			}
		}
	}
	n := v.Len()
	p.holders, p.accounts = newPairs(n, holders), newPairs(n, accounts)
	p.owners, p.companies = newPairs(n, owners), newPairs(n, companies)
}

// Holders returns the parties who hold, own or control an account, by their numbers.
func (p *Payments) Holders(account int32) []int32 { return p.holders.of(account) }

// Accounts returns the accounts that a party holds, owns or controls.
func (p *Payments) Accounts(party int32) []int32 { return p.accounts.of(party) }

// Owners returns the parties who own or control a company.
func (p *Payments) Owners(company int32) []int32 { return p.owners.of(company) }

// PlacesOf returns where a party's money lies: itself, where it pays or is paid, its
// accounts, and those of companies that it owns or controls, through any number of them;
// ascending, each once. A company that it does not hold an account of stands for itself.
func (p *Payments) PlacesOf(party int32) []int32 {
	seen := []int32{party}
	for k := 0; k < len(seen); k++ {
		for _, next := range [2][]int32{p.accounts.of(seen[k]), p.companies.of(seen[k])} {
			for _, i := range next {
				if !slices.Contains(seen, i) {
					seen = append(seen, i)
				}
			}
		}
	}
	slices.Sort(seen)
	return seen
}
