package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const (
	exampleFolder  = "../../examples/harbour"
	exampleAddress = `"neo4j://neo4j@127.0.0.1:7687/neo4j?case=harbour"`
)

// TestDocumentedCommands runs what the documentation shows as it stands there: the
// README's tour and its part on servers, the example's README, and the examples in
// every command's help.
func TestDocumentedCommands(t *testing.T) {
	made := copyOf(t, exampleFolder)
	shell(t, made, blocks(t, exampleFolder+"/README.md", "linchpin new "))

	t.Run("README", func(t *testing.T) {
		tour := blocks(t, "../../README.md", "linchpin new ")
		shell(t, copyOf(t, exampleFolder), strings.Replace(tour, "cd examples/harbour\n", "", 1))
	})
	t.Run("README, a server", func(t *testing.T) { shell(t, copyOf(t, made), blocks(t, "../../README.md", "linchpin copy ")) })
	for _, ask := range asked(t, exampleFolder+"/README.md") {
		t.Run(ask.command, func(t *testing.T) {
			lines := ask.command
			if strings.HasPrefix(ask.find, "two people") { // none is picked
				lines = "! " + lines
			}
			shell(t, copyOf(t, made), lines)
		})
	}
	examples := 0
	for _, cmd := range allCommands(newRootCmd()) {
		if cmd.Example == "" {
			continue
		}
		examples++
		t.Run(cmd.Name(), func(t *testing.T) {
			from := made
			if cmd.Name() == "new" || cmd.Name() == "load" {
				from = exampleFolder
			}
			dir := copyOf(t, from)
			if cmd.Name() == "load" {
				shell(t, dir, "linchpin new harbour.case")
			}
			shell(t, dir, cmd.Example)
		})
	}
	if examples < 15 {
		t.Errorf("%d commands have examples, want those of all", examples)
	}
}

// TestDocumentedPictures draws the pictures of the documentation again: each is what its
// command draws now.
func TestDocumentedPictures(t *testing.T) {
	dir := copyOf(t, exampleFolder)
	shell(t, dir, blocks(t, exampleFolder+"/README.md", "linchpin new "))
	for _, picture := range []struct{ drawn, command, kept string }{
		{"plan.svg", "linchpin dismantle harbour.case --k 5 --date 2024-12-31 --draw plan.svg --purpose test --reason documentation", "harbour-plan.svg"},
		{"demo/network.svg", "linchpin demo demo", "harbour.svg"},
		{"officials.svg", "linchpin protection harbour.case --network --date 2024-12-31 --draw officials.svg", "harbour-officials.svg"},
		{"money.svg", "linchpin money freeze harbour.case --gang anchor --date 2024-12-31 --purpose lesson --reason README --draw money.svg", "harbour-money.svg"},
	} {
		shell(t, dir, picture.command)
		got, err := os.ReadFile(filepath.Join(dir, picture.drawn))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile("../../docs/" + picture.kept)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("docs/%s is not what is drawn now: %s, look at %s, and put it there", picture.kept, picture.command, picture.drawn)
		}
	}
}

// asked returns the commands in the tables of a document and what they find.
func asked(t *testing.T, document string) []struct{ command, find string } {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	var all []struct{ command, find string }
	for _, row := range regexp.MustCompile("(?m)^\\| `(linchpin [^`]+)` \\| (.*) \\|$").FindAllStringSubmatch(string(text), -1) {
		command := row[1]
		if strings.HasPrefix(command, "linchpin targets") || strings.HasPrefix(command, "linchpin dismantle") {
			command += " --purpose test --reason documentation"
		}
		all = append(all, struct{ command, find string }{command, row[2]})
	}
	if len(all) == 0 {
		t.Fatalf("%s asks nothing", document)
	}
	return all
}

func copyOf(t *testing.T, folder string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// blocks returns the lines of a document's code blocks that hold a word.
func blocks(t *testing.T, document, word string) string {
	t.Helper()
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	lines := ""
	for i, part := range strings.Split(string(text), "```") {
		if i%2 == 1 && strings.Contains(part, word) {
			lines += part[strings.Index(part, "\n")+1:]
		}
	}
	if lines == "" {
		t.Fatalf("%s has no block with %q", document, word)
	}
	return lines
}

// shell runs lines in a folder, each of which must succeed. The address of a server is
// that of the test's, with a case of its own.
func shell(t *testing.T, dir, lines string) {
	t.Helper()
	server := os.Getenv("LINCHPIN_TEST_NEO4J")
	if strings.Contains(lines, exampleAddress) {
		if server == "" {
			t.Skip("SKIPPED: LINCHPIN_TEST_NEO4J names no Neo4j server; run this by make test")
		}
		address := fmt.Sprintf(`"%s?case=docs-%d"`, server, time.Now().UnixNano())
		lines = strings.ReplaceAll(lines, exampleAddress, address)
		if !strings.Contains(lines, "linchpin copy") {
			lines = "linchpin copy harbour.case " + address + "\n" + lines
		}
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-e", "-c", lines)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "HOME="+dir, "LINCHPIN_NEO4J_PASSWORD="+os.Getenv("LINCHPIN_TEST_NEO4J_PASSWORD"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v in\n%s\n%s", err, lines, out)
	}
}
