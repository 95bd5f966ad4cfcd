package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Redactor knows the names of the people whom a list must not name, to keep them
// out of free text as well: the title of a proceeding, of a report, a role in words.
type Redactor struct {
	words map[string]bool // parts of names
	names []string        // whole names, for scripts without blanks
}

const shortestWord = 3 // letters of a part of a name that is looked for

// NewRedactor gathers the names, aliases and identifiers of those whom a role or age
// protects.
func NewRedactor(whole *graph.Network, safeguard *graph.Safeguard) *Redactor {
	return redactorOf(whole, func(e *graph.Entity) bool { return safeguard.Standing(e.ID).Withheld.Shields() })
}

// newTypedRedactor gathers those of everybody who could not be on a list, to keep them out
// of what somebody typed to ask: were some of them shown, the others could be told.
func newTypedRedactor(whole *graph.Network, safeguard *graph.Safeguard) *Redactor {
	return redactorOf(whole, func(e *graph.Entity) bool { return safeguard.Standing(e.ID).Withheld != graph.Eligible })
}

func redactorOf(whole *graph.Network, hides func(*graph.Entity) bool) *Redactor {
	r := &Redactor{words: map[string]bool{}}
	for i := range whole.Entities {
		e := &whole.Entities[i]
		if e.Kind != graph.Person || !hides(e) {
			continue
		}
		_, identifier := e.ID.Split()
		r.learn(identifier)
		for _, property := range []string{graph.PropName, graph.PropAlias} {
			for _, v := range e.Values(property) {
				r.learn(v.Text)
			}
		}
	}
	return r
}

func (r *Redactor) learn(name string) {
	folded := foldName(name)
	if utf8.RuneCountInString(folded) > 1 {
		r.names = append(r.names, folded)
	}
	for word := range strings.FieldsFuncSeq(folded, notInWord) {
		if utf8.RuneCountInString(word) >= shortestWord && !isNumber(word) {
			r.words[word] = true
		}
	}
}

// Names reports whether a text has a part of a protected person's name.
func (r *Redactor) Names(text string) bool {
	folded := foldName(text)
	for word := range strings.FieldsFuncSeq(folded, notInWord) {
		if r.words[word] {
			return true
		}
	}
	for _, name := range r.names {
		if !isASCII(name) && strings.Contains(folded, name) {
			return true
		}
	}
	return false
}

// Text returns a text, or what stands instead where it names somebody protected.
func (r *Redactor) Text(text, instead string) string {
	if r.Names(text) {
		return instead
	}
	return text
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func isNumber(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// foldName takes case and accents away.
func foldName(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}
