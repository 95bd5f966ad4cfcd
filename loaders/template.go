package loaders

import (
	"fmt"
	"slices"
	"strings"
)

// A Template is a text with columns' names in braces: "{first} {last}". A brace
// itself is doubled.
type Template struct {
	text  string
	parts []templatePart
}

type templatePart struct {
	text   string
	column bool
}

// UnmarshalText reads a template.
func (t *Template) UnmarshalText(text []byte) error {
	t.text, t.parts = string(text), nil
	for rest := t.text; rest != ""; {
		i := strings.IndexAny(rest, "{}")
		if i < 0 {
			t.parts = append(t.parts, templatePart{text: rest})
			break
		}
		if i > 0 {
			t.parts = append(t.parts, templatePart{text: rest[:i]})
		}
		brace := rest[i]
		rest = rest[i+1:]
		if strings.HasPrefix(rest, string(brace)) {
			t.parts = append(t.parts, templatePart{text: string(brace)})
			rest = rest[1:]
			continue
		}
		end := strings.IndexByte(rest, '}')
		if brace == '}' || end <= 0 {
			return fmt.Errorf("template %q: want a column's name in braces, such as {IBAN}; double a brace that stands for itself", t.text)
		}
		t.parts = append(t.parts, templatePart{text: rest[:end], column: true})
		rest = rest[end+1:]
	}
	return nil
}

// columns returns the columns the template names.
func (t Template) columns() []string {
	var names []string
	for _, p := range t.parts {
		if p.column && !slices.Contains(names, p.text) {
			names = append(names, p.text)
		}
	}
	return names
}

// expand fills in a row's values. It is empty where every column it names is.
func (t Template) expand(r *row) string {
	var b strings.Builder
	named, found := false, false
	for _, p := range t.parts {
		if !p.column {
			b.WriteString(p.text)
			continue
		}
		named = true
		if text := r.get(p.text).text; text != "" {
			found = true
			b.WriteString(text)
		}
	}
	if named && !found {
		return ""
	}
	return trim(b.String())
}

// column returns the place of the first column the template names, for messages.
func (t Template) column(r *row) value {
	for _, name := range t.columns() {
		return r.get(name)
	}
	return value{}
}
