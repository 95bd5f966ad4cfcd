package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// A table is a file in the making. A row may be shorter than the header.
type table struct {
	columns int
	text    bytes.Buffer
	writer  *csv.Writer
}

func newTable(delimiter rune, header string) *table {
	t := &table{}
	t.writer = csv.NewWriter(&t.text)
	t.writer.Comma = delimiter
	columns := strings.Split(header, ",")
	t.columns = len(columns)
	t.row(columns...)
	return t
}

func (t *table) row(cells ...string) {
	for len(cells) < t.columns {
		cells = append(cells, "")
	}
	if err := t.writer.Write(cells); err != nil {
		panic(err) // a buffer takes whatever is written
	}
}

func (t *table) bytes() []byte {
	t.writer.Flush()
	return t.text.Bytes()
}

// chance returns the random numbers of one file.
func chance(file uint64) *rand.Rand { return rand.New(rand.NewPCG(1849, file)) }

// The two years that the case covers, and when the operator and the bank handed
// over what they had.
var (
	start     = day("2023-01-02")
	end       = day("2024-12-15")
	firstHand = day("2024-01-15")
	lastHand  = day("2024-12-18")
)

// day reads a day, a month or a year as its first day.
func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text+"0000-01-01"[len(text):])
	if err != nil {
		panic(err) // the tables of this program are wrong
	}
	return t
}

func iso(t time.Time) string { return t.Format(time.DateOnly) }

func date(year string, month, day int) string { return fmt.Sprintf("%s-%02d-%02d", year, month, day) }

// between returns a day from the first to the last.
func between(r *rand.Rand, first, last time.Time) time.Time {
	return first.AddDate(0, 0, r.IntN(int(last.Sub(first).Hours()/24)+1))
}

// handed returns when what happened on a day was handed over.
func handed(on time.Time) string {
	if on.Before(firstHand) {
		return iso(firstHand)
	}
	return iso(lastHand)
}

// later returns the later of two days.
func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// joined returns since when a person is in the story.
func joined(id string) time.Time {
	for _, m := range members {
		if m.id == id {
			return later(start, day(m.joined))
		}
	}
	return start
}

// gone returns until when.
func gone(id string) time.Time {
	if id == "aurel" {
		return day("2023-11-03")
	}
	return end
}
