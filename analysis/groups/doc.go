// Package groups finds who belongs together in a view: pieces, dense parts, communities;
// says how well such groups agree with known ones and how cohesive each is; and follows
// them over time.
//
// Every method is deterministic: the same view and seed give the same groups, whatever
// the order in which the case was loaded and the number of CPUs.
package groups
