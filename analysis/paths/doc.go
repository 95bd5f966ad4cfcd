// Package paths finds how two entities of a view are connected: by the fewest ties, the
// strongest, the likeliest, in an order of time that things can happen in; through some
// entities and around others. Each path is a chain of ties, and each tie leads to its
// evidence.
package paths
