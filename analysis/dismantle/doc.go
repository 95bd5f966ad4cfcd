// Package dismantle finds which people, taken together, break a network apart most, how
// sure that is, and what is left afterwards.
//
// A team is a lead for people who must decide. Only who is named in [Options.Among] is
// ever in one.
package dismantle
