package protection_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/analysis/protection"
)

// What a network is made of is by hand: the surest way, round hubs and shops, and nothing through bodies or events.
func TestNetwork(t *testing.T) {
	shop := "account shop\ncompany store\nholds store shop grade=1\n"
	for i := range 30 {
		shop += fmt.Sprintf("account c%d\npays c%d shop %d amount=10 currency=EUR grade=1\n", i, i, i)
	}
	for _, tt := range []struct{ name, lines, want string }{
		{"protection itself", "protects o g grade=1\nkin-of o m grade=1", "g-o"},
		{"the surer of two", "kin-of o m grade=0.5\nmeets o s 1 grade=0.9\nkin-of s m grade=0.9", "g-m m-s o-s"},
		{"the direct one of two nearly as sure", "kin-of o m grade=0.82\nmeets o s 1 grade=0.9\nkin-of s m grade=0.9", "g-m m-o"},
		{"not through a body", "holds-office m b grade=1\nmeets o s 1 grade=0.3\nkin-of s m grade=0.3", "g-m m-s o-s"},
		{"not through a shop", shop + "pays ox shop 90 amount=10 currency=EUR grade=1\npays mx shop 91 amount=10 currency=EUR grade=1\nmeets o s 1 grade=0.6\nkin-of s m grade=0.6", "g-m m-s o-s"},
		{"money that is much of what was paid", "pays mx ox 1 amount=90 currency=EUR grade=1\naccount z\npays z ox 2 amount=10 currency=EUR grade=1\nmeets o s 1 grade=0.6\nkin-of s m grade=0.6", "g-m m-mx mx-ox o-ox"},
		{"nothing", "", ""},
	} {
		v := whole(t, town+tt.lines)
		g, _ := v.Index("g")
		o, _ := v.Index("o")
		n, err := protection.FindNetwork(t.Context(), v, []int{g}, []int{o})
		if err != nil {
			t.Fatal(err)
		}
		var ties []string
		for _, tie := range n.Ties {
			ties = append(ties, string(v.ID(tie.From)+"-"+v.ID(tie.To)))
		}
		if got := strings.Join(ties, " "); got != tt.want || !n.Exact || (len(n.Apart) == 0) != (tt.want != "") {
			t.Errorf("%s: %q (exact %t, apart %v), want %q", tt.name, got, n.Exact, n.Apart, tt.want)
		}
	}
}

// Two parts that hang apart get a tree each; who is alone is said.
func TestNetworkOfParts(t *testing.T) {
	v := whole(t, town+"person o2\nperson o3\nholds-office o2 b\nmember-of n h grade=1\nkin-of o m grade=1\nkin-of o2 n grade=1")
	index := func(ids ...string) (all []int) {
		for _, id := range ids {
			for i := range v.Len() {
				if string(v.ID(i)) == id {
					all = append(all, i)
				}
			}
		}
		return all
	}
	n, err := protection.FindNetwork(t.Context(), v, index("g", "h"), index("o", "o2", "o3"))
	if err != nil {
		t.Fatal(err)
	}
	if len(n.Ties) != 4 || len(n.Gangs) != 2 || len(n.Officials) != 2 || fmt.Sprint(n.Apart) != fmt.Sprint(index("o3")) {
		t.Errorf("%d ties, gangs %v, officials %v, apart %v", len(n.Ties), n.Gangs, n.Officials, n.Apart)
	}
}
