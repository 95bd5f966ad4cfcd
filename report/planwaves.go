package report

import "strconv"

// wavesSection is what is left after each wave, beside what the best team for as much
// would leave.
func (p Plan) wavesSection() section {
	t := Table{Columns: []string{"WAVE", "PEOPLE", "PRICE", p.effect(), "SHARE"}, Numeric: []bool{true, true, true, true, true}}
	compared := p.Waves[0].Alone != nil
	if compared {
		t.Columns = append(t.Columns, "BEST ALONE", "SHARE", "SHARED", "HOW GOOD")
		t.Numeric = append(t.Numeric, true, true, true, false)
	}
	for _, w := range p.Waves {
		row := []string{strconv.Itoa(w.Wave), strconv.Itoa(w.People), scoreText(w.Price), countText(w.Left), p.share(w.Left)}
		if compared {
			row = append(row, countText(w.Alone.Left), p.share(w.Alone.Left), strconv.Itoa(w.Alone.Shared), howGood(w.Alone.Proven))
		}
		t.Rows = append(t.Rows, row)
	}
	return section{title: "In waves", table: t, notes: p.wavesNotes(compared)}
}

func (p Plan) wavesNotes(compared bool) []string {
	best := "best found"
	if p.Proven {
		best = "best"
	}
	notes := []string{"The team is the " + best + " for the whole budget; each wave costs at most an equal share of its price, and what those before did not spend.",
		"The order is the best found: another may leave less after its waves, added up."}
	leave := "leave"
	switch {
	case p.WavesProven && p.watches():
		notes[1] = "No order of this team sees more after its waves, added up."
	case p.WavesProven:
		notes[1] = "No order of this team leaves less after its waves, added up."
	case p.watches():
		notes[1] = "The order is the best found: another may see more after its waves, added up."
	}
	if p.watches() {
		leave = "see"
	}
	if compared {
		notes = append(notes, "BEST ALONE: what the best team for the price of a wave and those before would "+leave+" if nobody were to follow, whoever was asked for;",
			"the difference is what it costs to work towards the whole team. SHARED: how many of it are taken by then.")
	}
	return notes
}

// howGood says in a table how good a team is known to be.
func howGood(proven bool) string {
	if proven {
		return "proven best"
	}
	return "best found"
}
