package neo4j_test

import (
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/graph/neo4j"
)

func TestParseAddress(t *testing.T) {
	for _, c := range []struct {
		text string
		want neo4j.Address
	}{
		{"neo4j://example.org?case=harbour", neo4j.Address{Scheme: "neo4j", Host: "example.org:7687", Case: "harbour"}},
		{"bolt://ann@127.0.0.1:7688/people?case=pier%20nine", neo4j.Address{Scheme: "bolt", User: "ann", Host: "127.0.0.1:7688", Database: "people", Case: "pier nine"}},
		{"neo4j+s://[::1]:1/?case=%C3%A9", neo4j.Address{Scheme: "neo4j+s", Host: "[::1]:1", Case: "é"}},
		{"bolt+ssc://h/?case=a%27%29", neo4j.Address{Scheme: "bolt+ssc", Host: "h:7687", Case: "a')"}},
	} {
		got, err := neo4j.ParseAddress(c.text)
		if err != nil || got != c.want {
			t.Errorf("%s: got %+v, %v, want %+v", c.text, got, err, c.want)
			continue
		}
		if again, err := neo4j.ParseAddress(got.String()); err != nil || again != got {
			t.Errorf("%s: its text %s reads as %+v, %v", c.text, got, again, err)
		}
	}
}

func TestParseAddressRefuses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"harbour.case", "scheme"},
		{"http://h?case=a", "unknown scheme"},
		{"neo4j://?case=a", "cannot be read"},
		{"neo4j://h/a/b?case=a", "cannot be read"},
		{"neo4j://h:99999?case=a", "port"},
		{"neo4j://h", "name of one case"},
		{"neo4j://h?case=", "name of one case"},
		{"neo4j://h?case=a&case=b", "name of one case"},
		{"neo4j://h?case=a&user=b", `option "user"`},
		{"neo4j://h?case=%00", "printable"},
		{"neo4j://h?case=%20a", "blanks"},
		{"neo4j://h?case=" + strings.Repeat("a", 201), "at most 200"},
	} {
		if got, err := neo4j.ParseAddress(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.60s: got %+v, %v, want an error with %q", c.text, got, err, c.want)
		}
	}
}

func TestPasswordInAnAddressIsRefusedAndNotRepeated(t *testing.T) {
	const secret = "hunter2"
	for _, text := range []string{
		"neo4j://ann:hunter2@h?case=a", "neo4j://:hunter2@h?case=a", "neo4j://ann:hunter2@h:bad?case=a", "neo4j://ann:%zzhunter2@h?case=a",
		"neo4j://ann:a@hunter2@h?case=a", "http://ann:hunter2@h?case=a", "neo4j://ann:x/hunter2@h?case=a",
		"neo4j://h?case=a&password=hunter2", "ann:hunter2@h", "ann:hunter2@neo4j://h?case=a",
	} {
		_, err := neo4j.ParseAddress(text)
		if err == nil {
			t.Errorf("%s was accepted", text)
		} else if strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error repeats the password: %v", text, err)
		}
	}
}

func TestOpenRefusesTransportsThatNobodyAskedFor(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"neo4j://192.0.2.1?case=a", "plain text"},
		{"bolt://example.org?case=a", "plain text"},
		{"neo4j+ssc://127.0.0.1?case=a", "pose"},
	} {
		address, err := neo4j.ParseAddress(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := neo4j.Open(t.Context(), address, neo4j.Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want an error with %q", c.text, err, c.want)
		}
	}
}
