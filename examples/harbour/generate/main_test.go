package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The committed files are what the tables and functions here make.
func TestCommittedFilesAreTheGeneratorsOwn(t *testing.T) {
	made := files()
	for name, want := range made {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the generator makes; run: go run ./examples/harbour/generate", name)
		}
	}
	committed, err := filepath.Glob(filepath.Join("..", "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if len(committed) != len(made) {
		t.Errorf("%d tables are committed, the generator makes %d", len(committed), len(made))
	}
}

// Nothing of the story refers to somebody or something that it does not have.
func TestEverybodyNamedExists(t *testing.T) {
	exists := map[string]bool{}
	for _, p := range everybody() {
		if exists[p.id] {
			t.Errorf("%s stands twice in the cast", p.id)
		}
		exists[p.id] = true
	}
	want := func(where string, ids ...string) {
		for _, id := range ids {
			if !exists[id] {
				t.Errorf("%s: nobody is called %q", where, id)
			}
		}
	}
	for _, c := range circles {
		want("circle", append([]string{c.of}, c.others...)...)
	}
	for _, p := range proceedings {
		want(p.id, p.convicted...)
		want(p.id, p.suspects...)
		want(p.id, p.victims...)
		want(p.id, p.witnesses...)
		want(p.id, p.informants...)
	}
	for _, g := range gatherings {
		want(g.id, g.present...)
	}
	for _, f := range fronts {
		want(f.id, f.director, f.owner)
	}
	for _, h := range heard {
		want(h.report, h.from)
	}
	want("accounts", collectors...)
	want("accounts", runners...)
	want("accounts", private...)
}
