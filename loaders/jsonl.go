package loaders

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/linchpin-graph/linchpin/graph"
)

// jsonLines reads linchpin's own JSON Lines, and flat objects with conventional
// names.
type jsonLines struct {
	look   *look
	report *Report
	lines  *lines
	count  *counter
}

func newJSONLines(l *look, report *Report) *jsonLines {
	text, count := l.text()
	return &jsonLines{l, report, newLines(text), count}
}

func (j *jsonLines) offset() int64 { return j.count.n }

func (j *jsonLines) next(b *batcher) (bool, error) {
	read, ok, err := j.lines.next()
	if err != nil {
		return false, fmt.Errorf("%s: %w", j.look.in.Name, err)
	}
	if !ok {
		return false, nil
	}
	text := strings.TrimSpace(read.text)
	if text == "" && !read.tooLong {
		return true, nil
	}
	j.report.Rows++
	switch {
	case read.tooLong:
		j.report.bad(Problem{Line: read.number, Reason: fmt.Sprintf("the line is longer than %d bytes", maxLine)})
	case !utf8.ValidString(text):
		j.report.bad(Problem{Line: read.number, Reason: "it is not valid UTF-8"})
	default:
		if problem := j.convert(b, read.number, []byte(text)); problem != nil {
			j.report.bad(*problem)
		} else {
			j.report.Loaded++
		}
	}
	return true, nil
}

// convert reads one line: canonical if its one key says so, otherwise flat.
func (j *jsonLines) convert(b *batcher, number int, text []byte) *Problem {
	values, err := flatObject(text)
	if err != nil {
		return &Problem{Line: number, Reason: err.Error(), Hint: "want one JSON object a line"}
	}
	if len(values) == 1 && slices.Contains([]string{"source", "entity", "tie", "withdrawal"}, values[0].name) && strings.HasPrefix(values[0].text, "{") {
		return j.canonical(b, number, text)
	}
	r := &row{line: number}
	for _, v := range values {
		name := foldName(v.name)
		if known, ok := columnNames[name]; ok {
			name = known
		}
		if problem := j.sensitive(number, v.name); problem != nil {
			return problem
		}
		r.values = append(r.values, value{name: name, text: v.text})
	}
	if r.get(roleFrom).text != "" || r.get(roleTo).text != "" {
		return b.tieRow(r)
	}
	return b.entityRow(r)
}

// sensitive refuses a property of specially protected data unless it is allowed.
func (j *jsonLines) sensitive(number int, name string) *Problem {
	if !graph.IsSensitive(name) || j.look.options.AllowSensitive {
		return nil
	}
	return &Problem{Line: number, Reason: fmt.Sprintf("%q is specially protected data", name), Hint: "take it out, or say why it is needed with --allow-sensitive"}
}

// canonical takes a canonical line as it is.
func (j *jsonLines) canonical(b *batcher, number int, text []byte) *Problem {
	var n graph.Network
	if err := n.ReadLine(text); err != nil {
		return &Problem{Line: number, Reason: err.Error()}
	}
	for _, records := range recordsOf(&n) {
		for _, f := range records[0].Fields {
			if problem := j.sensitive(number, f.Name); problem != nil {
				return problem
			}
		}
	}
	for _, s := range n.Sources {
		b.describe(s)
	}
	for _, t := range n.Ties {
		for _, end := range []struct {
			id   graph.EntityID
			kind graph.EntityKind
		}{{t.From, b.endKind(t.Kind, t.Kind.Rule().From)}, {t.To, b.endKind(t.Kind, t.Kind.Rule().To)}} {
			b.mentioned(end.id, end.kind, t.Records[0])
		}
	}
	for _, e := range n.Entities {
		b.known[e.ID] = 0
	}
	b.ownFacts = true
	b.facts.Entities = append(b.facts.Entities, n.Entities...)
	b.facts.Ties = append(b.facts.Ties, n.Ties...)
	b.facts.Withdrawals = append(b.facts.Withdrawals, n.Withdrawals...)
	return nil
}

// recordsOf returns the records of each entity and tie.
func recordsOf(n *graph.Network) [][]graph.Record {
	var all [][]graph.Record
	for i := range n.Entities {
		all = append(all, n.Entities[i].Records)
	}
	for i := range n.Ties {
		all = append(all, n.Ties[i].Records)
	}
	return all
}

// flatObject reads a JSON object as names and texts; numbers keep their digits, and
// what is no text, number or truth is left as JSON.
func flatObject(text []byte) ([]value, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, errors.Join(errors.New("it is no JSON object"), err)
	}
	var values []value
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, err
		}
		v := value{name: name.(string), text: string(raw)}
		if slices.ContainsFunc(values, func(o value) bool { return o.name == v.name }) {
			return nil, fmt.Errorf("%q stands there twice", v.name)
		}
		if raw[0] == '"' {
			if err := json.Unmarshal(raw, &v.text); err != nil {
				return nil, err
			}
			if strings.ContainsRune(v.text, 0) {
				return nil, fmt.Errorf("%q holds a NUL character", v.name)
			}
		} else if v.text == "null" {
			v.text = ""
		}
		values = append(values, v)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text after the end of the object")
	}
	return values, nil
}
