package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a test waits for something that is to happen. Nothing is measured by it: what takes this long
// does not come.
const patience = 30 * time.Second

// theStage is what all browser tests share: the site, built and served, and one browser.
var theStage struct {
	once    sync.Once
	err     error
	dist    string
	server  *httptest.Server
	browser context.Context
	end     []func()
}

// TestMain runs the tests and tidies the stage.
func TestMain(m *testing.M) {
	code := m.Run()
	for _, end := range theStage.end {
		end()
	}
	os.Exit(code)
}

// builtSite is a folder with the site, built once for all tests.
func builtSite(t testing.TB) string {
	t.Helper()
	theStage.once.Do(func() { theStage.err = setStage() })
	if theStage.err != nil {
		t.Fatal(theStage.err)
	}
	return theStage.dist
}

func setStage() error {
	p, err := openProject()
	if err != nil {
		return err
	}
	dist, err := os.MkdirTemp("", "hopwise-site")
	if err != nil {
		return err
	}
	theStage.end = append(theStage.end, func() { os.RemoveAll(dist) })
	if err := p.build(dist); err != nil {
		return err
	}
	theStage.dist = dist
	theStage.server = httptest.NewServer(handler(dist))
	theStage.end = append(theStage.end, theStage.server.Close)
	return nil
}

// browser is the browser, started once. It is started from a context without a time limit, which it would not outlive.
func browser(t testing.TB) context.Context {
	t.Helper()
	builtSite(t)
	if theStage.browser != nil {
		return theStage.browser
	}
	if !hasChromium() {
		t.Fatal("chromium is missing: go run ./scripts/test installs it")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		// The browser asks its maker about every form field, which is not the page's doing. The others are chromedp's
		// own.
		chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,AutofillServerCommunication"))
	allocator, endAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, endBrowser := chromedp.NewContext(allocator)
	theStage.end = append(theStage.end, endBrowser, endAllocator)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("chromium: %v", err)
	}
	theStage.browser = ctx
	return ctx
}

func hasChromium() bool {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless_shell"} {
		if _, err := exec.LookPath(name); err == nil {
			return true
		}
	}
	return false
}

// A visit is one person's browser, with nothing kept from anybody before, and one tab in it. When the test ends, the
// page must have been silent: no error in the console, no dialog, no request to another host.
type visit struct {
	t      testing.TB
	ctx    context.Context
	leave  func()
	server *httptest.Server
	// hears says which noises count; nil counts all.
	hears func(noise string) bool

	mu     sync.Mutex
	noises []string
}

// visitor opens a browser for a new person.
func visitor(t testing.TB) *visit {
	t.Helper()
	builtSite(t)
	return visitorOf(t, theStage.server)
}

// visitorOf opens one at a server. The browser keeps no site for them: most tests are about a page, and not about
// eighty.
func visitorOf(t testing.TB, server *httptest.Server) *visit {
	t.Helper()
	v := regularOf(t, server)
	v.before(`delete Navigator.prototype.serviceWorker`)
	return v
}

// regularOf opens a browser that keeps the site, as a person's own does.
func regularOf(t testing.TB, server *httptest.Server) *visit {
	t.Helper()
	ctx, leave := chromedp.NewContext(browser(t), chromedp.WithNewBrowserContext())
	return newVisit(t, ctx, leave, server)
}

// newTab is a further tab of the same person's.
func (v *visit) newTab() *visit {
	v.t.Helper()
	ctx, leave := chromedp.NewContext(v.ctx)
	return newVisit(v.t, ctx, leave, v.server)
}

func newVisit(t testing.TB, ctx context.Context, leave func(), server *httptest.Server) *visit {
	t.Helper()
	v := &visit{t: t, ctx: ctx, leave: leave, server: server}
	t.Cleanup(func() { v.checkSilence(); leave() })
	v.do(chromedp.EmulateViewport(1440, 900))
	if err := chromedp.Listen(ctx, v.listen); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	return v
}

func (v *visit) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		v.hear(fmt.Sprintf("exception: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			v.hear(fmt.Sprintf("console: %v", e.Args))
		}
	case *cdppage.EventJavascriptDialogOpening:
		v.hear("dialog: " + e.Message)
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(e.Request.URL); err == nil && u.Scheme != "about" && u.Scheme != "blob" && u.Host != v.server.Listener.Addr().String() {
			v.hear("request: " + e.Request.URL)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			v.hear("log: " + e.Entry.Text)
		}
	}
}

func (v *visit) hear(noise string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.noises = append(v.noises, noise)
}

func (v *visit) checkSilence() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, noise := range v.noises {
		if v.hears != nil && !v.hears(noise) {
			continue
		}
		v.t.Errorf("the page is not silent: %s", noise)
	}
}

// do runs steps, or ends the test.
func (v *visit) do(steps ...chromedp.Action[chromedp.Void]) {
	v.t.Helper()
	ctx, cancel := v.patiently()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.t.Fatal(err)
	}
}

// patiently is the visit's context with a limit. Before the first step it has none: the tab would not outlive it.
func (v *visit) patiently() (context.Context, context.CancelFunc) {
	if c := chromedp.FromContext(v.ctx); c == nil || c.Target == nil {
		return v.ctx, func() {}
	}
	return context.WithTimeout(v.ctx, patience)
}

// open goes to a page of the site. A page that differs by its fragment only is loaded anew all the same.
func (v *visit) open(path string) {
	v.t.Helper()
	v.do(chromedp.Navigate("about:blank"), chromedp.Navigate(v.server.URL+path))
}

// until waits for an expression of JavaScript to be true.
func (v *visit) until(expression string) {
	v.t.Helper()
	ctx, cancel := v.patiently()
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(patience)))
	for range 3 {
		if !isGone(err) {
			break
		}
		_, err = chromedp.Run(ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(patience)))
	}
	if err != nil {
		v.t.Fatalf("not so: %s: %v\nthe page: %.1500s", expression, err, v.text("header, .notices, main"))
	}
}

// isGone reports whether a question was put to a page while another took its place: the next one may be asked again.
func isGone(err error) bool {
	return err != nil && (strings.Contains(err.Error(), "Cannot find context with specified id") ||
		strings.Contains(err.Error(), "Inspected target navigated"))
}

// untilText waits for an element to hold a text.
func (v *visit) untilText(selector, text string) {
	v.t.Helper()
	v.until(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.textContent.includes(%q))`, selector, text))
}

// text is the text of the elements of a selector, a line each.
func (v *visit) text(selector string) string {
	return evaluate[string](
		v,
		fmt.Sprintf(
			`[...document.querySelectorAll(%q)].map((e) => e.textContent.replace(/\s+/g, ' ').trim()).join('\n')`,
			selector,
		),
	)
}

// click clicks the first element of a selector that holds a text.
func (v *visit) click(selector, text string) {
	v.t.Helper()
	v.untilText(selector, text)
	v.clickAt(fmt.Sprintf(`[...document.querySelectorAll(%q)].find((e) => e.textContent.includes(%q))`, selector, text))
}

// clickAt clicks the middle of the element that an expression gives.
func (v *visit) clickAt(expression string) {
	v.t.Helper()
	at := evaluate[[]float64](v, fmt.Sprintf(`(() => { const e = %s; e.scrollIntoView({ block: 'center' });
		const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`, expression))
	v.do(chromedp.MouseClickXY(at[0], at[1]))
}

// keys presses keys one after the other.
func (v *visit) keys(keys string, options ...chromedp.KeyOption) {
	v.t.Helper()
	v.do(chromedp.KeyEvent(keys, options...))
}

// enter presses Enter as a keyboard does. The key of the library also sends the character, which an editor that has
// handled the key takes for a second one.
func (v *visit) enter() {
	v.t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		params := input.DispatchKeyEventParams{
			Type:                  kind,
			Key:                   "Enter",
			Code:                  "Enter",
			WindowsVirtualKeyCode: 13,
			NativeVirtualKeyCode:  13,
		}
		if _, err := chromedp.Call(v.ctx, input.DispatchKeyEvent, params); err != nil {
			v.t.Fatal(err)
		}
	}
}

// prefer sets what the system asks for: "light" or "dark".
func (v *visit) prefer(scheme string) {
	v.t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	if _, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		v.t.Fatal(err)
	}
}

// media sets what the page is shown on: "print".
func (v *visit) media(name string) {
	v.t.Helper()
	if _, err := chromedp.Call(v.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}); err != nil {
		v.t.Fatal(err)
	}
}

// allow gives the page permissions that a person gives by a click.
func (v *visit) allow(names ...string) {
	v.t.Helper()
	for _, name := range names {
		params := cdpbrowser.SetPermissionParams{
			Permission:       &cdpbrowser.PermissionDescriptor{Name: name},
			Setting:          cdpbrowser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(v.ctx).BrowserContextID,
		}
		if _, err := chromedp.CallBrowser(v.ctx, cdpbrowser.SetPermission, params); err != nil {
			v.t.Fatal(err)
		}
	}
}

// withoutScripts turns JavaScript off.
func (v *visit) withoutScripts() {
	v.t.Helper()
	params := emulation.SetScriptExecutionDisabledParams{Value: true}
	if _, err := chromedp.Call(v.ctx, emulation.SetScriptExecutionDisabled, params); err != nil {
		v.t.Fatal(err)
	}
}

// evaluate is the value of an expression of JavaScript; a promise is waited for.
func evaluate[T any](v *visit, expression string) T {
	v.t.Helper()
	ctx, cancel := v.patiently()
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatalf("%s: %v", expression, err)
	}
	return value
}
