package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/linchpin-graph/linchpin/analysis/central"
	"github.com/linchpin-graph/linchpin/analysis/dismantle"
	"github.com/linchpin-graph/linchpin/analysis/groups"
	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/analysis/paths"
	"github.com/linchpin-graph/linchpin/analysis/protection"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/loaders"
	"github.com/linchpin-graph/linchpin/report"
)

// completeFlags lets the shell complete the values of every command's flags: words of
// ours, and the names and sources of the case.
func completeFlags(root *cobra.Command) {
	complete := flagWords()
	for _, cmd := range allCommands(root)[1:] {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			words := complete[f.Name]
			switch {
			case f.Name == "source" && cmd.Name() != "add": // add is told of new ones
				words = completeSources
			case f.Name == "by" && cmd.Name() == "groups":
				words = among(methodNames())
			case f.Name == "by" && cmd.Name() == "questions":
				words = among(append(wordsOf(central.Measures()), byProtection))
			case f.Name == "ask":
				words = inList(among(wordsOf(protection.Sorts())))
			case f.Name == "by" && cmd.Name() == "paths":
				words = among(wordsOf([]paths.Measure{paths.Ties, paths.Distance, paths.Probability}))
			case f.Name == "kind" && cmd.Name() == "patterns":
				words = inList(among(wordsOf(money.Patterns())))
			case f.Name == "level":
				words = among(wordsOf(money.Levels()))
			case f.Name == "by" && cmd.Name() == "trace":
				words = among(wordsOf(money.Methods()))
			case f.Name == "of" && (cmd.Name() == "patterns" || cmd.Name() == "flows"):
				words = inList(completeNames)
			case f.Name == "format" && cmd.Name() == "draw":
				words = among(drawFormats)
			case f.Name == "format":
				words = among(formatNames[:])
			}
			if words == nil {
				return
			}
			if err := cmd.RegisterFlagCompletionFunc(f.Name, words); err != nil {
				panic(cmd.Name() + ": " + err.Error())
			}
		})
	}
}

// flagWords are what completes the values of flags, by the flags' names.
func flagWords() map[string]cobra.CompletionFunc {
	kinds, ties := wordsOf(graph.EntityKinds()), wordsOf(graph.TieKinds())
	var formats []string
	for _, f := range loaders.Formats() {
		formats = append(formats, f.Name)
	}
	return map[string]cobra.CompletionFunc{
		"around":         completeNames,
		"gang":           completeNames,
		"uses":           inList(completeNames),
		"by":             inList(among(wordsOf(central.Measures()))),
		"entity-kinds":   inList(among(kinds)),
		"file-format":    among(formats),
		"kind":           among(kinds),
		"must":           inList(completeNames),
		"near":           inList(completeNames),
		"over":           among([]string{"month", "quarter", "year"}),
		"quality":        among([]string{groups.Modularity.String(), groups.CPM.String()}),
		"together":       inList(completeNames),
		"why":            completeNames,
		"lens":           among(wordsOf([]graph.Lens{graph.People, graph.Money, graph.Gangs, graph.Whole})),
		"objective":      among(objectiveNames()),
		"path":           inList(completeNames),
		"avoid":          inList(completeNames),
		"remove":         inList(completeNames),
		"through":        inList(among(append(kinds, "none"))),
		"through-people": inList(completeNames),
		"tie-kind":       among(ties),
		"tie-kinds":      inList(among(ties)),
		"without":        inList(completeNames),
	}
}

func wordsOf[W fmt.Stringer](values []W) []string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = v.String()
	}
	return words
}

func among(words []string) cobra.CompletionFunc {
	return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
}

// inList completes the last of several words with commas between them.
func inList(complete cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		before := begun[:strings.LastIndexByte(begun, ',')+1]
		last, directive := complete(cmd, args, begun[len(before):])
		words := make([]string, len(last))
		for i, word := range last {
			words[i] = before + word
		}
		return words, directive
	}
}

// completeCaseAndName completes a case file, and then one name in it.
func completeCaseAndName(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return nil, cobra.ShellCompDirectiveDefault
	case 1:
		return completeNames(cmd, args, begun)
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// completeCaseAndNames completes a case file, and then two names in it.
func completeCaseAndNames(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 2 {
		return completeNames(cmd, args, begun)
	}
	return completeCaseAndName(cmd, args, begun)
}

// completeAdd completes what is added: a case file, a kind, and names.
func completeAdd(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return nil, cobra.ShellCompDirectiveDefault
	case 1:
		return append(wordsOf(graph.EntityKinds()), wordsOf(graph.TieKinds())...), cobra.ShellCompDirectiveNoFileComp
	case 2, 3:
		return completeNames(cmd, args, begun)
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

// mostCompleted is of how many records a case has at most of which names are completed: whom not to
// name is known when all of it is read, and nobody waits for that with a finger on a key.
const mostCompleted = 200_000

// completeNames completes the names and identifiers of the case that is the first
// argument, but for those of whom a role or age protects, and of what is theirs.
func completeNames(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	return fromCase(cmd, args, func(s store.Store, n *graph.Network, r *report.Redactor) (words []string, counts string, err error) {
		matches, err := s.Find(cmd.Context(), begun, 0)
		shown := 0
		for _, m := range matches {
			e := n.Entity(m.ID)
			if shown == mostShown || e == nil || r.Hides(e) || e.Kind != graph.Person && r.Names(string(m.ID)) {
				continue
			}
			shown++
			words = append(words, completion(string(m.ID), m.Name))
			if strings.HasPrefix(strings.ToLower(m.Name), strings.ToLower(begun)) {
				words = append(words, completion(m.Name, m.Kind.String()))
			}
		}
		return words, fmt.Sprintf("entities=%d", shown), err
	})
}

const mostShown = 50 // entities that one word is completed to

// completeSources completes the sources of the case that is the first argument, but for
// those that are named for whom a role or age protects.
func completeSources(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	return fromCase(cmd, args, func(s store.Store, _ *graph.Network, r *report.Redactor) (words []string, counts string, err error) {
		sources, err := s.Sources(cmd.Context())
		for _, source := range sources {
			if !r.Names(string(source.ID) + " " + source.Title) {
				words = append(words, completion(string(source.ID), source.Title))
			}
		}
		return words, fmt.Sprintf("sources=%d", len(words)), err
	})
}

// fromCase completes from the case that is the first argument. That it was read is
// logged before anything of it is shown; nothing is asked, for nobody sees the question.
func fromCase(cmd *cobra.Command, args []string, read func(store.Store, *graph.Network, *report.Redactor) (words []string, counts string, err error)) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	cmd.SetIn(strings.NewReader(""))
	var words []string
	err := withCase(cmd, args[0], func(s store.Store) error {
		size, err := s.Count(cmd.Context())
		if err != nil || size.Records > mostCompleted {
			return err
		}
		n, hidden, err := hiddenOf(cmd.Context(), s)
		if err != nil {
			return err
		}
		found, counts, err := read(s, n, hidden)
		if err != nil {
			return err
		}
		words = found
		return audit(cmd, s, args[0], store.Entry{Verb: "complete", Counts: counts})
	})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

// completion is a word to complete and what it stands for, with nothing a terminal
// would obey.
func completion(word, about string) string {
	return printable(oneLine(word)) + "\t" + printable(oneLine(about))
}

func objectiveNames() []string {
	return wordsOf([]dismantle.Objective{dismantle.Pairs, dismantle.Largest, dismantle.Between, dismantle.Distance, dismantle.Within, dismantle.Reach})
}
