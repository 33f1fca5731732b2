package main

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// report writes a line for each package, and then the survivors.
func report(to io.Writer, outcomes []outcome) {
	columns := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(columns, "package\tmutants\tcaught\tsurvived\tnever reached\t")
	for _, p := range append(mutated, "") {
		var all, caught, unreached int
		for _, o := range outcomes {
			if p != "" && o.mutation.source.pkg != p {
				continue
			}
			all++
			if o.caught != "" {
				caught++
			} else if !o.reached {
				unreached++
			}
		}
		if p == "" {
			p = "all"
		}
		if all > 0 {
			fmt.Fprintf(columns, "%s\t%d\t%d\t%d\t%d\t\n", p, all, caught, all-caught, unreached)
		}
	}
	columns.Flush()
	for _, o := range outcomes {
		if o.caught == "" {
			fmt.Fprintln(to, survivor(o))
		}
	}
}

// survivor is the line of a mutation that no test catches.
func survivor(o outcome) string {
	m := o.mutation
	text := fmt.Sprintf("%s: %d %s in %s: %s", m.place(), m.number, m.kind, m.within, m.change())
	if !o.reached {
		text += " (never reached)"
	}
	return text
}
