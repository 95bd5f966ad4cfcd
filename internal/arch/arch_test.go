// Package arch keeps the arrows of ARCHITECTURE.md: who may import whom.
package arch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/linchpin-graph/linchpin/"

// rule says what the packages under a folder may import: packages of ours ("..." is
// any below) and packages of others (all below where it ends in a slash). The first rule whose folder fits counts.
type rule struct {
	folder  string
	ours    []string
	modules []string
}

var (
	onMeasures = []string{"graph", "analysis/central", "analysis/paths"}
	gonum      = []string{"gonum.org/"}
)

var rules = []rule{
	{"cmd/", []string{"..."}, []string{"github.com/spf13/", "github.com/expr-lang/expr", "github.com/expr-lang/expr/", "golang.org/x/"}},
	{"graph/store/", []string{"graph"}, []string{"golang.org/x/text/"}},
	{"graph/casefile/", []string{"graph", "graph/store"}, []string{"modernc.org/sqlite", "golang.org/x/"}},
	{"graph/neo4j/", []string{"graph", "graph/store"}, []string{"github.com/neo4j/neo4j-go-driver/v5/", "golang.org/x/"}},
	{"graph/graphtest/", []string{"graph"}, nil},
	{"graph/", nil, []string{"gonum.org/v1/gonum/graph"}},
	{"loaders/", []string{"graph"}, []string{"github.com/goccy/go-yaml", "golang.org/x/text/"}},
	{"analysis/certainty/", onMeasures, gonum},
	{"analysis/dismantle/", onMeasures, gonum},
	{"analysis/protection/", onMeasures, gonum},
	{"analysis/money/", onMeasures, gonum},
	{"analysis/", []string{"graph"}, gonum},
	{"diagram/", []string{"graph"}, []string{"github.com/goccy/go-graphviz", "gonum.org/v1/plot/", "golang.org/x/image/"}},
	{"report/", []string{"graph", "analysis/..."}, []string{"golang.org/x/text/"}},
	{"examples/", nil, nil},
	{"bench/", []string{"..."}, []string{"github.com/neo4j/", "gonum.org/"}},
	{"internal/arch/", nil, nil},
}

// closed are packages of the standard library that only some folders may use: only
// the command reads its surroundings; a store opens its own file.
var closed = map[string][]string{
	"flag":    {"cmd/", "bench/", "examples/"},
	"log":     {"cmd/"},
	"os/exec": {"cmd/", "diagram/"},
	"os":      {"cmd/", "graph/casefile/", "diagram/", "bench/", "examples/"},
}

// check returns the imports that a package in a folder may not have.
func check(folder string, imports []string) []string {
	i := slices.IndexFunc(rules, func(r rule) bool { return strings.HasPrefix(folder, r.folder) })
	if i < 0 {
		return []string{"anything: no rule in internal/arch names it"}
	}
	return slices.DeleteFunc(slices.Clone(imports), func(path string) bool { return rules[i].admits(folder, path) })
}

func (r rule) admits(folder, path string) bool {
	if own, ok := strings.CutPrefix(path, module); ok {
		return strings.HasPrefix(own+"/", folder) && folder != "graph/" || slices.ContainsFunc(r.ours, func(may string) bool {
			below, any := strings.CutSuffix(may, "...")
			return own == may || any && strings.HasPrefix(own, below)
		})
	}
	if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
		return slices.ContainsFunc(r.modules, func(m string) bool { return path == m || strings.HasSuffix(m, "/") && strings.HasPrefix(path, m) })
	}
	may, limited := closed[path]
	return !limited || slices.ContainsFunc(may, func(p string) bool { return strings.HasPrefix(folder, p) })
}

func TestArrows(t *testing.T) {
	root := filepath.Join("..", "..")
	files := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), ".") && path != root) {
			return filepath.SkipDir
		}
		folder, _ := filepath.Rel(root, filepath.Dir(path))
		folder = filepath.ToSlash(folder) + "/"
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(folder, "test/") {
			return nil
		}
		files++
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			for _, wrong := range check(folder, []string{strings.Trim(spec.Path.Value, `"`)}) {
				t.Errorf("%s: %s may not import %s", set.Position(spec.Pos()), folder, wrong)
			}
		}
		checkCalls(t, set, parsed, folder)
		return nil
	})
	if err != nil || files < 50 {
		t.Fatalf("%d files read, %v", files, err)
	}
}

// forbidden are calls that only the command may make.
var forbidden = map[string][]string{
	"os":   {"Exit", "Getenv", "LookupEnv", "Environ", "Args"},
	"fmt":  {"Print", "Println", "Printf"},
	"time": {"Now"},
}

func checkCalls(t *testing.T, set *token.FileSet, file *ast.File, folder string) {
	if slices.ContainsFunc([]string{"cmd/", "bench/", "examples/"}, func(p string) bool { return strings.HasPrefix(folder, p) }) {
		return
	}
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if name, ok := selector.X.(*ast.Ident); ok && slices.Contains(forbidden[name.Name], selector.Sel.Name) {
			t.Errorf("%s: only cmd may call %s.%s", set.Position(n.Pos()), name.Name, selector.Sel.Name)
		}
		return true
	})
}

// The check itself finds what it is to find.
func TestCheckFindsArrowsThatTurn(t *testing.T) {
	for _, tt := range []struct {
		folder, path string
		wrong        bool
	}{
		{"graph/", "fmt", false},
		{"graph/", "gonum.org/v1/gonum/graph", false},
		{"graph/", module + "loaders", true},
		{"graph/", "modernc.org/sqlite", true},
		{"graph/", "gonum.org/v1/gonum/graph/topo", true},
		{"graph/casefile/", "modernc.org/sqlite", false},
		{"graph/casefile/", module + "graph/neo4j", true},
		{"loaders/", module + "graph", false},
		{"loaders/", module + "graph/store", true},
		{"loaders/", "os", true},
		{"analysis/central/", module + "report", true},
		{"analysis/money/", module + "analysis/central", false},
		{"analysis/groups/", module + "analysis/central", true},
		{"report/", module + "analysis/central", false},
		{"report/", "github.com/goccy/go-graphviz", true},
		{"cmd/linchpin/", module + "graph/neo4j", false},
		{"cmd/linchpin/", "github.com/neo4j/neo4j-go-driver/v5/neo4j", true},
		{"elsewhere/", "fmt", true},
	} {
		if got := check(tt.folder, []string{tt.path}); len(got) > 0 != tt.wrong {
			t.Errorf("%s importing %s: %v, want wrong to be %v", tt.folder, tt.path, got, tt.wrong)
		}
	}
}
