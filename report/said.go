package report

import "strings"

// said is what of a heading goes with each row of a result, as columns and their text: a
// file of rows has no place else for it.
func (h Heading) said() [][2]string {
	return [][2]string{{"DATE", h.Date}, {"DIGEST", h.Digest.String()}, {"HANDLING", strings.Join(h.Handling, "; ")}, {"NOTE", h.Lead}}
}

// saidWithheld is what a result carries of which a part is withheld.
func (h Heading) saidWithheld(withheld Few) [][2]string {
	return append([][2]string{{"WITHHELD", smallCell(int(withheld))}}, h.said()...)
}

// saidOfPeople is what a list of people carries to whom steps may be put.
func (h Heading) saidOfPeople(withheld string) [][2]string {
	return append([][2]string{{"PURPOSE", h.Purpose}, {"REASON", h.Reason}, {"WITHHELD", withheld}}, h.said()...)
}

// Said is what a file of a result's rows carries in every row.
func (r Ranking) Said() [][2]string { return r.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (r TieRanking) Said() [][2]string { return r.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (t Team) Said() [][2]string { return t.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (w Why) Said() [][2]string { return w.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (g Groups) Said() [][2]string { return g.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (l Lives) Said() [][2]string { return l.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (e Emerging) Said() [][2]string { return e.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (r Paths) Said() [][2]string { return r.Heading.said() }

// Said is what a file of a list's rows carries in every row.
func (l TargetList) Said() [][2]string { return l.Heading.saidOfPeople(l.Withheld) }

// Said is what a file of a plan's rows carries in every row: what the whole team does, and
// how good it is known to be, besides what any list of people carries.
func (p Plan) Said() [][2]string {
	before, whole := "LEFT BEFORE", p.Before
	if p.watches() {
		before, whole = "OF", p.whole()
	}
	text := ""
	if whole >= 0 { // told
		text = countText(whole)
	}
	return append([][2]string{{before, text}, {p.effect() + " AFTER", countText(p.After)}, {"PROOF", p.proof()}}, p.Heading.saidOfPeople(p.Withheld)...)
}

// Said is what a file of a result's rows carries in every row.
func (r Shields) Said() [][2]string { return r.Heading.saidWithheld(r.Withheld) }

// Said is what a file of a result's rows carries in every row.
func (r Network) Said() [][2]string { return r.Heading.saidWithheld(r.Withheld) }

// Said is what a file of a result's rows carries in every row.
func (r Umbrellas) Said() [][2]string { return r.Heading.saidWithheld(r.Withheld) }

// Said is what a file of a cut's rows carries in every row: whether it parts the two, besides
// what any list of people carries.
func (r Cut) Said() [][2]string {
	return append([][2]string{{"RESULT", r.result()}}, r.Heading.saidOfPeople(smallCell(int(r.Withheld)))...)
}

// Repeating returns the table with columns that say the same in every row.
func (t Table) Repeating(said [][2]string) Table {
	columns := append([]string(nil), t.Columns...)
	texts := make([]string, len(said))
	for k, s := range said {
		columns, texts[k] = append(columns, s[0]), s[1]
	}
	rows := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		rows[i] = append(append([]string(nil), row...), texts...)
	}
	return Table{Columns: columns, Numeric: t.Numeric, Rows: rows}
}

// Said is what a file of a result's rows carries in every row.
func (r MoneyPatterns) Said() [][2]string { return r.Heading.saidWithheld(r.Withheld) }

// Said is what a file of a result's rows carries in every row.
func (r MoneyTrace) Said() [][2]string { return r.Heading.said() }

// Said is what a file of a result's rows carries in every row.
func (r MoneyFlows) Said() [][2]string { return r.Heading.said() }
