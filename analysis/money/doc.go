// Package money follows payments. It keeps those of a view as a compact table in an order
// of time, with exact amounts in the smallest unit of their currency, and answers what
// flows where, which payments can be the same money further on or further back, and which
// stand out from the ordinary traffic of the same case. It says who owns what through
// chains of companies, and what would stop a flow.
//
// Amounts of different currencies are never added. A finding says that payments are
// consistent with a pattern; it says nothing of why they were made.
package money
