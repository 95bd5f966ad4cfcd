package graph

import (
	"fmt"
	"slices"
	"strings"
)

// A Lens is a view by name, so that an investigator rarely needs more.
type Lens uint8

// The lenses.
const (
	// People ties people to one another, directly and through shared phones,
	// accounts, companies and events. Gangs and offices are no bridges, nor are
	// decisions between who took them and whom they concern.
	People Lens = iota
	// Money shows accounts, their holders and owners, and payments.
	Money
	// Gangs ties gangs by what their members have between them.
	Gangs
	// Whole shows every entity and tie as it is.
	Whole
)

var lensNames = [...]string{"people", "money", "gangs", "whole"}

// String returns the lens's word.
func (l Lens) String() string { return lensNames[l] }

// MarshalText returns the lens's word.
func (l Lens) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads the lens's word.
func (l *Lens) UnmarshalText(text []byte) error {
	i := slices.Index(lensNames[:], strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("unknown lens %q: want one of %s", text, strings.Join(lensNames[:], ", "))
	}
	*l = Lens(i)
	return nil
}

// through returns the kinds of entity that the lens reads as a tie between those
// who share them.
func (l Lens) through() []EntityKind {
	if l == People || l == Gangs {
		return []EntityKind{Phone, Account, Company, Event}
	}
	return nil
}

// moneyTies are the ties that the money lens follows.
var moneyTies = []TieKind{Pays, Holds, Owns, Controls, Directs}
