package loaders_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/linchpin-graph/linchpin/loaders"
)

func readRows(t *testing.T, text string) (loaders.Rows, error) {
	t.Helper()
	return loaders.ReadRows(t.Context(), loaders.Input{Name: "c.csv", Data: strings.NewReader(text), Size: int64(len(text))}, loaders.Options{})
}

// Whatever a spreadsheet writes, the cells are the same.
func TestReadRows(t *testing.T) {
	want := []loaders.Row{{Line: 1, Cells: []string{"name", "cost"}}, {Line: 3, Cells: []string{"Zoé", "1,5"}}}
	utf16 := "\xff\xfe"
	for _, c := range "name;cost\r\n\r\nZoé;1,5\r\n" {
		utf16 += string([]byte{byte(c), byte(c >> 8)})
	}
	for name, text := range map[string]string{
		"comma":        "name,cost\n\nZoé,\"1,5\"\n",
		"semicolon":    "name;cost\n\nZoé;1,5\n",
		"tab":          "name\tcost\n\n Zoé\t1,5 \n",
		"mark":         "\xef\xbb\xbfname;cost\n\nZoé;1,5",
		"windows-1252": "name;cost\r\n\r\nZo\xe9;1,5\r\n",
		"utf-16":       utf16,
	} {
		rows, err := readRows(t, text)
		if err != nil || !reflect.DeepEqual(rows.Rows, want) {
			t.Errorf("%s: %v, %v; want %v", name, rows.Rows, err, want)
		}
	}
}

func TestReadRowsRefuses(t *testing.T) {
	for text, line := range map[string]int{"": 0, "\n \n": 0, "name,cost\na,\"1\n": 2, "\x89PNG\r\n": 0, "a,1\nb,\x00\n": 2} {
		_, err := readRows(t, text)
		var bad *loaders.ParseError
		if !errors.As(err, &bad) || bad.Line != line {
			t.Errorf("%q: %v; want an error of line %d", text, err, line)
		}
	}
}
