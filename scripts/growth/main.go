// Growth writes texts in which one statement repeats, for each statement of the language, asks of them what the page
// asks, and prints how many steps the engine takes as the text doubles:
//
//	go run -cover -covermode=atomic -coverpkg=./dsl/...,./wasm/api,./scripts/growth ./scripts/growth
//
// A step is a block of statements that runs once, as the counters of -cover count it. The last figure of a line is how
// much the second doubling costs for each step of the first: 2 where the time grows with the text, 4 where with its
// square.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"hopwise/wasm/api"
)

// sizes are how often a statement repeats.
var sizes = [3]int{32, 64, 128}

func main() {
	for _, r := range repetitions() {
		var counts [len(sizes)]map[api.Op]uint64
		for k, n := range sizes {
			counts[k] = asked(r.text(n))
		}
		for _, op := range []api.Op{api.OpAnswer, api.OpFormat, api.OpComplete, api.OpHover} {
			small, middle, large := counts[0][op], counts[1][op], counts[2][op]
			ratio := (float64(large) - float64(middle)) / max(1, float64(middle)-float64(small))
			fmt.Printf("%s\t%s\t%d\t%d\t%d\t%.2f\n", r.name, op, small, middle, large, ratio)
		}
	}
}

// asked are the steps of each operation that the page has for a text; those at a place are asked at the last repeated
// line.
func asked(t string, at int) map[api.Op]uint64 {
	s := api.NewService()
	counts := map[api.Op]uint64{}
	for _, q := range []api.Request{
		{Op: api.OpAnswer}, {Op: api.OpFormat}, {Op: api.OpComplete, Offset: at}, {Op: api.OpHover, Offset: at},
	} {
		q.Version, q.Text = api.Version, t
		request, err := json.Marshal(q)
		if err != nil {
			panic(err) // a request holds nothing that JSON can't
		}
		n, err := steps(func() { s.Serve(request) })
		if err != nil {
			fmt.Fprintln(os.Stderr, "growth:", err)
			os.Exit(1)
		}
		counts[q.Op] = n
	}
	return counts
}
