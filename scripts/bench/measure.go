package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/wasm/api"
)

// large is a scenario of about n lines: the same network with further subnets and machines in both clouds.
func large(n int) string {
	var b strings.Builder
	b.WriteString("host laptop 203.0.113.10\n")
	each := (n - 15) / 12 // six lines a machine, in two clouds
	for _, c := range []struct{ head, word string }{{"cloud aws {\n  vpc shop 10.0.0.0/16 {\n    internet-gateway igw\n    route-table main { 0.0.0.0/0 -> igw }\n", "subnet"}, {"cloud alibaba {\n  vpc shop 10.0.0.0/16 {\n", "vswitch"}} {
		b.WriteString(c.head)
		b.WriteString("    security-group web-sg { in allow tcp/443 from 0.0.0.0/0 }\n")
		for i := range each {
			fmt.Fprintf(
				&b,
				"    %s net-%d 10.0.%d.0/24 {\n      instance web-%d {\n        eip\n        security-group web-sg\n      }\n    }\n",
				c.word,
				i,
				i,
				i,
			)
		}
		b.WriteString("  }\n}\n")
	}
	b.WriteString("expect laptop -> web-0 tcp/443 reachable\n")
	return b.String()
}

// measure prints a line for each figure.
func measure(out io.Writer) {
	fmt.Fprintf(out, "%s/%s\n", runtime.GOOS, runtime.GOARCH)
	big := large(1000)
	line := func(what string, r testing.BenchmarkResult, per int, unit string) {
		fmt.Fprintf(out, "  %-52s %10.1f %s\n", what, float64(r.NsPerOp())/float64(per), unit)
	}
	line(
		"read and check, first scenario",
		testing.Benchmark(func(b *testing.B) { load(b, dsl.First) }),
		len(dsl.First),
		"ns/byte",
	)
	line(
		fmt.Sprintf("read and check, %d lines", strings.Count(big, "\n")),
		testing.Benchmark(func(b *testing.B) { load(b, big) }),
		len(big),
		"ns/byte",
	)
	line("one question, there and back, one cloud", testing.Benchmark(walk), 1000, "µs")
	line(
		"keystroke to answer, first scenario",
		testing.Benchmark(func(b *testing.B) { keystroke(b, dsl.First) }),
		1_000_000,
		"ms",
	)
	line(
		fmt.Sprintf("keystroke to answer, %d lines", strings.Count(big, "\n")),
		testing.Benchmark(func(b *testing.B) { keystroke(b, big) }),
		1_000_000,
		"ms",
	)
}

func load(b *testing.B, text string) {
	for range b.N {
		dsl.Load(text)
	}
}

func walk(b *testing.B) {
	s := dsl.Load(dsl.First)
	q, _ := s.Ask("trace laptop -> web tcp/443 on " + s.Network.Clouds[0].Provider.Key)
	b.ResetTimer()
	for range b.N {
		s.Answer(q)
	}
}

// keystroke types a letter at the end of the text and takes it away again, each time asking for the answer.
func keystroke(b *testing.B, text string) {
	service := api.NewService()
	var requests [2][]byte
	for i, t := range []string{text, text + "#"} {
		request, err := json.Marshal(api.Request{Version: api.Version, Op: api.OpAnswer, Text: t})
		if err != nil {
			b.Fatal(err)
		}
		requests[i] = request
	}
	service.Serve(requests[0])
	b.ResetTimer()
	for i := range b.N {
		service.Serve(requests[i%2])
	}
}
