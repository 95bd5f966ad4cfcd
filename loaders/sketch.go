package loaders

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

const sketchedRows = 200 // looked at to guess what columns hold

// Sketch looks at a table and returns a mapping to start from, with comments on what
// was recognised and what a person has to decide. What it cannot know, such as the
// currency of amounts, it leaves in a form that no load takes.
func Sketch(ctx context.Context, in Input, o Options) ([]byte, error) {
	o.Format = "csv"
	l, err := sniff(ctx, in, o)
	if err != nil {
		return nil, err
	}
	text, _ := l.text()
	r := &records{lines: newLines(text), delimiter: l.options.Delimiter}
	header, ok, err := r.next()
	for ok && err == nil && header.blank {
		header, ok, err = r.next()
	}
	if err != nil || !ok || header.reason != "" {
		return nil, &ParseError{in.Name, header.line, fmt.Errorf("its header cannot be read: %s", header.reason)}
	}
	s := &sketch{look: l}
	for _, cell := range header.cells {
		s.columns = append(s.columns, guessedColumn{name: cell.text})
	}
	for range sketchedRows {
		row, ok, err := r.next()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", in.Name, err)
		}
		if !ok {
			break
		}
		for i := range row.cells {
			if i < len(s.columns) && row.cells[i].text != "" {
				s.columns[i].values = append(s.columns[i].values, strings.TrimSpace(row.cells[i].text))
			}
		}
	}
	for i := range s.columns {
		s.columns[i].guess()
	}
	return []byte(s.text()), nil
}

// A sketch is a table that is looked at.
type sketch struct {
	look    *look
	columns []guessedColumn
}

// of returns the name of the first column of a meaning, "" where there is none.
func (s *sketch) of(m meaning) string {
	i := slices.IndexFunc(s.columns, func(c guessedColumn) bool { return c.meaning == m })
	if i < 0 {
		return ""
	}
	return s.columns[i].name
}

// text writes the mapping: what each column looks like, how values are written, and
// the entities and ties of the sort of table it seems to be.
func (s *sketch) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# A mapping to start from, made by looking at the first rows. Change it, then load with it:\n#   linchpin load CASE --mapping THIS %s\n#\n", s.look.in.Name)
	for _, note := range s.look.notes {
		fmt.Fprintf(&b, "# %s\n", note)
	}
	if s.conventional() {
		fmt.Fprintf(&b, "# Its columns are conventional ones: it loads without a mapping, by linchpin load CASE %s\n", s.look.in.Name)
	}
	b.WriteString("# Columns, the first value, and what each looks like; one that is not named below is not kept:\n")
	for _, c := range s.columns {
		example := ""
		if len(c.values) > 0 {
			example = c.values[0]
		}
		fmt.Fprintf(&b, "#   %-24q %-24q %s\n", c.name, example, c.about())
	}
	delimiter := string(s.look.options.Delimiter)
	if delimiter == "\t" {
		delimiter = "tab"
	}
	fmt.Fprintf(&b, "\ndelimiter: %q\n%s%ssource:\n  title: %q\n  # supplier: who gave the file\n  # grade: B2             # or \"{COLUMN}\"\n  # known-on: 2024-05-17  # or \"{COLUMN}\"\n# skip:\n#   - {column: STATUS, equals: cancelled}\n",
		delimiter, s.dates(), s.decimal(), s.look.in.Name)
	switch {
	case s.of(meansPayer) != "" && s.of(meansPayee) != "" && s.of(meansAmount) != "":
		s.payments(&b)
	case s.of(meansCaller) != "" && s.of(meansCalled) != "":
		s.calls(&b)
	case s.of(meansPayer) != "" && s.of(meansPayee) != "":
		s.pairs(&b)
	case s.of(meansPerson) != "" && s.of(meansCompany) != "":
		s.directors(&b)
	default:
		s.entities(&b)
	}
	return b.String()
}

// conventional reports whether the columns have the names that a load reads by itself.
func (s *sketch) conventional() bool {
	has := func(role string) bool {
		return slices.ContainsFunc(s.columns, func(c guessedColumn) bool { return columnNames[foldName(c.name)] == role })
	}
	return has(roleFrom) && has(roleTo) || has(roleID) && has(roleKind)
}

// dates writes the layout that every date in the rows fits.
func (s *sketch) dates() string {
	for _, c := range s.columns {
		if c.meaning == meansDate && c.layout != "" {
			return fmt.Sprintf("dates: %-15s # %s\n", c.layout, c.layoutNote)
		}
	}
	return "# dates: DD/MM/YYYY      # how dates are written, unless 2024-05-17\n"
}

func (s *sketch) decimal() string {
	for _, c := range s.columns {
		if c.meaning == meansAmount && c.comma {
			return "decimal: \",\"\n"
		}
	}
	return "# decimal: \",\"           # where amounts are written 1.250,00\n"
}

// property writes a line that keeps a column under a name, where there is one.
func (s *sketch) property(b *strings.Builder, name string, m meaning) {
	if column := s.of(m); column != "" {
		fmt.Fprintf(b, "      %s: \"{%s}\"\n", name, column)
	}
}

// key writes what names each event, so that rows that come again count once.
func (s *sketch) key(b *strings.Builder) {
	if id := s.of(meansID); id != "" {
		fmt.Fprintf(b, "    key: \"{%s}\"            # names each row, so that overlapping tables count it once\n", id)
	}
}

func (s *sketch) payments(b *strings.Builder) {
	fmt.Fprintf(b, "entities:\n  - {as: payer, kind: account, namespace: acct, id: \"{%s}\"}   # unsure: account, person or company\n  - {as: payee, kind: account, namespace: acct, id: \"{%s}\"}\n", s.of(meansPayer), s.of(meansPayee))
	b.WriteString("ties:\n  - kind: pays\n    from: payer\n    to: payee\n")
	s.key(b)
	b.WriteString("    properties:\n")
	s.property(b, "amount", meansAmount)
	if s.of(meansCurrency) != "" {
		s.property(b, "currency", meansCurrency)
	} else {
		b.WriteString("      currency: \"???\"      # no column says it: write the code, such as EUR\n")
	}
	s.property(b, "at", meansDate)
	s.property(b, "purpose", meansPurpose)
}

func (s *sketch) calls(b *strings.Builder) {
	fmt.Fprintf(b, "entities:\n  - {as: caller, kind: phone, id: \"{%s}\"}\n  - {as: called, kind: phone, id: \"{%s}\"}\n", s.of(meansCaller), s.of(meansCalled))
	b.WriteString("ties:\n  - kind: calls\n    from: caller\n    to: called\n")
	s.key(b)
	if s.of(meansDate)+s.of(meansDuration) != "" {
		b.WriteString("    properties:\n")
		s.property(b, "at", meansDate)
		s.property(b, "duration", meansDuration)
	}
}

func (s *sketch) pairs(b *strings.Builder) {
	fmt.Fprintf(b, "entities:\n  - {as: one, kind: person, id: \"{%s}\"}   # unsure: person, phone, account, company ...\n  - {as: other, kind: person, id: \"{%s}\"}\n", s.of(meansPayer), s.of(meansPayee))
	b.WriteString("ties:\n  - kind: associates-with   # unsure: meets, calls, kin-of ...; an event for each row, or a state\n    from: one\n    to: other\n")
	s.key(b)
	if s.of(meansStrength)+s.of(meansDate) != "" {
		b.WriteString("    properties:\n")
		s.property(b, "strength", meansStrength)
		s.property(b, "at", meansDate)
	}
}

func (s *sketch) directors(b *strings.Builder) {
	company := s.of(meansCompanyID)
	if company == "" {
		company = s.of(meansCompany)
	}
	fmt.Fprintf(b, "entities:\n  - {as: person, kind: person, id: \"{%s}\", name: \"{%s}\"}   # unsure: two people may share a name; add a birth date to the id\n", s.of(meansPerson), s.of(meansPerson))
	fmt.Fprintf(b, "  - {as: company, kind: company, id: \"{%s}\", name: \"{%s}\"}\n", company, s.of(meansCompany))
	b.WriteString("ties:\n  - kind: directs           # unsure: directs, owns, controls\n    from: person\n    to: company\n")
	if s.of(meansDate)+s.of(meansRole) != "" {
		b.WriteString("    properties:\n")
		s.property(b, "since", meansDate)
		s.property(b, "title", meansRole)
	}
}

func (s *sketch) entities(b *strings.Builder) {
	id := s.of(meansID)
	kind := "person          # unsure: person, gang, company, public-body, account, phone, vehicle, property, place, event, proceeding"
	switch {
	case id != "":
	case s.of(meansAccount) != "":
		id, kind = s.of(meansAccount), "account"
	case s.of(meansPhone) != "":
		id, kind = s.of(meansPhone), "phone"
	default:
		id = s.columns[0].name
		b.WriteString("# unsure: no column is plainly an identifier; the first is taken\n")
	}
	fmt.Fprintf(b, "entities:\n  - as: subject\n    kind: %s\n    id: \"{%s}\"\n", kind, id)
	for _, m := range []meaning{meansName, meansPerson, meansCompany} {
		if name := s.of(m); name != "" {
			fmt.Fprintf(b, "    name: \"{%s}\"\n", name)
			break
		}
	}
}
