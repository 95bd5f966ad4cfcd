package neo4j

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/linchpin-graph/linchpin/graph"
)

// The properties of our own. Those of an entity or tie that its records give
// stand beside them, each with its best value, under a key that cannot be one of
// these; see propertyKey.
const (
	keyCase      = "case"
	keyID        = "id"
	keyKind      = "kind"    // of an entity: the vocabulary's word
	keyName      = "name"    // of an entity: graph.Entity.Name
	keyKey       = "key"     // of a tie: graph.Tie.Key
	keyRecords   = "records" // canonical JSON, the facts themselves
	keyHash      = "hash"    // of the canonical line
	keySearch    = "search"  // of an entity: what Find looks in, folded
	keyWithdrawn = "withdrawn"
	keyAmount    = "amount_value"   // the amount as a number, to sort and to sum roughly by
	keyStrength  = "strength_value" // the strength as a number
	scorePrefix  = "linchpin_"
)

var ownKeys = []string{keyCase, keyID, keyKind, keyName, keyKey, keyRecords, keyHash, keySearch, keyWithdrawn, keyAmount, keyStrength}

const (
	maxKeyLength  = 60 // letters of a property key
	maxProperties = 64 // of one entity or tie; the records have all
)

// propertyKey returns the key under which a property of the data stands: its name
// with what needs no quotes in Cypher, so custody-since is custody_since, and
// data_ before a name that would be one of ours.
func propertyKey(name string) string {
	length := 0
	key := strings.Map(func(r rune) rune {
		if length++; length > maxKeyLength {
			return -1
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, name)
	if key == "" || !unicode.IsLetter([]rune(key)[0]) || slices.Contains(ownKeys, key) || strings.HasPrefix(key, scorePrefix) {
		return "data_" + key
	}
	return key
}

// entityProperties returns what is put on an entity's node. Withdrawn records
// show in nothing but the records.
func entityProperties(e *graph.Entity, gone *withdrawn) map[string]any {
	shown := graph.Entity{ID: e.ID, Kind: e.Kind, Records: gone.without(e.Records, e.RecordID)}
	properties := bestValues(shown.Records, shown.Value)
	properties[keyID] = string(e.ID)
	properties[keyKind] = e.Kind.String()
	properties[keyName] = shown.Name()
	properties[keyRecords] = marshalRecords(e.Records)
	properties[keyHash] = entityHash(e).String()
	properties[keySearch] = searchText(&shown)
	if len(shown.Records) == 0 {
		properties[keyWithdrawn] = true
	}
	return properties
}

// tieProperties returns what is put on a tie's relationship.
func tieProperties(t *graph.Tie, gone *withdrawn) map[string]any {
	return tiePropertiesOf(t, t.ID(), tieHash(t), gone)
}

// tiePropertiesOf is tieProperties for a tie whose ID and hash are known.
func tiePropertiesOf(t *graph.Tie, id graph.TieID, h hash, gone *withdrawn) map[string]any {
	shown := *t
	shown.Records = gone.without(t.Records, t.RecordID)
	properties := bestValues(shown.Records, shown.Value)
	properties[keyID] = string(id)
	properties[keyKey] = t.Key
	properties[keyRecords] = marshalRecords(t.Records)
	properties[keyHash] = h.String()
	if len(shown.Records) == 0 {
		properties[keyWithdrawn] = true
	}
	return properties
}

// bestValues returns the value to use of each property the records give.
func bestValues(records []graph.Record, best func(name string) graph.Value) map[string]any {
	var names []string
	for i := range records {
		for _, f := range records[i].Fields {
			names = append(names, f.Name)
		}
	}
	slices.Sort(names)
	properties := make(map[string]any, len(names)+len(ownKeys))
	for _, name := range slices.Compact(names) {
		key := propertyKey(name)
		if name == graph.PropName || properties[key] != nil {
			continue
		}
		if len(properties) >= maxProperties {
			break
		}
		text := best(name).Text
		properties[key] = text
		switch name {
		case graph.PropAmount:
			addNumber(properties, keyAmount, text)
		case graph.PropStrength:
			addNumber(properties, keyStrength, text)
		}
	}
	return properties
}

func addNumber(properties map[string]any, key, text string) {
	if x, err := strconv.ParseFloat(text, 64); err == nil && x-x == 0 {
		properties[key] = x
	}
}

// replacing returns the properties with a null for each key of the ones before
// that they do not have, so that it goes away.
func replacing(before, now map[string]any) map[string]any {
	for key := range before {
		if _, kept := now[key]; !kept {
			now[key] = nil
		}
	}
	return now
}

func marshalRecords(records []graph.Record) []string {
	texts := make([]string, len(records))
	for i := range records {
		texts[i] = string(graph.MarshalRecord(&records[i]))
	}
	return texts
}

func entityHash(e *graph.Entity) hash { return hashOf(e.AppendJSON(nil)) }
func tieHash(t *graph.Tie) hash       { return hashOf(t.AppendJSON(nil)) }
