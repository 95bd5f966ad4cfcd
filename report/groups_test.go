package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/report"
)

// members makes so many of them.
func members(n int) []report.Member {
	var all []report.Member
	for i := range n {
		all = append(all, report.Member{Name: fmt.Sprintf("M%d", i+1)})
	}
	return all
}

// On a terminal the first are named and the others counted; elsewhere all are named.
func TestOthersAreCounted(t *testing.T) {
	parts := func(n int) (all []report.Part) {
		for i := range n {
			all = append(all, report.Part{Name: fmt.Sprintf("G%d", i+1), Size: 1})
		}
		return all
	}
	for _, tt := range []struct {
		name  string
		group report.Group
		want  []string
	}{
		{"all have room", report.Group{Members: members(6), Known: parts(4)}, []string{"G1 1; G2 1; G3 1; G4 1  M1; M2; M3; M4; M5; M6\n"}},
		{"one too many", report.Group{Members: members(7), Known: parts(5)}, []string{"G3 1; G4 1 and 1 other  M1; M2; M3; M4; M5; M6 and 1 other\n"}},
		{"many", report.Group{Members: members(1292), Known: parts(1292)}, []string{"G4 1 and 1288 others  M1", "M6 and 1286 others\n"}},
		{"a gang's roles stand by themselves", report.Group{Name: "Red", Members: members(1), Tiers: []report.Tier{{Role: "boss", Size: 1}, {Role: "runner", Size: 3}}},
			[]string{"KNOWN AS  ROLES             MEMBERS\n", "Red       1 boss; 3 runner  M1\n"}},
	} {
		g := report.Groups{Groups: []report.Group{tt.group}}
		var out, csv bytes.Buffer
		if err := g.Write(&out); err != nil {
			t.Fatal(err)
		}
		if err := g.Table().WriteCSV(&csv); err != nil {
			t.Fatal(err)
		}
		for _, want := range tt.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: %s\nwant %q", tt.name, out.String(), want)
			}
		}
		if last := fmt.Sprintf("M%d\n", len(tt.group.Members)); !strings.HasSuffix(csv.String(), last) {
			t.Errorf("%s: as CSV %s\nwant everybody, to %s", tt.name, csv.String(), last)
		}
	}
}

func TestEmergingGroupIsNamedByMembers(t *testing.T) {
	for n, want := range map[int]string{3: "M1, M2, M3  ", 4: "M1, M2, M3, 1 other  ", 5: "M1, M2, M3, 2 others  "} {
		e := report.Emerging{Groups: []report.EmergingGroup{{Rank: 1, Members: members(n), Growths: []report.Growth{{}}}}}
		var out bytes.Buffer
		if err := e.Write(&out); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("of %d members: %s\nwant %q", n, out.String(), want)
		}
	}
}
