// Package protection finds officials who may shield gangs: by what records say, by what
// is tied to them, and by decisions that follow benefits.
//
// What it returns are records to look at and decisions to review. That a payment is followed
// by a decision is consistent with many things; no result here says that anybody is corrupt.
package protection
