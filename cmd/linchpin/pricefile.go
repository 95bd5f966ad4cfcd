package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/loaders"
)

// readPrices reads rows of a name or identifier and a cost. The first is a header where it
// begins with a word for names and its cost is no number.
func readPrices(ctx context.Context, path string, named names) (map[graph.EntityID]float64, error) {
	text, err := os.ReadFile(path) // and not as it comes: it may be a pipe, and is read twice
	if err != nil {
		return nil, err
	}
	table, err := loaders.ReadRows(ctx, loaders.Input{Name: path, Data: bytes.NewReader(text), Size: int64(len(text))}, loaders.Options{})
	if err != nil {
		return nil, err
	}
	prices, lines := map[graph.EntityID]float64{}, map[graph.EntityID]int{}
	for k, row := range table.Rows {
		id, price, err := named.price(row.Cells, table.Delimiter)
		if k == 0 && errors.Is(err, errNoPrice) && slices.Contains(priceHeaders[:], strings.ToLower(row.Cells[0])) {
			continue
		}
		if err == nil && lines[id] > 0 {
			err = fmt.Errorf("a second row for %s: the first is in line %d", row.Cells[0], lines[id])
		}
		if err != nil {
			return nil, &loaders.ParseError{File: path, Line: row.Line, Err: err}
		}
		prices[id], lines[id] = price, row.Line
	}
	return prices, nil
}

// priceHeaders are the words that a header may begin with.
var priceHeaders = [...]string{"name", "id", "identifier", "person"}

// errNoPrice is wrapped where a row's cost is no number.
var errNoPrice = errors.New("want a number above 0, such as 2 or 1.5")

// names finds people, or all entities, of a case by identifier or name.
type names struct {
	of           map[string][]graph.EntityID
	what, plural string // person, people
}

func peopleByName(whole *graph.Network) names {
	return byName(whole, "person", "people", func(e *graph.Entity) bool { return e.Kind == graph.Person })
}

func byName(whole *graph.Network, what, plural string, keep func(*graph.Entity) bool) names {
	n := names{map[string][]graph.EntityID{}, what, plural}
	for i := range whole.Entities {
		e := &whole.Entities[i]
		if !keep(e) {
			continue
		}
		n.of[string(e.ID)] = append(n.of[string(e.ID)], e.ID)
		if name := e.Name(); name != string(e.ID) {
			n.of[name] = append(n.of[name], e.ID)
		}
	}
	return n
}

// price reads one row.
func (n names) price(row []string, delimiter rune) (graph.EntityID, float64, error) {
	if len(row) != 2 {
		return "", 0, fmt.Errorf("%s: want two with %s between them, a name or identifier and a cost", counted(len(row), "cell"), delimiterWord(delimiter))
	}
	price, err := parsePrice(row[1], delimiter)
	if err != nil {
		return "", 0, err
	}
	switch found := n.of[row[0]]; len(found) {
	case 0:
		return "", 0, fmt.Errorf("%w: %q is no %s of this case; try: linchpin find", graph.ErrUnknownEntity, row[0], n.what)
	case 1:
		return found[0], price, nil
	default:
		return "", 0, fmt.Errorf("%q is the name of %d %s; use the identifier of the one you mean", row[0], len(found), n.plural)
	}
}

func delimiterWord(delimiter rune) string {
	if delimiter == '\t' {
		return "a tab"
	}
	return strconv.Quote(string(delimiter))
}

var (
	plainPrice = regexp.MustCompile(`^(\d+([.,]\d+)?|[.,]\d+)$`)
	thousands  = regexp.MustCompile(`^[1-9]\d{0,2}([.,])\d{3}$`)
)

// parsePrice reads digits with at most one decimal point or comma. What may be a thousand as
// well is refused; only where commas part the cells is a point always a decimal point.
func parsePrice(text string, delimiter rune) (float64, error) {
	if mark := thousands.FindStringSubmatch(text); mark != nil && (mark[1] == "," || delimiter != ',') {
		return 0, fmt.Errorf("cost %q: may be thousands or a fraction; write it without the %q, or with fewer digits after it", text, mark[1])
	}
	price, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if !plainPrice.MatchString(text) || err != nil || !(price > 0) || math.IsInf(price, 0) {
		return 0, fmt.Errorf("cost %q: %w", text, errNoPrice)
	}
	return price, nil
}
