package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// kindsOfPage has one page of each kind.
func kindsOfPage(t *testing.T) []string {
	t.Helper()
	return []string{
		"/",
		link(t, 1, theScenario),
		"/lessons/",
		theLesson,
		"/reference/",
		"/reference/vpc/",
		"/gallery/",
		whole,
	}
}

// An attack is something that a page could be made to do by text that gets into it as markup or script. Each is tried
// from within the page, with a stranger's host at hand as HOST.
type attack struct {
	name string
	does string // JavaScript
	hurt string // what is true once it has worked; empty where it has worked when the stranger's host hears of it
}

var attacks = []attack{
	{
		"inline script",
		`const s = document.createElement('script'); s.textContent = 'window.hurt = 1'; document.body.append(s)`,
		`window.hurt === 1`,
	},
	{
		"inline handler",
		`const d = document.createElement('div'); d.innerHTML = '<button onclick="window.hurt = 1">x</button>'; document.body.append(d); d.firstChild.click()`,
		`window.hurt === 1`,
	},
	{"eval", `try { (0, eval)('window.hurt = 1') } catch {}`, `window.hurt === 1`},
	{"new Function", `try { new Function('window.hurt = 1')() } catch {}`, `window.hurt === 1`},
	{"timer with text", `try { setTimeout('window.hurt = 1') } catch {}`, `window.hurt === 1`},
	{
		"javascript address",
		`const a = document.createElement('a'); a.href = 'javascript:void(window.hurt = 1)'; document.body.append(a); a.click()`,
		`window.hurt === 1`,
	},
	{
		"inline style",
		`const s = document.createElement('style'); s.textContent = 'body { outline: 7px solid }'; document.body.append(s)`,
		`getComputedStyle(document.body).outlineWidth === '7px'`,
	},
	{
		"style attribute",
		`const d = document.createElement('div'); d.innerHTML = '<p id=hurt style="outline: 7px solid">x</p>'; document.body.append(d)`,
		`getComputedStyle(document.getElementById('hurt')).outlineWidth === '7px'`,
	},
	{
		"data script",
		`const s = document.createElement('script'); s.src = 'data:text/javascript,window.hurt = 1'; document.body.append(s)`,
		`window.hurt === 1`,
	},
	{
		"base",
		`const b = document.createElement('base'); b.href = HOST; document.head.append(b)`,
		`document.baseURI.startsWith(HOST)`,
	},
	{
		"remote script",
		`const s = document.createElement('script'); s.src = HOST + 'script'; document.body.append(s)`,
		"",
	},
	{"remote module", `import(HOST + 'module').catch(() => {})`, ""},
	{"remote image", `new Image().src = HOST + 'image'`, ""},
	{
		"remote style",
		`const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = HOST + 'style'; document.head.append(l)`,
		"",
	},
	{"remote frame", `const f = document.createElement('iframe'); f.src = HOST + 'frame'; document.body.append(f)`, ""},
	{
		"remote object",
		`const o = document.createElement('object'); o.data = HOST + 'object'; document.body.append(o)`,
		"",
	},
	{"remote font", `new FontFace('x', 'url(' + HOST + 'font)').load().catch(() => {})`, ""},
	{
		"remote video",
		`const m = document.createElement('video'); m.src = HOST + 'video'; document.body.append(m); m.load()`,
		"",
	},
	{"fetch", `fetch(HOST + 'fetch', { mode: 'no-cors' }).catch(() => {})`, ""},
	{"beacon", `navigator.sendBeacon(HOST + 'beacon', 'text')`, ""},
	{"request of old", `const x = new XMLHttpRequest(); x.open('GET', HOST + 'xhr'); try { x.send() } catch {}`, ""},
	{"event source", `new EventSource(HOST + 'events')`, ""},
	{"web socket", `new WebSocket(HOST.replace('http', 'ws') + 'socket')`, ""},
	{
		"form",
		`const f = document.createElement('form'); f.action = HOST + 'form'; f.target = 'elsewhere'; const i = document.createElement('iframe'); i.name = 'elsewhere'; document.body.append(i, f); f.submit()`,
		"",
	},
}

// A stranger is a host that counts who comes.
type stranger struct {
	server *httptest.Server
	mu     sync.Mutex
	heard  []string
}

func newStranger(t *testing.T) *stranger {
	t.Helper()
	s := &stranger{}
	s.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.heard = append(s.heard, r.URL.Path)
	}))
	t.Cleanup(s.server.Close)
	return s
}

func (s *stranger) visits() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.heard)
}

// attempt tries an attack and gives what the policy was violated in, "" where nothing was. What the debugger evaluates
// is free of the policy as long as it runs, so the attack is made later, by a timer of the page.
func (v *visit) attempt(a attack, host string) string {
	v.t.Helper()
	return evaluate[string](v, fmt.Sprintf(`new Promise((tell) => {
		const HOST = %q;
		addEventListener('securitypolicyviolation', (e) => tell(e.effectiveDirective), { once: true });
		setTimeout(() => { %s; setTimeout(() => { %s }, 0) });
	})`, host, a.does, noViolation(a)))
}

// noViolation ends the wait for a violation once an attack has worked.
func noViolation(a attack) string {
	if a.hurt == "" {
		return ""
	}
	return fmt.Sprintf(`if (%s) tell('')`, a.hurt)
}

// TestThePolicyHolds tries to break every kind of page: each attack is met by the policy, and the stranger hears
// nothing.
func TestThePolicyHolds(t *testing.T) {
	for _, path := range kindsOfPage(t) {
		if strings.HasPrefix(path, "/#") {
			continue // the playground again
		}
		t.Run(path, func(t *testing.T) {
			s := newStranger(t)
			v := visitor(t)
			v.hears = func(string) bool { return false } // violations are loud
			v.open(path)
			v.until(`document.readyState === 'complete'`)
			for _, a := range attacks {
				if have := v.attempt(a, s.server.URL+"/"); have == "" {
					t.Errorf("%s: the page lets it", a.name)
				}
				if a.hurt != "" &&
					evaluate[bool](
						v,
						fmt.Sprintf(`(() => { const HOST = %q; return %s })()`, s.server.URL+"/", a.hurt),
					) {
					t.Errorf("%s: it works", a.name)
				}
			}
			if heard := s.visits(); len(heard) > 0 {
				t.Errorf("a stranger's host hears of %q", heard)
			}
		})
	}
}

// TestTheAttacksAreReal makes each attack on a page without a policy, where it has to work.
func TestTheAttacksAreReal(t *testing.T) {
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<!doctype html><title>bare</title><body>"))
	}))
	defer bare.Close()
	for _, a := range attacks {
		t.Run(a.name, func(t *testing.T) {
			s := newStranger(t)
			v := visitorOf(t, bare)
			v.hears = func(string) bool { return false }
			v.open("/")
			v.do(
				chromedp.Evaluate[chromedp.Void](
					fmt.Sprintf(`{ const HOST = %q; setTimeout(() => { %s }) }`, s.server.URL+"/", a.does),
				),
			)
			if a.hurt != "" {
				v.until(fmt.Sprintf(`(() => { const HOST = %q; return %s })()`, s.server.URL+"/", a.hurt))
				return
			}
			for deadline := 0; len(s.visits()) == 0; deadline++ {
				if deadline > 1000 {
					t.Fatal("the stranger's host hears nothing")
				}
				evaluate[bool](v, `new Promise((done) => setTimeout(() => done(true), 10))`)
			}
		})
	}
}

// TestNoPageAsksAnotherHost sends all that a visitor's browser asks for through a proxy, workers and service worker
// included, and goes from page to page, clicking what there is to click.
func TestNoPageAsksAnotherHost(t *testing.T) {
	builtSite(t)
	site := theStage.server
	var mu sync.Mutex
	hosts := map[string]int{}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		hosts[r.Host]++
		mu.Unlock()
		if r.Host != site.Listener.Addr().String() {
			http.Error(w, "no such host", http.StatusBadGateway)
			return
		}
		site.Config.Handler.ServeHTTP(w, r)
	}))
	defer proxy.Close()
	v := proxied(t, proxy)
	for _, path := range kindsOfPage(t) {
		v.open(path)
		v.until(`document.readyState === 'complete'`)
		count := evaluate[int](v, `document.querySelectorAll('button, summary, select').length`)
		for i := range count {
			evaluate[bool](
				v,
				fmt.Sprintf(`(document.querySelectorAll('button, summary, select')[%d]?.click(), true)`, i),
			)
		}
	}
	evaluate[bool](v, kept)
	mu.Lock()
	defer mu.Unlock()
	if hosts[site.Listener.Addr().String()] < 50 {
		t.Errorf("the proxy has heard of %v: want the whole site", hosts)
	}
	delete(hosts, site.Listener.Addr().String())
	if len(hosts) > 0 {
		t.Errorf("other hosts are asked: %v", hosts)
	}
}

// proxied opens a browser that asks for everything through a proxy.
func proxied(t *testing.T, proxy *httptest.Server) *visit {
	t.Helper()
	ctx, leave := chromedp.NewContext(
		browser(t),
		chromedp.WithNewBrowserContext(func(p *target.CreateBrowserContextParams) {
			p.ProxyServer = proxy.URL
			p.ProxyBypassList = "<-loopback>"
		}),
	)
	return newVisit(t, ctx, leave, theStage.server)
}
