package main

// A person of the story. Everybody is invented.
type person struct {
	id, name, born string
	alias          string
	group          string // gang, public body or household; "" for those who stand alone
	role           string // in the gang, or the title of the office
	joined, left   string // of the gang or the office
	custody        string // word, then since when
	since          string
}

// The gangs' members. Captains and soldiers are listed under the captain or
// lieutenant they answer to, in contacts.go.
var members = []person{
	{"aurel", "Aurel Daskane", "1944-02-11", "the Old Man", "anchor", "boss", "2011", "2023-11-03", "deceased", "2023-11-03"},
	{"severin", "Severin Daskane", "1968-09-30", "", "anchor", "boss", "2011", "", "at-large", ""},
	{"ottoline", "Ottoline Reyv", "1971-06-04", "", "anchor", "treasurer", "2014", "", "at-large", ""},
	{"bastian", "Bastian Krolmare", "1959-01-19", "the Notary", "anchor", "counsellor", "2012", "", "at-large", ""},
	{"jorun", "Jorun Hælvik", "1976-12-08", "", "anchor", "captain", "2015", "", "at-large", ""},
	{"teodoro", "Teodoro Valquist", "1979-03-27", "Teo", "anchor", "captain", "2015", "", "detained", "2024-06-11"},
	{"solvane", "Marek Solvane", "1988-05-02", "", "anchor", "soldier", "2018", "", "at-large", ""},
	{"imbrecht", "Gero Imbrecht", "1990-10-15", "", "anchor", "soldier", "2019", "", "at-large", ""},
	{"okarudo", "Desmond Okarudo", "1986-07-22", "", "anchor", "soldier", "2017", "", "imprisoned", "2024-09-20"},
	{"tanvire", "Lió Tanvire", "1992-04-09", "", "anchor", "soldier", "2020", "", "at-large", ""},
	{"bellarox", "Nuno Bellarox", "1984-08-31", "", "anchor", "soldier", "2016", "", "at-large", ""},
	{"sarovin", "Evgen Sarovin", "1987-02-14", "", "anchor", "soldier", "2018", "", "fugitive", "2024-03-02"},
	{"kestane", "Yusuf Kestane", "1991-11-26", "", "anchor", "soldier", "2020", "", "at-large", ""},
	{"ferrowe", "Colm Ferrowe", "1989-01-07", "", "anchor", "soldier", "2019", "", "at-large", ""},
	{"dragova", "Milan Dragova", "1983-06-18", "", "anchor", "soldier", "2016", "", "imprisoned", "2024-09-20"},
	{"abendau", "Rolf Abendau", "1993-09-03", "", "anchor", "soldier", "2021", "", "at-large", ""},
	{"mbelenge", "Patrice Mbelenge", "1985-12-29", "", "anchor", "soldier", "2017", "", "at-large", ""},
	{"quillon", "Ives Quillon", "1994-03-16", "", "anchor", "soldier", "2021", "", "at-large", ""},

	{"volkhart", "Ruben Volkhart", "1979-04-12", "", "quay", "boss", "2016", "", "at-large", ""},
	{"zorya", "Зоряна Вельхова", "1982-08-20", "Zoryana Velkhova", "quay", "lieutenant", "2017", "", "at-large", ""},
	{"tsekwa", "Abel Tsekwa", "1984-05-11", "", "quay", "lieutenant", "2017", "", "detained", "2024-04-23"},
	{"nadine", "Nadine Ferrisol", "1990-02-28", "", "quay", "driver", "2019", "", "at-large", ""},
	{"lundorf", "Jens Lundorf", "1988-10-04", "", "quay", "driver", "2019", "", "at-large", ""},
	{"paskoe", "Wim Paskoe", "1993-07-13", "", "quay", "crane operator", "2020", "", "at-large", ""},
	{"hadjar", "Samir Hadjarou", "1987-03-30", "", "quay", "warehouse", "2018", "", "at-large", ""},
	{"orvane", "Cato Orvane", "1991-06-25", "", "quay", "warehouse", "2020", "", "at-large", ""},
	{"tibault", "Remi Tibauvert", "1985-01-17", "", "quay", "seller", "2018", "", "at-large", ""},
	{"ingarde", "Stellan Ingarde", "1992-12-01", "", "quay", "seller", "2021", "", "at-large", ""},
	{"mokoro", "Thabo Mokorenu", "1989-09-09", "", "quay", "seller", "2021", "", "fugitive", "2024-05-02"},
	{"breck", "Dov Breckner", "1986-04-21", "", "quay", "seller", "2019", "", "at-large", ""},

	{"lucine", "Lucine Amardis", "1996-03-05", "Lux", "lanterns", "leader", "2023-03", "", "at-large", ""},
	{"shen", "沈柏岚", "1997-11-12", "Shen Bolan", "lanterns", "leader", "2023-03", "", "at-large", ""},
	{"kofi", "Kofi Ansarel", "1998-07-01", "", "lanterns", "founder", "2023-03", "", "at-large", ""},
	{"rasmin", "Rasmin Tolgard", "1999-02-23", "", "lanterns", "runner", "2023-07", "", "at-large", ""},
	{"petra", "Petra Vonhaal", "2000-05-19", "", "lanterns", "runner", "2023-09", "", "at-large", ""},
	{"ilyas", "Ilyas Demirov", "2001-08-08", "", "lanterns", "runner", "2023-11", "", "detained", "2024-10-08"},
	{"jude", "Jude Okonelu", "2000-12-30", "", "lanterns", "runner", "2024-01", "", "at-large", ""},
	{"maarten", "Maarten Wiesk", "2002-01-15", "", "lanterns", "runner", "2024-02", "", "at-large", ""},
	{"faro", "Faro Lindqvar", "2001-04-27", "", "lanterns", "enforcer", "2024-03", "", "at-large", ""},
	{"bianca", "Bianca Torrevel", "1999-10-10", "", "lanterns", "runner", "2024-05", "", "at-large", ""},
	{"oskar", "Oskar Neuvald", "2003-06-06", "", "lanterns", "lookout", "2024-06", "", "at-large", ""},
	{"samira", "Samira Benhalou", "2002-09-14", "", "lanterns", "runner", "2024-08", "", "at-large", ""},
	{"dario", "Dario Castemir", "2000-03-03", "", "lanterns", "enforcer", "2024-09", "", "at-large", ""},
}

// The officials: three in each public body.
var officials = []person{
	{"vask", "Dorian Vask", "1974-05-20", "", "police", "inspector, harbour crime unit", "2015-02-01", "", "", ""},
	{"hallgrim", "Sunniva Hallgrimm", "1969-11-02", "", "police", "superintendent", "2019-09-01", "", "", ""},
	{"adeyan", "Tunde Adeyanju-Roe", "1985-03-14", "", "police", "detective", "2020-06-15", "", "", ""},
	{"oyelu", "Bram Oyelund", "1977-07-07", "", "customs", "shift leader, container terminal", "2013-04-01", "", "", ""},
	{"castellin", "Inés Castellín", "1981-01-28", "", "customs", "risk analyst", "2018-01-08", "", "", ""},
	{"wrenlow", "Godfrey Wrenlow", "1966-10-21", "", "customs", "director", "2016-05-01", "", "", ""},
	{"thessen", "Maud Thessenberg", "1972-02-09", "", "port", "harbour master", "2014-03-01", "", "", ""},
	{"ramcharo", "Vikram Ramcharo", "1979-08-16", "", "port", "head of berths", "2017-10-01", "", "", ""},
	{"jellow", "Tom Jellowick", "1990-06-12", "", "port", "gate supervisor", "2021-02-15", "", "", ""},
	{"marchent", "Élise Marchental", "1973-09-25", "", "council", "licensing commissioner", "2020-01-10", "", "", ""},
	{"bogdane", "Viorel Bogdane", "1963-04-04", "", "council", "councillor", "2018-11-01", "", "", ""},
	{"akintel", "Rose Akintelo", "1988-12-17", "", "council", "licensing clerk", "2022-03-01", "", "", ""},
}

// Those who stand between: the story is about them.
var others = []person{
	{"wray", "Casimir Wrayburn", "1970-10-13", "", "", "", "", "", "at-large", ""},               // the broker
	{"hesper", "Hesper Lindauer", "1964-08-02", "", "", "", "", "", "", ""},                      // the witness
	{"corvin", "Anselm Corvinde", "1961-05-29", "", "", "", "", "", "", ""},                      // the victim
	{"thorne", "Lucan Thornequist", "1967-02-03", "the Barber", "", "", "", "", "", ""},          // known to many, did nothing on record
	{"nico", "Nico Amardis", "2010-05-18", "", "", "", "", "", "", ""},                           // the minor
	{"grell", "Tomas Grellinger", "1975-12-12", "", "", "", "", "", "at-large", ""},              // front: Blue Keel Logistics
	{"salina", "Salina Reyv", "1978-04-18", "", "", "", "", "", "at-large", ""},                  // front: Saltmarket Fisheries
	{"meridan", "Otto Meridane", "1980-06-30", "", "", "", "", "", "at-large", ""},               // front: Meridian Car Wash
	{"lisk", "Ana Liskander", "1958-01-01", "", "", "", "", "", "", ""},                          // nominee of the shells
	{"rafe", "Rafe Odelin", "1970-03-22", "", "", "", "", "", "", ""},                            // the commissioner's brother-in-law
	{"clemence", "Clémence Odelin", "1975-07-11", "Clémence Marchental", "", "", "", "", "", ""}, // her sister
}

// Households of four, by family name; the first of each deals with the world
// outside. The households of gangs' kin come first.
var households = []struct {
	id, family string
	first      [4]string
}{
	{"h01", "Hælvik", [4]string{"Ragna", "Tor", "Liv", "Asbjørn"}},
	{"h02", "Imbrecht", [4]string{"Sofie", "Karl", "Mette", "Hanno"}},
	{"h03", "Volkhart", [4]string{"Irma", "Jonas", "Edda", "Till"}},
	{"h04", "Tsekwa", [4]string{"Grace", "Peter", "Naledi", "Sipho"}},
	{"h05", "Amardis", [4]string{"Anahit", "Vahan", "Seda", "Aram"}},
	{"h06", "Ansarel", [4]string{"Efua", "Yaw", "Abena", "Kwesi"}},
	{"h07", "Brandouwe", [4]string{"Mieke", "Joris", "Lotte", "Pim"}},
	{"h08", "Solvane", [4]string{"Marek", "Halina", "Kuba", "Zofia"}},
	{"h09", "Delacorne", [4]string{"Hugo", "Margaux", "Théo", "Odile"}},
	{"h10", "Nguyeval", [4]string{"Linh", "Bao", "Mai", "Duc"}},
	{"h11", "Rossendi", [4]string{"Carla", "Piero", "Giada", "Luca"}},
	{"h12", "Stannick", [4]string{"Edith", "Ralph", "June", "Owen"}},
	{"h13", "Pereirinho", [4]string{"Joana", "Rui", "Inês", "Tiago"}},
}

// everybody returns all people, those of the households after the others.
func everybody() []person {
	all := append(append(append([]person(nil), members...), officials...), others...)
	for i, h := range households {
		for j, first := range h.first {
			id := h.id + string(rune('a'+j))
			born := []string{"1965", "1968", "1993", "1996"}[j]
			all = append(all, person{id: id, name: first + " " + h.family, born: date(born, 1+(i+3*j)%12, 1+2*i+j), group: h.id})
		}
	}
	return all
}
