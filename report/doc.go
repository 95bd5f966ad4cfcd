// Package report writes results for people and programs: rankings, target lists and
// dossiers as tables, JSON, CSV and HTML.
//
// A result says what was asked, on what, by which version, and how to read it. A
// target list is a lead for people who must decide: nobody who is withheld appears
// in any form, and nothing in a list says who was.
package report
