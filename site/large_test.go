package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// frameByFrame makes a page whose frames stand still while `stopped` is set: then each call of frame() is one, and the
// clock runs so fast that every slice of work is over at once.
const frameByFrame = `(() => {
	const [real, now] = [requestAnimationFrame.bind(window), performance.now.bind(performance)];
	const held = new Map();
	let [last, ahead] = [0, 0];
	window.requestAnimationFrame = (call) => { held.set(++last, call); return last; };
	window.cancelAnimationFrame = (id) => void held.delete(id);
	performance.now = () => now() + (window.stopped ? (ahead += 100) : ahead);
	window.frame = () => { const calls = [...held.values()]; held.clear(); calls.forEach((call) => call(performance.now())); };
	(function tick() { if (!window.stopped) frame(); real(tick); })();
})()`

const (
	filling  = `document.querySelector('hop-drawing').hasAttribute('data-filling')`
	drawnVPC = `document.querySelectorAll('.drawing .vpc').length`
	listed   = `document.querySelectorAll('.in-words li').length`
)

// slowVisitor opens a large drawing, all of it in view, on a page whose frames stand still.
func slowVisitor(t *testing.T, text string) *visit {
	t.Helper()
	v := visitor(t)
	script := cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: frameByFrame}
	if _, err := chromedp.Call(v.ctx, cdppage.AddScriptToEvaluateOnNewDocument, script); err != nil {
		t.Fatal(err)
	}
	v.open(link(t, 1, text))
	v.until(drawnVPC + ` > 1 && !` + filling)
	v.do(
		chromedp.Evaluate[chromedp.Void](
			`window.stopped = true; [...document.querySelectorAll('.drawing-tools button')].find((b) => b.textContent === 'Fit').click()`,
		),
	)
	return v
}

// eventually waits for an expression to be true on a page whose frames stand still; it lets so many pass in each round.
func (v *visit) eventually(expression string, frames int) {
	v.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if evaluate[bool](
			v,
			fmt.Sprintf(
				`(() => { if (%[1]s) return true; for (let n = 0; n < %[2]d; n++) frame(); return %[1]s; })()`,
				expression,
				frames,
			),
		) {
			return
		}
	}
	v.t.Fatalf("not so: %s", expression)
}

func TestALargeDrawingComesWholeInTheEnd(t *testing.T) {
	const vpcs = 300
	v := slowVisitor(t, manyVPCs(vpcs))
	if have := evaluate[int](v, drawnVPC); have == vpcs || !evaluate[bool](v, filling) {
		t.Errorf("all of %d VPCs came at once", have)
	}
	if !evaluate[bool](
		v,
		`document.querySelector('.canvas').ariaBusy === 'true' && document.querySelector('.filling-note').textContent === 'Still being drawn'`,
	) {
		t.Error("nothing says that the drawing is not there yet")
	}
	v.eventually(drawnVPC+fmt.Sprintf(` === %d && !`, vpcs)+filling, 1)
	if evaluate[bool](v, `document.querySelector('.canvas').ariaBusy === 'true'`) {
		t.Error("the drawing is there, and still said to be coming")
	}
}

func TestALargeDrawingIsReadAsTextWhileItComes(t *testing.T) {
	v := slowVisitor(t, manyVPCs(300))
	v.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.in-words').open = true`))
	v.eventually(listed+` > 0`, 0)
	if !evaluate[bool](v, filling) {
		t.Error("the drawing is there before the text")
	}
	v.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.in-words li button').click()`))
	v.eventually(fmt.Sprintf(`%s?.matches('.marked') === true`, lineOf(0, "vpc v-0 ")), 1)
	v.eventually(listed+` > 1000 && !`+filling, 20)
	boxes := evaluate[[]string](
		v,
		`[...document.querySelectorAll('.in-words li')].map((e) => e.textContent.trim().split(/\s+/).slice(0, 2).join(' '))`,
	)
	seen := map[string]int{}
	for _, box := range boxes {
		seen[box]++
	}
	for i := range 300 {
		if name := fmt.Sprintf("VPC v-%d", i); seen[name] != 1 {
			t.Fatalf("%s: have it %d times in the text, want it once", name, seen[name])
		}
	}
}

func TestANewerAnswerAbandonsTheOlderDrawing(t *testing.T) {
	v := slowVisitor(t, manyVPCs(300))
	newer := "title \"newer\"\n" + strings.ReplaceAll(manyVPCs(300), "vpc v-", "vpc w-")
	v.do(
		chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`location.hash = %q`, strings.TrimPrefix(link(t, 1, newer), "/"))),
	)
	v.eventually(`document.querySelector('.bar-title').textContent === 'newer'`, 0)
	if !evaluate[bool](v, filling) {
		t.Error("the newer drawing came at once")
	}
	v.do(chromedp.Evaluate[chromedp.Void](`window.late = []; new MutationObserver((records) => {
		for (const { addedNodes } of records) for (const node of addedNodes) if (node.textContent.includes('VPC v-')) late.push(node.textContent);
	}).observe(document.querySelector('.canvas'), { childList: true, subtree: true })`))
	v.eventually(`!`+filling, 1)
	if late := evaluate[[]string](v, `window.late`); len(late) > 0 {
		t.Errorf("the older drawing goes on: %.200q", late)
	}
	have := evaluate[int](
		v,
		`[...document.querySelectorAll('.drawing .vpc > title')].filter((e) => e.textContent.startsWith('VPC w-')).length`,
	)
	if all := evaluate[int](v, drawnVPC); have != 300 || all != 300 {
		t.Errorf("have %d VPCs, %d of them the newer answer's; want all 300", all, have)
	}
}

func TestALargeDrawingIsSaved(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, manyVPCs(300)))
	v.until(drawnVPC + ` > 1`)
	v.do(chromedp.Evaluate[chromedp.Void](`window.files = []; window.blobs = new Map();
		const make = URL.createObjectURL;
		URL.createObjectURL = (blob) => { const url = make.call(URL, blob); blobs.set(url, blob); return url; };
		HTMLAnchorElement.prototype.click = function () { files.push(blobs.get(this.href)); };`))
	v.click(".drawing-tools button", "SVG")
	v.until(`files.length === 1`)
	svg := evaluate[[]int](v, `files[0].text().then((text) => {
		const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
		return [documentElement.querySelectorAll('[data-box]').length, documentElement.querySelectorAll('parsererror, [class]').length];
	})`)
	if boxes := 300*5 + 150; svg[0] < boxes || svg[1] > 0 {
		t.Errorf("the SVG: have %d boxes and %d problems, want all boxes (over %d) and none", svg[0], svg[1], boxes)
	}
	v.click(".drawing-tools button", "PNG")
	v.until(`files.length === 2`)
	v.untilText(".saving-note", "% of the drawing’s size")
	if pixels := evaluate[int](v, `createImageBitmap(files[1]).then(({ width, height }) => width * height)`); pixels < 8<<20 ||
		pixels > 16<<20 {
		t.Errorf("the PNG: have %d pixels, want about 16 M", pixels)
	}
	v.do(chromedp.Evaluate[chromedp.Void](`HTMLCanvasElement.prototype.toBlob = (done) => done(null)`))
	v.click(".drawing-tools button", "PNG")
	v.untilText(".saving-note", "The browser makes no PNG of this drawing. SVG has all of it.")
}

func TestALongListIsShownAsFarAsItIsAskedFor(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, repeated(300, func(i int) string { return fmt.Sprintf("nonsense-%d here\n", i) })))
	v.untilText(".findings-title", "300 findings")
	const items = `document.querySelectorAll('.findings .finding').length`
	v.until(items + ` === 100`)
	v.click(".long-more button", "Show 100 more of 200")
	v.until(items + ` === 200`)
	v.click(".long-more button", "Show 100 more of 100")
	v.until(items + ` === 300 && document.querySelector('.long-more') === null`)
}
