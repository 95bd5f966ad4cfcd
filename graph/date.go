package graph

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

// Precision says how much of a date was given.
type Precision uint8

// The precisions of a date.
const (
	NoDate Precision = iota // nothing is known of the date
	Year
	Month
	Day
	Second
	Span // an interval with ends of their own
)

// A Date is an interval of time, as exact as its source gave it: "2024" runs from
// the first second of the year to the last. Both ends are included, in seconds
// since 1970 UTC. A time without a zone is read as UTC. The zero Date is unknown.
type Date struct {
	Earliest, Latest int64
	Precision        Precision
}

// The ends of a span that is open, written "..".
const (
	openEarliest = math.MinInt64
	openLatest   = math.MaxInt64
)

// Known reports whether anything is known of the date.
func (d Date) Known() bool { return d.Precision != NoDate }

// ParseDate reads a year, month, day or time in ISO 8601 form, or a span of two
// of them with a slash between, either end of which may be open ("..").
func ParseDate(text string) (Date, error) {
	first, last, span := strings.Cut(text, "/")
	if !span {
		return parseDay(text)
	}
	d := Date{openEarliest, openLatest, Span}
	if first != ".." {
		from, err := parseDay(first)
		if err != nil {
			return Date{}, err
		}
		d.Earliest = from.Earliest
	}
	if last != ".." {
		to, err := parseDay(last)
		if err != nil {
			return Date{}, err
		}
		d.Latest = to.Latest
	}
	if d.Earliest > d.Latest {
		return Date{}, fmt.Errorf("date %q ends before it begins", text)
	}
	if first == ".." && last == ".." {
		return Date{}, fmt.Errorf("date %q says nothing", text)
	}
	return d, nil
}

// readDate reads a property's value; what is no date is unknown.
func readDate(text string) Date {
	if text == "" { // most often, and an error is slow to make
		return Date{}
	}
	d, _ := ParseDate(text)
	return d
}

// dayLayouts are the forms of a single date, told apart by their length.
var dayLayouts = []struct {
	layout    string
	precision Precision
	next      func(time.Time) time.Time // the first moment after it
}{
	{"2006", Year, func(t time.Time) time.Time { return t.AddDate(1, 0, 0) }},
	{"2006-01", Month, func(t time.Time) time.Time { return t.AddDate(0, 1, 0) }},
	{"2006-01-02", Day, func(t time.Time) time.Time { return t.AddDate(0, 0, 1) }},
	{"2006-01-02T15:04", Span, func(t time.Time) time.Time { return t.Add(time.Minute) }},
	{"2006-01-02T15:04Z07:00", Span, func(t time.Time) time.Time { return t.Add(time.Minute) }},
	{"2006-01-02T15:04:05", Second, func(t time.Time) time.Time { return t.Add(time.Second) }},
	{"2006-01-02T15:04:05Z07:00", Second, func(t time.Time) time.Time { return t.Add(time.Second) }},
}

func parseDay(text string) (Date, error) {
	iso := text
	if len(iso) > 10 && iso[10] == ' ' {
		iso = iso[:10] + "T" + iso[11:]
	}
	var bad *time.ParseError
	none := "" // what of it the calendar or the clock does not have
	for _, form := range dayLayouts {
		t, err := time.Parse(form.layout, iso)
		if errors.As(err, &bad) && strings.HasSuffix(bad.Message, " out of range") {
			none = strings.TrimSuffix(strings.TrimPrefix(bad.Message, ": "), " out of range")
		}
		if year := t.UTC().Year(); err != nil || year < 1 || year > 9999 {
			continue
		}
		return Date{t.Unix(), form.next(t).Unix() - 1, form.precision}, nil
	}
	if none != "" {
		return Date{}, fmt.Errorf("date %q: there is no such %s", text, none)
	}
	return Date{}, fmt.Errorf("date %q: want a year, month, day or time such as 2024, 2024-05, 2024-05-17 or 2024-05-17T21:04:00Z", text)
}

// String returns the date in the form ParseDate reads, or "" when unknown.
func (d Date) String() string {
	begin := time.Unix(d.Earliest, 0).UTC()
	switch d.Precision {
	case NoDate:
		return ""
	case Year:
		return begin.Format("2006")
	case Month:
		return begin.Format("2006-01")
	case Day:
		return begin.Format("2006-01-02")
	case Second:
		return begin.Format("2006-01-02T15:04:05Z")
	}
	first, last := "..", ".."
	if d.Earliest != openEarliest {
		first = begin.Format("2006-01-02T15:04:05Z")
	}
	if d.Latest != openLatest {
		last = time.Unix(d.Latest, 0).UTC().Format("2006-01-02T15:04:05Z")
	}
	return first + "/" + last
}

// DayOf returns the day t falls on in UTC.
func DayOf(t time.Time) Date {
	y, m, d := t.UTC().Date()
	begin := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()
	return Date{begin, begin + 24*60*60 - 1, Day}
}

// Until returns the span from the earliest moment of d to the latest of end. An
// unknown date leaves its side open; where both sides are open it is unknown.
func (d Date) Until(end Date) Date {
	span := Date{openEarliest, openLatest, Span}
	if d.Known() {
		span.Earliest = d.Earliest
	}
	if end.Known() {
		span.Latest = max(span.Earliest, end.Latest)
	}
	if span.Earliest == openEarliest && span.Latest == openLatest {
		return Date{}
	}
	return span
}

// Overlaps reports whether the two may have a moment in common. An unknown date
// may lie anywhere, so it overlaps every other.
func (d Date) Overlaps(other Date) bool {
	if !d.Known() || !other.Known() {
		return true
	}
	return d.Earliest <= other.Latest && other.Earliest <= d.Latest
}

// SurelyBy reports whether the date, in all its uncertainty, is no later than
// the last moment of day. What is undated holds always, so it is true for the
// unknown date; and every date is over by an unknown day.
func (d Date) SurelyBy(day Date) bool {
	return !d.Known() || !day.Known() || d.Latest <= day.Latest
}

// MarshalText returns the date as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote; "" is the unknown date.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}
