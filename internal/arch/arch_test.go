package arch_test

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/linchpin-graph/linchpin/internal/arch"
)

// TestArrows is the rule itself: it fails with the file and line of every import
// or name that the house does not allow.
func TestArrows(t *testing.T) {
	violations, err := arch.Check(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range violations {
		t.Error(v)
	}
}

// TestCheck breaks each kind of rule once. Every wanted line is by hand.
func TestCheck(t *testing.T) {
	const ours = "github.com/linchpin-graph/linchpin/"
	for _, test := range []struct {
		name, file, source string
		want               string // empty for a file that keeps the rules
	}{
		{
			name: "a sibling", file: "loaders/csv.go",
			source: "package loaders\n\nimport (\n\t\"io\"\n\n\t\"" + ours + "graph/casefile\"\n)",
			want:   "loaders/csv.go:6: loaders may not import graph/casefile: it may import graph",
		},
		{
			name: "a parent", file: "graph/view.go",
			source: "package graph\n\nimport _ \"" + ours + "analysis/central\"",
			want:   "graph/view.go:3: graph may not import analysis/central: it may import none",
		},
		{
			name: "a driver in a command", file: "cmd/linchpin/copy.go",
			source: "package main\n\nimport \"github.com/neo4j/neo4j-go-driver/v5/neo4j\"",
			want: "cmd/linchpin/copy.go:3: cmd/linchpin may not know github.com/neo4j/neo4j-go-driver/v5/neo4j: it may know " +
				"github.com/spf13/cobra/..., github.com/spf13/pflag, github.com/expr-lang/expr/..., " +
				"golang.org/x/sys/..., golang.org/x/term, golang.org/x/text/...",
		},
		{
			name: "gonum's algorithms in the facts", file: "graph/view.go",
			source: "package graph\n\nimport \"gonum.org/v1/gonum/graph/path\"",
			want:   "graph/view.go:3: graph may not know gonum.org/v1/gonum/graph/path: it may know gonum.org/v1/gonum/graph",
		},
		{
			name: "a kernel that knows its neighbour", file: "analysis/central/degree.go",
			source: "package central\nimport \"" + ours + "analysis/paths\"",
			want:   "analysis/central/degree.go:2: analysis/central may not import analysis/paths: it may import graph",
		},
		{
			name: "a kernel that may", file: "analysis/money/trace.go",
			source: "package money\nimport \"" + ours + "analysis/paths\"",
		},
		{
			name: "a folder nobody spoke of", file: "util/util.go",
			source: "package util",
			want:   "util/util.go:1: folder util has no rule: a new folder needs one in internal/arch/rules.go",
		},
		{
			name: "a file opened", file: "loaders/csv.go",
			source: "package loaders\nimport \"os\"\n\nvar f, _ = os.Open(`x`)",
			want:   "loaders/csv.go:4: uses os.Open, but this folder never opens files by name",
		},
		{
			name: "a file opened by the case file", file: "graph/casefile/lock.go",
			source: "package casefile\nimport \"os\"\n\nvar f, _ = os.Open(`x`)",
		},
		{
			name: "the environment under another name", file: "graph/neo4j/dial.go",
			source: "package neo4j\nimport system \"os\"\nvar p = system.Getenv(`P`)",
			want:   "graph/neo4j/dial.go:3: uses os.Getenv, but this folder never reads the environment",
		},
		{
			name: "a name that hides", file: "report/table.go",
			source: "package report\nimport . \"os\"\nfunc f() { Exit(1) }",
			want:   "report/table.go:2: imports os without its name, which hides what it uses",
		},
		{
			name: "an analysis that prints", file: "analysis/central/degree.go",
			source: "package central\nimport \"fmt\"\nfunc f() {\n\tfmt.Println(1)\n}",
			want:   "analysis/central/degree.go:4: uses fmt.Println, but this folder never prints",
		},
		{
			name: "an analysis that logs", file: "analysis/central/degree.go",
			source: "package central\nimport \"log\"\nfunc f() { log.Print(1) }",
			want:   "analysis/central/degree.go:2: imports log, but this folder never logs",
		},
		{
			name: "the clock", file: "graph/date.go",
			source: "package graph\nimport \"time\"\nvar now = time.Now",
			want:   "graph/date.go:3: uses time.Now, but this folder never reads the clock, which makes results differ",
		},
		{
			name: "chance without a seed", file: "analysis/certainty/worlds.go",
			source: "package certainty\nimport \"math/rand/v2\"\nvar x = rand.IntN(6)",
			want:   "analysis/certainty/worlds.go:3: uses math/rand/v2.IntN, but this folder never draws without a seed",
		},
		{
			name: "chance with a seed", file: "analysis/certainty/worlds.go",
			source: "package certainty\nimport \"math/rand/v2\"\nvar r = rand.New(rand.NewPCG(1, 2))",
		},
		{
			name: "a command that does all this", file: "cmd/linchpin/main.go",
			source: "package main\nimport (\n\t\"fmt\"\n\t\"os\"\n)\nfunc main() { fmt.Println(os.Args); os.Exit(1) }",
		},
		{
			name: "a child process of diagram", file: "diagram/child.go",
			source: "package diagram\nimport \"os/exec\"\nvar c = exec.Command(`x`)",
		},
		{
			name: "a child process of a loader", file: "loaders/unzip.go",
			source: "package loaders\nimport \"os/exec\"\nvar c = exec.Command(`x`)",
			want:   "loaders/unzip.go:2: imports os/exec, but this folder never starts processes",
		},
		{
			name: "a test with helpers, files and a second opinion", file: "graph/casefile/casefile_test.go",
			source: "package casefile_test\nimport (\n\t\"os\"\n\t\"gonum.org/v1/gonum/graph/path\"\n\t\"" + ours +
				"graph/store/storetest\"\n)\nvar _, _ = os.ReadFile(`x`)",
		},
		{
			name: "a test that knows a sibling", file: "loaders/csv_test.go",
			source: "package loaders_test\nimport \"" + ours + "graph/neo4j\"",
			want:   "loaders/csv_test.go:2: loaders may not import graph/neo4j: it may import graph",
		},
		{
			name: "a test that knows a driver", file: "report/table_test.go",
			source: "package report_test\nimport \"modernc.org/sqlite\"",
			want:   "report/table_test.go:2: report may not know modernc.org/sqlite: it may know golang.org/x/text/...",
		},
		{
			name: "what the go command does not read", file: "loaders/testdata/bad.go",
			source: "package bad\nimport \"log\"",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := arch.Check(fstest.MapFS{test.file: {Data: []byte(test.source)}})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case test.want == "" && len(got) > 0:
				t.Errorf("got %v, want nothing", got)
			case test.want != "" && (len(got) != 1 || got[0].String() != test.want):
				t.Errorf("got  %v\nwant [%s]", got, test.want)
			}
		})
	}
}

// TestCheckSaysWhereSourceIsBroken: a file that is no Go is an error with its place.
func TestCheckSaysWhereSourceIsBroken(t *testing.T) {
	got, err := arch.Check(fstest.MapFS{"graph/view.go": {Data: []byte("package graph\n\nimport 7")}})
	const want = "graph/view.go:3:8: import path must be a string"
	if err == nil || err.Error() != want || got != nil {
		t.Errorf("got %v, %v; want no violations and %q", got, err, want)
	}
}
