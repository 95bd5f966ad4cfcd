package arch

import "strings"

const module = "github.com/linchpin-graph/linchpin"

// A rule says what the Go files of a folder may import besides the standard
// library and the folder itself.
type rule struct {
	folder  string   // from the root of the repository; "/..." takes in what is below
	imports []string // folders of ours, written alike
	modules []string // packages of others, written alike
	shell   bool     // a program or a suite of tests: may open, print, exit
	opens   bool     // may open files by name
	starts  bool     // may start processes
}

// rules has one row for every folder; the first that fits is the one that holds.
// A new folder needs a row here and a line in ARCHITECTURE.md.
var rules = []rule{
	{folder: "cmd/linchpin", shell: true, imports: all, modules: []string{
		"github.com/spf13/cobra/...", "github.com/spf13/pflag", "github.com/expr-lang/expr/...",
		"golang.org/x/sys/...", "golang.org/x/term", "golang.org/x/text/...",
	}},
	{folder: "web/...", imports: []string{"graph", "graph/store", "analysis/...", "report", "diagram"}},
	{folder: "report/...", imports: []string{"graph", "analysis/..."}, modules: []string{"golang.org/x/text/..."}},
	{folder: "diagram/...", starts: true, opens: true, imports: []string{"graph"}, modules: []string{
		graphviz, "gonum.org/v1/plot/...", "golang.org/x/image/...", "golang.org/x/text/...",
	}},
	{folder: "analysis/certainty", imports: kernels, modules: gonum},
	{folder: "analysis/dismantle", imports: kernels, modules: gonum},
	{folder: "analysis/protection", imports: kernels, modules: gonum},
	{folder: "analysis/money", imports: kernels, modules: gonum},
	{folder: "analysis/...", imports: []string{"graph"}, modules: gonum},
	{folder: "loaders/...", imports: []string{"graph"}, modules: []string{
		"github.com/goccy/go-yaml/...", "golang.org/x/text/...",
	}},
	{folder: "graph/casefile", opens: true, imports: []string{"graph", "graph/store"}, modules: []string{
		sqlite, "golang.org/x/sys/...",
	}},
	{folder: "graph/neo4j", imports: []string{"graph", "graph/store"}, modules: []string{neo4jDriver}},
	{folder: "graph/store", imports: []string{"graph"}, modules: []string{"golang.org/x/text/..."}},
	{folder: "graph/store/storetest", shell: true, imports: testHelpers},
	{folder: "graph/graphtest", opens: true, imports: []string{"graph"}},
	{folder: "graph", modules: []string{"gonum.org/v1/gonum/graph"}},
	{folder: "internal/arch"},
	{folder: "internal/private", shell: true},
	{folder: "bench/...", shell: true, imports: all, modules: []string{neo4jDriver, "gonum.org/...", "golang.org/x/sys/..."}},
	{folder: "examples/...", shell: true, imports: all},
	{folder: "scripts/...", shell: true},
}

const (
	graphviz    = "github.com/goccy/go-graphviz/..."
	sqlite      = "modernc.org/sqlite/..."
	neo4jDriver = "github.com/neo4j/neo4j-go-driver/v5/..."
)

var (
	all         = []string{"..."}
	kernels     = []string{"graph", "analysis/central", "analysis/paths"}
	gonum       = []string{"gonum.org/v1/gonum/..."}
	testHelpers = []string{"graph", "graph/store", "graph/graphtest"}

	// testImports and testModules are what a test may use besides what its
	// folder may: the test helpers, gonum for a second opinion, and scripts.
	testImports = append([]string{"graph/store/storetest"}, testHelpers...)
	testModules = append([]string{"github.com/rogpeppe/go-internal/..."}, gonum...)
)

// A ban keeps names of a standard package to the few folders that may use them.
type ban struct {
	path  string          // of the package
	names string          // separated by spaces; empty for all of it
	why   string          // what the folder is not to do
	may   func(rule) bool // whether a folder may all the same
}

var bans = []ban{
	{"flag", "", "reads flags", rule.isShell},
	{"log", "", "logs", rule.isShell},
	{"log/slog", "", "logs", rule.isShell},
	{"fmt", "Print Printf Println Scan Scanf Scanln", "prints", rule.isShell},
	{"os", "Stdin Stdout Stderr", "prints", rule.isShell},
	{"os", "Exit", "exits", rule.isShell},
	{"os", "Args Getenv LookupEnv Environ Expand ExpandEnv Setenv Unsetenv Clearenv", "reads the environment", rule.isShell},
	{"os", "Open OpenFile OpenRoot OpenInRoot Create CreateTemp MkdirTemp ReadFile WriteFile ReadDir DirFS CopyFS " +
		"Mkdir MkdirAll Remove RemoveAll Rename Truncate", "opens files by name", rule.mayOpen},
	{"os/exec", "", "starts processes", rule.mayStart},
	{"time", "Now Since Until", "reads the clock, which makes results differ", rule.isShell},
	{"math/rand", "", "draws from a generator without a seed: use math/rand/v2 with one from the options", rule.isShell},
	{"math/rand/v2", "ExpFloat64 Float32 Float64 Int Int32 Int32N Int64 Int64N IntN N NormFloat64 Perm Shuffle " +
		"Uint Uint32 Uint32N Uint64 Uint64N UintN", "draws without a seed", rule.isShell},
}

func (r rule) isShell() bool  { return r.shell }
func (r rule) mayOpen() bool  { return r.shell || r.opens }
func (r rule) mayStart() bool { return r.shell || r.starts }

// ruleFor is the rule that holds for a folder.
func ruleFor(folder string) (rule, bool) {
	for _, r := range rules {
		if fits(r.folder, folder) {
			return r, true
		}
	}
	return rule{}, false
}

// fits is whether a path is what a pattern says: itself, or with "..." also all
// that is below.
func fits(pattern, path string) bool {
	if pattern == "..." {
		return true
	}
	if stem, ok := strings.CutSuffix(pattern, "/..."); ok {
		return path == stem || strings.HasPrefix(path, stem+"/")
	}
	return path == pattern
}

func fitsAny(patterns []string, path string) bool {
	for _, p := range patterns {
		if fits(p, path) {
			return true
		}
	}
	return false
}
