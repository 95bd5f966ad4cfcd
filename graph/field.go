package graph

import (
	"fmt"
	"strings"
)

// ReadField brings the value of a property that the program reads to its one
// spelling. The error says why a value cannot be one; the value as given is
// returned beside it, for those who keep it as text. Properties that the program
// does not read may hold any text.
func ReadField(name, value string) (string, error) {
	value = strings.TrimSpace(value)
	if value == "" {
		return "", nil
	}
	var err error
	read := value
	switch name {
	case PropBorn, PropAt, PropSince, PropUntil, PropCustodySince, PropCustodyUntil:
		var d Date
		if d, err = ParseDate(value); err == nil {
			read = d.String()
		}
	case PropStrength:
		_, err = ParseStrength(value)
	case PropAmount:
		var d Decimal
		if d, err = ParseDecimal(value); err == nil {
			read = d.String()
		}
	case PropCurrency:
		read, err = ParseCurrency(value)
	default:
		word, ok := CanonicalWord(name, value)
		if read = word; !ok {
			err = fmt.Errorf("%s %q: want one of %s", name, value, strings.Join(vocabularyOfWords[name], ", "))
		}
	}
	if err != nil {
		return value, err
	}
	return read, nil
}
