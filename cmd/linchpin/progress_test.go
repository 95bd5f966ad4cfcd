package main

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/linchpin-graph/linchpin/analysis/central"
)

// What is left is told once it can be judged, and what else would do all the time.
func TestProgressText(t *testing.T) {
	for _, tt := range []struct {
		name     string
		done, of int
		taken    time.Duration
		hint     string
		want     string
	}{
		{"early", 1, 4, 3 * time.Second, "", "25 %"},
		{"late", 3, 4, 30 * time.Second, "", "75 %, about 10s left"},
		{"work beyond 32 bits", 6e12, 8e12, 30 * time.Second, "", "75 %, about 10s left"},
		{"another way", 1, 2, 10 * time.Second, "; --sample 100000 answers sooner", "50 %, about 10s left; --sample 100000 answers sooner"},
	} {
		p := progress{hint: tt.hint}
		if got := p.text(tt.done, tt.of, tt.taken); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// An exact ranking that takes long points to the sample; others do not.
func TestLongExactPointsToTheSample(t *testing.T) {
	for _, tt := range []struct {
		measure central.Measure
		options central.Options
		n       int
		want    bool
	}{
		{central.MeasureBetweenness, central.Options{}, 50_001, true},
		{central.MeasureBetweenness, central.Options{}, 50_000, false},
		{central.MeasureBetweenness, central.Options{Sample: 1000}, 100_000, false},
		{central.MeasureBetweenness, central.Options{Weighted: true}, 100_000, false},
		{central.MeasureCloseness, central.Options{}, 100_000, false},
	} {
		if got := sooner(tt.measure, tt.n, tt.options); strings.Contains(got, "--sample") != tt.want {
			t.Errorf("%s of %d, %+v: %q", tt.measure, tt.n, tt.options, got)
		}
	}
}

// A work of unknown length is told on a terminal for as long as it takes, and its error
// comes back.
func TestProgressDuring(t *testing.T) {
	out, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	broken := errors.New("broken")
	p := &progress{what: "reading", out: out, begun: time.Now().Add(-time.Minute)}
	err = p.during(func() error { time.Sleep(1200 * time.Millisecond); return broken })
	told, _ := os.ReadFile(out.Name())
	if !errors.Is(err, broken) || !strings.HasPrefix(string(told), "\rreading: 1m1s") || !strings.HasSuffix(string(told), "\r\x1b[K") {
		t.Errorf("%v, told %q", err, told)
	}
}
