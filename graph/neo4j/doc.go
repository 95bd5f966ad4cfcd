// Package neo4j keeps cases in a Neo4j server, for several people and for the
// programs that read one: Browser, Bloom and hand-written Cypher.
//
// An entity is a node with two labels, Entity and that of its kind; a tie is a
// relationship with the type of its kind, in the direction of the tie:
//
//	(:Entity:Person {case, id, kind, name, …})-[:MEMBER_OF {case, id, …}]->(:Entity:Gang)
//	(:Entity:Account)-[:PAYS {amount, amount_value, currency, at}]->(:Entity:Account)
//
// Beside their own properties (see property.go) both carry records, which is what
// the facts are read from: a list of canonical JSON. All else on them is made of
// the records, for people to look at, and without what is withdrawn. Source,
// Withdrawal, Batch and Audit nodes and one LinchpinCase node stand beside them.
//
// Everything of ours carries the name of its case in the property case, and
// nothing else in the database is read or changed. Values reach the server as
// parameters; labels and types come from the vocabulary of package graph.
//
// A transaction that writes first takes the lock of the case's node, so that there
// is one writer at a time, and the case's node says what the case holds: how many
// of each, and a sum of the hashes of all (see tally.go), so that whatever was
// changed, added or taken away by other hands is noticed.
package neo4j
