package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// twoHundred is a network of two hundred machines in two clouds, all of them drawn, with a question from the first to
// the last.
func twoHundred() string {
	var b strings.Builder
	for _, cloud := range []struct{ key, subnet string }{{"aws", "subnet"}, {"alibaba", "vswitch"}} {
		fmt.Fprintf(
			&b,
			"cloud %s {\n  vpc works 10.0.0.0/16 {\n    security-group works-sg { in allow tcp/443 from 10.0.0.0/16 }\n",
			cloud.key,
		)
		for i := range 10 {
			fmt.Fprintf(&b, "    %s net-%d 10.0.%d.0/24 zone %c {\n", cloud.subnet, i, i, 'a'+i%3)
			for j := range 10 {
				fmt.Fprintf(&b, "      instance m-%d { security-group works-sg }\n", 10*i+j)
			}
			b.WriteString("    }\n")
		}
		b.WriteString("  }\n}\n")
	}
	b.WriteString("trace m-0 -> m-99 tcp/443\n")
	return b.String()
}

// BenchmarkFrames prints how evenly a page moves that draws and traces two hundred machines: the time from one frame to
// the next, while a person types, steps, zooms and moves. It judges nothing: machines differ.
//
//	go test ./site -run '^$' -bench Frames
func BenchmarkFrames(b *testing.B) {
	v := visitor(b)
	v.open(link(b, 1, twoHundred()))
	v.until(`document.querySelectorAll('.drawing .machine').length === 200`)
	v.cursor(0, "instance m-7 ")
	v.frames("typing", func() { v.slowly("# a", "b", "c", "d", "e", "f", "g", "h", "i", "j") })
	v.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.canvas').focus()`))
	v.frames("stepping", func() { v.slowly(".", ".", ".", ".", ".", ".", ",", ",", ",", ",") })
	v.frames("zooming", func() { v.slowly("+", "+", "+", "+", "+", "-", "-", "-", "-", "-") })
	v.keys("+++")
	v.frames("moving", func() {
		v.slowly(kb.ArrowRight, kb.ArrowRight, kb.ArrowDown, kb.ArrowDown, kb.ArrowLeft, kb.ArrowLeft, kb.ArrowUp)
	})
}

// BenchmarkFirstTrace prints when a person's first page shows a trace, counted from the first byte asked for: the
// example's, which is in the page, and that of a scenario in a link, which needs the engine. Nothing is kept from an
// earlier visit.
//
//	go test ./site -run '^$' -bench FirstTrace
func BenchmarkFirstTrace(b *testing.B) {
	for _, visit := range []struct{ name, path, shown string }{
		{"the example's", "/", "reachable"},
		{"of a small scenario in a link", link(b, 1, withoutTheRoute()), "one-way"},
		{"of two hundred machines in a link", link(b, 1, twoHundred()), "m-99"},
	} {
		v := visitor(b)
		watch := cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: fmt.Sprintf(`(function look() {
			const shown = [...document.querySelectorAll('.trace-title, .trace .hop')].some((e) => e.textContent.includes(%q));
			if (shown) window.firstTrace ??= performance.now();
			else requestAnimationFrame(look);
		})()`, visit.shown)}
		if _, err := chromedp.Call(v.ctx, cdppage.AddScriptToEvaluateOnNewDocument, watch); err != nil {
			b.Fatal(err)
		}
		v.open(visit.path)
		v.until(`window.firstTrace > 0`)
		b.Logf("the first trace, %-34s %7.1f ms", visit.name, evaluate[float64](v, `window.firstTrace`))
	}
}

// slowly presses keys as fast as a hand does.
func (v *visit) slowly(keys ...string) {
	v.t.Helper()
	for _, key := range keys {
		v.keys(key)
		time.Sleep(120 * time.Millisecond)
	}
}

// frames prints the times between frames while something is done and for half a second after, in milliseconds.
func (v *visit) frames(name string, do func()) {
	v.t.Helper()
	v.do(
		chromedp.Evaluate[chromedp.Void](
			`cancelAnimationFrame(window.frame); window.times = []; (function next(now) { times.push(now); window.frame = requestAnimationFrame(next); })(performance.now())`,
		),
	)
	do()
	time.Sleep(500 * time.Millisecond)
	gaps := evaluate[[]float64](v, `times.slice(2).map((t, i) => t - times[i + 1])`)
	slices.Sort(gaps)
	at := func(part float64) float64 { return gaps[int(part*float64(len(gaps)-1))] }
	v.t.Logf(
		"%-9s %4d frames: median %5.1f ms, 95 of 100 within %5.1f ms, the longest %5.1f ms",
		name,
		len(gaps),
		at(0.5),
		at(0.95),
		at(1),
	)
}
