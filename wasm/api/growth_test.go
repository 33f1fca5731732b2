package api

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"hopwise/dsl"
)

// TestGrowthIsLinear doubles each part of a text that can grow, and counts the bytes that the engine allocates for
// reading, tracing, findings, the drawing and completion. Twice the text may take little more than twice the memory.
func TestGrowthIsLinear(t *testing.T) {
	if runtime.GOARCH == "wasm" {
		t.Skip("the same code natively counts the same, in a fifth of the time")
	}
	const most = 2.6 // a slice that grows by doubling may double once more
	for _, test := range []struct {
		claim string
		small int
		text  func(n int) string
	}{
		{"unknown names near known ones", 400, func(n int) string {
			return inVPC(lines(n, "security-group known%da { }"), lines(n, "security-group g%d { in allow tcp/80 from knowm%[1]db }"))
		}},
		{"one long unknown name", 8000, func(n int) string {
			return "cloud aws {\nvpc v 10.0.0.0/8 { }\npeering p v <-> " + strings.Repeat("ab", n) + "\n}\n"
		}},
		{"ranges of a prefix list in a route", 2000, func(n int) string {
			return inVPC("internet-gateway igw\nprefix-list pl {\n", ranges(n, "20.%d.%d.0/24"), "}\nroute-table t { pl -> igw }\nsubnet s 10.0.0.0/24 { route-table t; instance w }\n") + "trace w -> 20.0.1.1 tcp/80\n"
		}},
		{"machines that forward in a chain", 200, func(n int) string {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "route-table t%d { 0.0.0.0/0 -> m%d }\n", i, i+1)
				fmt.Fprintf(&b, "subnet s%d 10.%d.%d.0/24 { route-table t%[1]d; instance m%[1]d { ip-forward on; source-dest-check off } }\n", i, i/256, i%256)
			}
			fmt.Fprintf(&b, "subnet last 10.255.0.0/24 { instance m%d }\n", n)
			return strings.Replace(inVPC(b.String()), "aws", "huawei", 1) + "trace m0 -> internet tcp/80\n"
		}},
		{"subnets of a VPC, each with a machine", 400, func(n int) string {
			return inVPC(ranges(n, "subnet s%[1]d-%[2]d 10.%[1]d.%[2]d.0/24 { instance m%[1]d-%[2]d }"))
		}},
		{"VPCs", 200, func(n int) string {
			return "cloud aws {\n" + ranges(n, "vpc v%[1]d-%[2]d 10.%[1]d.%[2]d.0/24 { subnet s%[1]d-%[2]d 10.%[1]d.%[2]d.0/25 }") + "}\n"
		}},
		{"hosts", 400, func(n int) string { return ranges(n, "host h%[1]d-%[2]d 20.0.%[1]d.%[2]d") }},
		{"users and what they may expose", 200, func(n int) string {
			return strings.Replace(inVPC("subnet s 10.0.0.0/24 { instance w }\n"), "cloud aws {\n", "cloud aws {\n"+lines(n, "user u%d { allow * }"), 1) + lines(n, "expect u%d can expose w")
		}},
		{"routes of a table", 1000, func(n int) string {
			return inVPC("internet-gateway igw\nroute-table t {\n", ranges(n, "20.%d.%d.0/24 -> igw"), "}\nsubnet s 10.0.0.0/24 { route-table t; instance w }\n")
		}},
		{"interfaces of machines", 200, func(n int) string {
			return inVPC("subnet s 10.0.0.0/16 {\n", lines(n, "instance m%d { interface eth1 in s }"), "}\n")
		}},
	} {
		small, large := taken(test.text(test.small)), taken(test.text(2*test.small))
		if ratio := float64(large) / float64(small); ratio > most {
			t.Errorf(
				"%s: %d take %d KB, and twice as many %d KB: have a ratio of %.2f, want at most %.1f",
				test.claim,
				test.small,
				small>>10,
				large>>10,
				ratio,
				most,
			)
		}
	}
}

// taken is how many bytes the engine allocates to answer a text, and to complete at its end.
func taken(text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	AnswerText(text, 0)
	dsl.Load(text).Document().Complete(len(text))
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// inVPC is a scenario with statements in a VPC.
func inVPC(statements ...string) string {
	return "cloud aws {\nvpc v 10.0.0.0/8 {\n" + strings.Join(statements, "") + "}\n}\n"
}

// lines are n lines of a form that takes a number.
func lines(n int, form string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form+"\n", i)
	}
	return b.String()
}

// ranges are n lines of a form that takes a number in two parts below 256.
func ranges(n int, form string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form+"\n", i/256, i%256)
	}
	return b.String()
}
