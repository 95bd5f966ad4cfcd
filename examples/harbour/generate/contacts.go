package main

// A circle is somebody and whom he or she is in touch with: calls, and for
// members of gangs also meetings that were seen.
type circle struct {
	of     string
	calls  int // with each
	others []string
}

var circles = []circle{
	// Anchor House: a boss, his table, two captains and their soldiers.
	{"severin", 22, []string{"aurel", "ottoline", "bastian", "jorun", "teodoro"}},
	{"jorun", 14, []string{"solvane", "imbrecht", "okarudo", "tanvire", "bellarox", "mbelenge"}},
	{"teodoro", 14, []string{"sarovin", "kestane", "ferrowe", "dragova", "abendau", "quillon"}},
	{"solvane", 6, []string{"imbrecht", "tanvire"}},
	{"kestane", 6, []string{"ferrowe", "abendau"}},
	{"ottoline", 16, []string{"grell", "salina", "lisk"}},
	// Quay Nine: a boss and two lieutenants.
	{"volkhart", 18, []string{"zorya", "tsekwa", "meridan"}},
	{"zorya", 12, []string{"nadine", "lundorf", "paskoe", "hadjar", "mokoro"}},
	{"tsekwa", 12, []string{"orvane", "tibault", "ingarde", "breck", "nadine"}},
	{"hadjar", 5, []string{"orvane", "lundorf"}},
	// The Lanterns: two leaders; whoever joins is brought in by a runner.
	{"lucine", 16, []string{"shen", "kofi", "rasmin", "petra", "faro", "bianca"}},
	{"shen", 14, []string{"kofi", "ilyas", "jude", "maarten", "oskar", "dario"}},
	{"petra", 6, []string{"ilyas", "samira"}},
	{"jude", 6, []string{"maarten"}},
	// The boy runs errands and is on the telephone all day.
	{"nico", 28, []string{"lucine", "kofi", "rasmin", "ilyas", "h05a", "h05c", "h05d"}},
	// The broker carries word and money between the three.
	{"wray", 26, []string{"severin", "ottoline", "grell", "volkhart", "zorya", "lucine", "shen"}},
	// The officer whom everybody can see.
	{"vask", 17, []string{"jorun", "bastian"}},
	{"oyelu", 4, []string{"lundorf"}},
	// The barber knows the whole House, and their neighbours.
	{"thorne", 8, []string{"aurel", "severin", "bastian", "jorun", "teodoro", "solvane", "imbrecht", "bellarox", "kestane", "quillon", "mbelenge", "h01a"}},
	// The witness keeps the café by the harbour gate.
	{"hesper", 15, []string{"wray", "bellarox", "paskoe", "h07a", "h08a", "h09a", "h10a", "thessen", "jellow", "castellin", "adeyan"}},
	// The victim's shipping agency: customs, crews, and those who collect.
	{"corvin", 13, []string{"wray", "teodoro", "kestane", "ferrowe", "salina", "oyelu", "wrenlow", "ramcharo", "h11a", "h12a", "h13a"}},
	// The informant drives for Quay Nine and drinks with a Lantern.
	{"nadine", 9, []string{"kofi", "h03a"}},
	// Families of members.
	{"jorun", 10, []string{"h01a"}},
	{"imbrecht", 8, []string{"h02a"}},
	{"volkhart", 10, []string{"h03a"}},
	{"tsekwa", 8, []string{"h04a"}},
	{"lucine", 9, []string{"h05a"}},
	{"kofi", 8, []string{"h06a"}},
	// Officials among themselves, and the commissioner's family.
	{"hallgrim", 7, []string{"vask", "adeyan"}},
	{"wrenlow", 7, []string{"oyelu", "castellin"}},
	{"thessen", 7, []string{"ramcharo", "jellow"}},
	{"marchent", 7, []string{"bogdane", "akintel"}},
	{"clemence", 11, []string{"rafe", "marchent"}},
	// Neighbours.
	{"h07b", 5, []string{"h08b"}},
	{"h09c", 5, []string{"h10d"}},
	{"h12c", 5, []string{"h13d"}},
	{"h08c", 4, []string{"h11c"}},
}

// families are kin beyond the households, from the civil register.
var families = [][2]string{
	{"aurel", "severin"}, {"ottoline", "salina"}, {"jorun", "h01a"}, {"imbrecht", "h02a"}, {"volkhart", "h03a"}, {"tsekwa", "h04a"},
	{"lucine", "h05a"}, {"lucine", "nico"}, {"nico", "h05a"}, {"kofi", "h06a"}, {"clemence", "marchent"}, {"clemence", "rafe"},
}

// sharedPhones are telephones found on somebody, with who else was heard on them.
var sharedPhones = []struct{ owner, other, seen string }{
	{"sarovin", "dragova", "2023-07-04"}, {"rasmin", "petra", "2023-12-12"},
}

// heard is what the informant said, by report: subject, kind, object, and words.
var heard = []struct {
	report, on, from, kind, to, grade string
	role, means, form, status         string
}{
	{"K-01", "2023-03-14", "volkhart", "member-of", "quay", "C3", "boss", "", "", ""},
	{"K-01", "2023-03-14", "zorya", "member-of", "quay", "C3", "lieutenant", "", "", ""},
	{"K-01", "2023-03-14", "tibault", "member-of", "quay", "C3", "seller", "", "", ""},
	{"K-02", "2023-05-22", "teodoro", "member-of", "anchor", "C3", "captain", "", "", ""},
	{"K-02", "2023-05-22", "wray", "associates-with", "volkhart", "C2", "", "", "", ""},
	{"K-03", "2023-06-20", "lucine", "member-of", "lanterns", "C3", "leader", "", "", ""},
	{"K-03", "2023-06-20", "kofi", "member-of", "lanterns", "C3", "founder", "", "", ""},
	{"K-04", "2023-09-05", "vask", "protects", "anchor", "C3", "", "bribe", "tip-off", "alleged"},
	{"K-05", "2023-12-01", "teodoro", "member-of", "anchor", "C3", "captain", "", "", ""},
	{"K-05", "2023-12-01", "ingarde", "member-of", "quay", "C4", "seller", "", "", ""},
	{"K-06", "2024-02-17", "vask", "protects", "anchor", "C2", "", "bribe", "tip-off", "alleged"},
	{"K-06", "2024-02-17", "wray", "associates-with", "lucine", "C3", "", "", "", ""},
	{"K-07", "2024-04-30", "oyelu", "protects", "quay", "D4", "", "coercion", "tip-off", "alleged"},
	{"K-07", "2024-04-30", "breck", "member-of", "quay", "C3", "seller", "", "", ""},
	{"K-08", "2024-08-09", "severin", "associates-with", "wray", "C3", "", "", "", ""},
	{"K-08", "2024-08-09", "dario", "member-of", "lanterns", "C4", "enforcer", "", "", ""},
}
