package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/casefile"
	"github.com/linchpin-graph/linchpin/graph/store"
)

func newCopyCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "copy FROM TO",
		Short: "Copy a case between case files and servers",
		Long: `Copy the facts of a case, withdrawn ones and their withdrawals included, into
another case: from a file to a server, back, or between two of a kind. A case file
that does not exist is made. Copying again after an interruption completes it. At
the end both digests are compared. The log stays with the case it belongs to.

To a name that ends in .jsonl, or to - for standard output, it writes JSON Lines,
from which linchpin load makes the same case again.`,
		Example: `  linchpin copy harbour.case "neo4j://neo4j@127.0.0.1:7687/neo4j?case=harbour"
  linchpin copy harbour.case copy.case
  linchpin copy harbour.case harbour.jsonl`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return runCopy(cmd, args[0], args[1]) },
	}
}

func runCopy(cmd *cobra.Command, from, to string) error {
	return withCase(cmd, from, func(source store.Store) error {
		n, err := source.Read(cmd.Context(), graph.Filter{Withdrawn: true})
		if err != nil {
			return err
		}
		if err := auditRead(cmd, source, from, n, store.Entry{}); err != nil {
			return err
		}
		if strings.HasSuffix(to, ".jsonl") || to == "-" {
			return copyLines(cmd, n, to)
		}
		if err := makeFile(cmd, to); err != nil {
			return err
		}
		return withCase(cmd, to, func(target store.Store) error { return copyInto(cmd, n, target, from, to) })
	})
}

// copyLines writes the facts as JSON Lines, from which linchpin load makes the same
// case again.
func copyLines(cmd *cobra.Command, n *graph.Network, to string) error {
	var text bytes.Buffer
	if err := n.WriteJSONL(&text); err != nil {
		return err
	}
	return writeResult(cmd, to, false, text.Bytes())
}

// makeFile makes the case file that a copy goes to, where there is none yet.
func makeFile(cmd *cobra.Command, name string) error {
	if _, err := os.Stat(name); isAddress(name) || !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	file, err := casefile.Create(cmd.Context(), name)
	if err != nil {
		return err
	}
	return file.Close()
}

func copyInto(cmd *cobra.Command, n *graph.Network, target store.Store, from, to string) error {
	digest := n.Digest()
	if err := audit(cmd, target, to, store.Entry{Verb: "copy", Digest: digest.String(), Counts: countsText(n.Counts())}); err != nil {
		return err
	}
	before, err := target.Count(cmd.Context())
	if err != nil {
		return err
	}
	if err := putNetwork(cmd, target, n, "copy of "+from, digest.String()); err != nil {
		return err
	}
	got, err := store.Digest(cmd.Context(), target)
	if err != nil {
		return err
	}
	switch {
	case got == digest:
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "copied %s and %s; digest %s on both sides\n", counted(len(n.Entities), "entity"), counted(len(n.Ties), "tie"), digest)
	case before.Entities > 0:
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "copied into a case that held facts of its own: digest %s there, %s here\n", got, digest)
	default:
		err = fmt.Errorf("the copy differs from the case: digest %s, want %s", got, digest)
	}
	return err
}

const batchFacts = 50_000 // facts of a batch: some seconds of work, some megabytes of memory

// putNetwork puts a network in batches whose keys are made of its key, so that it
// can be taken up again where it was broken off.
func putNetwork(cmd *cobra.Command, s store.Writer, n *graph.Network, title, key string) error {
	parts := split(n, batchFacts)
	for i, part := range parts {
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d of %d", title, key, i+1, len(parts)))
		batch := &graph.Batch{Key: hex.EncodeToString(sum[:]), Load: key, Part: i + 1, Last: i == len(parts)-1, Title: title, Facts: part}
		if _, err := s.Put(cmd.Context(), batch); err != nil {
			return fmt.Errorf("%w (%d of %d batches are in; run the command again to complete it)", err, i, len(parts))
		}
	}
	return nil
}

// split cuts a network into parts of at most size entities or ties. Sources and
// withdrawals come first and last, so that every part stands on what came before.
func split(n *graph.Network, size int) []graph.Network {
	parts := []graph.Network{{Sources: n.Sources}}
	for from := 0; from < len(n.Entities); from += size {
		parts = append(parts, graph.Network{Entities: n.Entities[from:min(from+size, len(n.Entities))]})
	}
	for from := 0; from < len(n.Ties); from += size {
		parts = append(parts, graph.Network{Ties: n.Ties[from:min(from+size, len(n.Ties))]})
	}
	return append(parts, graph.Network{Withdrawals: n.Withdrawals})
}
