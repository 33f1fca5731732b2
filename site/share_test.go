package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"hopwise/dsl"
)

const theMarkup = `<img src=x onerror=alert(1)>`

// inMarkup is the first scenario with a title and a note that are markup, and a comment that would end a fence.
func inMarkup() string {
	return fmt.Sprintf(
		"title %q\nnote %q\n# ```\n# %s\n",
		theMarkup,
		theMarkup,
		theMarkup,
	) + strings.Replace(
		dsl.First,
		"title ",
		"note ",
		1,
	)
}

// share opens the menu Share and takes an item of it.
func (v *visit) share(item string) {
	v.t.Helper()
	v.click("[popovertarget=share]", "Share")
	v.click("#share:popover-open .menu-item", item)
}

// scenarios opens the menu Scenarios.
func (v *visit) scenarios() {
	v.t.Helper()
	v.click("[popovertarget=scenarios]", "Scenarios")
	v.until(`document.querySelector('#scenarios:popover-open .menu-note') !== null`)
}

// recentCount waits until the browser keeps so many recent scenarios.
func (v *visit) recentCount(want int) {
	v.t.Helper()
	v.until(fmt.Sprintf(`JSON.parse(localStorage.getItem('hopwise.recent') ?? '[]').length === %d`, want))
}

// waitFor waits for something outside the page.
func waitFor(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not so: %s", what)
		}
	}
}

// theImages counts the elements that a person's markup would have made.
const theImages = `document.querySelectorAll('img, [onerror]').length`

func TestAScenarioIsCopiedAsMarkdown(t *testing.T) {
	v := visitor(t)
	v.allow("clipboard-read", "clipboard-write")
	v.open(link(t, 1, inMarkup()))
	v.untilText(".trace-title", "reachable")
	v.share("Copy as Markdown")
	v.untilText("#share .menu-item", "✓ Markdown copied")
	report := v.copied()
	for _, want := range []string{"`laptop -> web tcp/443`", "**AWS: ✓ reachable.**", "\n1. ✓ `igw` internet gateway translates", "```\n" + strings.ReplaceAll(inMarkup(), "```", "`\u200b`\u200b`") + "```\n", "[Open in Hopwise](" + v.server.URL + "/#1."} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %q:\n%s", want, report)
		}
	}
	var rendered bytes.Buffer
	github := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := github.Convert([]byte(report), &rendered); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(rendered.String(), "<img") || strings.Count(rendered.String(), "<pre>") != 1 {
		t.Errorf("rendered where markup is let through:\n%s", rendered.String())
	}
}

func TestAScenarioIsDownloadedAndOpenedAgain(t *testing.T) {
	v := visitor(t)
	dir := t.TempDir()
	behavior := cdpbrowser.SetDownloadBehaviorParams{
		Behavior:         cdpbrowser.SetDownloadBehaviorBehaviorAllow,
		DownloadPath:     dir,
		BrowserContextID: chromedp.FromContext(v.ctx).BrowserContextID,
	}
	if _, err := chromedp.CallBrowser(v.ctx, cdpbrowser.SetDownloadBehavior, behavior); err != nil {
		t.Fatal(err)
	}
	v.open(link(t, 1, withoutTheRoute()))
	v.untilText(".trace-title", "one-way")
	v.share("Download")
	file := filepath.Join(dir, "The-same-web-server-twice.vpc")
	waitFor(
		t,
		file+" is written",
		func() bool { content, _ := os.ReadFile(file); return string(content) == withoutTheRoute() },
	)

	v.open("/")
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	v.scenarios()
	v.do(chromedp.SetUploadFiles(`#scenarios input[type=file]`, []string{file}))
	v.untilText(".trace-title", "one-way")
	v.untilText(".notice", "This scenario came from a file. Your own scenario is kept.")
	v.click(".notice button", "Go back to my scenario")
	v.untilText(".bar-title", "mine")
}

// drop drops a file of a content, given as an expression of JavaScript, onto the editor.
func (v *visit) drop(content string) {
	v.t.Helper()
	evaluate[bool](v, fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.items.add(new File([%s], 'a.vpc'));
		const on = document.querySelector('hop-editor').shadowRoot.querySelector('.cm-content');
		for (const type of ['dragover', 'drop']) on.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, composed: true, cancelable: true }));
		return true })()`, content))
}

func TestAFileIsDropped(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	v.drop(`'a'.repeat(1024 * 1024 + 1)`)
	v.untilText(".notice", "This file has more than 1 MiB, so it was not opened. Your own scenario is as you left it.")
	v.drop(`Uint8Array.of(0x89, 0x50, 0, 0x47)`)
	v.untilText(".notice", "This file is no text")
	if have := v.written(0); have != `title "mine"` {
		t.Errorf("after files that were refused: have %q", have)
	}
	v.drop(`'title "dropped"\r\nhost laptop 203.0.113.10\r\n'`)
	v.untilText(".bar-title", "dropped")
	if have, want := v.written(0), "title \"dropped\"\nhost laptop 203.0.113.10\n"; have != want {
		t.Errorf("the editor: have %q, want %q", have, want)
	}
	v.until(`!document.querySelector('[data-dropping]')`)
	v.click(".notice button", "Go back to my scenario")
	v.untilText(".bar-title", "mine")
}

func TestRecentScenarios(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.scenarios()
	v.untilText("#scenarios", "None yet")
	v.keys(kb.Escape)
	v.until(`!document.querySelector('#scenarios:popover-open') && document.activeElement?.textContent === 'Scenarios'`)
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	v.recentCount(1)
	v.open(link(t, 1, fmt.Sprintf("title %q", theMarkup)))
	v.untilText(".bar-title", theMarkup)
	v.recentCount(2)
	v.click(".notice button", "Go back to my scenario")
	v.untilText(".bar-title", "mine")
	v.open("/")
	v.untilText(".bar-title", "mine")

	v.scenarios()
	v.untilText("#scenarios", "kept in this browser only")
	if have := evaluate[int](v, theImages); have != 0 {
		t.Errorf("elements made of a title: have %d, want none", have)
	}
	v.click("#scenarios .recent .menu-item", theMarkup)
	v.untilText(".bar-title", theMarkup)
	v.click(".returns button", "Go back to my former scenario")
	v.untilText(".bar-title", "mine")

	v.scenarios()
	evaluate[bool](v, `(document.querySelector('.recent-delete[aria-label="Delete mine"]').focus(), true)`)
	v.keys(kb.Enter)
	v.recentCount(1)
	v.until(`document.activeElement?.getAttribute('aria-label') === ` + fmt.Sprintf("%q", "Delete "+theMarkup))
	v.click("#scenarios .menu-item", "Delete it")
	v.recentCount(0)
	v.untilText("#scenarios", "None yet")
	if have := v.written(0); have != `title "mine"` {
		t.Errorf("deleting what was recent: have %q in the editor", have)
	}
}

func TestAScenarioIsEmbedded(t *testing.T) {
	v := visitor(t)
	v.allow("clipboard-read", "clipboard-write")
	v.open(link(t, 1, inMarkup()))
	v.untilText(".trace-title", "reachable")
	v.share("Embed in a page")
	v.until(`document.querySelector('#share .share-field')?.value.startsWith('<iframe src="')`)
	frame := v.copied()

	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<!doctype html><title>a blog</title><link rel=icon href=data:,>%s", frame)
	}))
	defer host.Close()
	other := visitor(t)
	other.hears = func(noise string) bool { return noise != "request: "+host.URL+"/" }
	other.do(chromedp.Navigate("about:blank"), chromedp.Navigate(host.URL))
	if have := evaluate[string](other, `document.querySelector('iframe').title`); have != theMarkup+", a scenario in Hopwise" {
		t.Errorf("the frame's title: have %q", have)
	}
	if have := evaluate[int](other, theImages); have != 0 {
		t.Errorf("elements made of the title in the other page: have %d, want none", have)
	}
	src := strings.TrimPrefix(evaluate[string](other, `document.querySelector('iframe').src`), v.server.URL)

	// The frame's page by itself, where it can be looked into.
	inside := visitor(t)
	inside.before(`window.touched = 0; for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
		Object.defineProperty(window, name, { get() { window.touched++; throw new Error(name) } })`)
	inside.open(src)
	inside.untilText(".trace-title", "reachable")
	inside.untilText("h1", theMarkup)
	inside.untilText(".scenario-note", theMarkup)
	inside.untilText(".source", theMarkup)
	inside.untilText(".question-text", "laptop → web tcp/443")
	inside.untilText(".question-outcome", "✓ reachable")
	for expression, want := range map[string]int{
		theImages:        0,
		`window.touched`: 0,
		`document.querySelectorAll('hop-editor, textarea, select, [contenteditable]').length`: 0,
	} {
		if have := evaluate[int](inside, expression); have != want {
			t.Errorf("%s: have %d, want %d", expression, have, want)
		}
	}
	home := evaluate[string](
		inside,
		`[...document.querySelectorAll('a')].find((a) => a.textContent === 'Open in Hopwise').href`,
	)
	inside.open(strings.TrimPrefix(home, v.server.URL))
	inside.untilText("h1", theMarkup)
}

func TestAnEmbedWithoutAScenarioSaysSo(t *testing.T) {
	v := visitor(t)
	v.open("/embed.html")
	v.untilText("p", "The address of this frame holds no scenario.")
	v.open("/embed.html#1.x")
	v.untilText("p", "This link is damaged")
}

func TestMenusFitAPhone(t *testing.T) {
	v := visitor(t)
	v.do(chromedp.EmulateViewport(390, 844))
	v.open(link(t, 1, dsl.First))
	v.recentCount(1)
	for _, menu := range []string{"share", "scenarios"} {
		v.click("[popovertarget="+menu+"]", "")
		v.until(fmt.Sprintf(`document.querySelector('#%s:popover-open .menu-item') !== null`, menu))
		low := fmt.Sprintf(
			`(() => { const r = document.querySelector('#%s').getBoundingClientRect(); return r.left >= 0 && r.right <= 390 && r.bottom <= 844 && document.querySelector('#%s').scrollWidth <= 390 })()`,
			menu,
			menu,
		)
		if !evaluate[bool](v, low) {
			t.Errorf("the menu %s leaves the window", menu)
		}
		small := fmt.Sprintf(
			`[...document.querySelectorAll('#%s button, #%s a')].filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.textContent).join()`,
			menu,
			menu,
		)
		if have := evaluate[string](v, small); have != "" {
			t.Errorf("too small for a thumb: %q", have)
		}
		v.keys(kb.Escape)
	}
	if have := evaluate[float64](v, `Math.max(...[...document.querySelectorAll('.bar *')].map((e) => e.getBoundingClientRect().right))`); have > 390 {
		t.Errorf("the bar is wider than the window: have %v", have)
	}
}
