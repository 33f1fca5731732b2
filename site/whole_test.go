package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestTheSiteInOneFile carries the one file to an empty folder, as on a stick, and opens it from there: it shows, answers,
// opens scenarios and links, and asks for nothing.
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

	v.click(".intro a", "Open a scenario")
	v.until(`document.getElementById('gallery').matches(':popover-open')`)
	v.click("#gallery a", "A company's network")
	v.untilText(".bar-title", "A company's network")
	v.until(`!document.getElementById('gallery').matches(':popover-open')`)
	v.untilText(".trace-title", "reachable")

	v.do(chromedp.Navigate("about:blank"), chromedp.Navigate(address+strings.TrimPrefix(link(t, 1, `title "carried"`), "/")))
	v.untilText(".bar-title", "carried")
	dead := evaluate[[]string](v, `[...document.querySelectorAll('a:not([href^="#"], .brand, [href="gallery/index.html"])')]
		.filter((a) => a.getClientRects().length > 0).map((a) => a.textContent)`)
	if len(dead) > 0 {
		t.Errorf("links that lead to no page are shown: %q", dead)
	}
	v.click(".bar button", "Share")
	v.untilText("#share:popover-open", "Copy as Markdown")
	if evaluate[bool](v, `document.querySelector('[data-shares="embed"]').checkVisibility()`) {
		t.Error("a frame is offered for a file that no other page can reach")
	}
	for _, request := range asked() {
		if request != address && !strings.HasPrefix(request, address+"#") && !strings.HasPrefix(request, "blob:") && !strings.HasPrefix(request, "data:") {
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
