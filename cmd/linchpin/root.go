package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const rootLong = `linchpin loads what is known about gangs, their members, the officials who protect
them and the money that feeds them; keeps it with its sources; and answers: who
holds this network together, who shields it, what feeds it, and which few lawful
steps take it apart.

A case is a file (network.case) or an address of a Neo4j server
(neo4j://user@host:port/database?case=NAME). Every command that reads or changes
people's data is written to the case's log.

Exit codes: 0 done, 1 failed, 2 the command line was wrong, 3 a file could not be
read as its format, 130 interrupted.`

// newRootCmd lists every command. There is no other registry.
func newRootCmd() *cobra.Command {
	root := &cobra.Command{
		Use:           "linchpin",
		Short:         "Find what holds a criminal network together, from graded evidence",
		Long:          rootLong,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SuggestionsMinimumDistance = 2
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().String("password-file", "", "file with the Neo4j password, readable by you alone (or set LINCHPIN_NEO4J_PASSWORD)")
	root.PersistentFlags().Bool("allow-plaintext", false, "send case data unencrypted to a server that is not this machine")
	root.AddCommand(
		newNewCmd(), newMapCmd(), newLoadCmd(), newAddCmd(), newWithdrawCmd(),
		newShowCmd(), newFindCmd(), newCentralCmd(), newGroupsCmd(), newPathsCmd(), newDrawCmd(), newTargetsCmd(), newDismantleCmd(),
		newProtectionCmd(), newUmbrellaCmd(), newCutCmd(), newMoneyCmd(), newQuestionsCmd(),
		newCopyCmd(), newWriteBackCmd(), newCheckCmd(), newAuditCmd(),
		newDemoCmd(), newFormatsCmd(), newVersionCmd(), newRenderCmd(),
	)
	for _, cmd := range allCommands(root)[1:] {
		cmd.Args = asUsage(cmd.Args)
	}
	completeFlags(root)
	return root
}

// allCommands returns a command and all below it.
func allCommands(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		all = append(all, allCommands(c)...)
	}
	return all
}

// asUsage makes a wrong number of arguments a usage error.
func asUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if check == nil {
			return nil
		}
		var wrong *usageError
		if err := check(cmd, args); errors.As(err, &wrong) {
			return err
		} else if err != nil {
			return usagef("%w\nusage: %s\nsee: %s --help", err, cmd.UseLine(), cmd.CommandPath())
		}
		return nil
	}
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return usagef("unknown command %q%s\nsee: %s --help", args[0], hint, cmd.CommandPath())
}

// flagError says what is wrong with a flag.
func flagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	var number *strconv.NumError
	if !errors.As(err, &invalid) || !errors.As(err, &number) {
		return &usageError{fmt.Errorf("%w%s", err, flagHint(cmd, err))}
	}
	want := map[string]string{"int": "want a whole number", "uint64": "want a whole number of at least 0", "float64": "want a number", "bool": "want true or false"}[invalid.GetFlag().Value.Type()]
	if errors.Is(number.Err, strconv.ErrRange) {
		want = "is too large"
		if strings.HasPrefix(number.Num, "-") {
			want = "is too small"
		}
	}
	return usagef("--%s %s: %s", invalid.GetFlag().Name, invalid.GetValue(), want)
}

// flagHint says what an unknown flag may have been meant to be.
func flagHint(cmd *cobra.Command, err error) string {
	_, flag, found := strings.Cut(err.Error(), "unknown flag: --")
	if !found {
		return ""
	}
	if strings.Contains(flag, "password") {
		return "; a password is never a flag: use --password-file, LINCHPIN_NEO4J_PASSWORD, or wait for the prompt"
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := nearest(flag, names, 1); len(near) > 0 {
		return "; did you mean --" + near[0] + "?"
	}
	return ""
}
