// Package shape makes networks shaped like cases of organised crime, for measuring
// speed: the same to the byte for a size and seed.
package shape

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
)

// A Pair is a tie between two entities by their numbers.
type Pair struct{ From, To int32 }

// Shapes are the networks by name.
var Shapes = map[string]func(n int, seed uint64) []Pair{"case": Case, "gangs": Gangs, "random": Random}

// Case returns a case: a quarter of the entities are members of gangs of 8 to 24, one
// in a hundred is a broker between gangs, and the rest is a fringe of phones, accounts
// and companies: 39 % of all entities have one tie, a third is shared by two people.
// There are about 1.3 ties for each entity.
func Case(n int, seed uint64) []Pair {
	r := rand.New(rand.NewPCG(seed, 1))
	members := n * 27 / 100
	b := &builder{random: r, seen: map[Pair]bool{}}
	gangs := b.gangs(members, 8, 24, 1)
	brokers := members + n/100
	for i := members; i < brokers; i++ {
		for range 3 + r.IntN(4) {
			gang := gangs[r.IntN(len(gangs))]
			b.tie(i, gang[r.IntN(len(gang))])
		}
	}
	leaves := brokers + n*39/100
	for i := brokers; i < leaves; i++ {
		b.tie(i, r.IntN(brokers))
	}
	for i := leaves; i < n; i++ {
		one := r.IntN(brokers)
		b.tie(i, one)
		if other := one + r.IntN(31) - 15; r.IntN(8) > 0 && other >= 0 && other < brokers {
			b.tie(i, other)
		} else {
			b.tie(i, r.IntN(brokers))
		}
	}
	return b.pairs
}

// Gangs returns gangs of 10 to 60 whose members are tied to four others each, and
// brokers between them; there is no fringe.
func Gangs(n int, seed uint64) []Pair {
	r := rand.New(rand.NewPCG(seed, 2))
	b := &builder{random: r, seen: map[Pair]bool{}}
	members := n * 97 / 100
	gangs := b.gangs(members, 10, 60, 2)
	for i := members; i < n; i++ {
		for range 4 + r.IntN(8) {
			gang := gangs[r.IntN(len(gangs))]
			b.tie(i, gang[r.IntN(len(gang))])
		}
	}
	return b.pairs
}

// Random returns ties between entities drawn evenly, three for each entity.
func Random(n int, seed uint64) []Pair {
	b := &builder{random: rand.New(rand.NewPCG(seed, 3)), seen: map[Pair]bool{}}
	for len(b.pairs) < 3*n {
		b.tie(b.random.IntN(n), b.random.IntN(n))
	}
	return b.pairs
}

type builder struct {
	random *rand.Rand
	seen   map[Pair]bool
	pairs  []Pair
}

// tie adds a tie once; none of an entity with itself.
func (b *builder) tie(i, j int) {
	p := Pair{int32(min(i, j)), int32(max(i, j))}
	if i != j && !b.seen[p] {
		b.seen[p] = true
		b.pairs = append(b.pairs, p)
	}
}

// gangs ties the first members entities into gangs of some size, each member to so
// many who joined before.
func (b *builder) gangs(members, least, most, ties int) [][]int {
	var gangs [][]int
	for first := 0; first < members; {
		size := min(least+b.random.IntN(most-least+1), members-first)
		gang := make([]int, size)
		for k := range gang {
			gang[k] = first + k
			for range min(k, ties) {
				b.tie(gang[k], gang[b.random.IntN(k)])
			}
		}
		gangs = append(gangs, gang)
		first += size
	}
	return gangs
}

// Write writes ties as lines of two numbers with a blank between, and a strength of 1 to 9
// where they are to have one.
func Write(w io.Writer, pairs []Pair, strengths bool) error {
	b := bufio.NewWriter(w)
	for _, p := range pairs {
		if strengths {
			fmt.Fprintln(b, p.From, p.To, 1+(p.From+7*p.To)%9)
		} else {
			fmt.Fprintln(b, p.From, p.To)
		}
	}
	return b.Flush()
}
