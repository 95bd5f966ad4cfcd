package loaders

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/linchpin-graph/linchpin/graph"
)

// relationship makes a tie of each interest. One that an earlier statement of the record has
// and this one no longer has ended: when the one of its type that follows begins, or
// else by the day of the statement.
func (s *bodsStatements) relationship(b *batcher, one *bodsStatement, record graph.Record) error {
	d := &one.Details
	subject := d.Subject.record
	if subject == "" {
		return errors.New("the relationship has no subject, or one that is not given")
	}
	if d.InterestedParty.record == "" {
		return s.unknownParty(b, one, record)
	}
	now := map[string]bodsInterest{}
	if len(d.Interests) == 0 && len(s.open) == 0 {
		d.Interests = []bodsInterest{{Type: "interest not given"}}
	}
	for _, i := range d.Interests {
		if one.RecordStatus == "closed" && i.EndDate == "" {
			i.EndDate = one.StatementDate
		}
		now[i.key()] = i
	}
	for key, was := range s.open {
		if _, still := now[key]; still {
			continue
		}
		was.EndDate = cmp.Or(was.EndDate, one.StatementDate)
		for _, i := range d.Interests {
			if i.Type == was.Type && i.Directness == was.Directness && i.StartDate > was.StartDate {
				was.EndDate = i.StartDate
			}
		}
		now[key] = was
	}
	var ties []graph.Tie
	var records []graph.Record
	for _, key := range slices.Sorted(maps.Keys(now)) {
		i := now[key]
		tie, fields, err := s.interest(one, &i, key)
		if err != nil {
			return err
		}
		r := record
		r.Fields = fields
		ties, records = append(ties, tie), append(records, r)
	}
	clear(s.open)
	for _, i := range d.Interests {
		s.open[i.key()] = i
	}
	for k, tie := range ties {
		b.mentioned(tie.From, s.kindOf(d.InterestedParty.record, graph.Person), record)
		b.mentioned(tie.To, s.kindOf(subject, graph.Company), record)
		b.tie(tie, records[k])
	}
	return nil
}

// unknownParty keeps why nobody is named who has an interest.
func (s *bodsStatements) unknownParty(b *batcher, one *bodsStatement, record graph.Record) error {
	reason := cmp.Or(one.Details.InterestedParty.reason, "no reason given")
	if strings.ContainsRune(reason, 0) {
		return errors.New("the reason holds a NUL character")
	}
	record.Fields = []graph.Field{{Name: "owner-not-given", Value: reason}}
	b.entity(s.id(one.Details.Subject.record), s.kindOf(one.Details.Subject.record, graph.Company), record)
	return nil
}

func (s *bodsStatements) kindOf(record string, otherwise graph.EntityKind) graph.EntityKind {
	return cmp.Or(s.kinds[record], otherwise)
}

// interest makes a tie of an interest, with what its record says.
func (s *bodsStatements) interest(one *bodsStatement, i *bodsInterest, key string) (graph.Tie, []graph.Field, error) {
	from, to := one.Details.InterestedParty.record, one.Details.Subject.record
	t := graph.Tie{Kind: i.kind(), From: s.id(from), To: s.id(to), Key: graph.IdentifierKey(one.RecordID + " " + key)}
	var fields []graph.Field
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, graph.Field{Name: name, Value: value})
		}
	}
	if strings.ContainsRune(t.Key+from+to, 0) {
		return t, nil, errors.New("an identifier holds a NUL character")
	}
	if !t.Kind.Fits(s.kindOf(from, graph.Person), s.kindOf(to, graph.Company)) {
		t.Kind = graph.LinkedTo
	}
	if t.Kind == graph.LinkedTo {
		add(graph.PropWord, cmp.Or(i.Type, "unknown interest"))
	} else if i.Type != "shareholding" && i.Type != "votingRights" {
		add(graph.PropTitle, i.Type)
	}
	for _, date := range []struct{ property, name, text string }{{graph.PropSince, "startDate", i.StartDate}, {graph.PropUntil, "endDate", i.EndDate}} {
		read, err := graph.ReadField(date.property, date.text)
		if err != nil {
			return t, nil, fmt.Errorf("%s of the interest: %w", date.name, err)
		}
		add(date.property, read)
	}
	if err := i.Share.check(); err != nil {
		return t, nil, err
	}
	add(graph.PropShare, i.Share.text())
	if i.Directness == "indirect" {
		add("directness", "indirect")
	}
	if i.Beneficial {
		add("beneficial-owner", "true")
	}
	return t, fields, nil
}

// kind is what an interest is to linchpin. Where no type is given it is a share that is not known.
func (i *bodsInterest) kind() graph.TieKind {
	switch i.Type {
	case "", "shareholding":
		return graph.Owns
	case "boardMember", "boardChair", "seniorManagingOfficial":
		return graph.Directs
	case "votingRights", "appointmentOfBoard", "otherInfluenceOrControl", "controlByLegalFramework", "controlViaCompanyRulesOrArticles", "trustee", "protector", "nominee", "nominator":
		return graph.Controls
	}
	return graph.LinkedTo
}
