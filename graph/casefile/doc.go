// Package casefile keeps a case in one SQLite file: the store that needs no server.
//
// A file that is not such a case, is newer than this program or is damaged is
// refused before SQLite may write to it. Everything that was put is covered by
// hashes, which Check verifies.
package casefile
