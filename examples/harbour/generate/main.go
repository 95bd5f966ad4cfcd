// Generate writes the files of the example case, Velmora harbour. The same bytes
// come out every time.
//
//	go run ./examples/harbour/generate [FOLDER]
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	folder := filepath.Join("examples", "harbour")
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	for name, text := range files() {
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			fmt.Fprintln(os.Stderr, "generate:", err)
			os.Exit(1)
		}
	}
}

// files returns every file of data by its name. Each has random numbers of its own,
// so that a change to one leaves the others alone.
func files() map[string][]byte {
	early, late := statements()
	return map[string][]byte{
		"entities.csv":         entities(),
		"registers.csv":        registers(),
		"court.csv":            court(),
		"surveillance.csv":     surveillance(),
		"informant.csv":        informant(),
		"informant-people.csv": informantPeople(),
		"calls.csv":            calls(),
		"decisions.csv":        decided(),
		"bank-2023.csv":        early,
		"bank-2024.csv":        late,
	}
}
