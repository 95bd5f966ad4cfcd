package graph_test

import (
	"testing"

	"github.com/linchpin-graph/linchpin/graph"
)

func TestEntityIDs(t *testing.T) {
	for _, tt := range []struct {
		namespace, identifier string
		want                  graph.EntityID
	}{
		{"", "007", "007"},
		{"", "Å. Ek", "Å. Ek"},
		{"bank", "007", "bank:007"},
		{"bank", "a:b", "bank:a:b"},
		{"", "bank:007", ":bank:007"}, // begins like a namespace
		{"", ":x", "::x"},
		{"", "Bank:007", "Bank:007"}, // a capital begins no namespace
		{"", "12:30", "12:30"},       // nor does a digit
		{"", "", ""},
	} {
		id := graph.NewEntityID(tt.namespace, tt.identifier)
		if id != tt.want {
			t.Errorf("NewEntityID(%q, %q) = %q, want %q (by hand)", tt.namespace, tt.identifier, id, tt.want)
		}
		if ns, ident := id.Split(); ns != tt.namespace || ident != tt.identifier {
			t.Errorf("%q splits into %q and %q, want %q and %q", id, ns, ident, tt.namespace, tt.identifier)
		}
	}
}

func TestValidNamespace(t *testing.T) {
	for word, want := range map[string]bool{"bank": true, "bank-2.x_y": true, "": false, "Bank": false, "2nd": false, "a b": false, "a:b": false, "é": false} {
		if got := graph.ValidNamespace(word); got != want {
			t.Errorf("ValidNamespace(%q) = %t, want %t", word, got, want)
		}
	}
}

func FuzzEntityID(f *testing.F) {
	f.Add("", "bank:007")
	f.Add("bank", ":x")
	f.Add("", "::")
	f.Add("a", "")
	f.Fuzz(func(t *testing.T, namespace, identifier string) {
		if namespace != "" && !graph.ValidNamespace(namespace) {
			return
		}
		id := graph.NewEntityID(namespace, identifier)
		if ns, ident := id.Split(); ns != namespace || ident != identifier {
			t.Errorf("%q splits into %q and %q, want %q and %q", id, ns, ident, namespace, identifier)
		}
	})
}
