package graph_test

import (
	"strings"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/graph"
)

func date(t testing.TB, text string) graph.Date {
	t.Helper()
	if text == "" {
		return graph.Date{}
	}
	d, err := graph.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func seconds(t testing.TB, text string) int64 {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at.Unix()
}

// What is expected of a date is by hand, from the calendar.
func TestDates(t *testing.T) {
	for _, tt := range []struct {
		text, first, last string
		precision         graph.Precision
	}{
		{"2024", "2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z", graph.Year},
		{"0001", "0001-01-01T00:00:00Z", "0001-12-31T23:59:59Z", graph.Year},
		{"9999", "9999-01-01T00:00:00Z", "9999-12-31T23:59:59Z", graph.Year},
		{"2024-02", "2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z", graph.Month},
		{"2023-02", "2023-02-01T00:00:00Z", "2023-02-28T23:59:59Z", graph.Month},
		{"1969-12-31", "1969-12-31T00:00:00Z", "1969-12-31T23:59:59Z", graph.Day},
		{"2024-02-29", "2024-02-29T00:00:00Z", "2024-02-29T23:59:59Z", graph.Day},
		{"2024-05-17T21:04:09", "2024-05-17T21:04:09Z", "2024-05-17T21:04:09Z", graph.Second},
		{"2024-05-17T21:04:09.75Z", "2024-05-17T21:04:09Z", "2024-05-17T21:04:09Z", graph.Second},
		{"2024-05-17 21:04:09", "2024-05-17T21:04:09Z", "2024-05-17T21:04:09Z", graph.Second},
		{"2024-05-17T21:04:09+02:00", "2024-05-17T19:04:09Z", "2024-05-17T19:04:09Z", graph.Second},
		{"2024-05-17T21:04", "2024-05-17T21:04:00Z", "2024-05-17T21:04:59Z", graph.Span},
		{"2024/2025-03", "2024-01-01T00:00:00Z", "2025-03-31T23:59:59Z", graph.Span},
		{"2024-05-17/2024-05-17", "2024-05-17T00:00:00Z", "2024-05-17T23:59:59Z", graph.Span},
	} {
		d := date(t, tt.text)
		want := graph.Date{Earliest: seconds(t, tt.first), Latest: seconds(t, tt.last), Precision: tt.precision}
		if d != want {
			t.Errorf("%q is %v, want %v", tt.text, d, want)
		}
		if back := date(t, d.String()); back != d {
			t.Errorf("%q is written %q, which reads as %v, want %v", tt.text, d, back, d)
		}
	}
}

func TestImpossibleDates(t *testing.T) {
	for _, text := range []string{
		"", " ", "24", "2024-13", "2024-00", "2023-02-29", "2024-02-30", "2024-04-31", "2024-05-17T24:01", "2024-05-17T23:59:60",
		"0000", "0000-01-01", "10000", "17.05.2024", "05/17/2024", "2024-5-1", "yesterday", "2024-05-17T21", "2024/2023", "../..", "/", "2024/",
		"9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", // in UTC in the years 10000 and 0, which have no form
	} {
		if d, err := graph.ParseDate(text); err == nil || d != (graph.Date{}) {
			t.Errorf("%q reads as %v, %v, want no date and an error", text, d, err)
		}
	}
}

func TestOpenSpans(t *testing.T) {
	for _, tt := range []struct{ since, until, want string }{
		{"2020", "", "2020-01-01T00:00:00Z/.."},
		{"", "2020", "../2020-12-31T23:59:59Z"},
		{"2020-05", "2021", "2020-05-01T00:00:00Z/2021-12-31T23:59:59Z"},
		{"", "", ""},
		{"", "2020/..", ""}, // open on both sides says nothing
		{"../2019", "2020/..", ""},
		{"2022", "2020", "2022-01-01T00:00:00Z/2022-01-01T00:00:00Z"}, // a contradiction does not run backwards
	} {
		got := date(t, tt.since).Until(date(t, tt.until))
		if got.String() != tt.want {
			t.Errorf("from %q until %q is %q, want %q (by hand)", tt.since, tt.until, got, tt.want)
		}
		if back := date(t, got.String()); back != got {
			t.Errorf("%q reads back as %v, want %v", got, back, got)
		}
	}
}

func TestOverlapsAndSurelyBy(t *testing.T) {
	for _, tt := range []struct {
		a, b               string
		overlaps, surelyBy bool
	}{
		{"2024", "2024-06-01", true, false}, // it may have been in December
		{"2024", "2024-12-31", true, true},
		{"2023", "2024-06-01", false, true},
		{"2025", "2024-06-01", false, false},
		{"", "2024", true, true},
		{"2024", "", true, true},
		{"../2020", "2020-01-01", true, false},
		{"2020/..", "2030", true, false},
		{"2024-05-31T23:59:59Z", "2024-06", false, true},
	} {
		a, b := date(t, tt.a), date(t, tt.b)
		if a.Overlaps(b) != tt.overlaps || b.Overlaps(a) != tt.overlaps {
			t.Errorf("%q overlaps %q: %t and %t, want %t both ways (by hand)", tt.a, tt.b, a.Overlaps(b), b.Overlaps(a), tt.overlaps)
		}
		if got := a.SurelyBy(b); got != tt.surelyBy {
			t.Errorf("%q is surely by %q: %t, want %t (by hand)", tt.a, tt.b, got, tt.surelyBy)
		}
	}
}

func TestDayOf(t *testing.T) {
	at := time.Date(2024, 5, 17, 23, 30, 0, 0, time.FixedZone("", -3600))
	if got := graph.DayOf(at).String(); got != "2024-05-18" {
		t.Errorf("half past eleven an hour west of Greenwich is on %s, want 2024-05-18, the day in UTC", got)
	}
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2024", "2024-05", "2024-05-17", "2024-05-17T21:04", "2024-05-17 21:04:09.5+02:00", "2020/..", "../2020-05", "9999-12-31T23:59-12:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := graph.ParseDate(text)
		if err != nil {
			return
		}
		if !d.Known() || d.Earliest > d.Latest {
			t.Errorf("%q reads as %v, which is no interval", text, d)
		}
		if back, err := graph.ParseDate(d.String()); err != nil || back != d {
			t.Errorf("%q is written %q, which reads as %v, %v", text, d, back, err)
		}
	})
}

// What the calendar does not have is told from what is no date.
func TestParseDateSaysWhatThereIsNot(t *testing.T) {
	for text, want := range map[string]string{
		"2024-02-30": "there is no such day", "2024-13": "there is no such month", "2024-13-01": "there is no such month",
		"2024-05-17T24:01": "there is no such hour", "30.2.2024": "want a year, month, day or time",
	} {
		if _, err := graph.ParseDate(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", text, err, want)
		}
	}
}
