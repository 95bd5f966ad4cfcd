package protection_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
)

// A docket writes decisions, one on each of some days of 2024.
type docket struct {
	text strings.Builder
	next int
	form string // "" is licence
}

func (d *docket) decide(by, about, outcome string, days ...int) {
	for _, on := range days {
		d.next++
		fmt.Fprintf(&d.text, "event e%d\ninvolved-in %s e%d role=decider form=%s outcome=%s at=%s\ninvolved-in %s e%d role=concerned\n", d.next, by, d.next, cmp.Or(d.form, "licence"), outcome, dayOf(on), about, d.next)
	}
}

func (d *docket) pay(from, to string, days ...int) {
	for _, on := range days {
		d.next++
		fmt.Fprintf(&d.text, "pays %s %s %d amount=100 currency=EUR at=%s\n", from, to, d.next, dayOf(on))
	}
}

func dayOf(n int) string {
	return time.Date(2024, 1, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

const office = `
person o
person c
person boss
gang g
public-body b
company k
company shop
account kx
account ox
holds-office o b
holds-office c b
owns boss k
member-of boss g
holds k kx
holds o ox
`

func umbrellas(t *testing.T, lines string, o protection.UmbrellaOptions) protection.Umbrellas {
	t.Helper()
	v := graphtest.NewView(t, graphtest.Facts(t, lines), graph.ViewOptions{Lens: graph.Whole})
	found, err := protection.FindUmbrellas(t.Context(), v, o)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// One official grants four of four to who paid, and of eight others one; a colleague two of eight of others'.
// By hand: four drawn of the five favourable among twelve, C(5,4)/C(12,4) = 5/495.
func TestUmbrella(t *testing.T) {
	var d docket
	d.pay("kx", "ox", 0, 100, 200, 300)
	d.decide("o", "k", "favourable", 5, 105, 205, 305)
	d.decide("o", "shop", "favourable", 7)
	d.decide("o", "shop", "unfavourable", 40, 50, 60, 140, 150, 160, 250)
	d.decide("c", "shop", "favourable", 8, 90)
	d.decide("c", "shop", "unfavourable", 70, 80, 170, 180, 270, 280)
	found := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30})
	if len(found.Found) != 1 || found.Officials != 2 || found.Decisions != 20 {
		t.Fatalf("%d found among %d officials and %d decisions, want 1 of 2 and 20", len(found.Found), found.Officials, found.Decisions)
	}
	u := found.Found[0]
	if u.Official != "o" || u.For != "k" || fmt.Sprint(u.Also) != "[boss g]" {
		t.Errorf("%s for %s, also %v; want o for k, also boss and g", u.Official, u.For, u.Also)
	}
	if u.Own != [2]protection.Rate{{4, 4}, {1, 8}} || u.Peers != (protection.Rate{Count: 2, Of: 8}) {
		t.Errorf("own %v, peers %v", u.Own, u.Peers)
	}
	if u.Soon != (protection.Rate{Count: 4, Of: 4}) || u.Within != 5 {
		t.Errorf("favourable %v within %d days", u.Soon, u.Within)
	}
	if want := 5. / 495; math.Abs(u.P-want) > 1e-12 || u.Q != u.P || u.Holm != u.P { // no window can be more telling than that of all four
		t.Errorf("P %g, Q %g, Holm %g, want %g", u.P, u.Q, u.Holm, want)
	}
	if len(u.Followed) != 4 || u.Followed[1].Days != [2]int{5, 5} || u.Followed[1].After != 1 || u.Maybe != 0 || u.Voices != 1 {
		t.Errorf("followed %+v", u.Followed)
	}
}

// The habit of a colleague explains nothing, but what a colleague decides about the same party does; and where an official
// decides about nobody else, colleagues stand for the habit. By hand.
func TestWhatIsComparedWith(t *testing.T) {
	for _, tt := range []struct {
		name   string
		decide func(*docket)
		want   float64 // P
	}{
		{"nobody else", func(*docket) {}, 1},
		{"own others", func(d *docket) { d.decide("o", "shop", "unfavourable", 400, 401, 402, 403, 404, 405) }, 1. / 210},
		{"a lenient colleague", func(d *docket) {
			d.decide("o", "shop", "unfavourable", 400, 401, 402, 403, 404, 405)
			d.decide("c", "shop", "favourable", 400, 401, 402, 403, 404, 405)
		}, 1. / 210},
		{"a colleague, about the same", func(d *docket) {
			d.decide("o", "shop", "unfavourable", 400, 401, 402, 403, 404, 405)
			d.decide("c", "k", "favourable", 400, 401)
		}, 15. / 495}, // four of the six favourable among twelve
		{"own others are few", func(d *docket) {
			d.decide("o", "shop", "unfavourable", 400, 401)
			d.decide("c", "shop", "unfavourable", 400, 401, 402, 403)
		}, 1. / 210},
	} {
		var d docket
		d.pay("kx", "ox", 0, 100, 200, 300)
		d.decide("o", "k", "favourable", 5, 105, 205, 305)
		tt.decide(&d)
		found := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30})
		if got := found.Found[0].P; math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", tt.name, got, tt.want)
		}
	}
}

// That decisions come soon after payments is no favour where they are no more favourable than others: not where all are
// against the payer, nor where a fee goes before each, nor from one who grants nearly everything.
func TestTimesAloneAreNoFavour(t *testing.T) {
	for _, tt := range []struct {
		name          string
		theirs, other string // outcomes, f favourable and u not, of decisions 5 days after a payment and of others
		want          string // that P is
	}{
		{"all against the payer", "uuu", "ffffffff", "1"},
		{"seldom for anybody, never for the payer", "uuuuu", "ffuuuuuuuuuuuuuuuuuu", "1"},
		{"a fee before each", "fufufufufu", "fufufufufufufufufufu", "above .5"},
		{"grants everything", "ff", "ffffffffffffffffffff", "1"},
		{"grants nearly everything", "fffff", "fffffffffffffffffffu", "above .5"},
		{"grants this one", "fffff", "ffuuuuuuuuuuuuuuuuuu", "below .001"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var d docket
			outcome := map[rune]string{'f': "favourable", 'u': "unfavourable"}
			for k, o := range tt.theirs {
				d.pay("kx", "ox", 100*k)
				d.decide("o", "k", outcome[o], 100*k+5)
			}
			for k, o := range tt.other {
				d.decide("o", "shop", outcome[o], 50*k+40)
			}
			p := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30}).Found[0].P
			if is := map[string]bool{"1": p > 1-1e-9, "above .5": p > .5, "below .001": p < .001}; !is[tt.want] {
				t.Errorf("P %g, want %s", p, tt.want)
			}
		})
	}
}

// What surely followed counts though it may have followed sooner still; a decision about somebody else is of the habit on whatever day it falls; and
// what is decided of another form explains nothing and makes nobody suspect. Chances by hand.
func TestWhatCounts(t *testing.T) {
	days := func(from, n int) (all []int) {
		for k := range n {
			all = append(all, from+k)
		}
		return all
	}
	for _, tt := range []struct {
		name   string
		facts  func(*docket)
		window int
		want   float64
	}{
		{"a benefit dated to a month", func(d *docket) { // 6 of 6 after it, 3 of 12 others: C(9,6)/C(18,6)
			d.text.WriteString("pays kx ox m amount=100 currency=EUR at=2024-01\n")
			d.decide("o", "k", "favourable", days(36, 6)...)
			d.decide("o", "shop", "favourable", days(-300, 3)...)
			d.decide("o", "shop", "unfavourable", days(-200, 9)...)
		}, 90, 84. / 18564},
		{"others on the day of the payment", func(d *docket) { // 5 of 5, 20 of 25 others: C(25,5)/C(30,5)
			d.pay("kx", "ox", 160)
			d.decide("o", "k", "favourable", days(165, 5)...)
			for range 20 {
				d.decide("o", "shop", "favourable", 160)
			}
			d.decide("o", "shop", "unfavourable", days(60, 5)...)
		}, 90, 53130. / 142506},
		{"a form of which none followed", func(d *docket) {
			d.pay("kx", "ox", 160)
			d.decide("o", "k", "favourable", days(165, 6)...)
			d.decide("o", "shop", "favourable", days(-100, 20)...)
			d.form = "release"
			d.decide("o", "k", "unfavourable", -30)
			d.decide("o", "shop", "unfavourable", days(-200, 20)...)
		}, 90, 1},
		{"two forms, each by habit", func(d *docket) {
			d.pay("kx", "ox", 160)
			d.decide("o", "k", "favourable", days(165, 6)...)
			d.decide("o", "shop", "favourable", days(-100, 20)...)
			d.form = "release"
			d.decide("o", "k", "unfavourable", 170)
			d.decide("o", "shop", "unfavourable", days(-200, 20)...)
		}, 90, 1},
		{"two forms, joined", func(d *docket) { // of each 2 of 2 against 0 of 5: 1/21; x(1-ln x) of the product
			d.pay("kx", "ox", 160)
			for _, form := range []string{"licence", "release"} {
				d.form = form
				d.decide("o", "k", "favourable", 165, 166)
				d.decide("o", "shop", "unfavourable", days(-100, 5)...)
			}
		}, 90, (1 + math.Log(441)) / 441},
	} {
		var d docket
		tt.facts(&d)
		u := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: tt.window}).Found[0]
		if u.For != "k" || math.Abs(u.P-tt.want) > 1e-9 {
			t.Errorf("%s: P %g of %s, want %g of k; own %v, %d may have followed", tt.name, u.P, u.For, tt.want, u.Own, u.Maybe)
		}
		if tt.name != "two forms, joined" {
			continue
		}
		for _, f := range u.Forms {
			if math.Abs(f.P-1./21) > 1e-12 || f.Compared != (protection.Rate{Count: 0, Of: 5}) || f.Soon != (protection.Rate{Count: 2, Of: 2}) || len(u.Forms) != 2 {
				t.Errorf("%s by itself: %+v", f.Form, f)
			}
		}
	}
}

// What reaches an official, and by what ways; and what is none.
func TestBenefits(t *testing.T) {
	const decided = "event e\ninvolved-in o e role=decider outcome=favourable at=2024-02-01\ninvolved-in k e role=concerned\n"
	for _, tt := range []struct {
		name, lines string
		want        int // followed; -1: nobody is tested
	}{
		{"to the account", "pays kx ox 1 at=2024-01-20", 1},
		{"to the official from the owner", "pays boss o 1 at=2024-01-20", 1},
		{"to family", "person s\nkin-of o s\npays kx s 1 at=2024-01-20", 1},
		{"to a company of in-laws", "person s\nperson l\nkin-of o s\nkin-of s l\ncompany q\ndirects l q\npays kx q 1 at=2024-01-20", 1},
		{"to family three steps away", "person s\nperson l\nperson m\nkin-of o s\nkin-of s l\nkin-of l m\npays kx m 1 at=2024-01-20", -1},
		{"to an associate of a relative", "person s\nperson l\nkin-of o s\nassociates-with s l\npays kx l 1 at=2024-01-20", -1},
		{"to an associate", "person s\nassociates-with o s\npays kx s 1 at=2024-01-20", 1},
		{"from another of the gang", "person n\nmember-of n g\npays n o 1 at=2024-01-20", 1},
		{"a reversal", "pays kx ox 1 at=2024-01-20 amount=-5 currency=EUR", -1},
		{"nothing", "pays kx ox 1 at=2024-01-20 amount=0 currency=EUR", -1},
		{"from a stranger", "person n\npays n o 1 at=2024-01-20", -1},
		{"from the official", "pays ox kx 1 at=2024-01-20", -1},
		{"a share in the company", "owns o k since=2024-01-20", 1},
		{"a post for a relative", "person s\nkin-of o s\ndirects s k since=2024-01-20", 1},
		{"a post since nobody knows when", "person s\nkin-of o s\ndirects s k", -1},
		{"from a company that an in-law has a post in", "person s\nkin-of o s\ndirects s k\npays kx ox 1 at=2024-01-20", 1},
		{"of the owner into that company", "person s\nkin-of o s\ndirects s k\npays boss k 1 at=2024-01-20", -1},
		{"from a company of the family", "person s\nkin-of o s\ncompany q\nowns s q\npays q ox 1 at=2024-01-20\ninvolved-in q e role=concerned", -1},
		{"wages of the office", "account bx\nholds b bx\npays bx ox 1 at=2024-01-20\ninvolved-in b e role=concerned", -1},
		{"afterwards", "pays kx ox 1 at=2024-02-02", 0},
		{"on the same day", "pays kx ox 1 at=2024-02-01", 0},
		{"90 days before", "pays kx ox 1 at=2023-11-03", 1},
		{"91 days before", "pays kx ox 1 at=2023-11-02", 0},
		{"in the same month", "pays kx ox 1 at=2024-01/2024-02", 0},
		{"a car given up years before", "vehicle v\nowns boss v until=2023-01-20\nowns o v since=2024-01-20", -1},
		{"gifts, in the source's word", "linked-to boss o word=Gifts at=2024-01-20", 1},
		{"some time the month before", "pays kx ox 1 at=2024-01", 1},
		{"without a date", "pays kx ox 1", -1},
		{"a car that was the owner's", "vehicle v\nowns boss v since=2010-01-01 until=2024-01-20\nowns o v since=2024-01-20", 1},
		{"a house for a relative", "person s\nkin-of o s\nproperty h\nowns boss h until=2024-01-10\nowns s h since=2024-01-20", 1},
		{"a car of a stranger", "person n\nvehicle v\nowns n v until=2024-01-20\nowns o v since=2024-01-20", -1},
		{"a car that a stranger had in between", "person n\nvehicle v\nowns boss v until=2020-01-20\nowns n v until=2024-01-20\nowns o v since=2024-01-20", -1},
		{"a car that they both have", "vehicle v\nowns boss v\nowns o v since=2024-01-20", -1},
		{"what a source calls a gift", "linked-to boss o word=Gift at=2024-01-20", 1},
		{"what is no gift", "linked-to boss o word=neighbour at=2024-01-20", -1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := umbrellas(t, office+decided+tt.lines, protection.UmbrellaOptions{})
			got := -1
			for _, u := range found.Found {
				if u.Official == "o" {
					got = max(got, len(u.Followed))
				}
			}
			if got != tt.want {
				t.Errorf("%d decisions followed, want %d: %+v", got, tt.want, found.Found)
			}
		})
	}
}

// Decisions without a date or an outcome count nowhere, and are counted.
func TestWhatCannotBeTested(t *testing.T) {
	found := umbrellas(t, office+`event e
event f
event h
involved-in o e role=decider outcome=favourable
involved-in o f role=decider at=2024-02-01
involved-in o h role=decider at=2024-02-01 outcome=other
involved-in k e role=concerned
pays kx ox 1
pays kx ox 2 at=2024-01-20`, protection.UmbrellaOptions{})
	if len(found.Found) != 0 || found.Decisions != 3 || found.Undated != 1 || found.Unknown != 2 {
		t.Errorf("%+v", found)
	}
}

// A pair with one decision could not have told anything, nor could one of whom all is refused, and the others need not
// allow for them.
func TestWhoCannotTellIsNoTest(t *testing.T) {
	var d docket
	d.pay("kx", "ox", 0, 100, 200, 300)
	d.decide("o", "k", "favourable", 5, 105, 205, 305)
	d.pay("shop", "o", 39)
	d.decide("o", "shop", "unfavourable", 40, 50, 60, 140, 150, 160, 250, 260)
	d.pay("shop2", "o", 39)
	d.decide("o", "shop2", "favourable", 41)
	found := umbrellas(t, office+"company shop2\n"+d.text.String(), protection.UmbrellaOptions{Window: 30})
	if len(found.Found) != 3 || found.Able != 1 {
		t.Fatalf("%d pairs, %d able to tell: want 3 and 1", len(found.Found), found.Able)
	}
	if u := found.Found[0]; u.For != "k" || u.Q != u.P || found.Found[1].Q != 1 || found.Found[2].Q != 1 {
		t.Errorf("Q of %s is %g with a P of %g; the others' %g and %g", u.For, u.Q, u.P, found.Found[1].Q, found.Found[2].Q)
	}
}

// Where payments and decisions know nothing of each other, few are called: of 600 officials who are
// paid by those about whom they decide, with rates from a tenth to nine tenths, no more than one in
// twenty has a P of .05 or less, but for chance (four standard deviations: .036).
func TestChanceAloneIsSeldomCalled(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 11))
	called, all := 0, 0
	for range 600 {
		var d docket
		rate := .1 + .8*r.Float64()
		for k := range 30 {
			outcome := "unfavourable"
			if r.Float64() < rate {
				outcome = "favourable"
			}
			d.decide("o", []string{"k", "shop", "shop"}[r.IntN(3)], outcome, 12*k+r.IntN(12))
		}
		for range 1 + r.IntN(5) {
			d.pay("kx", "ox", r.IntN(360))
		}
		for _, u := range umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30}).Found {
			all++
			if u.P <= .05 {
				called++
			}
		}
	}
	if all < 500 || float64(called)/float64(all) > .05+.036 {
		t.Errorf("%d of %d called by chance", called, all)
	}
}

// What an owner and the company give for the same decisions is one matter; how the owner's gift leads to the company is said.
func TestOwnersAndCompanyAreOne(t *testing.T) {
	var d docket
	d.pay("kx", "ox", 0)
	d.pay("boss", "ox", 100)
	d.decide("o", "k", "favourable", 5, 105)
	d.decide("o", "shop", "unfavourable", 40, 50, 60, 150)
	found := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30})
	u := found.Found[0]
	if u.For != "k" || len(u.Benefits) != 2 || len(u.Followed) != 2 || !slices.Contains(u.Also, "boss") {
		t.Fatalf("for %s, also %v, %d benefits, %d decisions; want k, boss, 2 and 2", u.For, u.Also, len(u.Benefits), len(u.Followed))
	}
	if g := u.Benefits[1].Giving; len(g) != 1 || g[0].Kind != graph.Owns || g[0].From != "boss" || g[0].To != "k" {
		t.Errorf("the owner's gift leads to the company by %+v", g)
	}
}

// Which of the owners of a company pays is a matter of chance: both give for it, though the one has another company.
func TestEachOwnerGivesForTheCompany(t *testing.T) {
	var d docket
	d.pay("boss", "ox", 0)
	d.pay("other", "ox", 100)
	d.decide("o", "k", "favourable", 5, 105)
	d.decide("o", "shop", "unfavourable", 40, 50, 60, 150)
	found := umbrellas(t, office+"person other\nowns other k\nowns boss shop\n"+d.text.String(), protection.UmbrellaOptions{Window: 30})
	at := slices.IndexFunc(found.Found, func(u protection.Umbrella) bool { return u.For == "k" })
	if at < 0 || len(found.Found[at].Benefits) != 2 || len(found.Found[at].Followed) != 2 {
		t.Fatalf("%+v; want two benefits and two decisions for k", found.Found)
	}
	if g := found.Found[at].Benefits[1].Giving; len(g) != 1 || g[0].From != "other" || g[0].To != "k" {
		t.Errorf("the owner's gift leads to the company by %+v", g)
	}
}

// Of pairs that could not have told anything, however many there are, nothing is allowed for: one official of whom much is known is
// as worth a look beside forty of whom one decision is.
func TestWhatCouldNotTellIsNoTest(t *testing.T) {
	var d docket
	d.pay("kx", "ox", 0, 100, 200, 300)
	d.decide("o", "k", "favourable", 5, 105, 205, 305)
	d.decide("o", "shop", "unfavourable", 40, 50, 60, 140, 150, 160, 250)
	alone := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30}).Found[0]
	for k := range 40 {
		other := fmt.Sprint("other", k)
		fmt.Fprintf(&d.text, "person %s\npublic-body b%s\nholds-office %s b%s\n", other, other, other, other)
		d.pay("kx", other, 0)
		d.decide(other, "k", "favourable", 5)
		d.decide(other, "shop", "unfavourable", 50)
	}
	found := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30})
	beside := found.Found[0]
	if want := 1. / 330; len(found.Found) != 41 || found.Able != 1 || beside.Official != "o" || beside.Q != alone.Q || math.Abs(alone.Q-want) > 1e-12 { // four of the four favourable among eleven
		t.Errorf("%d pairs, %d able; Q %g of %s beside others, %g alone", len(found.Found), found.Able, beside.Q, beside.Official, alone.Q)
	}
}
