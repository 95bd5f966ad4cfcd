// Package harbour is a fictional case for learning, showing and testing linchpin:
// the port city of Velmora, three gangs, the officials two of them count on, and
// the money. Its README tells the story. Everybody and everything in it is
// invented.
package harbour

import "embed"

// Files holds the files of the case, as an investigator would be given them, and
// the mapping for those of the bank.
//
//go:embed *.csv bank.yaml
var Files embed.FS

// A File is one of the case's files and how it is to be loaded.
type File struct {
	Name     string // in Files
	Mapping  string // in Files; "" for tables with conventional columns
	Title    string // of the source
	Supplier string
	Origin   string // files and reports of one origin are one voice; "": each its own
	Handling string
	Grade    string // of rows that state none
}

// Order lists the files in the order of the story; any other gives the same case.
var Order = []File{
	{Name: "entities.csv", Title: "Register extracts", Supplier: "Velmora registers", Origin: "Velmora registers", Grade: "A1"},
	{Name: "registers.csv", Title: "Civil, company and office registers", Supplier: "Velmora registers", Origin: "Velmora registers", Grade: "A1"},
	{Name: "court.csv", Title: "Court register", Supplier: "Velmora District Court", Grade: "A1"},
	{Name: "decisions.csv", Title: "Registers of decisions", Supplier: "Council and customs of Velmora", Grade: "A1"},
	{Name: "surveillance.csv", Title: "Observation log", Supplier: "Observation team 4", Grade: "B2"},
	{Name: "informant-people.csv", Title: "Handler's notes on people", Supplier: "Handler of Kestrel", Origin: "Kestrel", Handling: "source protection", Grade: "C3"},
	{Name: "informant.csv", Title: "Handler's reports", Supplier: "Handler of Kestrel", Origin: "Kestrel", Handling: "source protection", Grade: "C3"},
	{Name: "calls.csv", Title: "Call records", Supplier: "Gulf Telecom", Grade: "A2"},
	{Name: "bank-2023.csv", Mapping: "bank.yaml", Title: "Statement of 2023", Supplier: "Gulf Maritime Bank", Grade: "A1"},
	{Name: "bank-2024.csv", Mapping: "bank.yaml", Title: "Statement of December 2023 to December 2024", Supplier: "Gulf Maritime Bank", Grade: "A1"},
}
