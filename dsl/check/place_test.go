package check

import (
	"testing"

	"hopwise/dsl/vocabulary"
)

// TestEveryRowHasAReader holds the readers of each place against the rows that may stand there: each row has one
// reader, and no reader has a row of another place. Notes stand everywhere, and are read in one place.
func TestEveryRowHasAReader(t *testing.T) {
	readers := map[vocabulary.Place][]*vocabulary.Row{
		vocabulary.AtTop:       append(rowsOf(inTop), rowsOf(asked)...),
		vocabulary.InHost:      rowsOf(inHost),
		vocabulary.InCloud:     rowsOf(inCloud),
		vocabulary.InVPC:       rowsOf(inVPC),
		vocabulary.InGroup:     rowsOf(inGroup),
		vocabulary.InACL:       rowsOf(inACL),
		vocabulary.InTable:     rowsOf(inTable),
		vocabulary.InSubnet:    rowsOf(inSubnet),
		vocabulary.InInstance:  rowsOf(inInstance),
		vocabulary.InGateway:   rowsOf(inGateway),
		vocabulary.InList:      rowsOf(inList),
		vocabulary.InNAT:       rowsOf(inNAT),
		vocabulary.InInterface: rowsOf(inInterface),
		vocabulary.InIptables:  rowsOf(inIptables),
		vocabulary.InBalancer:  rowsOf(inBalancer),
		vocabulary.InTransit:   rowsOf(inTransit),
		vocabulary.InCEN:       rowsOf(inCEN),
		vocabulary.InHubTable:  rowsOf(inHubTable),
		vocabulary.InUser:      rowsOf(inUser),
		vocabulary.InCluster:   rowsOf(inCluster),
		vocabulary.InEndpoint:  rowsOf(inEndpoint),
		vocabulary.InClassic:   rowsOf(inClassic),
		vocabulary.InMachine:   rowsOf(inMachine),
		vocabulary.InSides:     rowsOf(inSides),
	}
	for _, p := range vocabulary.Places {
		count := map[*vocabulary.Row]int{}
		for _, row := range readers[p] {
			count[row]++
		}
		for _, row := range vocabulary.Rows {
			want := 0
			if row.StandsIn(p) && row != &vocabulary.RowNote {
				want = 1
			}
			if have := count[row]; have != want {
				t.Errorf("readers of %q in %s\nhave %d\nwant %d: the table of the place has a line for each row",
					row.Keyword, p, have, want)
			}
		}
	}
}

// rowsOf are the rows that a place has readers for.
func rowsOf[B, T any](p place[B, T]) []*vocabulary.Row {
	var rows []*vocabulary.Row
	for _, r := range p {
		rows = append(rows, r.row)
	}
	return rows
}
