package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hopwise/dsl"
)

// box is the drawn box of a kind that holds a text.
func box(kind, text string) string {
	return fmt.Sprintf(
		`[...document.querySelectorAll('.drawing .%s')].find((e) => e.querySelector('text')?.textContent.includes(%q))`,
		kind,
		text,
	)
}

// press focuses the drawing and presses keys.
func (v *visit) press(keys string) {
	v.t.Helper()
	v.do(chromedp.Evaluate[chromedp.Void](`document.querySelector('.canvas').focus()`))
	v.keys(keys)
}

func TestTheDrawingWithoutScripts(t *testing.T) {
	v := visitor(t)
	v.withoutScripts()
	v.open("/")
	for selector, want := range map[string]string{
		".drawing .cloud-name": "AWS\nAlibaba Cloud",
		".drawing .machine":    "web",
		".drawing .gateway":    "igw",
		".in-words":            "security group web-sg",
	} {
		if have := v.text(selector); !strings.Contains(have, want) {
			t.Errorf("%s: have %q, want %q", selector, have, want)
		}
	}
}

func TestABoxShowsItsLineAndALineItsBox(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	v.clickAt(box("subnet", "front") + `.querySelector('.name')`)
	v.until(`document.querySelector('.drawing .subnet.marked') !== null`)
	v.until(fmt.Sprintf(`%s.matches('.marked')`, lineOf(0, "subnet front")))
	v.cursor(0, "internet-gateway igw")
	v.until(
		`document.querySelector('.drawing .gateway.marked') !== null && document.querySelector('.drawing .subnet.marked') === null`,
	)
}

func TestThePacketIsSteppedByKeys(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	v.press(".")
	v.untilText(".drawing .packet", "203.0.113.10 → 10.0.1.10:443")
	v.press(".")
	v.until(`document.querySelector('.hop button[aria-current], .hop [aria-current]') !== null`)
	v.press(",")
	v.press(",")
	v.untilText(".drawing .packet .changed", "10.0.1.10:443")
}

func TestTheDrawingIsZoomedByKeysAndShownWholeAgain(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	const looked = `document.querySelector('svg.drawing').getAttribute('viewBox')`
	whole := evaluate[string](v, looked)
	v.press("+")
	v.until(looked + fmt.Sprintf(` !== %q`, whole))
	near := evaluate[string](v, looked)
	v.press(kb.ArrowRight)
	v.until(looked + fmt.Sprintf(` !== %q`, near))
	v.press("0")
	v.until(looked + fmt.Sprintf(` === %q`, whole))
	v.click(".drawing-tools button", "Trace")
	v.until(looked + fmt.Sprintf(` !== %q`, whole))
}

// TestTheDrawingIsSaved takes the files at the door, on each page with a policy of its own, and holds them against what
// another program needs of them.
func TestTheDrawingIsSaved(t *testing.T) {
	fragment := strings.TrimPrefix(
		link(
			t,
			1,
			"title \"<img src=x onerror=alert(1)>\"\nnote \"<script>alert(1)</script>\"\n"+dsl.First[strings.Index(dsl.First, "host"):],
		),
		"/",
	)
	for _, page := range []string{"/", "/embed.html", whole} {
		t.Run(page, func(t *testing.T) { saved(t, page+fragment) })
	}
}

func saved(t *testing.T, path string) {
	v := visitor(t)
	v.open(path)
	v.untilText(".drawing .machine", "web")
	v.do(chromedp.Evaluate[chromedp.Void](`window.files = []; window.blobs = new Map();
		const make = URL.createObjectURL;
		URL.createObjectURL = (blob) => { const url = make.call(URL, blob); blobs.set(url, blob); return url; };
		HTMLAnchorElement.prototype.click = function () { files.push([this.download, blobs.get(this.href)]); };`))
	v.click(".drawing-tools button", "SVG")
	v.until(`window.files.length === 1`)
	v.click(".drawing-tools button", "PNG")
	v.until(`window.files.length === 2`)
	problems := evaluate[[]string](v, `(async () => {
		const problems = [];
		const [svg, png] = files;
		if (!svg[0].endsWith('.svg') || !png[0].endsWith('.png') || /[<>]/.test(svg[0])) problems.push('names ' + svg[0] + ' ' + png[0]);
		const text = await svg[1].text();
		if ((await createImageBitmap(png[1])).width < 1000) problems.push('a small picture');
		const document = new DOMParser().parseFromString(text, 'image/svg+xml');
		if (document.querySelector('parsererror, script, style, image, use, a, foreignObject, [class], [style], [href]')) problems.push('more than shapes: ' + [...document.querySelectorAll('parsererror, script, style, image, use, a, foreignObject, [class], [style], [href]')].map((e) => e.outerHTML.slice(0, 200)).join(' '));
		if ([...document.querySelectorAll('*')].some((e) => [...e.attributes].some((a) => a.name.startsWith('on') || /url\(/.test(a.value)))) problems.push('a reference or a handler');
		if (document.querySelectorAll('text').length < 20 || !document.documentElement.getAttribute('width')) problems.push('too little');
		if (![...document.querySelectorAll('rect')].every((e) => e.hasAttribute('fill'))) problems.push('a shape without its style');
		return problems;
	})()`)
	for _, problem := range problems {
		t.Error(problem)
	}
}

func TestASubnetOfManyMachinesOpensAndCloses(t *testing.T) {
	v := visitor(t)
	var b strings.Builder
	b.WriteString("cloud aws {\n  vpc shop 10.0.0.0/16 {\n    subnet front 10.0.1.0/24 {\n")
	for i := range 20 {
		fmt.Fprintf(&b, "      instance web-%d\n", i)
	}
	b.WriteString("    }\n  }\n}\ntrace web-3 -> web-4 tcp/80\n")
	v.open(link(t, 1, b.String()))
	v.untilText(".drawing .more", "+18")
	v.clickAt(box("more", "machines"))
	v.until(`document.querySelectorAll('.drawing .machine').length === 20`)
	v.clickAt(`document.querySelector('.drawing .closer')`)
	v.until(`document.querySelectorAll('.drawing .machine').length === 2`)
}

func TestTheDrawingStaysWhileTheTextIsBroken(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.cursor(0, "subnet front")
	v.keys(kb.Home)
	v.keys("x")
	v.untilText(".stale-note", "The text has errors")
	if have := v.text(".drawing .machine .name"); have != "web\nweb" {
		t.Errorf("have %q, want both machines", have)
	}
	v.keys(kb.Backspace)
	v.until(`document.querySelector('.stale-note') === null`)
}

func TestTheListOfBoxesLeadsToTheText(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	v.click(".in-words summary", "As text")
	v.click(".in-words button", "security group web-sg")
	v.until(`document.querySelector('.drawing .group.marked') !== null`)
}

func TestALargeNetworkIsSeenFromNearOnAPhone(t *testing.T) {
	text, err := os.ReadFile("gallery/12-a-companys-network.vpc")
	if err != nil {
		t.Fatal(err)
	}
	v := visitor(t)
	v.do(chromedp.EmulateViewport(390, 844))
	v.open(link(t, 1, string(text)))
	v.settled()
	v.click(".tabs button", "Drawing")
	const zoomed = `document.querySelector('.canvas').dataset.zoomed`
	v.until(zoomed + ` === 'yes'`)
	v.click(".drawing-tools button", "Fit")
	v.until(zoomed + ` === 'no'`)
}
