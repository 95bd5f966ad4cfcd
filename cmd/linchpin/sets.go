package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
)

// setOptions are the flags that name the two sets between which connection counts.
type setOptions struct {
	from, to string
}

const setWords = "gangs (their members), gang:NAME, leaders (of gangs, by a record's word), officials (who hold office), money (companies, accounts, and who owns, controls or directs a company), or a name or identifier; several with commas between them; or 'where EXPRESSION' over entities"

func (o *setOptions) addFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.from, "between-from", "gangs", "of between: one set: "+setWords)
	cmd.Flags().StringVar(&o.to, "between-to", "officials", "of between: the other set, without who is in the first")
}

// check finds a wrong expression before any work is done.
func (o *setOptions) check() error {
	for _, set := range [2]struct{ flag, words string }{{"--between-from", o.from}, {"--between-to", o.to}} {
		if text, is := strings.CutPrefix(set.words, "where "); is {
			if _, err := newExpression(set.flag, text, entityFacts{}); err != nil {
				return err
			}
		}
	}
	return nil
}

// sets returns who of a view is in each of the two.
func (o *setOptions) sets(cmd *cobra.Command, s store.Store, name string, v *graph.View) (from, to []bool, err error) {
	q := setQuestion{cmd, s, name, v}
	if from, err = q.set("--between-from", o.from); err != nil {
		return nil, nil, err
	}
	if to, err = q.set("--between-to", o.to); err != nil {
		return nil, nil, err
	}
	others := false
	for i := range to {
		to[i] = to[i] && !from[i]
		others = others || to[i]
	}
	if !others {
		return nil, nil, usagef("--between-to %q: everybody in it is in --between-from %q as well", o.to, o.from)
	}
	return from, to, nil
}

// A setQuestion is who of a view is meant by words.
type setQuestion struct {
	cmd   *cobra.Command
	store store.Store
	name  string
	view  *graph.View
}

func (q setQuestion) set(flag, words string) (in []bool, err error) {
	in = make([]bool, q.view.Len())
	if text, is := strings.CutPrefix(words, "where "); is {
		err = q.where(in, flag, text)
	} else {
		for word := range strings.SplitSeq(words, ",") {
			if err = q.add(in, strings.TrimSpace(word)); err != nil {
				return nil, fmt.Errorf("%s: %w", flag, err)
			}
		}
	}
	if err != nil {
		return nil, err
	}
	for _, is := range in {
		if is {
			return in, nil
		}
	}
	if !q.cmd.Flags().Changed(strings.TrimPrefix(flag, "--")) {
		return nil, usagef("--objective between: nobody of this view is in %q, from or to which it counts where nothing else is said; say %s", words, flag)
	}
	return nil, usagef("%s %q: nobody of this view is in it", flag, words)
}

// where adds whom an expression holds for.
func (q setQuestion) where(in []bool, flag, text string) error {
	holds, err := newExpression(flag, text, entityFacts{})
	if err != nil || holds == nil {
		return err
	}
	for i := range in {
		in[i] = holds.keepEntity(q.view.Entity(i))
	}
	return holds.fault
}

// add adds whom one word means.
func (q setQuestion) add(in []bool, word string) error {
	gang, ofOne := strings.CutPrefix(word, "gang:")
	switch {
	case word == "officials":
		q.addTied(in, graph.HoldsOffice, graph.PublicBody, anyTie)
	case word == "money":
		q.addMoney(in)
	case word == "gangs":
		q.addTied(in, graph.MemberOf, graph.Gang, anyTie)
	case word == "leaders":
		q.addTied(in, graph.MemberOf, graph.Gang, leads)
	case ofOne:
		id, err := resolve(q.cmd, q.store, q.name, gang)
		if err != nil {
			return err
		}
		if e := q.view.Facts().Entity(id); e == nil || e.Kind != graph.Gang {
			return usagef("gang:%s: %s is no gang of this view", gang, id)
		}
		q.addTied(in, graph.MemberOf, graph.Gang, func(t *graph.Tie) bool { return t.To == id })
	default:
		found, err := inView(q.cmd, q.store, q.name, q.view, []string{word})
		if err != nil {
			return err
		}
		in[found[0]] = true
	}
	return nil
}

func anyTie(*graph.Tie) bool { return true }

// leading are the words for a role in a gang that sets leaders apart; see docs/measures.md.
var leading = [...]string{"boss", "capo", "captain", "chief", "founder", "head", "leader", "underboss"}

// leads reports whether some record of a tie gives a leading role, in so many words.
func leads(t *graph.Tie) bool {
	for _, v := range t.Values(graph.PropRole) {
		for word := range strings.SplitSeq(strings.ToLower(v.Text), ";") {
			if slices.Contains(leading[:], strings.TrimSpace(word)) {
				return true
			}
		}
	}
	return false
}

// addTied adds the people who have a tie of a kind to an entity of a kind, of those that count.
func (q setQuestion) addTied(in []bool, kind graph.TieKind, to graph.EntityKind, counts func(*graph.Tie) bool) {
	facts := q.view.Facts()
	for k := range facts.Ties {
		t := &facts.Ties[k]
		if t.Kind != kind || facts.Entity(t.To).Kind != to || !counts(t) {
			continue
		}
		if i, there := q.view.Index(t.From); there && q.view.Entity(i).Kind == graph.Person {
			in[i] = true
		}
	}
}

// addMoney adds companies and accounts where the view has them, and who owns, controls or
// directs a company. A person's own account makes nobody part of it: everybody has one.
func (q setQuestion) addMoney(in []bool) {
	for i := range in {
		kind := q.view.Entity(i).Kind
		in[i] = in[i] || kind == graph.Company || kind == graph.Account
	}
	for _, kind := range [...]graph.TieKind{graph.Owns, graph.Controls, graph.Directs} {
		q.addTied(in, kind, graph.Company, anyTie)
	}
}
