// Package loaders reads files into facts: tables with conventional columns, lists
// of ties, Neo4j import files, any table by a mapping, and linchpin's own JSON
// Lines.
//
// A loader streams: it holds one batch of facts at a time. What it cannot read it
// reports with line, column and a hint, and goes on with the next line; nothing is
// lost or guessed silently. Identifiers are text, always.
package loaders
