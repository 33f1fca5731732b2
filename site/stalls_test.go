package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// manyVPCs is a network of so many VPCs, each with a subnet, most with a machine, some with what a way to the Internet
// takes, and twenty questions.
func manyVPCs(n int) string {
	var b strings.Builder
	b.WriteString("host laptop 203.0.113.10\n\ncloud aws {\n")
	for i := range n {
		fmt.Fprintf(&b, "  vpc v-%d 10.0.0.0/16 {\n", i)
		if i%10 == 0 {
			fmt.Fprintf(
				&b,
				"    internet-gateway igw-%d\n    route-table out-%d { 0.0.0.0/0 -> igw-%d }\n    security-group sg-%d { in allow tcp/443 from 0.0.0.0/0 }\n",
				i,
				i,
				i,
				i,
			)
			fmt.Fprintf(
				&b,
				"    subnet s-%d 10.0.1.0/24 {\n      route-table out-%d\n      instance m-%d { eip 198.51.%d.%d; security-group sg-%d }\n    }\n",
				i,
				i,
				i,
				100+i/250,
				i%250+1,
				i,
			)
		} else if i%3 != 0 {
			fmt.Fprintf(&b, "    subnet s-%d 10.0.1.0/24 { instance m-%d }\n", i, i)
		} else {
			fmt.Fprintf(&b, "    subnet s-%d 10.0.1.0/24\n", i)
		}
		b.WriteString("  }\n")
	}
	b.WriteString("}\n")
	for i := range 20 {
		fmt.Fprintf(&b, "trace laptop -> m-%d tcp/443\n", i*n/20/10*10)
	}
	return b.String()
}

// largest is a scenario of nearly the largest size: a thousand VPCs, and comments between them.
func largest() string {
	const size = 1 << 20
	text := manyVPCs(1000)
	comment := "# " + strings.Repeat("a line that says nothing of the network ", 2) + "\n"
	return text + strings.Repeat(comment, (size-len(text)-1000)/len(comment))
}

// repeated is so many lines of one kind.
func repeated(n int, line func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(line(i))
	}
	return b.String()
}

// ofOneKind are scenarios that are large in one way each.
func ofOneKind() map[string]string {
	shop := func(rules, subnets string) string {
		return "host laptop 203.0.113.10\ncloud aws {\n  vpc shop 10.0.0.0/16 {\n    internet-gateway igw\n    route-table out { 0.0.0.0/0 -> igw }\n" +
			"    security-group sg {\n" + rules + "      in allow tcp/443 from 0.0.0.0/0\n    }\n" +
			"    subnet front 10.0.255.0/24 {\n      route-table out\n      instance web { eip 198.51.100.7; security-group sg }\n    }\n" + subnets + "  }\n}\n"
	}
	const asked = "trace laptop -> web tcp/443\n"
	return map[string]string{
		"3,000 questions": shop(
			"",
			"",
		) + repeated(
			3000,
			func(i int) string { return fmt.Sprintf("trace laptop -> web tcp/%d\n", i+1) },
		),
		"3,000 mistakes": shop(
			"",
			"",
		) + asked + repeated(
			3000,
			func(i int) string { return fmt.Sprintf("nonsense-%d here\n", i) },
		),
		"3,000 rules": shop(
			repeated(3000, func(i int) string { return fmt.Sprintf("      in allow udp/%d from 10.0.0.0/8\n", i) }),
			"",
		) + asked,
		"3,000 subnets": shop("", repeated(3000, func(i int) string {
			return fmt.Sprintf("    subnet s-%d 10.0.%d.%d/28 { instance m-%d }\n", i, i/16, i%16*16, i)
		})) + asked,
	}
}

// BenchmarkStalls prints the longest task of the page's own thread for what a person does with a scenario of a thousand
// VPCs, and what that task was made of, in milliseconds. It judges nothing: machines differ.
//
//	go test ./site -run '^$' -bench Stalls
func BenchmarkStalls(b *testing.B) {
	text := manyVPCs(1000)
	const (
		ready    = `document.querySelector('hop-editor')?.shadowRoot?.querySelector('.cm-content') !== null`
		whole    = `document.querySelectorAll('.drawing .vpc').length > 0 && document.querySelector('[data-filling]') === null`
		answered = `document.querySelector('.bar-title').textContent === 'ab'`
	)
	keys := []string{"t", "i", "t", "l", "e", " ", `"`, "a", "b", `"`}
	v := visitor(b)
	b.Logf("a thousand VPCs, %d KiB", len(text)/1024)
	v.stalls("opening a link", func() {
		v.open(link(b, 1, text))
		v.until(ready)
		v.until(whole)
	})
	v.press("")
	v.stalls("stepping", func() { v.slowly(".", ".", ".", ".", ",", ",") })
	v.stalls("zooming", func() { v.slowly("+", "+", "+", "+", "+", "-", "-", "0", "+", "+"); v.until(whole) })
	v.stalls("moving", func() { v.slowly(kb.ArrowRight, kb.ArrowDown, kb.ArrowLeft, kb.ArrowUp) })
	v.stalls("another question", func() {
		v.do(
			chromedp.Evaluate[chromedp.Void](
				`(() => { const s = document.querySelector('select.question-text'); s.selectedIndex = 7; s.dispatchEvent(new Event('change', { bubbles: true })); })()`,
			),
		)
		v.untilText(".trace .hop", "m-350")
		v.until(whole)
	})
	v.stalls("a box is chosen", func() {
		v.do(
			chromedp.Evaluate[chromedp.Void](
				`document.querySelectorAll('.drawing .subnet')[40].dispatchEvent(new MouseEvent('click', { bubbles: true }))`,
			),
		)
	})
	v.top()
	v.stalls("typing ten keys", func() { v.slowly(keys...); v.until(answered) })
	v.stalls("breaking the text", func() {
		v.slowly("x", "y", "z")
		v.untilText(".findings-title", "1 finding")
		v.slowly(kb.Backspace, kb.Backspace, kb.Backspace)
		v.untilText(".findings-title", "No findings")
	})
	v.stalls("as text", func() {
		v.click(".in-words summary", "As text")
		v.until(`document.querySelectorAll('.in-words li').length > 3000`)
	})
	v.stalls("as text, closed", func() { v.click(".in-words summary", "As text") })
	v.stalls("saving as SVG", func() {
		v.do(
			chromedp.Evaluate[chromedp.Void](
				`HTMLAnchorElement.prototype.click = function () { window.saved = this.download; }`,
			),
		)
		v.click(".drawing-tools button", "SVG")
		v.until(`window.saved?.endsWith('.svg')`)
	})
	v.stalls("opening from storage", func() {
		v.open("/")
		v.until(ready)
		v.until(whole)
	})
	v.do(chromedp.EmulateViewport(390, 844))
	v.stalls("panels on a phone", func() {
		for _, panel := range []string{"Text", "Drawing", "Traces"} {
			v.click(".tabs button", panel)
			time.Sleep(200 * time.Millisecond)
		}
	})
	text = largest()
	v = visitor(b)
	b.Logf("with comments, %d KiB", len(text)/1024)
	v.stalls("opening a file", func() {
		v.open("/")
		v.until(ready)
		v.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([%s], 'large.vpc'));
			document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
		})()`, quoted(text))))
		v.until(whole)
	})
	v.top()
	v.stalls("typing ten keys", func() { v.slowly(keys...); v.until(answered) })
	v = visitor(b)
	v.stalls("an embedded frame", func() {
		v.open("/embed.html" + link(b, 1, manyVPCs(1000))[1:])
		v.until(whole)
	})
	for name, text := range ofOneKind() {
		v := visitor(b)
		v.stalls(name+" open", func() {
			v.open(link(b, 1, text))
			v.untilText(".notices, header + div", "came by a link")
			v.until(
				`document.querySelector('.bar-title').textContent === 'Untitled scenario' && document.querySelector('.trace .hop') !== null`,
			)
		})
		v.top()
		v.stalls("… and are typed in", func() { v.slowly(keys...); v.until(answered) })
		if name == "3,000 rules" {
			v.stalls("… and are read", func() {
				v.do(
					chromedp.Evaluate[chromedp.Void](
						`document.querySelectorAll('.hop-line').forEach((line) => line.click())`,
					),
				)
				v.until(`document.querySelectorAll('.rule').length >= 100`)
			})
		}
	}
}

// top puts the cursor onto a new first line of the text.
func (v *visit) top() {
	v.t.Helper()
	v.written(0)
	v.do(chromedp.Evaluate[chromedp.Void](editor(0) + `.querySelector('.cm-content').focus()`))
	v.keys(kb.Home, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.enter()
	v.keys(kb.ArrowUp)
}

// quoted is a text as JavaScript writes it.
func quoted(text string) string {
	literal, _ := json.Marshal(text)
	return string(literal)
}

// A traced event is a span of the browser's own trace, in microseconds.
type tracedEvent struct {
	Name      string  `json:"name"`
	Phase     string  `json:"ph"`
	Process   int     `json:"pid"`
	Thread    int     `json:"tid"`
	Start     float64 `json:"ts"`
	Duration  float64 `json:"dur"`
	Processor float64 `json:"tdur"`
	Args      struct {
		Name string `json:"name"` // of a thread
		Data struct {
			Type string `json:"type"` // of an event that is dispatched
		} `json:"data"`
	} `json:"args"`
}

func (e tracedEvent) end() float64 { return e.Start + e.Duration }

// stalls prints the longest task of the page's own thread while something is done and for a second after: the one that
// took most of the processor, since the rest of its time is other programs'.
func (v *visit) stalls(name string, do func()) {
	v.t.Helper()
	events := v.traced(func() { do(); time.Sleep(time.Second) })
	var longest tracedEvent
	long := 0
	for _, e := range events {
		if !strings.HasSuffix(e.Name, "RunTask") {
			continue
		}
		if e.Processor > 50_000 {
			long++
		}
		if e.Processor > longest.Processor {
			longest = e
		}
	}
	v.t.Logf(
		"%-20s longest task %4.0f ms of the processor (%4.0f by the clock), %2d over 50 ms: %s",
		name,
		longest.Processor/1000,
		longest.Duration/1000,
		long,
		parts(longest, events),
	)
}

// parts says what a task was made of: each kind of event with the time that it took itself, the longest first.
func parts(task tracedEvent, events []tracedEvent) string {
	inside := slices.DeleteFunc(slices.Clone(events), func(e tracedEvent) bool {
		return e.Process != task.Process || e.Thread != task.Thread || e.Start < task.Start || e.end() > task.end()
	})
	slices.SortStableFunc(inside, func(a, b tracedEvent) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.Duration, a.Duration))
	})
	own := map[string]float64{}
	var around []tracedEvent
	for _, e := range inside {
		for len(around) > 0 && around[len(around)-1].end() < e.end() {
			around = around[:len(around)-1]
		}
		if len(around) > 0 {
			own[label(around[len(around)-1])] -= e.Processor
		}
		own[label(e)] += e.Processor
		around = append(around, e)
	}
	names := slices.SortedFunc(maps.Keys(own), func(a, b string) int { return cmp.Compare(own[b], own[a]) })
	var said []string
	for _, name := range names[:min(6, len(names))] {
		if own[name] >= 1000 {
			said = append(said, fmt.Sprintf("%s %.0f", name, own[name]/1000))
		}
	}
	return strings.Join(said, ", ")
}

func label(e tracedEvent) string {
	if e.Args.Data.Type != "" {
		return e.Name + " " + e.Args.Data.Type
	}
	return e.Name
}

// traced is what the browser writes of the page's own thread while something is done.
func (v *visit) traced(do func()) []tracedEvent {
	v.t.Helper()
	var mu sync.Mutex
	var events []tracedEvent
	done := make(chan bool, 1)
	listening := chromedp.ListenBrowser(v.ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *tracing.EventDataCollected:
			for _, value := range e.Value {
				var one tracedEvent
				json.Unmarshal(value, &one) // what an event says beyond that is of many kinds
				events = append(events, one)
			}
		case *tracing.EventTracingComplete:
			select {
			case done <- true:
			default:
			}
		}
	})
	categories := []string{
		"toplevel",
		"blink.user_timing",
		"devtools.timeline",
		"disabled-by-default-devtools.timeline",
		"disabled-by-default-v8.gc",
		"v8",
	}
	start := tracing.StartParams{TransferMode: tracing.StartTransferModeReportEvents, TraceConfig: &tracing.TraceConfig{
		RecordMode: tracing.TraceConfigRecordModeRecordAsMuchAsPossible, IncludedCategories: categories, ExcludedCategories: []string{"*"},
	}}
	_, starting := chromedp.CallBrowser(v.ctx, tracing.Start, start)
	if err := cmp.Or(listening, starting); err != nil {
		v.t.Fatal(err)
	}
	do()
	if _, err := chromedp.CallBrowser(v.ctx, tracing.End, cdp.Empty{}); err != nil {
		v.t.Fatal(err)
	}
	<-done
	mu.Lock()
	defer mu.Unlock()
	pages := map[[2]int]bool{}
	for _, e := range events {
		if e.Name == "thread_name" && e.Args.Name == "CrRendererMain" {
			pages[[2]int{e.Process, e.Thread}] = true
		}
	}
	return slices.DeleteFunc(
		events,
		func(e tracedEvent) bool { return e.Phase != "X" || !pages[[2]int{e.Process, e.Thread}] },
	)
}
