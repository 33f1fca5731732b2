package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// kept waits until the browser has the whole site.
const kept = `navigator.serviceWorker.ready.then(() => true)`

// TestItWorksWithThePlugPulled visits the playground once, below a path as many hosts have it, and pulls the plug: no
// server is there any more. New tabs open every kind of page, and the engine answers.
func TestItWorksWithThePlugPulled(t *testing.T) {
	const below = "/tools/hopwise"
	server := httptest.NewServer(http.StripPrefix(below, handler(builtSite(t))))
	defer server.Close()
	v := regularOf(t, server)
	v.open(below + "/")
	evaluate[bool](v, kept)
	server.CloseClientConnections()
	server.Close()
	for _, page := range []struct{ path, selector, says string }{
		{"/lessons/", "h1", "Lessons"},
		{theLesson, "h1", "gateway"},
		{"/reference/", "h1", "The language"},
		{"/reference/vpc/index.html", "h1", "vpc"},
		{"/reference/nat-gateway", "h1", "nat-gateway"}, // as a person may write it
		{"/gallery/?from=a-friend", "h1", "Scenarios"},
	} {
		tab := v.newTab()
		tab.open(below + page.path)
		tab.untilText(page.selector, page.says)
		tab.until(`getComputedStyle(document.querySelector('.bar')).display === 'flex'`)
		tab.leave()
	}
	tab := v.newTab()
	tab.open(below + "/")
	tab.deleteLine(0, theRoute)
	tab.untilText(".trace-title", "one-way")
	tab.open(below + theLesson)
	tab.click("button.choice", "")
	tab.until(`document.querySelector('.live-lab .trace-title') !== null`)
}

// edition copies the site and changes a page of it, as the next version of a site does.
func edition(t *testing.T, mark string) string {
	t.Helper()
	p, err := openProject()
	if err != nil {
		t.Fatal(err)
	}
	dist := t.TempDir()
	if err := os.CopyFS(dist, os.DirFS(builtSite(t))); err != nil {
		t.Fatal(err)
	}
	index := filepath.Join(dist, "index.html")
	content, err := os.ReadFile(index)
	if err != nil {
		t.Fatal(err)
	}
	marked := bytes.Replace(content, []byte("<head>"), []byte(`<head><meta name="edition" content="`+mark+`">`), 1)
	if err := os.WriteFile(index, marked, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := p.buildServiceWorker(dist); err != nil {
		t.Fatal(err)
	}
	return dist
}

// editions serves one folder after the other.
func editions(t *testing.T, first string) (*httptest.Server, func(next string)) {
	t.Helper()
	var now atomic.Pointer[http.Handler]
	put := func(dist string) { h := handler(dist); now.Store(&h) }
	put(first)
	server := httptest.NewServer(
		http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*now.Load()).ServeHTTP(w, r) }),
	)
	t.Cleanup(server.Close)
	return server, put
}

// isEdition is whether the page is of an edition.
func isEdition(mark string) string {
	return `document.querySelector('meta[name=edition]')?.content === '` + mark + `'`
}

// loads waits for the page to be loaded anew by what is done.
func (v *visit) loads(by func()) {
	v.t.Helper()
	loaded := make(chan bool, 1)
	if err := chromedp.Listen(v.ctx, func(event any) {
		if _, ok := event.(*cdppage.EventLoadEventFired); ok {
			loaded <- true
		}
	}); err != nil {
		v.t.Fatal(err)
	}
	by()
	select {
	case <-loaded:
	case <-time.After(patience):
		v.t.Fatal("the page is not loaded anew")
	}
}

// TestANewerVersionWaits puts a newer site on the server while a person is at work. The old one goes on, in new tabs
// too, until the person wants the new one, and no other tab is left that is made of the old one. Nothing written is
// lost.
func TestANewerVersionWaits(t *testing.T) {
	server, put := editions(t, edition(t, "first"))
	v := regularOf(t, server)
	v.open("/")
	evaluate[bool](v, kept)
	v.open("/")
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	put(edition(t, "second"))
	evaluate[bool](v, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`)
	v.untilText(".newer", "A newer version is ready.")

	tab := v.newTab()
	tab.open("/")
	tab.until(isEdition("first"))
	v.click(".newer button", "Reload")
	v.untilText(".newer", "Close the other tabs")
	tab.until(isEdition("first"))
	tab.do(chromedp.Navigate("about:blank"))

	v.loads(func() { v.click(".newer button", "Reload") })
	v.until(isEdition("second"))
	v.untilText(".bar-title", "mine")
	v.until(`document.querySelector('.newer') === null`)
	if have := evaluate[int](v, `caches.keys().then((names) => names.length)`); have != 1 {
		t.Errorf("have %d versions in the browser, want one", have)
	}
}

// TestAVersionIsKeptWholeOrNotAtAll serves a site of which one file is another version's.
func TestAVersionIsKeptWholeOrNotAtAll(t *testing.T) {
	dist := edition(t, "mixed")
	if err := os.WriteFile(filepath.Join(dist, "page.css"), []byte("body{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler(dist))
	defer server.Close()
	v := regularOf(t, server)
	v.hears = func(noise string) bool { return !strings.Contains(noise, "of another version") }
	v.open("/reference/")
	end := evaluate[string](
		v,
		`navigator.serviceWorker.register('/service-worker.js').then((r) => new Promise((end) => {
		const worker = r.installing ?? r.waiting ?? r.active;
		worker.addEventListener('statechange', () => ['redundant', 'activated'].includes(worker.state) && end(worker.state));
		if (worker.state === 'activated') end(worker.state);
	}))`,
	)
	if end != "redundant" {
		t.Errorf("a service worker that has not the files it names: have %s, want redundant", end)
	}
}

// TestAHostThatUnpacksTheEngine visits a host that takes the packing of the engine for its own, and pulls the plug.
func TestAHostThatUnpacksTheEngine(t *testing.T) {
	files := handler(builtSite(t))
	said := atomic.Int32{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".gz") {
			w.Header().Set("Content-Encoding", "gzip")
			said.Add(1)
		}
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	v := regularOf(t, server)
	v.open("/")
	v.deleteLine(0, theRoute)
	v.untilText(".trace-title", "one-way")
	evaluate[bool](v, kept)
	if said.Load() == 0 {
		t.Fatal("the engine was not asked for")
	}
	server.CloseClientConnections()
	server.Close()
	tab := v.newTab()
	tab.open("/")
	tab.untilText(".trace-title", "one-way")
	tab.deleteLine(0, "internet-gateway igw")
	tab.untilText(".findings-title", "finding")
}

// TestAnotherProjectsPageBlocksNoUpdate keeps a page of something else on the same host open while a newer version is
// wanted.
func TestAnotherProjectsPageBlocksNoUpdate(t *testing.T) {
	const below = "/tools/hopwise"
	site, put := editions(t, edition(t, "first"))
	mux := http.NewServeMux()
	mux.Handle(below+"/", http.StripPrefix(below, site.Config.Handler))
	for _, path := range []string{"/", "/tools/", "/tools/hopwise-notes/"} {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte("<!doctype html><title>another project</title><link rel=icon href=data:,>"))
		})
	}
	server := httptest.NewServer(mux)
	defer server.Close()
	v := regularOf(t, server)
	v.open(below + "/")
	evaluate[bool](v, kept)
	v.open(below + "/")
	put(edition(t, "second"))
	evaluate[bool](v, `navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)`)
	v.untilText(".newer", "A newer version is ready.")
	for _, path := range []string{"/", "/tools/", "/tools/hopwise-notes/"} {
		v.newTab().open(path)
	}
	v.loads(func() { v.click(".newer button", "Reload") })
	v.until(isEdition("second"))
}
