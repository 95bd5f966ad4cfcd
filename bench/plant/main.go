// Plant makes cases with a known truth in them, and writes what linchpin finds of it:
// plant [-people 300,3000,30000] [-o FILE]. With -write DIR it only writes the case of each
// size and its truth, for the command to load.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

var (
	people = flag.String("people", "300,3000,30000", "sizes of the cases")
	output = flag.String("o", filepath.Join("bench", "PLANT.md"), "file to write")
	folder = flag.String("write", "", "only write the cases and their truth into this folder")
	seed   = flag.Uint64("seed", 1, "of the first case of each size")
)

func main() {
	flag.Parse()
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "plant:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	sizes, err := readSizes(*people)
	if err != nil {
		return err
	}
	if *folder == "" {
		text, err := report(ctx, sizes, *seed)
		if err != nil {
			return err
		}
		return os.WriteFile(*output, []byte(text), 0o644)
	}
	for _, n := range sizes {
		if err := write(*folder, Generate(Options{People: n, Seed: *seed})); err != nil {
			return err
		}
	}
	return nil
}

func readSizes(text string) (sizes []int, err error) {
	for word := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < Fewest {
			return nil, fmt.Errorf("-people %s: want whole numbers of at least %d, with commas between", text, Fewest)
		}
		sizes = append(sizes, n)
	}
	return sizes, nil
}
