package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// write writes a case as facts that linchpin load reads, and its truth beside it.
func write(folder string, c Case) (err error) {
	name := filepath.Join(folder, fmt.Sprintf("plant-%d-%d", c.People, c.Seed))
	f, err := os.Create(name + ".jsonl")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	if err = c.Network.WriteJSONL(b); err == nil {
		err = b.Flush()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	truth, err := json.MarshalIndent(c.Truth, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name+".truth.json", append(truth, '\n'), 0o644)
}
