package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// ofLines is a network of so many lines in two clouds, six a machine, with a title, a question and comments.
func ofLines(n int) string {
	var b strings.Builder
	b.WriteString("title \"lines\"\nhost laptop 203.0.113.10\n")
	for _, c := range []struct{ key, subnet, more string }{
		{"aws", "subnet", "    internet-gateway igw\n    route-table main { 0.0.0.0/0 -> igw }\n"},
		{"alibaba", "vswitch", ""},
	} {
		fmt.Fprintf(&b, "cloud %s {\n  vpc shop 10.0.0.0/16 {\n%s", c.key, c.more)
		b.WriteString("    security-group web-sg { in allow tcp/443 from 0.0.0.0/0 }\n")
		for i := range (n - 16) / 12 {
			fmt.Fprintf(&b, "    %s net-%d 10.0.%d.0/24 {\n", c.subnet, i, i)
			fmt.Fprintf(&b, "      instance web-%d {\n        eip\n        security-group web-sg\n      }\n    }\n", i)
		}
		b.WriteString("  }\n}\n")
	}
	b.WriteString("expect laptop -> web-0 tcp/443 reachable\n")
	b.WriteString(strings.Repeat("# a comment\n", n-strings.Count(b.String(), "\n")))
	return b.String()
}

// latencies is a script for a page that notes when a key came, when the engine was asked for an answer, when its reply
// came, and when the frame after it was painted. A key that asks nothing is followed to the next frame.
const latencies = `(() => {
	const answers = 'op":"answer"', reply = '{"version":1,"answer"';
	const afterPaint = (done) => requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => done(performance.now());
		port2.postMessage(null);
	});
	window.keys = [];
	addEventListener('keydown', (event) => {
		const key = { at: event.timeStamp };
		keys.push(key);
		afterPaint((now) => { key.next = now - key.at; });
	}, true);
	window.Worker = class extends Worker {
		constructor(...all) {
			super(...all);
			this.addEventListener('message', ({ data }) => {
				const key = window.keys.at(-1);
				if (key === undefined || typeof data.reply !== 'string' || !data.reply.startsWith(reply)) return;
				key.replied ??= performance.now() - key.at;
				key.size = data.reply.length;
				afterPaint((now) => { key.painted ??= now - key.at; });
			});
		}
		postMessage(message, ...all) {
			const key = window.keys.at(-1);
			if (key !== undefined && String(message.request).includes(answers)) key.asked ??= performance.now() - key.at;
			super.postMessage(message, ...all);
		}
	};
})()`

// A keyTime is what became of one key, in milliseconds after it.
type keyTime struct {
	Asked   float64 `json:"asked"`
	Replied float64 `json:"replied"`
	Painted float64 `json:"painted"`
	Next    float64 `json:"next"`
	Size    float64 `json:"size"` // of the reply, in characters
}

// BenchmarkKeys prints how long it takes from a key to its answer, painted, as a scenario of 100 and of 998 lines is
// typed in: in the middle of the text, and at its start, so that every place behind moves. It judges nothing: machines
// differ.
//
//	go test ./site -run '^$' -bench Keys
func BenchmarkKeys(b *testing.B) {
	for _, lines := range []int{100, 998} {
		text := ofLines(lines)
		v := visitor(b)
		v.before(latencies)
		v.open(link(b, 1, text))
		v.until(`document.querySelectorAll('.trace .hop').length > 0 && document.querySelector('[data-filling]') === null`)
		at := fmt.Sprintf("%d lines, ", lines)
		v.cursor(0, `title "lines`)
		v.keys(kb.ArrowLeft)
		v.typed(at + "the title")
		v.cursor(0, "instance web-1 {")
		v.keys(" # ")
		v.typed(at + "a comment")
		v.cursor(0, "security-group web-sg {")
		v.keys(kb.ArrowLeft + kb.ArrowLeft + ";in allow tcp/1 from 10.0.0.0/8" + strings.Repeat(kb.ArrowLeft, 16))
		v.typed(at + "a rule")
	}
}

// typed prints the times of forty keys, digits and corrections in turn.
func (v *visit) typed(what string) {
	v.t.Helper()
	typing := slices.Repeat([]string{"1", "2", kb.Backspace, kb.Backspace}, 10)
	defer v.processor(what, typing)
	v.timed(func() { v.slowly(typing...) }, func(keys []keyTime) {
		part := func(of func(keyTime) float64) float64 { return middle(keys, of, 0.5) }
		painted := func(k keyTime) float64 { return k.Painted }
		v.t.Logf(
			"%-22s painted after %5.1f ms, nine in ten within %5.1f: asked after %4.1f, the key itself painted after %4.1f, answered in %5.1f, painted in %4.1f; %4.0f KB",
			what, part(painted), middle(keys, painted, 0.9),
			part(func(k keyTime) float64 { return k.Asked }),
			part(func(k keyTime) float64 { return k.Next }),
			part(func(k keyTime) float64 { return k.Replied - k.Asked }),
			part(func(k keyTime) float64 { return k.Painted - k.Replied }),
			part(func(k keyTime) float64 { return k.Size / 1000 }),
		)
	})
}

// BenchmarkSteps prints how long a step takes to be painted among two hundred machines, and how long the frames are in
// which the packet runs. It judges nothing: machines differ.
//
//	go test ./site -run '^$' -bench Steps
func BenchmarkSteps(b *testing.B) {
	v := visitor(b)
	v.before(latencies)
	v.open(link(b, 1, twoHundred()))
	v.until(`document.querySelectorAll('.drawing .machine').length === 200`)
	v.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.canvas').focus()`))
	v.frames("stepping", func() {
		v.timed(func() { v.slowly(slices.Repeat([]string{".", ".", ".", ",", ","}, 12)...) }, func(keys []keyTime) {
			next := func(k keyTime) float64 { return k.Next }
			b.Logf("a step is painted after %5.1f ms, 95 of 100 within %5.1f", middle(keys, next, 0.5), middle(keys, next, 0.95))
		})
	})
	v.processor("a step", slices.Repeat([]string{".", ".", ".", ",", ","}, 12))
}

// processor prints how much of the processor the page's own thread takes for a key, and for what, while keys are
// pressed: less depends on other programs than in the time by the clock.
func (v *visit) processor(what string, keys []string) {
	v.t.Helper()
	events := v.traced(func() { v.slowly(keys...); time.Sleep(time.Second) })
	threads := map[[2]int]*tracedEvent{}
	var busiest tracedEvent
	for i := range events {
		e := &events[i]
		e.Processor /= float64(len(keys))
		if e.Name != "RunTask" { // which stands in a span of the scheduler's
			continue
		}
		all, ok := threads[[2]int{e.Process, e.Thread}]
		if !ok {
			all = &tracedEvent{Process: e.Process, Thread: e.Thread}
			threads[[2]int{e.Process, e.Thread}] = all
		}
		all.Processor, all.Duration = all.Processor+e.Processor, max(all.Duration, e.end())
		if all.Processor > busiest.Processor {
			busiest = *all
		}
	}
	v.t.Logf("%-22s takes %4.1f ms of the page's thread: %s", what, busiest.Processor/1000, parts(busiest, events))
}

// timed gives the times of the keys that are pressed while something is done.
func (v *visit) timed(do func(), say func([]keyTime)) {
	v.t.Helper()
	time.Sleep(time.Second)
	v.do(chromedp.Evaluate[chromedp.Void](`keys.length = 0`))
	do()
	time.Sleep(time.Second)
	say(evaluate[[]keyTime](v, `keys`))
}

// middle is the measure that a part of all keys stays within.
func middle(keys []keyTime, of func(keyTime) float64, part float64) float64 {
	all := make([]float64, len(keys))
	for i, k := range keys {
		all[i] = of(k)
	}
	slices.Sort(all)
	return all[int(part*float64(len(all)-1))]
}
