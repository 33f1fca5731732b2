package main

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hopwise/dsl"
)

const (
	theLesson = "/lessons/02-the-missing-gateway/"
	theRoute  = "0.0.0.0/0 -> igw"
)

// editor is the root of the n-th editor on the page.
func editor(n int) string {
	return fmt.Sprintf(`document.querySelectorAll('hop-editor')[%d]?.shadowRoot`, n)
}

// written is what the n-th editor holds.
func (v *visit) written(n int) string {
	v.t.Helper()
	v.until(editor(n) + `?.querySelector('.cm-line') != null`)
	return evaluate[string](v, `[...`+editor(n)+`.querySelectorAll('.cm-line')].map((l) => l.textContent).join('\n')`)
}

// writes holds the text of the n-th editor against what is wanted: the editor draws the lines in view, and what stands
// below it takes some of its height.
func (v *visit) writes(n int, want string) {
	v.t.Helper()
	if have := v.written(n); len(have) < len(want)/2 || !strings.HasPrefix(want, have) {
		v.t.Errorf("the editor: have %q, want the start of %q", have, want)
	}
}

// lineOf is the line of the n-th editor that holds a text.
func lineOf(n int, text string) string {
	return fmt.Sprintf(`[...%s.querySelectorAll('.cm-line')].find((l) => l.textContent.includes(%q))`, editor(n), text)
}

// cursor puts the cursor at the end of the line that holds a text.
func (v *visit) cursor(n int, text string) {
	v.t.Helper()
	v.written(n)
	v.until(lineOf(n, text) + ` != null`)
	v.clickAt(lineOf(n, text))
	v.keys(kb.End)
}

// deleteLine empties the line that holds a text.
func (v *visit) deleteLine(n int, text string) {
	v.t.Helper()
	v.cursor(n, text)
	v.keys(kb.Home, chromedp.KeyModifiers(chromedp.ModifierShift))
	v.keys(kb.Backspace)
}

// write puts a text in the place of all that the editor holds.
func (v *visit) write(n int, text string) {
	v.t.Helper()
	v.written(n)
	v.clickAt(editor(n) + `.querySelector('.cm-line')`)
	v.keys("a", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.keys(kb.Delete)
	v.keys(text)
}

// outcomes are the titles of the traces: cloud and outcome.
func (v *visit) outcomes() string { return v.text(".trace-title") }

// link is the fragment that the page makes of a scenario.
func link(t testing.TB, version int, text string) string {
	t.Helper()
	return linkTo(t, version, map[string]any{"text": text, "question": 0})
}

// linkTo is the fragment with a content.
func linkTo(t testing.TB, version int, fields map[string]any) string {
	t.Helper()
	content, err := json.Marshal(fields)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(content)
	w.Close()
	return fmt.Sprintf("/#%d.%s", version, base64.RawURLEncoding.EncodeToString(out.Bytes()))
}

func TestFirstVisitWithoutScripts(t *testing.T) {
	v := visitor(t)
	v.withoutScripts()
	v.open("/")
	for selector, want := range map[string]string{
		".source":                          theRoute,
		".trace-title":                     "AWS ✓ reachable",
		".trace:last-of-type .trace-title": "Alibaba Cloud ✓ reachable",
		".hop-decision":                    "internet gateway translates",
		".question-text":                   "laptop → web tcp/443",
		".intro":                           "Nothing you write leaves your browser",
	} {
		if have := v.text(selector); !strings.Contains(have, want) {
			t.Errorf("%s: have %q, want %q", selector, have, want)
		}
	}
}

func TestFirstVisit(t *testing.T) {
	v := visitor(t)
	v.open("/")
	drawn := v.outcomes()
	if want := "AWS ✓ reachable\nAlibaba Cloud ✓ reachable"; drawn != want {
		t.Errorf("have %q, want %q", drawn, want)
	}
	v.writes(0, dsl.First)
	v.untilText(".findings-title", "No findings")
}

func TestAnEditBreaksAndAnotherMends(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.deleteLine(0, theRoute)
	v.untilText(".trace-title", "one-way")
	if have, want := v.outcomes(), "AWS ⇥ one-way\nAlibaba Cloud ✓ reachable"; have != want {
		t.Errorf("without the route: have %q, want %q", have, want)
	}
	if have := v.text(".hop.deciding"); !strings.Contains(have, "public") || !strings.Contains(have, "route table") {
		t.Errorf("the deciding hop: have %q, want the route table public", have)
	}
	v.untilText(".verdict.fails", "expected reachable")
	v.keys(theRoute)
	v.until(`!document.querySelector('.trace-title .one-way')`)
	if have, want := v.outcomes(), "AWS ✓ reachable\nAlibaba Cloud ✓ reachable"; have != want {
		t.Errorf("with the route again: have %q, want %q", have, want)
	}
}

func TestWithoutTheAddressBothFailForTheirOwnReasons(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, strings.ReplaceAll(dsl.First, "        eip 198.51.100.7\n", "")))
	v.until(`document.querySelectorAll('.trace .verdict.fails').length === 2`)
	reasons := strings.Split(v.text(".verdict.fails"), "\n")
	if reasons[0] == reasons[1] {
		t.Errorf("both clouds: %q", reasons[0])
	}
}

func TestAHopShowsItsLine(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	v.click(".trace:first-child .hop-line", "line 12")
	v.until(editor(0) + `.querySelector('.cm-line.marked')?.textContent.includes('in allow tcp/443')`)
	v.until(`document.querySelector('.hop-line[aria-current]')?.textContent.includes('line 12')`)
}

func TestAHopIsChosenByKeyboard(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	evaluate[bool](v, `(document.querySelector('.hop-line').focus(), true)`)
	v.keys(kb.Enter)
	v.until(editor(0) + `.querySelector('.cm-line.marked')?.textContent.includes('internet-gateway igw')`)
}

func TestALineShowsItsHops(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.cursor(0, theRoute)
	v.until(`document.querySelectorAll('.hop-line[aria-current]').length === 1`)
	if have := v.text(".hop-line[aria-current]"); !strings.Contains(have, "public") {
		t.Errorf("the marked hop: have %q, want the route table public", have)
	}
}

func TestAQuestionIsPicked(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, dsl.First+"trace internet -> web tcp/22\n"))
	v.untilText("select.question-text option", "internet → web tcp/22")
	v.cursor(0, "trace internet")
	v.untilText(".trace-title", "blocked")
	v.cursor(0, "expect laptop")
	v.untilText(".trace-title", "reachable")
	evaluate[bool](v, `(document.querySelector('select.question-text').focus(), true)`)
	v.keys(kb.ArrowDown)
	v.untilText(".trace-title", "blocked")
}

func TestQuestionsWithOneTextAreToldApart(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 0, dsl.First+"trace internet -> web tcp/22\nexpect laptop -> web tcp/443 reachable on alibaba\n"))
	v.untilText("select.question-text option", "internet → web tcp/22")
	want := "laptop → web tcp/443 · AWS, Alibaba Cloud, line 38\ninternet → web tcp/22\nlaptop → web tcp/443 · Alibaba Cloud, line 40"
	if have := evaluate[string](v, `[...document.querySelectorAll('select.question-text option')].map((e) => e.textContent.trim().replace('✕ ', '')).join('\n')`); have != want {
		t.Errorf("the options: have %q, want %q", have, want)
	}
}

func TestFindingsLeadToTheirPlace(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, dsl.First+"\ntrac laptop -> web tcp/443\n"))
	v.untilText(".findings-title", "1 finding")
	v.click(".finding-place", "line 40")
	v.until(editor(0) + `.querySelector('.cm-line.marked')?.textContent.startsWith('trac ')`)
	v.until(editor(0) + `.activeElement?.classList.contains('cm-content')`)
	if have, want := v.outcomes(), "AWS ✓ reachable\nAlibaba Cloud ✓ reachable"; have != want {
		t.Errorf("a broken line: have %q, want %q", have, want)
	}
	v.click(".finding button", "Write trace")
	v.untilText(".findings-title", "No findings")
	v.untilText("select.question-text option", "laptop → web tcp/443")
}

func TestAScenarioThatAsksNothing(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, "title \"quiet\"\n"))
	v.untilText(".empty", "This scenario asks nothing yet")
	v.untilText(".bar-title", "quiet")
}

func TestALinkIsCopiedAndOpenedElsewhere(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.allow("clipboard-read", "clipboard-write")
	v.deleteLine(0, theRoute)
	v.untilText(".trace-title", "one-way")
	v.click("button.copy", "Copy link")
	v.untilText("button.copy", "Link copied")
	copied := evaluate[string](v, `navigator.clipboard.readText()`)

	other := visitor(t)
	other.open(strings.TrimPrefix(copied, theStage.server.URL))
	other.untilText(".trace-title", "one-way")
	other.untilText(".notice", "came by a link")
	if have := other.written(0); strings.Contains(have, theRoute) {
		t.Errorf("the link holds the route: %q", have)
	}
}

func TestALinkIsShownWhereTheClipboardIsClosed(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	evaluate[bool](v, `(navigator.clipboard.writeText = () => Promise.reject(new Error('closed')), true)`)
	v.click("button.copy", "Copy link")
	v.until(`document.querySelector('.share-field')?.value.includes('#1.')`)
}

func TestALinkLeavesTheOwnTextAlone(t *testing.T) {
	whole := link(t, 1, dsl.First)
	bomb := link(t, 1, strings.Repeat("a", 1<<24))
	for _, c := range []struct{ name, path, says string }{
		{"cut in half", whole[:len(whole)/2], "This link is damaged"},
		{"altered", whole[:40] + "A" + whole[41:], "This link is damaged"},
		{"newer", link(t, 2, dsl.First), "made by a newer version"},
		{"exploding", bomb, "unpacks to more than 256 KiB"},
		{"whole", whole, "came by a link"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := visitor(t)
			v.open("/")
			v.write(0, `title "mine"`)
			v.untilText(".bar-title", "mine")
			v.open(c.path)
			v.untilText(".notice", c.says)
			if c.name == "whole" {
				v.click(".notice button", "Go back to my scenario")
			}
			v.untilText(".bar-title", "mine")
			v.open("/")
			v.untilText(".bar-title", "mine")
		})
	}
}

func TestTheBrowsersWayBackLeadsBackFromALink(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	example := v.text(".bar-title")
	follow := fmt.Sprintf(`void (location.hash = %q)`, strings.TrimPrefix(link(t, 1, `title "theirs"`), "/"))
	evaluate[any](v, follow)
	v.untilText(".bar-title", "theirs")
	v.do(chromedp.NavigateBack())
	v.untilText(".bar-title", example)
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	evaluate[any](v, follow)
	v.untilText(".bar-title", "theirs")
	v.do(chromedp.NavigateBack())
	v.untilText(".bar-title", "mine")
}

func TestAnEditedLinkKeepsBothTexts(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	v.open(link(t, 1, dsl.First))
	v.untilText(".notice", "Your own scenario is kept")
	v.deleteLine(0, theRoute)
	v.untilText(".trace-title", "one-way")
	v.click(".returns button", "Go back to my former scenario")
	v.untilText(".bar-title", "mine")
	v.click(".returns button", "Go back to my former scenario")
	v.untilText(".trace-title", "one-way")
	v.click(".returns button", "Reset to the example")
	v.until(`!document.querySelector('.trace-title .one-way')`)
}

func TestTheTextSurvivesAnEngineThatDoesNotCome(t *testing.T) {
	dist := http.Dir(builtSite(t))
	var there atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, engineFile) && !there.Load() {
			http.NotFound(w, r)
			return
		}
		http.FileServer(dist).ServeHTTP(w, r)
	}))
	defer server.Close()
	v := visitorOf(t, server)
	v.hears = func(noise string) bool { return !strings.Contains(noise, "404") }
	v.open("/")
	v.untilText(".notice", "The engine could not be loaded")
	v.deleteLine(0, theRoute)
	if have := v.written(0); strings.Contains(have, theRoute) {
		t.Errorf("the editor holds what was deleted: %q", have)
	}
	v.untilText(".notice", "The engine could not be loaded")
	there.Store(true)
	v.click(".notice button", "Try again")
	v.untilText(".trace-title", "one-way")
}

func TestMarkupIsText(t *testing.T) {
	const markup = `<img src=x onerror=alert(1)>`
	text := strings.Join([]string{
		`title "` + markup + `"`,
		`note "` + markup + `"`,
		`host ` + markup + ` 203.0.113.10`,
		`# ` + markup,
		markup,
		strings.ReplaceAll(dsl.First, "title ", "note "),
		`cloud ` + markup + ` {`,
		`}`,
		`trace ` + markup + ` -> web tcp/443`,
		`expect laptop -> ` + markup + ` tcp/443 ` + markup,
		`expect laptop -> web tcp/443 blocked by ` + markup + ` because ` + markup,
	}, "\n")
	v := visitor(t)
	v.open(link(t, 1, text))
	v.untilText(".bar-title", markup)
	v.until(`document.querySelectorAll('.finding').length > 3`)
	v.untilText(".scenario-note", markup)
	everywhere := `(function count(root) { return [...root.querySelectorAll('*')].reduce((n, e) => n + (e.shadowRoot ? count(e.shadowRoot) : 0), root.querySelectorAll('img, [onerror]').length) })(document)`
	if have := evaluate[int](v, everywhere); have != 0 {
		t.Errorf("elements made of a person's text: have %d, want none", have)
	}
	v.clickAt(editor(0) + `.querySelector('.cm-lintRange-error')`)
	v.do(chromedp.Evaluate[chromedp.Void](`window.scrollTo(0, 0)`))
	if have := evaluate[int](v, everywhere); have != 0 {
		t.Errorf("elements made of a person's text, with a finding open: have %d, want none", have)
	}
}

func TestNarrow(t *testing.T) {
	v := visitor(t)
	v.do(chromedp.EmulateViewport(390, 844))
	v.open("/")
	v.written(0)
	visible := func(selector string) string {
		return fmt.Sprintf(`document.querySelector(%q).getClientRects().length > 0`, selector)
	}
	v.until(visible(".trace-pane") + " && !" + visible(".text-pane"))
	v.click(".hop-line", "line 12")
	v.until(visible(".trace-pane"))
	v.click(".hop-details .to-line", "line 12")
	v.until(visible(".text-pane") + " && !" + visible(".trace-pane"))
	v.until(editor(0) + `.querySelector('.cm-line.marked')?.textContent.includes('in allow tcp/443')`)
	v.click(".tabs button", "No findings")
	v.until(visible(".findings-pane") + " && !" + visible(".text-pane"))
	v.click(".tabs button", "Traces")
	v.until(visible(".trace-pane"))
	wide := `Math.max(...[...document.querySelectorAll('hop-playground > *, .trace-pane > *')].map((e) => e.getBoundingClientRect().right))`
	if have := evaluate[float64](v, wide); have > 390 {
		t.Errorf("the page is wider than the window: have %v", have)
	}
	if have := evaluate[float64](v, `Math.min(...[...document.querySelectorAll('.tabs button')].map((b) => b.getBoundingClientRect().height))`); have < 44 {
		t.Errorf("the tabs are too small for a thumb: have %v", have)
	}
}

func TestSchemeIsKept(t *testing.T) {
	v := visitor(t)
	v.prefer("light")
	v.open("/")
	v.click("hop-scheme button", "Dark")
	v.until(`getComputedStyle(document.body).backgroundColor === 'rgb(21, 21, 19)'`)
	v.open("/lessons/")
	v.until(`getComputedStyle(document.body).backgroundColor === 'rgb(21, 21, 19)'`)
}
