package neo4j

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"
)

// A tally is the sum of the SHA-256 of many things, modulo 2^256. It does not
// depend on their order, and a thing can be taken out of it again, so that a
// writer keeps it up to date without reading the case.
type tally [4]uint64

// A hash is what one thing adds to the tally.
type hash [sha256.Size]byte

func hashOf(text []byte) hash { return sha256.Sum256(text) }

// String returns the part of the hash that is kept beside the thing itself.
func (h hash) String() string { return hex.EncodeToString(h[:16]) }

func (t *tally) add(h hash) {
	var carry uint64
	for i := range t {
		t[i], carry = bits.Add64(t[i], binary.LittleEndian.Uint64(h[8*i:]), carry)
	}
}

func (t *tally) remove(h hash) {
	var borrow uint64
	for i := range t {
		t[i], borrow = bits.Sub64(t[i], binary.LittleEndian.Uint64(h[8*i:]), borrow)
	}
}

// String returns the tally in hex, as the case's node keeps it.
func (t tally) String() string {
	var b [sha256.Size]byte
	for i, word := range t {
		binary.LittleEndian.PutUint64(b[8*i:], word)
	}
	return hex.EncodeToString(b[:])
}

// parseTally reads what String wrote. Anything else is a sum that nothing adds up
// to, which Check reports.
func parseTally(text string) tally {
	var t tally
	b, _ := hex.DecodeString(text)
	if len(b) == sha256.Size {
		for i := range t {
			t[i] = binary.LittleEndian.Uint64(b[8*i:])
		}
	}
	return t
}
