package protection_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
)

// What goes with one official is by hand: contact weighs .2, and whoever of k contacts is passed leaves 1/(k-1). A gang
// is exposed (!) to whom no official with a score that counts is left.
func TestFindAlones(t *testing.T) {
	const both = "person p\nholds-office p b grade=1\n"
	const phones = both + "phone pp\nuses p pp grade=1\ncalls pp op 1 grade=1\ncalls op mp 2 grade=1\n"
	for _, tt := range []struct {
		name, lines string
		least       float64
		want        string
	}{
		{"nobody", "", .01, ""},
		{"each alone", both + "meets o m 1 grade=1\nmeets p m 2 grade=0.5", .01, "o g 0.667, p g 0.333"},           // .2 and .1
		{"one through the other", both + "meets o m 1 grade=1\nmeets p o 2 grade=1", .01, "o! g 1.000, p g 0.250"}, // .2, and .2/3: o has op, ox, m and p
		{"through the other's telephone", phones, .01, "o! g 1.000, p g 0.333"},                                    // .2, and .2/2: op has o, pp and mp
		{"which is another's, too", phones + "uses s op grade=1", .01, "o g 0.750, p g 0.250"},                     // .2, and .2/3, which stays
		{"a lesser chain is left", lesser, .01, "o g 0.812, p g 0.250"},                                            // .2, and .2/3; without o .2/4: s has p, m, n, x and y
		{"which is no score that counts", lesser, .06, "o! g 1.000, p g 0.250"},                                    // the same, .2/4 being below
		{"nor is a small one", both + "meets o m 1 grade=1\nmeets p m 2 grade=0.5", .15, "o! g 1.000"},             // .2 and .1
		{"two gangs", both + "meets o m 1 grade=1\nmeets p n 2 grade=1\nmember-of n h grade=1", .01, "o! g 1.000, p! h 1.000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := whole(t, town+tt.lines)
			alones, err := protection.FindAlones(t.Context(), v, protection.AloneOptions{Least: tt.least})
			if err != nil {
				t.Fatal(err)
			}
			var words []string
			for _, a := range alones {
				word := string(v.ID(a.Official))
				if len(a.Exposed) > 0 {
					word += "!"
				}
				for _, l := range a.Lost {
					word += fmt.Sprintf(" %s %.3f", v.ID(l.Gang), l.Share)
				}
				words = append(words, word)
			}
			if got := strings.Join(words, ", "); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// lesser are lines by which o stands between p and m, and beside him s, who knows more people.
const lesser = `
person p
person x
person y
holds-office p b grade=1
meets o m 1 grade=1
meets p o 2 grade=1
meets p s 3 grade=1
meets s m 4 grade=1
meets s n 5 grade=1
meets s x 6 grade=1
meets s y 7 grade=1
`
