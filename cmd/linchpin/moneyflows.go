package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/linchpin-graph/linchpin/analysis/money"
	"github.com/linchpin-graph/linchpin/graph"
	"github.com/linchpin-graph/linchpin/graph/store"
	"github.com/linchpin-graph/linchpin/loaders"
	"github.com/linchpin-graph/linchpin/report"
)

type moneyFlowsOptions struct {
	view    viewOptions
	out     outputOptions
	level   money.Level
	monthly bool
	of      []string
	rates   string
	into    string
	top     int
	names   namedOptions
}

// convertedScale is the digits after the point of amounts that are converted.
const convertedScale = 2

func newMoneyFlowsCmd() *cobra.Command {
	var o moneyFlowsOptions
	cmd := &cobra.Command{
		Use:   "flows CASE",
		Short: "Add up what was paid between whom, by month and currency",
		Long: `Add up payments between the same two, per currency: between accounts, between those
who hold them, or between those who own the companies that do. Amounts of different
currencies are never added. With --rates, each is shown converted beside, with the
days of the rates: a CSV file with the columns date, from, to, rate. Whom a role or age
protects is not named, with what is theirs, unless --name-protected is said.`,
		Example: `  linchpin money flows harbour.case --level holder --top 20
  linchpin money flows harbour.case --of odelin --monthly`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runMoneyFlows(cmd, args[0], &o) },
	}
	o.view.addFlags(cmd)
	o.view.moneyLens(cmd)
	o.out.addFlags(cmd)
	o.names.addFlags(cmd)
	flags := cmd.Flags()
	flags.TextVar(&o.level, "level", money.OfAccounts, "between whom: "+words(money.Levels()))
	flags.BoolVar(&o.monthly, "monthly", false, "a flow for each month")
	flags.StringSliceVar(&o.of, "of", nil, "only flows from or to these, their accounts and companies; of a gang, those of its recorded members")
	flags.StringVar(&o.rates, "rates", "", "file of exchange rates: CSV with the columns date, from, to, rate")
	flags.StringVar(&o.into, "into", "EUR", "of --rates: the currency to convert into")
	flags.IntVar(&o.top, "top", 50, "how many of each currency to show, the largest; 0 for all")
	return cmd
}

func runMoneyFlows(cmd *cobra.Command, name string, o *moneyFlowsOptions) error {
	into, err := graph.ParseCurrency(o.into)
	switch {
	case err != nil:
		return usagef("--into: %w", err)
	case o.top < 0:
		return usagef("--top %d: want 0 for all, or how many to show", o.top)
	case o.rates == "" && cmd.Flags().Changed("into"):
		return usagef("--into goes with --rates")
	}
	if err := o.names.ask(cmd); err != nil {
		return err
	}
	options := money.FlowOptions{Level: o.level, Monthly: o.monthly, Into: into}
	if o.rates != "" {
		if options.Rates, err = readRates(o.rates); err != nil {
			return err
		}
	} else {
		into = ""
	}
	return withSafeguard(cmd, name, &o.view, o.names.entry("money flows"), func(s store.Store, v *graph.View, g safeguarded) error {
		p, err := readPayments(cmd, v)
		if err != nil {
			return err
		}
		redactor := o.names.redactor(g)
		payers := payersAsked{cmd, s, name, p, &o.view, redactor}
		if options.Of, err = payers.places(o.of); err != nil {
			return err
		}
		options.Told = toldTogether(v, redactor)
		flows, err := money.Flows(cmd.Context(), p, options)
		if err != nil {
			return err
		}
		h := heading(cmd, name, v, &o.view)
		h.Title, h.Asked = "What was paid between whom", o.asked()
		o.names.head(&h)
		if options.Told != nil {
			h.Notes = append(h.Notes, togetherNote)
		}
		all := len(flows)
		return o.out.write(cmd, report.NewMoneyFlows(h, p, redactor, o.level, into, convertedScale, o.largest(flows), all))
	})
}

// largest returns the flows to show, so many of each currency, by currency and month.
func (o *moneyFlowsOptions) largest(flows []money.Flow) []money.Flow {
	slices.SortStableFunc(flows, func(a, b money.Flow) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(b.Units, a.Units))
	})
	shown, count := []money.Flow{}, map[uint8]int{}
	for _, f := range flows {
		if count[f.Currency]++; o.top == 0 || count[f.Currency] <= o.top {
			shown = append(shown, f)
		}
	}
	slices.SortStableFunc(shown, func(a, b money.Flow) int {
		return cmp.Or(cmp.Compare(a.Currency, b.Currency), cmp.Compare(a.Month, b.Month))
	})
	return shown
}

func (o *moneyFlowsOptions) asked() string {
	text := "flows between " + o.level.String() + "s"
	if o.monthly {
		text += ", by month"
	}
	if len(o.of) > 0 {
		text += ", of " + strings.Join(o.of, ", ")
	}
	return text
}

// readRates reads a file of exchange rates.
func readRates(path string) (*money.Rates, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.FieldsPerRecord = 4
	var all []money.Rate
	for line := 1; ; line++ {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err == nil && line == 1 {
			if header := strings.ToLower(strings.Join(row, ",")); header != "date,from,to,rate" {
				err = fmt.Errorf("columns %q: want date,from,to,rate", header)
			}
		} else if err == nil {
			var one money.Rate
			if one, err = readRate(row); err == nil {
				all = append(all, one)
			}
		}
		if err != nil {
			return nil, &loaders.ParseError{File: path, Line: line, Err: err}
		}
	}
	rates, err := money.NewRates(all, convertedScale)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return rates, nil
}

// readRate reads a row of date, from, to and rate.
func readRate(row []string) (r money.Rate, err error) {
	if r.On, err = graph.ParseDate(row[0]); err == nil && r.On.Precision != graph.Day {
		err = fmt.Errorf("date %q: want a day such as 2024-05-17", row[0])
	}
	if err == nil {
		r.From, err = graph.ParseCurrency(row[1])
	}
	if err == nil {
		r.To, err = graph.ParseCurrency(row[2])
	}
	if err == nil {
		if r.Value, err = graph.ParseDecimal(row[3]); err == nil && r.Value.Sign() <= 0 {
			err = fmt.Errorf("rate %q: want a number above 0", row[3])
		}
	}
	return r, err
}
