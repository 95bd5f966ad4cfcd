// Package neo4j measures how fast cases are loaded into a Neo4j server and read
// from it, beside a bare loop over the driver that writes and reads the same
// properties in the same run.
package neo4j

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/neo4j"
)

const (
	accounts  = 10_000
	payments  = 50_000
	batchSize = 50_000 // facts of a batch, as the command line puts them
	bareSize  = 50_000 // rows of a bare batch
)

// BenchmarkLoad puts a network into an empty case and, in turn, has the bare loop
// write the same nodes and relationships in its two ways. It reports ties per
// second and the ratio of Put to the better bare one.
func BenchmarkLoad(b *testing.B) {
	network := payers()
	bare := connect(b)
	var nodes, ties []any
	round := func() (put, plain, grouped time.Duration) {
		s, name := open(b)
		put = timed(b, func() error { return load(b.Context(), s, network) })
		if nodes == nil {
			nodes, ties = bare.everything(b, name)
		}
		bare.drop(b, name)
		plain = timed(b, func() error { return bare.write(b.Context(), nodes, ties, false) })
		bare.drop(b, "bare")
		grouped = timed(b, func() error { return bare.write(b.Context(), nodes, ties, true) })
		bare.drop(b, "bare")
		return put, plain, grouped
	}
	round() // a server that has just started is several times slower
	var put, plain, grouped time.Duration
	for b.Loop() {
		a, b, c := round()
		put, plain, grouped = put+a, plain+b, grouped+c
	}
	report(b, "put", put, "bare-plain", plain, "bare-grouped", grouped)
}

// BenchmarkRead reads a whole network and, in turn, has the bare loop read the same
// properties row by row and collected per start entity.
func BenchmarkRead(b *testing.B) {
	bare := connect(b)
	s, name := open(b)
	if err := load(b.Context(), s, payers()); err != nil {
		b.Fatal(err)
	}
	if _, err := s.Read(b.Context(), graph.Filter{}); err != nil { // a server that has just started is several times slower
		b.Fatal(err)
	}
	var read, rows, collected time.Duration
	for b.Loop() {
		rows += timed(b, func() error { return bare.read(b.Context(), name, readRows) })
		collected += timed(b, func() error { return bare.read(b.Context(), name, readCollected) })
		read += timed(b, func() error { _, err := s.Read(b.Context(), graph.Filter{}); return err })
	}
	bare.drop(b, name)
	report(b, "read", read, "bare-rows", rows, "bare-collected", collected)
}

func timed(b *testing.B, work func() error) time.Duration {
	b.Helper()
	began := time.Now()
	if err := work(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// report says ties per second of ours and of the two bare ways, and the ratio of
// ours to the better one.
func report(b *testing.B, name string, ours time.Duration, name1 string, bare1 time.Duration, name2 string, bare2 time.Duration) {
	rate := func(d time.Duration) float64 { return float64(payments) * float64(b.N) / d.Seconds() }
	b.ReportMetric(rate(ours), name+"-ties/s")
	b.ReportMetric(rate(bare1), name1+"-ties/s")
	b.ReportMetric(rate(bare2), name2+"-ties/s")
	b.ReportMetric(min(bare1, bare2).Seconds()/ours.Seconds(), "ratio")
	b.ReportMetric(0, "ns/op")
}

// payers returns accounts and the payments between them, each with one record.
func payers() *graph.Network {
	random := rand.New(rand.NewPCG(1, 2))
	source := graph.FileSource(sha256.Sum256([]byte("statement.csv")))
	known := graph.Date{}
	if err := known.UnmarshalText([]byte("2024-06-01")); err != nil {
		panic(err)
	}
	record := func(line int, fields ...graph.Field) []graph.Record {
		r := graph.Record{Source: source, Location: graph.Location{Line: line}, Known: known, Fields: fields}
		r.Normalise()
		return []graph.Record{r}
	}
	n := &graph.Network{Sources: []graph.Source{{ID: source, Title: "statement.csv"}}}
	id := func(i int) graph.EntityID { return graph.EntityID(fmt.Sprintf("acc%06d", i)) }
	for i := range accounts {
		fields := []graph.Field{{Name: graph.PropName, Value: fmt.Sprintf("Account %d", i)}, {Name: "branch", Value: fmt.Sprint(i % 40)}}
		n.Entities = append(n.Entities, graph.Entity{ID: id(i), Kind: graph.Account, Records: record(i+1, fields...)})
	}
	for i := range payments {
		at := time.Date(2024, 1, 1, 0, 0, random.IntN(1<<24), 0, time.UTC).Format(time.RFC3339)
		n.Ties = append(n.Ties, graph.Tie{
			Kind: graph.Pays, From: id(random.IntN(accounts)), To: id(random.IntN(accounts)), Key: graph.IdentifierKey(fmt.Sprintf("tx%d", i)),
			Records: record(accounts+i+1, graph.Field{Name: graph.PropAmount, Value: fmt.Sprintf("%d.%02d", random.IntN(9000), random.IntN(100))},
				graph.Field{Name: graph.PropCurrency, Value: "EUR"}, graph.Field{Name: graph.PropAt, Value: at}),
		})
	}
	n.Normalise()
	return n
}

func load(ctx context.Context, s *neo4j.Store, n *graph.Network) error {
	parts := []graph.Network{{Sources: n.Sources, Entities: n.Entities}}
	for from := 0; from < len(n.Ties); from += batchSize {
		parts = append(parts, graph.Network{Ties: n.Ties[from:min(from+batchSize, len(n.Ties))]})
	}
	for i, facts := range parts {
		sum := sha256.Sum256([]byte(fmt.Sprint("part ", i)))
		batch := &graph.Batch{Key: hex.EncodeToString(sum[:]), Load: "bench", Part: i + 1, Last: i == len(parts)-1, Facts: facts}
		if _, err := s.Put(ctx, batch); err != nil {
			return err
		}
	}
	return nil
}

func open(b *testing.B) (*neo4j.Store, string) {
	b.Helper()
	name := fmt.Sprint("bench ", time.Now().UnixNano())
	address, err := neo4j.ParseAddress(os.Getenv("LINCHPIN_TEST_NEO4J") + "?case=" + fmt.Sprint("bench+", name[6:]))
	if err != nil {
		b.Fatal(err)
	}
	s, err := neo4j.Open(b.Context(), address, neo4j.Options{Password: os.Getenv("LINCHPIN_TEST_NEO4J_PASSWORD")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s, name
}

// A bareLoop uses the driver as its manual shows.
type bareLoop struct{ session driver.SessionWithContext }

func connect(b *testing.B) *bareLoop {
	b.Helper()
	server := os.Getenv("LINCHPIN_TEST_NEO4J")
	if server == "" {
		b.Skip("SKIPPED: LINCHPIN_TEST_NEO4J names no Neo4j server; run this by make bench")
	}
	address, err := neo4j.ParseAddress(server + "?case=bare")
	if err != nil {
		b.Fatal(err)
	}
	auth := driver.BasicAuth(address.User, os.Getenv("LINCHPIN_TEST_NEO4J_PASSWORD"), "")
	d, err := driver.NewDriverWithContext("bolt://"+address.Host, auth)
	if err != nil {
		b.Fatal(err)
	}
	bare := &bareLoop{d.NewSession(context.Background(), driver.SessionConfig{})}
	b.Cleanup(func() { d.Close(context.Background()) })
	if err := bare.run(b.Context(), "CREATE CONSTRAINT bare IF NOT EXISTS FOR (n:Bare) REQUIRE (n.case, n.id) IS UNIQUE", nil, nil); err != nil {
		b.Fatal(err)
	}
	return bare
}

func (l *bareLoop) run(ctx context.Context, query string, parameters map[string]any, row func([]any)) error {
	_, err := l.session.ExecuteWrite(ctx, func(tx driver.ManagedTransaction) (any, error) {
		result, err := tx.Run(ctx, query, parameters)
		if err != nil {
			return nil, err
		}
		for result.Next(ctx) {
			if row != nil {
				row(result.Record().Values)
			}
		}
		return nil, result.Err()
	})
	return err
}

func (l *bareLoop) drop(b *testing.B, name string) {
	b.Helper()
	result, err := l.session.Run(b.Context(), "MATCH (n) WHERE n.case = $case CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS", map[string]any{"case": name})
	if err == nil {
		_, err = result.Consume(b.Context())
	}
	if err != nil {
		b.Fatal(err)
	}
}

// everything returns the properties that Put has written, for the bare loop to
// write the same.
func (l *bareLoop) everything(b *testing.B, name string) (nodes, ties []any) {
	b.Helper()
	parameters := map[string]any{"case": name}
	err := l.run(b.Context(), "MATCH (e:Entity {case: $case}) RETURN properties(e)", parameters, func(row []any) {
		p := row[0].(map[string]any)
		p["case"] = "bare"
		nodes = append(nodes, p)
	})
	if err != nil {
		b.Fatal(err)
	}
	err = l.run(b.Context(), "MATCH (a:Entity {case: $case})-[t:PAYS]->(b) RETURN a.id, b.id, properties(t)", parameters, func(row []any) {
		p := row[2].(map[string]any)
		p["case"] = "bare"
		ties = append(ties, map[string]any{"from": row[0], "to": row[1], "properties": p})
	})
	if err != nil {
		b.Fatal(err)
	}
	return nodes, ties
}

func (l *bareLoop) write(ctx context.Context, nodes, ties []any, grouped bool) error {
	query := "UNWIND $rows AS row MATCH (a:Bare {case: 'bare', id: row.from}) MATCH (b:Bare {case: 'bare', id: row.to}) CREATE (a)-[t:BARE]->(b) SET t = row.properties"
	size := bareSize
	if grouped {
		query = "UNWIND $rows AS g MATCH (a:Bare {case: 'bare', id: g.from}) UNWIND g.ties AS row MATCH (b:Bare {case: 'bare', id: row.to}) CREATE (a)-[t:BARE]->(b) SET t = row.properties"
		ties = group(ties)
		size = bareSize * len(ties) / payments
	}
	if err := l.run(ctx, "UNWIND $rows AS row CREATE (n:Bare:BareAccount) SET n = row", map[string]any{"rows": nodes}, nil); err != nil {
		return err
	}
	for from := 0; from < len(ties); from += size {
		if err := l.run(ctx, query, map[string]any{"rows": ties[from:min(from+size, len(ties))]}, nil); err != nil {
			return err
		}
	}
	return nil
}

// group puts the ties of one start together.
func group(ties []any) []any {
	byStart := map[any][]any{}
	for _, t := range ties {
		from := t.(map[string]any)["from"]
		byStart[from] = append(byStart[from], t)
	}
	var groups []any
	for from, group := range byStart {
		groups = append(groups, map[string]any{"from": from, "ties": group})
	}
	return groups
}

const (
	readRows      = "MATCH (a:Entity {case: $case})-[t]->(b) RETURN a.id, b.id, type(t), t.key, t.records"
	readCollected = "MATCH (a:Entity {case: $case})-[t]->(b) RETURN a.id, collect([b.id, type(t), t.key, t.records])"
)

func (l *bareLoop) read(ctx context.Context, name, ties string) error {
	for _, query := range []string{"MATCH (e:Entity {case: $case}) RETURN e.id, e.kind, e.records", ties} {
		if err := l.run(ctx, query, map[string]any{"case": name}, nil); err != nil {
			return err
		}
	}
	return nil
}
