package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestTheSiteInOneFile carries the one file to an empty folder, as on a stick, and opens it from there: it draws,
// answers, opens scenarios and links, leads to every kind of page and back, and asks for nothing.
func TestTheSiteInOneFile(t *testing.T) {
	content, err := os.ReadFile(filepath.Join(builtSite(t), wholeFile))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), wholeFile)
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
	address := "file://" + file
	v := regularOf(t, theStage.server)
	asked := v.requests()
	v.hears = func(noise string) bool { return !strings.HasPrefix(noise, "request: ") } // of its own: asked
	v.do(chromedp.Navigate(address))
	v.deleteLine(0, theRoute)
	v.untilText(".trace-title", "one-way")

	v.until(`document.querySelector('svg.drawing .stop') !== null`)

	v.click(".intro a", "Open a scenario")
	v.untilText("#sheet h1", "Scenarios")
	v.click("#sheet a", "A company's network")
	v.untilText(".bar-title", "A company's network")
	v.until(
		`document.querySelector('#sheet').childNodes.length === 0 && document.querySelector('hop-playground').checkVisibility()`,
	)
	v.untilText(".trace-title", "reachable")

	v.click(".findings-pane a", "public-address")
	v.untilText("#sheet h1", "public-address")
	v.click("#sheet .bar a", "Lessons")
	v.untilText("#sheet h1", "Lessons")
	v.click("#sheet main a", "The missing gateway")
	v.until(`document.querySelector('#sheet hop-live hop-editor')?.shadowRoot?.querySelector('.cm-line') != null`)
	v.click("#sheet .bar button", "?")
	v.until(`document.querySelectorAll('dialog[open]').length === 1`)
	v.keys(kb.Escape)
	v.do(chromedp.NavigateBack())
	v.untilText("#sheet h1", "Lessons")
	v.do(chromedp.NavigateBack(), chromedp.NavigateBack())
	v.untilText(".bar-title", "A company's network")
	v.until(`document.querySelector('hop-playground').checkVisibility()`)

	v.do(
		chromedp.Navigate("about:blank"),
		chromedp.Navigate(address+strings.TrimPrefix(link(t, 1, `title "carried"`), "/")),
	)
	v.untilText(".bar-title", "carried")
	v.click(".bar button", "Share")
	v.untilText("#share:popover-open", "Copy as Markdown")
	if evaluate[bool](v, `document.querySelector('[data-shares="embed"]').checkVisibility()`) {
		t.Error("a frame is offered for a file that no other page can reach")
	}
	for _, request := range asked() {
		if request != address && !strings.HasPrefix(request, address+"#") && !strings.HasPrefix(request, "blob:") &&
			!strings.HasPrefix(request, "data:") {
			t.Errorf("the file asks for %s", request)
		}
	}
}

// requests lists what the page asks for from now on.
func (v *visit) requests() func() []string {
	v.t.Helper()
	var mu sync.Mutex
	var all []string
	if err := chromedp.Listen(v.ctx, func(event any) {
		if e, ok := event.(*network.EventRequestWillBeSent); ok && e.Request.URL != "about:blank" {
			mu.Lock()
			defer mu.Unlock()
			all = append(all, e.Request.URL+e.Request.URLFragment)
		}
	}); err != nil {
		v.t.Fatal(err)
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return append([]string(nil), all...)
	}
}

// whole is the address of the one file on the server, for those tests that go from page to page.
const whole = "/" + wholeFile

// TestEveryLinkOfTheOneFileLeadsToAPage follows the links of all pages that it carries.
func TestEveryLinkOfTheOneFileLeadsToAPage(t *testing.T) {
	v := visitor(t)
	v.open(whole)
	dead := evaluate[[]string](v, `(async () => {
		const packed = Uint8Array.from(atob(document.getElementById('pages').textContent), (c) => c.charCodeAt(0));
		const pages = JSON.parse(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))).text());
		const all = [['index.html', document], ...Object.entries(pages).map(([path, { body }]) => [path, new DOMParser().parseFromString(body, 'text/html')])];
		return all.flatMap(([path, page]) => [...page.querySelectorAll('a:not(.carry a)')]
			.map((a) => new URL(a.getAttribute('href'), 'carried:/' + path))
			.filter(({ protocol, pathname }) => protocol === 'carried:' && pathname !== '/index.html' && !(pathname.slice(1) in pages))
			.map(({ pathname }) => path + ': ' + pathname));
	})()`)
	for _, link := range dead {
		t.Errorf("a link leads nowhere: %s", link)
	}
}
