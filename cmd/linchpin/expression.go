package main

import (
	"errors"
	"fmt"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/linchpin-graph/linchpin/graph"
)

// entityFacts is what an expression sees of an entity.
type entityFacts struct {
	ID    string                       `expr:"id"`
	Kind  string                       `expr:"kind"`
	Name  string                       `expr:"name"`
	Prop  func(string) (string, error) `expr:"prop"`  // the value to use of a property, "" where there is none
	Props func(string) ([]any, error)  `expr:"props"` // every value of a property
}

// tieFacts is what an expression sees of a tie.
type tieFacts struct {
	Kind     string                       `expr:"kind"`
	Word     string                       `expr:"word"` // the source's own word
	Strength float64                      `expr:"strength"`
	Amount   float64                      `expr:"amount"` // 0 where there is none
	Currency string                       `expr:"currency"`
	When     string                       `expr:"when"` // as a date is written; "" where unknown
	From     entityFacts                  `expr:"from"`
	To       entityFacts                  `expr:"to"`
	Prop     func(string) (string, error) `expr:"prop"`
}

func factsOfEntity(e *graph.Entity) entityFacts {
	return entityFacts{
		ID: string(e.ID), Kind: e.Kind.String(), Name: e.Name(),
		Prop: func(name string) (string, error) { return e.Value(name).Text, refuseSensitive(name) },
		Props: func(name string) ([]any, error) {
			var all []any
			for _, v := range e.Values(name) {
				all = append(all, v.Text)
			}
			return all, refuseSensitive(name)
		},
	}
}

func factsOfTie(t *graph.Tie, from, to *graph.Entity) tieFacts {
	facts := tieFacts{
		Kind: t.Kind.String(), Word: t.Word(), Strength: float64(t.Strength()), When: t.When().String(),
		From: factsOfEntity(from), To: factsOfEntity(to),
		Prop: func(name string) (string, error) { return t.Value(name).Text, refuseSensitive(name) },
	}
	if a, ok := t.Amount(); ok {
		facts.Amount, facts.Currency = a.Value.Float(), a.Currency
	}
	return facts
}

// refuseSensitive keeps specially protected data out of what selects people.
func refuseSensitive(property string) error {
	if graph.IsSensitive(property) {
		return fmt.Errorf("%q is specially protected data, by which nobody is selected", property)
	}
	return nil
}

// An expression is a condition on an entity or tie, checked before anything is
// read. fault keeps the first failure while it runs, such as a text where a number
// is needed: what it fails on is not kept, and the command must say so.
type expression struct {
	flag    string
	program *vm.Program
	fault   error
}

// newExpression returns nil for an empty text.
func newExpression(flag, text string, facts any) (*expression, error) {
	if text == "" {
		return nil, nil
	}
	program, err := expr.Compile(text, expr.Env(facts), expr.AsBool())
	if err != nil {
		return nil, usagef("%s: %w", flag, err)
	}
	return &expression{flag: flag, program: program}, nil
}

func (x *expression) holds(subject string, facts any) bool {
	answer, err := expr.Run(x.program, facts)
	if err != nil && x.fault == nil {
		x.fault = usagef("%s cannot be answered for %s: %w", x.flag, subject, err)
	}
	held, ok := answer.(bool)
	return err == nil && ok && held
}

func (x *expression) keepEntity(e *graph.Entity) bool {
	return x.holds("entity "+string(e.ID), factsOfEntity(e))
}

func (x *expression) keepTie(t *graph.Tie, from, to *graph.Entity) bool {
	return x.holds(fmt.Sprintf("tie %s - %s", t.From, t.To), factsOfTie(t, from, to))
}

// compileExpressions checks the flags' expressions and makes them the view's
// conditions.
func (o *viewOptions) compileExpressions(v *graph.ViewOptions) error {
	entities, err := newExpression("--entities", o.entities, entityFacts{})
	if err != nil {
		return err
	}
	ties, err := newExpression("--ties", o.ties, tieFacts{})
	if err != nil {
		return err
	}
	if entities != nil {
		v.KeepEntity = entities.keepEntity
		o.expressions = append(o.expressions, entities)
	}
	if ties != nil {
		v.KeepTie = ties.keepTie
		o.expressions = append(o.expressions, ties)
	}
	return nil
}

// freeze makes the view that the flags ask for of what was read. It fails where an
// expression could not be answered for everything.
func (o *viewOptions) freeze(n *graph.Network, options graph.ViewOptions) (*graph.View, error) {
	view, err := graph.NewView(n, options)
	for _, x := range o.expressions {
		if x.fault != nil {
			return nil, x.fault
		}
	}
	if errors.Is(err, graph.ErrTooStrong) {
		return nil, fmt.Errorf("%w; mend the strength in its source, or leave such ties out: --ties 'strength < 1e300'", err)
	}
	return view, err
}
