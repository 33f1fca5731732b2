package diagram_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/diagram"
	"hopwise/dsl/trace"
)

// TestWaysPassTheirBoxes holds the boxes that the way of each fixture's first question passes, there and back, against
// testdata/ways: a line for each leg.
func TestWaysPassTheirBoxes(t *testing.T) {
	var b bytes.Buffer
	last := ""
	drawings(t, func(name string, _ *dsl.Scenario, v *trace.Trace, d *diagram.Drawing) {
		fixture, _, _ := strings.Cut(name, ".txt")
		if about := fixture + v.Cloud.Provider.Key; about != last {
			last = about
			writeWays(&b, fixture, v, d)
		}
	})
	const file = "testdata/ways"
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	have, want := strings.Split(b.String(), "\n"), strings.Split(string(written), "\n")
	for i := range max(len(have), len(want)) {
		if i >= len(have) || i >= len(want) || have[i] != want[i] {
			t.Fatalf("%s:%d\nhave %s\nwant %s\nto accept it: go test ./dsl/diagram -update", file, i+1,
				strings.Join(have[min(i, len(have)):min(i+1, len(have))], ""),
				strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
		}
	}
}

func writeWays(b *bytes.Buffer, fixture string, v *trace.Trace, d *diagram.Drawing) {
	for leg, way := range d.Ways {
		fmt.Fprintf(b, "%s on %s, %s:", fixture, v.Cloud.Provider.Key, []string{"there", "back"}[leg])
		for k := range way.Stops {
			if at := way.Boxes[k]; at >= 0 {
				fmt.Fprintf(b, " %s %s", d.Boxes[at].Kind, d.Boxes[at].Name)
			} else {
				b.WriteString(" nothing")
			}
			b.WriteString(";")
		}
		b.WriteString("\n")
	}
}
