package loaders

import (
	"fmt"
	"strings"
	"time"
)

// A dateLayout is how a table writes its dates, in the letters people use: DD/MM/YYYY
// HH:mm. The zero value is ISO 8601.
type dateLayout struct{ goLayout, isoLayout string }

var layoutWords = strings.NewReplacer("YYYY", "2006", "YY", "06", "MMM", "Jan", "MM", "01", "DD", "02", "HH", "15", "mm", "04", "ss", "05", "D", "2", "M", "1")

func readDateLayout(text string) (dateLayout, error) {
	if text == "" {
		return dateLayout{}, nil
	}
	l := dateLayout{goLayout: layoutWords.Replace(text), isoLayout: "2006"}
	if !strings.Contains(l.goLayout, "2006") && !strings.Contains(l.goLayout, "06") {
		return dateLayout{}, fmt.Errorf("dates %q: want letters such as DD/MM/YYYY or YYYY-MM-DD HH:mm:ss", text)
	}
	for _, part := range []struct{ letters, iso string }{{"M", "-01"}, {"D", "-02"}, {"HH", "T15:04"}, {"ss", ":05Z"}} {
		if !strings.Contains(text, part.letters) {
			break
		}
		l.isoLayout += part.iso
	}
	return l, nil
}

// iso returns a date in ISO 8601, or the text as it is where it is none: whoever
// reads it will say so.
func (l dateLayout) iso(text string) string {
	if l.goLayout == "" || text == "" {
		return text
	}
	t, err := time.Parse(l.goLayout, text)
	if err != nil {
		return text
	}
	return t.Format(l.isoLayout)
}
