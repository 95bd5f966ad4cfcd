package graph

import "strings"

// An EntityID names an entity within a case: an identifier within a namespace.
// In text it is "namespace:identifier", or the identifier alone in the case's
// own namespace. Identifiers are text, always: "007" is not 7.
//
// An identifier of the case's own namespace that begins like a namespace is
// written with a leading colon, so that every ID reads back as itself.
type EntityID string

// NewEntityID joins a namespace and an identifier. The namespace is empty for
// the case's own; otherwise it should satisfy [ValidNamespace].
func NewEntityID(namespace, identifier string) EntityID {
	if namespace != "" {
		return EntityID(namespace + ":" + identifier)
	}
	if strings.HasPrefix(identifier, ":") || namespaceLength(identifier) > 0 {
		return EntityID(":" + identifier)
	}
	return EntityID(identifier)
}

// Split returns the namespace, empty for the case's own, and the identifier.
func (id EntityID) Split() (namespace, identifier string) {
	text := string(id)
	if strings.HasPrefix(text, ":") {
		return "", text[1:]
	}
	if n := namespaceLength(text); n > 0 {
		return text[:n], text[n+1:]
	}
	return "", text
}

// ValidNamespace reports whether a word can be a namespace: a lower-case letter
// and then lower-case letters, digits, dots, hyphens and underscores.
func ValidNamespace(word string) bool { return namespaceLength(word+":") == len(word) && word != "" }

// namespaceLength returns the length of the namespace that text begins with, up
// to its colon, or 0 when there is none.
func namespaceLength(text string) int {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_'):
		case i > 0 && c == ':':
			return i
		default:
			return 0
		}
	}
	return 0
}
