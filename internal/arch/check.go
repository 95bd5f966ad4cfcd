package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Violation is a place in the source that breaks a rule of the house.
type Violation struct {
	File string // from the root of the repository
	Line int    // 1-based
	Why  string // the rule, and what breaks it
}

// String says the violation as a compiler would: file:line: why.
func (v Violation) String() string { return fmt.Sprintf("%s:%d: %s", v.File, v.Line, v.Why) }

// Check reads every Go file of the repository at root and returns what breaks a
// rule, by file and line. Folders named testdata, and those whose name begins
// with a dot or an underscore, are not read, as the go command does not either.
func Check(root fs.FS) ([]Violation, error) {
	var found []Violation
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && ignored(d.Name()):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || ignored(d.Name()):
			return nil
		}
		source, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		more, err := checkFile(name, source)
		found = append(found, more...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

func ignored(name string) bool {
	return name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

// A checker reads one file.
type checker struct {
	name  string
	files *token.FileSet
	rule  rule
	test  bool
	found []Violation
}

func checkFile(name string, source []byte) ([]Violation, error) {
	c := checker{name: name, files: token.NewFileSet(), test: strings.HasSuffix(name, "_test.go")}
	file, err := parser.ParseFile(c.files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	folder := path.Dir(name)
	var known bool
	if c.rule, known = ruleFor(folder); !known {
		c.report(file.Package, "folder %s has no rule: a new folder needs one in internal/arch/rules.go", folder)
		return c.found, nil
	}
	for _, spec := range file.Imports {
		c.checkImport(folder, spec)
	}
	if !c.test {
		c.checkNames(file)
	}
	slices.SortStableFunc(c.found, func(a, b Violation) int { return a.Line - b.Line })
	return c.found, nil
}

// checkImport keeps the arrows between folders, and to the libraries of others.
func (c *checker) checkImport(folder string, spec *ast.ImportSpec) {
	imported := importPath(spec)
	if imported == module || strings.HasPrefix(imported, module+"/") {
		target := strings.TrimPrefix(strings.TrimPrefix(imported, module), "/")
		if target != folder && !fitsAny(c.rule.imports, target) && !(c.test && fitsAny(testImports, target)) {
			c.report(spec.Pos(), "%s may not import %s: %s", folder, target, allowed("it may import", c.rule.imports))
		}
		return
	}
	first, _, _ := strings.Cut(imported, "/")
	if !strings.Contains(first, ".") { // the standard library
		return
	}
	if !fitsAny(c.rule.modules, imported) && !(c.test && fitsAny(testModules, imported)) {
		c.report(spec.Pos(), "%s may not know %s: %s", folder, imported, allowed("it may know", c.rule.modules))
	}
}

// checkNames finds the banned names of standard packages where they are used,
// under whatever name the file imports the package.
func (c *checker) checkNames(file *ast.File) {
	banned := map[string][]ban{} // by the name in this file
	for _, spec := range file.Imports {
		if localName(spec) == "." {
			c.report(spec.Pos(), "imports %s without its name, which hides what it uses", importPath(spec))
			continue
		}
		for _, b := range bans {
			if b.path != importPath(spec) || b.may(c.rule) {
				continue
			}
			if b.names == "" {
				c.report(spec.Pos(), "imports %s, but this folder never %s", b.path, b.why)
				continue
			}
			local := localName(spec)
			banned[local] = append(banned[local], b)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := selector.X.(*ast.Ident)
		if !ok {
			return true
		}
		for _, b := range banned[x.Name] {
			if slices.Contains(strings.Fields(b.names), selector.Sel.Name) {
				c.report(selector.Pos(), "uses %s.%s, but this folder never %s", b.path, selector.Sel.Name, b.why)
			}
		}
		return true
	})
}

func (c *checker) report(at token.Pos, format string, args ...any) {
	c.found = append(c.found, Violation{
		File: c.name,
		Line: c.files.Position(at).Line,
		Why:  fmt.Sprintf(format, args...),
	})
}

// importPath is the path an import names; the parser has seen to its quotes.
func importPath(spec *ast.ImportSpec) string {
	p, _ := strconv.Unquote(spec.Path.Value)
	return p
}

// localName is the name under which a file knows a standard package.
func localName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	p := strings.TrimSuffix(importPath(spec), "/v2")
	return path.Base(p)
}

func allowed(verb string, patterns []string) string {
	if len(patterns) == 0 {
		patterns = []string{"none"}
	}
	return verb + " " + strings.Join(patterns, ", ")
}
