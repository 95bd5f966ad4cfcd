package protection_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
)

func but(one graph.EntityID) func(graph.EntityID) bool {
	return func(id graph.EntityID) bool { return id == one }
}

// Of whom nothing is to be said is in no total, no rank and nobody's share, whatever is recorded.
func TestNothingIsSaidOfOneLeftOut(t *testing.T) {
	v := whole(t, `
person o
person c
person d
gang g
public-body b
holds-office o b
holds-office c b
holds-office d b
protects o g grade=A1
protects c g grade=A1
`)
	all, left := shieldsOf(t, v, protection.ShieldOptions{Worlds: -1}), shieldsOf(t, v, protection.ShieldOptions{Worlds: -1, Never: but("c")})
	if len(all.Officials) != 2 || all.Without != 1 || all.Left != 0 {
		t.Fatalf("%d with a lead, %d without, %d left out: want 2, 1 and none", len(all.Officials), all.Without, all.Left)
	}
	if len(left.Officials) != 1 || left.Without != 1 || left.Left != 1 || v.ID(left.Officials[0].Official) != "o" {
		t.Errorf("%d with a lead, %d without, %d left out: want o alone, 1 and 1", len(left.Officials), left.Without, left.Left)
	}
	if nobody := shieldsOf(t, v, protection.ShieldOptions{Worlds: -1, Never: but("d")}); nobody.Left != 1 || nobody.Without != 0 || len(nobody.Officials) != 2 {
		t.Errorf("one without a lead: %d left out, %d without: want 1 and none", nobody.Left, nobody.Without)
	}
	if !reflect.DeepEqual(left.Officials[0], all.Officials[1]) { // c comes first, of two alike
		t.Error("what is said of o changes with what may be said of c")
	}
}

// The office of TestUmbrella with a second official who grants two of two to who paid. What is found of o is what would be
// found if nothing of the other's were recorded: 4 of 4 against 1 of 8 with no colleague, C(5,4)/C(12,4) = 5/495, and Q as for
// one pair alone.
func TestAPairLeftOutIsInNoFigure(t *testing.T) {
	var d, alone docket
	for _, one := range []*docket{&d, &alone} {
		one.pay("kx", "ox", 0, 100, 200, 300)
		one.decide("o", "k", "favourable", 5, 105, 205, 305)
		one.decide("o", "shop", "favourable", 7)
		one.decide("o", "shop", "unfavourable", 40, 50, 60, 140, 150, 160, 250)
	}
	d.pay("kx", "c", 20, 120)
	d.decide("c", "k", "favourable", 25, 125)
	d.decide("c", "shop", "unfavourable", 70, 80, 170, 180)
	got := umbrellas(t, office+d.text.String(), protection.UmbrellaOptions{Window: 30, Never: but("c")})
	want := umbrellas(t, office+alone.text.String(), protection.UmbrellaOptions{Window: 30})
	if len(got.Found) != 1 || got.Officials != 1 || got.Decisions != 12 || got.Able != want.Able || got.Left != 1 || got.None {
		t.Fatalf("%d found of %d officials, %d decisions, %d left out: want 1, 1, 12 and 1", len(got.Found), got.Officials, got.Decisions, got.Left)
	}
	g, w := got.Found[0], want.Found[0]
	if g.Own != w.Own || g.Peers != w.Peers || g.Soon != w.Soon || g.P != w.P || g.Q != w.Q || g.Holm != w.Holm {
		t.Errorf("found %+v, without the other's records %+v", g, w)
	}
	if want := 5. / 495; math.Abs(g.P-want) > 1e-12 {
		t.Errorf("P %g, want %g", g.P, want)
	}
	payer := umbrellas(t, office+alone.text.String(), protection.UmbrellaOptions{Window: 30, Never: but("k")})
	if len(payer.Found) != 0 || payer.Left != 1 || payer.Able != 0 {
		t.Errorf("a payer left out: %d found, %d left out", len(payer.Found), payer.Left)
	}
	if none := umbrellas(t, office, protection.UmbrellaOptions{}); !none.None {
		t.Error("a case without decisions does not say so")
	}
}
