// Package arch keeps the arrows of the house: which folder may import which,
// which may know a library of somebody else's, and which alone may read flags and
// the environment, open files by name, print or exit. It reads the source; its
// test fails the build when an arrow turns.
package arch
