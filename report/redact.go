package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/linchpin-graph/linchpin/graph"
)

// A Redactor knows the names of the people whom a list must not name, to keep them
// out of free text as well: the title of a proceeding, of a report, a role in words. The
// zero value knows none, and hides nothing.
type Redactor struct {
	words   map[string]bool       // parts of names
	names   []string              // whole names, for scripts without blanks
	phrases map[string][][]string // names and identifiers as words, by the first of them
	hidden  map[graph.EntityID]bool
}

const (
	shortestWord   = 3 // letters of a part of a name that is looked for
	shortestNumber = 5 // digits of an identifier without letters that is
)

// NewRedactor gathers the names, aliases and identifiers of those whom a role or age
// protects, and of what they have: whoever reads the number of an account, or the name of a
// company that is one witness's alone, can learn whose it is.
func NewRedactor(whole *graph.Network, safeguard *graph.Safeguard) *Redactor {
	r := newRedactor(whole, func(e *graph.Entity) bool { return safeguard.Standing(e.ID).Withheld.Shields() })
	r.hideOwned(whole)
	r.hideHeld(whole)
	return r
}

// newTypedRedactor gathers those of everybody who could not be on a list, to keep them out
// of what somebody typed to ask: were some of them shown, the others could be told.
func newTypedRedactor(whole *graph.Network, safeguard *graph.Safeguard) *Redactor {
	return newRedactor(whole, func(e *graph.Entity) bool { return safeguard.Standing(e.ID).Withheld != graph.Eligible })
}

// NewPictureRedactor gathers the same, and what hangs on them: in a picture blanks stand out,
// so that whom a role protects must not be told from whom nothing is recorded of.
func NewPictureRedactor(whole *graph.Network, safeguard *graph.Safeguard) *Redactor {
	r := newTypedRedactor(whole, safeguard)
	r.hideThings(whole)
	return r
}

func newRedactor(whole *graph.Network, hide func(*graph.Entity) bool) *Redactor {
	r := &Redactor{map[string]bool{}, nil, map[string][][]string{}, map[graph.EntityID]bool{}}
	for i := range whole.Entities {
		e := &whole.Entities[i]
		if e.Kind != graph.Person || !hide(e) {
			continue
		}
		r.hide(e)
		for _, name := range namesFor(e) {
			r.learnParts(name)
		}
	}
	return r
}

// hide hides an entity, and its names and identifier wherever they stand.
func (r *Redactor) hide(e *graph.Entity) {
	r.hidden[e.ID] = true
	for _, name := range namesFor(e) {
		words := wordsOf(foldName(name))
		if all := strings.Join(words, ""); len(all) >= shortestNumber || utf8.RuneCountInString(all) > 1 && !isNumber(all) {
			r.phrases[words[0]] = append(r.phrases[words[0]], words)
		}
	}
}

// namesFor are an entity's names, aliases and identifier.
func namesFor(e *graph.Entity) []string {
	_, identifier := e.ID.Split()
	names := []string{identifier}
	for _, property := range []string{graph.PropName, graph.PropAlias} {
		for _, v := range e.Values(property) {
			names = append(names, v.Text)
		}
	}
	return names
}

// learnParts learns the parts of a person's name: one of them may be enough to know who.
// What is written small in a name with capitals, as in "the Barber", is none.
func (r *Redactor) learnParts(name string) {
	folded := foldName(name)
	if utf8.RuneCountInString(folded) > 1 {
		r.names = append(r.names, folded)
	}
	capitals := strings.ContainsFunc(name, unicode.IsUpper)
	for _, word := range wordsOf(withoutMarks(name)) {
		first, _ := utf8.DecodeRuneInString(word)
		if utf8.RuneCountInString(word) >= shortestWord && !isNumber(word) && !(capitals && unicode.IsLower(first)) {
			r.words[foldName(word)] = true
		}
	}
}

// Hides reports whether an entity must not be named: it is hidden, or its name tells of
// one that is.
func (r *Redactor) Hides(e *graph.Entity) bool {
	return r.hidden[e.ID] || e.Kind != graph.Person && r.Names(e.Name())
}

// Label is what a picture calls an entity: its name, or where it must not be named what it
// is, and that it was hidden.
func (r *Redactor) Label(e *graph.Entity) (label string, hidden bool) {
	switch {
	case !r.Hides(e):
		return e.Name(), false
	case e.Kind == graph.Person:
		return "not named", true
	}
	return e.Kind.String(), true
}

// Names reports whether a text has a part of a hidden person's name, or names what is
// hidden in full.
func (r *Redactor) Names(text string) bool {
	folded := foldName(text)
	words := wordsOf(folded)
	for i, word := range words {
		if r.words[word] {
			return true
		}
		for _, phrase := range r.phrases[word] {
			if len(phrase) <= len(words)-i && slices.Equal(phrase, words[i:i+len(phrase)]) {
				return true
			}
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

func wordsOf(text string) []string { return strings.FieldsFunc(text, notInWord) }

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func isNumber(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// foldName takes case and accents away.
func foldName(text string) string { return strings.Map(unicode.ToLower, withoutMarks(text)) }

func withoutMarks(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
}
