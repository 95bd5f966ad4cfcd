package loaders

import (
	"context"
	"fmt"
	"strings"
)

// Sketch looks at a table and returns a mapping to start from, with comments on what
// was recognised and what a person has to decide.
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
	first, _, err := r.next()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Name, err)
	}
	return []byte(sketchText(l, header, first)), nil
}

// columnGuesses tell what a column may be by words in its name.
var columnGuesses = []struct{ words, meaning string }{
	{"sender payer debtor originator from source", "payer"}, {"receiver payee beneficiary creditor to target", "payee"},
	{"amount value sum", "amount"}, {"currency ccy", "currency"}, {"date time timestamp booked", "date"},
	{"name label", "name"}, {"id number no iban account reference ref", "id"},
}

func guess(name string) string {
	for _, g := range columnGuesses {
		for part := range strings.SplitSeq(foldName(name), "-") {
			if strings.Contains(" "+g.words+" ", " "+part+" ") {
				return g.meaning
			}
		}
	}
	return ""
}

func sketchText(l *look, header, first record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# A mapping to start from, made by looking at the first rows. Change it, then load with it:\n#   linchpin load CASE --mapping THIS %s\n#\n", l.in.Name)
	for _, note := range l.notes {
		fmt.Fprintf(&b, "# %s\n", note)
	}
	found := map[string]string{}
	b.WriteString("# Columns, the first row's value, and what each looks like:\n")
	for i, c := range header.cells {
		example := ""
		if i < len(first.cells) {
			example = first.cells[i].text
		}
		meaning := guess(c.text)
		if _, taken := found[meaning]; !taken && meaning != "" {
			found[meaning] = c.text
		}
		if meaning == "" {
			meaning = "unsure: kept only if you name it below"
		}
		fmt.Fprintf(&b, "#   %-24q %-24q %s\n", c.text, example, meaning)
	}
	delimiter := string(l.options.Delimiter)
	if delimiter == "\t" {
		delimiter = "tab"
	}
	fmt.Fprintf(&b, "\ndelimiter: %q\n# dates: DD/MM/YYYY      # how dates are written, unless 2024-05-17\n# decimal: \",\"           # where amounts are written 1.250,00\nsource:\n  title: %q\n  # supplier: who gave the file\n  # grade: B2             # or \"{COLUMN}\"\n  # known-on: 2024-05-17  # or \"{COLUMN}\"\n# skip:\n#   - {column: STATUS, equals: cancelled}\n", delimiter, l.in.Name)
	if from, to := found["payer"], found["payee"]; from != "" && to != "" {
		sketchPayments(&b, from, to, found)
		return b.String()
	}
	id := found["id"]
	if id == "" {
		id = header.cells[0].text
		b.WriteString("# unsure: no column is plainly an identifier; the first is taken\n")
	}
	fmt.Fprintf(&b, "entities:\n  - as: subject\n    kind: person          # unsure: person, gang, company, public-body, account, phone, vehicle, property, place, event, proceeding\n    id: \"{%s}\"\n", id)
	if name := found["name"]; name != "" {
		fmt.Fprintf(&b, "    name: \"{%s}\"\n", name)
	}
	return b.String()
}

// sketchPayments writes the mapping of a table of payments.
func sketchPayments(b *strings.Builder, from, to string, found map[string]string) {
	fmt.Fprintf(b, "entities:\n  - {as: payer, kind: account, namespace: acct, id: \"{%s}\"}   # unsure: account, person or company\n  - {as: payee, kind: account, namespace: acct, id: \"{%s}\"}\n", from, to)
	b.WriteString("ties:\n  - kind: pays\n    from: payer\n    to: payee\n")
	if id := found["id"]; id != "" {
		fmt.Fprintf(b, "    key: \"{%s}\"            # names each payment, so that overlapping statements count once\n", id)
	}
	b.WriteString("    properties:\n")
	if amount := found["amount"]; amount != "" {
		fmt.Fprintf(b, "      amount: \"{%s}\"\n", amount)
	}
	if currency := found["currency"]; currency != "" {
		fmt.Fprintf(b, "      currency: \"{%s}\"\n", currency)
	} else {
		b.WriteString("      currency: EUR        # unsure: no column says it\n")
	}
	if date := found["date"]; date != "" {
		fmt.Fprintf(b, "      at: \"{%s}\"\n", date)
	}
}
