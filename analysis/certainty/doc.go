// Package certainty says how sure a ranking is: it takes it again in possible worlds, in
// which statements are true as often as their grades say and some ties and people are
// there that nobody recorded.
package certainty
