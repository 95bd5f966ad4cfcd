package money

// Income returns of each payment what others pay to those inside that is not their own money coming back, in units.
//
// Who has received money from inside, over whomever, and pays inside is taken to pay that back first, in the order in which money is
// followed: so what goes from one inside to another by way of a go-between is no income, and
// what the go-between pays besides is. Cost: O(m log m).
func (p *Payments) Income(inside []bool) []int64 {
	type purse struct {
		party    int32
		currency uint8
	}
	theirs := map[purse]int64{} // of those outside, what they have of those inside, at most
	income := make([]int64, len(p.All))
	for _, i := range p.sequence().order {
		r := &p.All[i]
		from, to := purse{r.From, r.Currency}, purse{r.To, r.Currency}
		back := r.Units
		if !inside[r.From] {
			back = min(back, theirs[from])
			if back > 0 {
				theirs[from] -= back
			}
		}
		switch {
		case inside[r.To] && !inside[r.From]:
			income[i] = r.Units - back
		case !inside[r.To] && back > 0:
			theirs[to] += back
		}
	}
	return income
}
