package main

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/linchpin-graph/linchpin/graph/casefile"
	"github.com/linchpin-graph/linchpin/graph/neo4j"
	"github.com/linchpin-graph/linchpin/graph/store"
)

const passwordVariable = "LINCHPIN_NEO4J_PASSWORD"

// isAddress tells a server's address from the path of a case file.
func isAddress(name string) bool { return strings.Contains(name, "://") }

// openCase opens a case file or a case on a server for reading and writing; a case
// file that cannot be written is opened for reading.
func openCase(cmd *cobra.Command, name string) (store.Store, error) {
	if isAddress(name) {
		return openServer(cmd, name)
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such case; make one with: linchpin new %s", name, name)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s: is a directory, not a case file", name)
	}
	file, err := casefile.Open(cmd.Context(), name)
	if err != nil {
		return nil, err
	}
	return file, nil
}

func openServer(cmd *cobra.Command, name string) (store.Store, error) {
	address, err := neo4j.ParseAddress(name)
	if err != nil {
		return nil, &usageError{err}
	}
	plaintext, err := cmd.Flags().GetBool("allow-plaintext")
	if err != nil {
		return nil, err
	}
	password, err := readPassword(cmd, address.String())
	if err != nil {
		return nil, err
	}
	server, err := neo4j.Open(cmd.Context(), address, neo4j.Options{Password: password, AllowPlaintext: plaintext})
	if err != nil {
		return nil, err
	}
	return server, nil
}

// readPassword takes the password from the file named, the environment, or a
// prompt on a terminal, in this order.
func readPassword(cmd *cobra.Command, address string) (string, error) {
	path, err := cmd.Flags().GetString("password-file")
	if err != nil {
		return "", err
	}
	if path != "" {
		return passwordFromFile(path)
	}
	if password := os.Getenv(passwordVariable); password != "" {
		return password, nil
	}
	if stdin, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(int(stdin.Fd())) {
		fmt.Fprintf(cmd.ErrOrStderr(), "password for %s: ", printable(address))
		typed, err := term.ReadPassword(int(stdin.Fd()))
		fmt.Fprintln(cmd.ErrOrStderr())
		return string(typed), err
	}
	return "", usagef("%s: no password: use --password-file, set %s, or run in a terminal to be asked", address, passwordVariable)
}

func passwordFromFile(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("password file: %w", err)
	}
	if open := info.Mode().Perm() & 0o077; open != 0 {
		return "", fmt.Errorf("password file %s: others can read it (mode %04o); run: chmod 600 %s", path, info.Mode().Perm(), path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("password file: %w", err)
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(text), "\n"), "\r"), nil
}

// withCase opens a case, hands it to work, and closes it. The first error counts.
func withCase(cmd *cobra.Command, name string, work func(store.Store) error) (err error) {
	s, err := openCase(cmd, name)
	if err != nil {
		return err
	}
	defer func() {
		if closing := s.Close(); err == nil {
			err = closing
		}
	}()
	return work(s)
}

// ask prompts on a terminal and returns the line typed; elsewhere it is a usage
// error that names the flag to use instead.
func ask(cmd *cobra.Command, question, flag string) (string, error) {
	stdin, ok := cmd.InOrStdin().(*os.File)
	if !ok || !term.IsTerminal(int(stdin.Fd())) {
		return "", usagef("--%s is needed: %s", flag, question)
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "%s: ", question)
	line, err := bufio.NewReader(stdin).ReadString('\n')
	if line = strings.TrimSpace(line); line == "" {
		return "", usagef("--%s is needed: %s", flag, question)
	}
	return line, err
}

// caseOfAddress returns the name of a case on a server.
func caseOfAddress(name string) (string, bool) {
	if !isAddress(name) {
		return "", false
	}
	address, err := neo4j.ParseAddress(name)
	if err != nil {
		return "", false
	}
	return address.Case, true
}

// baseName returns a case file's name without folder and ending.
func baseName(name string) string {
	return strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
}

// foldColumn turns a column's heading into a name for JSON.
func foldColumn(heading string) string {
	return strings.ReplaceAll(strings.ToLower(heading), " ", "_")
}
