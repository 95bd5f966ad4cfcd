package money_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
)

// What members have is by hand: 60 and 20 % of a, of which c is a half: 40 %; a's account is all a's.
func TestInterests(t *testing.T) {
	w, v := ownership(t, firms+`gang g
person r
vehicle car
property house
member-of p g
member-of q g role=boss
member-of r g
owns p a share=60
owns q a share=20
owns a c share=50
holds a x
directs r b
uses p car
owns p house share=100
uses q house`)
	gang, _ := v.Index("g")
	members, ties := w.Members(gang)
	if got := names(v, members); got != "g p q r" || len(ties[1]) != 1 || money.Leads(ties[1][0]) || !money.Leads(ties[2][0]) {
		t.Fatalf("members %s, want g p q r, of whom q leads", got)
	}
	found, err := w.Interests(t.Context(), members)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, f := range found {
		text := fmt.Sprintf("%s %s steps=%d control=%q used=%t ties=%d:", v.ID(f.Asset), f.Share, f.Steps, f.Control, f.UsedOnly, len(f.Ties))
		for _, p := range f.Parts {
			text += fmt.Sprintf(" %s %s", v.ID(p.Member), p.Share)
		}
		words = append(words, text)
	}
	want := `a 80 % steps=1 control="yes" used=false ties=2: p 60 % q 20 %
c 40 % steps=2 control="" used=false ties=3: p 30 % q 10 %
b 0 % steps=0 control="" used=false ties=1: r 0 %
x 80 % steps=2 control="yes" used=false ties=3: p 60 % q 20 %
car 0 % steps=0 control="" used=true ties=1: p 0 %
house 100 % steps=1 control="yes" used=false ties=2: p 100 % q 0 %`
	if got := strings.Join(words, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func names(v *graph.View, entities []int) string {
	var words []string
	for _, i := range entities {
		words = append(words, string(v.ID(i)))
	}
	return strings.Join(words, " ")
}

// Common owners are by hand: those above two that no record of the two names.
func TestHiddenOwners(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"through a company each", "owns p a share=60\nowns p b share=100\nowns a c share=100\nholds b x", "p: c 60 %, x 100 %"},
		{"control of a chain", "owns p a share=51\nowns a c share=51\nowns p b share=51\nholds b x", "p: c 26.01 %, x 51 %"},
		{"two accounts of one company", "account y\nowns p a share=100\nholds a x\nholds a y", ""},
		{"one owner's company and its account", "owns p a share=100\nowns a c share=100\nholds c x", ""},
		{"named by one record", "owns p a share=60\nowns a c share=100\nholds p x", ""},
		{"below the threshold", "owns p a share=20\nowns a c share=100\nowns p b share=100\nholds b x", ""},
		{"a source's word", "controls p a\nowns a c share=100\ncontrols p b\nowns b d share=100\ncompany d", "p: c 0 %, d 0 %"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, v := ownership(t, firms+tt.lines)
			found, err := w.HiddenOwners(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			var words []string
			for _, h := range found {
				var assets []string
				for _, a := range h.Assets {
					assets = append(assets, fmt.Sprintf("%s %s", v.ID(a.Asset), a.Share))
				}
				slices.Sort(assets)
				words = append(words, string(v.ID(h.Owner))+": "+strings.Join(assets, ", "))
			}
			if got := strings.Join(words, "; "); got != tt.want {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
}

// Payments between what one owner has are told.
func TestDealings(t *testing.T) {
	w, v := ownership(t, firms+"account y\nowns p a share=60\nowns p b share=100\nholds a x\nholds b y\npays x y amount=10 currency=EUR at=2024-01-02\npays y x 1 amount=9 currency=EUR at=2024-01-01\npays q x amount=1")
	found, err := w.HiddenOwners(t.Context(), nil)
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %d owners", err, len(found))
	}
	dealings := w.Dealings(found[0])
	if len(dealings) != 2 || dealings[0].From != "y" {
		t.Errorf("%d payments, the first from %s; want 2, the first from y", len(dealings), dealings[0].From)
	}
	x, _ := v.Index("x")
	if none, err := w.HiddenOwners(t.Context(), []int{x}); err != nil || len(none) != 1 {
		t.Errorf("%v, %d of x, want 1", err, len(none))
	}
}
