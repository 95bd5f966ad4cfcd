// Package graph holds the facts of a case, the words for them, and the frozen
// views that analyses read.
//
// Facts are not edges. A [Network] is what is known: entities, the ties between
// them, and for each the records that say so, every record with its source, its
// grade and the date it became known. A [View] is one question put to those
// facts: filtered, projected, numbered and frozen. Analyses take views.
//
// The package reads and writes nothing but bytes given to it, and imports the
// standard library and gonum's graph interfaces alone.
package graph
