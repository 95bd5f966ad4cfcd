package main

// Gangs, public bodies, companies, proceedings and gatherings of the city of
// Velmora. Nothing in it exists.

type named struct{ id, name string }

var gangs = []struct{ id, name, class, known string }{
	{"anchor", "Anchor House", "mafia-like organisation", ""},
	{"quay", "Quay Nine", "criminal group", ""},
	{"lanterns", "The Lanterns", "emerging group", "2023-06-20"},
}

var bodies = []named{
	{"police", "Velmora City Police"}, {"customs", "Velmora Customs Service"},
	{"port", "Velmora Port Authority"}, {"council", "Velmora City Council, Licensing Office"},
}

// The companies whose owners the register was asked for, with who directs and
// who owns them.
var fronts = []struct{ id, name, director, owner string }{
	{"bluekeel", "Blue Keel Logistics", "grell", "grell"},
	{"saltmarket", "Saltmarket Fisheries", "salina", "ottoline"},
	{"meridian", "Meridian Car Wash", "meridan", "volkhart"},
	{"lamplight", "Lamplight Bar", "lucine", "shen"},
	{"wrayfreight", "Wrayburn Freight", "wray", "wray"},
	{"tern", "Tern Holdings", "lisk", "lisk"},
	{"petrel", "Petrel Trading", "lisk", "lisk"},
	{"odelin", "Odelin Consulting", "rafe", "rafe"},
	{"corvinship", "Corvinde Shipping", "corvin", "corvin"},
	{"compass", "Café Compass", "hesper", "hesper"},
}

// Companies of ordinary life. Nobody had a reason to ask who owns them.
var employers = []named{
	{"stevedores", "Velmora Stevedores"}, {"market", "Northgate Market"}, {"homes", "Harbour Homes"},
	{"power", "Velmora Power and Water"}, {"telecom", "Gulf Telecom"}, {"insurer", "Lighthouse Insurance"},
	{"fuel", "Bay Fuel"}, {"bakery", "Mole Street Bakery"}, {"yard", "East Yard Repairs"},
	{"school", "Saint Brandan School"}, {"trams", "Velmora Trams"}, {"icehouse", "Ice House Cold Store"},
}

// Who was what in which proceeding, from the court's register.
var proceedings = []struct {
	id, name, opened                                    string
	convicted, suspects, victims, witnesses, informants []string
}{
	{"ballast", "Operation Ballast: cocaine in reefer containers", "2023-05-30",
		[]string{"okarudo", "dragova"},
		[]string{"aurel", "severin", "ottoline", "bastian", "jorun", "solvane", "imbrecht", "tanvire", "bellarox", "sarovin"},
		nil, []string{"hesper"}, nil},
	{"crowbar", "Container thefts at Quay Nine", "2023-08-14", []string{"breck"},
		[]string{"volkhart", "zorya", "tsekwa", "lundorf", "paskoe", "hadjar", "orvane", "mokoro", "wray"}, nil, nil, []string{"nadine"}},
	{"levy", "Extortion of Corvinde Shipping", "2023-10-02", nil,
		[]string{"teodoro", "kestane", "ferrowe", "abendau", "salina"}, []string{"corvin"}, []string{"h11a"}, nil},
	{"lamp", "Lantern Street assaults", "2024-04-19", nil,
		[]string{"lucine", "shen", "kofi", "ilyas", "faro", "rasmin", "nico"}, []string{"ferrowe", "h10c"}, nil, nil},
	{"ledger", "Money laundering through Blue Keel Logistics", "2024-05-27", nil,
		[]string{"grell", "wray", "ottoline", "meridan"}, nil, nil, nil},
	{"leak", "Disclosure of operations of the harbour crime unit", "2024-07-15", nil, []string{"vask"}, nil, []string{"adeyan"}, nil},
}

// Gatherings that the surveillance team saw, or that are a matter of record.
var gatherings = []struct {
	id, name, on string
	present      []string
}{
	{"ev-breakwater", "Meeting at the Breakwater warehouse", "2023-04-18", []string{"severin", "jorun", "teodoro", "ottoline"}},
	{"ev-ropewalk", "Dinner at the Ropewalk", "2023-06-09", []string{"wray", "ottoline", "volkhart"}},
	{"ev-drydock", "Meeting in dry dock two", "2023-09-21", []string{"volkhart", "zorya", "tsekwa", "hadjar"}},
	{"ev-funeral", "Funeral of Aurel Daskane", "2023-11-07", []string{"severin", "ottoline", "bastian", "jorun", "teodoro", "solvane", "bellarox", "mbelenge", "okarudo"}},
	{"ev-rooftop", "Meeting on the roof of Lantern Street 40", "2024-03-12", []string{"lucine", "shen", "kofi", "rasmin", "petra", "ilyas", "jude"}},
	{"ev-ferry", "Meeting on the night ferry", "2024-05-03", []string{"wray", "lucine", "shen"}},
	{"ev-safety", "Harbour safety committee", "2024-02-06", []string{"thessen", "wrenlow", "hallgrim", "bogdane"}},
	{"ev-slipway", "Meeting at the slipway", "2024-09-26", []string{"severin", "bastian", "wray"}},
}

// Decisions of the licensing commissioner about Blue Keel, from the council's gazette.
var favours = []decision{
	{"dec-1", "Licence: bonded warehouse, pier 4", "marchent", "bluekeel", "licence", true, "2023-03-21"},
	{"dec-2", "Licence: night unloading, pier 4", "marchent", "bluekeel", "licence", true, "2023-08-29"},
	{"dec-3", "Licence: second bonded warehouse", "marchent", "bluekeel", "licence", true, "2024-01-23"},
	{"dec-4", "Inspection waived: pier 4", "marchent", "bluekeel", "licence", true, "2024-06-18"},
	{"dec-5", "Licence renewed: bonded warehouse, pier 4", "marchent", "bluekeel", "licence", true, "2024-10-22"},
}

var vehicles = []struct{ id, name, user, seen string }{
	{"VM-417-K", "grey van VM-417-K", "jorun", "2023-04-18"}, {"VM-220-C", "black saloon VM-220-C", "severin", "2023-06-09"},
	{"VM-983-T", "lorry VM-983-T", "lundorf", "2023-09-21"}, {"VM-555-L", "motorcycle VM-555-L", "kofi", "2024-03-12"},
}
