package report_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/graphtest"
	"github.com/linchpin-graph/linchpin/report"
)

// What leads to somebody protected is hidden with them; what others have a part in is not, but
// for accounts, whose numbers tell all of their holders. Expected by hand.
func TestWhatIsHiddenWithSomebodyProtected(t *testing.T) {
	for _, one := range []struct {
		name   string
		facts  string // with a witness, wit, and a suspect, sus
		hidden string
	}{
		{"a company of hers alone, and its account", "company cafe; account till; owns wit cafe; holds cafe till", "cafe till"},
		{"she directs and a suspect owns", "company cafe; account till; directs wit cafe; owns sus cafe; holds cafe till", ""},
		{"she directs alone", "company cafe; directs wit cafe", "cafe"},
		{"through a company", "company top; company cafe; account till; owns wit top; owns top cafe; holds cafe till", "cafe till top"},
		{"a company below is half a suspect's", "company top; company cafe; owns wit top; owns top cafe; owns sus cafe", "top"},
		{"a circle that only she owns into", "company left; company right; owns wit left; owns left right; owns right left", "left right"},
		{"a circle of nobody", "company left; company right; owns left right; owns right left", ""},
		{"a company of nobody known has a part", "company shell; company cafe; owns wit cafe; owns shell cafe", ""},
		{"named for her, another's", "company firm name=Wanda-Sons; company cafe; account till; owns sus firm; owns firm cafe; holds cafe till", "cafe firm till"},
		{"an account with a suspect", "account joint; holds wit joint; holds sus joint", "joint"},
		{"an account that she owns", "account joint; owns wit joint; owns sus joint", "joint"},
		{"a house with a suspect, a telephone", "property house; phone line; owns wit house; owns sus house; uses wit line", "line"},
		{"a house of hers", "property house; owns wit house", "house"},
	} {
		t.Run(one.name, func(t *testing.T) {
			n := graphtest.Facts(t, "person wit name=Wanda\nperson sus name=Sam\nproceeding trial\ninvolved-in wit trial role=witness\n"+strings.ReplaceAll(one.facts, "; ", "\n"))
			safeguard, err := graph.NewSafeguard(n, graph.SafeguardOptions{On: day(t)})
			if err != nil {
				t.Fatal(err)
			}
			r, hidden := report.NewRedactor(n, safeguard), []string{}
			for i := range n.Entities {
				if r.Hides(&n.Entities[i]) {
					hidden = append(hidden, string(n.Entities[i].ID))
				}
			}
			want := slices.Sorted(slices.Values(append(strings.Fields(one.hidden), "wit")))
			if !slices.Equal(hidden, want) {
				t.Errorf("hidden are %q, want %q", hidden, want)
			}
		})
	}
}
