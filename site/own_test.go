package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestOneFileSpeaksWithTheStorage holds that a storage that refuses something has one place where that is met.
func TestOneFileSpeaksWithTheStorage(t *testing.T) {
	p, err := openProject()
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`\b(?:localStorage|sessionStorage|indexedDB|document\.cookie)\b`)
	found := 0
	for _, pattern := range []string{"*.ts", "*/*.ts"} {
		files, _ := filepath.Glob(p.in("site", "src", pattern)) // fails only for a pattern that is none
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !names.Match(content) {
				continue
			}
			if filepath.Base(file) != "shelf.ts" {
				t.Errorf("%s speaks with the browser's storage: have %s, want shelf.ts only", file, names.Find(content))
			}
			found++
		}
	}
	if found == 0 {
		t.Error("no file speaks with the browser's storage")
	}
}

// before runs a script in every page before the page's own.
func (v *visit) before(script string) {
	v.t.Helper()
	params := cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: script}
	if _, err := chromedp.Call(v.ctx, cdppage.AddScriptToEvaluateOnNewDocument, params); err != nil {
		v.t.Fatal(err)
	}
}

const (
	theWarning = `.notice[data-of="unkept"]`
	warned     = `document.querySelector('.notice[data-of="unkept"]')?.checkVisibility() === true`
	notWarned  = `document.querySelector('.notice[data-of="unkept"]') === null`
)

// fill fills the storage to the last character.
const fill = `(() => { for (let size = 1 << 22, n = 0; size >= 1; ) try { localStorage.setItem('filler ' + n++, 'x'.repeat(size)) } catch { size = Math.floor(size / 2) } return true })()`

// empty empties it of that again.
const empty = `(() => { for (const key of Object.keys(localStorage)) if (key.startsWith('filler ')) localStorage.removeItem(key); return true })()`

func TestAFullStorageIsTold(t *testing.T) {
	v := visitor(t)
	v.allow("clipboard-read", "clipboard-write")
	v.open("/")
	v.written(0)
	evaluate[bool](v, fill)
	v.untilText(".trace-title", "reachable")
	if evaluate[bool](v, warned) {
		t.Error("who has written nothing is warned")
	}
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	v.untilText(theWarning, "Your text is not kept in this browser.")
	v.click(theWarning+" button", "Copy link")
	v.untilText(theWarning+" button", "✓ Link copied")
	v.click(".cm-content, hop-editor", "")
	v.keys(kb.End, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.keys(" # on")
	v.until(warned)
	if have, want := v.written(0), `title "mine" # on`; have != want {
		t.Errorf("typing on: have %q, want %q", have, want)
	}
	evaluate[bool](v, empty)
	v.keys("e")
	v.until(notWarned)
	tab := v.newTab()
	tab.open("/")
	tab.untilText(".bar-title", "mine")
}

// TestRoomInAnotherTabEndsTheWarning frees the storage in another tab, where the browser tells this one of it.
func TestRoomInAnotherTabEndsTheWarning(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.written(0)
	evaluate[bool](v, fill)
	v.write(0, `title "mine"`)
	v.until(warned)
	tab := v.newTab()
	tab.open("/reference/")
	evaluate[bool](tab, empty)
	v.until(notWarned)
}

// TestLookedAtMakesRoomForOwnText fills the storage beside a scenario that was only looked at.
func TestLookedAtMakesRoomForOwnText(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, "title \"theirs\"\n"+strings.Repeat("# much of it\n", 5000)))
	v.untilText(".bar-title", "theirs")
	v.recentCount(1)
	v.open("/")
	v.written(0)
	evaluate[bool](v, fill)
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	v.until(`JSON.parse(localStorage.getItem('hopwise.scenario'))?.text === 'title "mine"'`)
	v.until(notWarned)
}

// refusals are the ways in which a browser may have no storage for a page.
var storageRefusals = []struct{ name, script string }{
	{
		"refused by name",
		`for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError') } })`,
	},
	{
		"absent",
		`for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: null })`,
	},
	{
		"every method throws",
		`for (const name of ['getItem', 'setItem', 'removeItem', 'clear', 'key']) Storage.prototype[name] = () => { throw new Error(name) }`,
	},
}

// TestAPageWithoutStorageWorks goes through all that a page keeps, where nothing is kept. The visit's end holds that
// there was no error.
func TestAPageWithoutStorageWorks(t *testing.T) {
	for _, refusal := range storageRefusals {
		t.Run(refusal.name, func(t *testing.T) {
			v := visitor(t)
			v.before(refusal.script)
			v.open("/")
			v.written(0)
			if evaluate[bool](v, warned) {
				t.Error("who has written nothing is warned")
			}
			v.write(0, `title "mine"`)
			v.untilText(".bar-title", "mine")
			v.until(warned)
			v.scenarios()
			v.untilText("#scenarios", "None yet")
			v.keys(kb.Escape)
			v.click("hop-scheme button", "")
			evaluate[bool](v, `(document.querySelector('hop-divider').focus(), true)`)
			v.keys(kb.ArrowRight)
			evaluate[any](
				v,
				fmt.Sprintf(`void (location.hash = %q)`, strings.TrimPrefix(link(t, 1, `title "theirs"`), "/")),
			)
			v.untilText(".bar-title", "theirs")
			v.click(".notice button", "Go back to my scenario")
			v.untilText(".bar-title", "mine")
			v.until(warned)

			v.open(theLesson)
			v.click("button.choice", "")
			n := evaluate[int](
				v,
				`[...document.querySelectorAll('hop-live')].filter((e) => e.querySelector('hop-editor')).findIndex((e) => e.querySelector('.task'))`,
			)
			if n < 0 {
				t.Fatal("the lesson has no task")
			}
			if evaluate[bool](v, warned) {
				t.Error("who has written nothing in a lesson is warned")
			}
			v.write(n, `title "mine too"`)
			v.untilText(theWarning, "Your text is not kept in this browser.")
			v.untilText(theWarning+" button", "Download")
		})
	}
}

func TestEachTabHasItsOwnText(t *testing.T) {
	one := visitor(t)
	one.open("/")
	one.write(0, `title "in one"`)
	one.untilText(".bar-title", "in one")
	one.recentCount(1)
	other := one.newTab()
	other.open("/")
	other.untilText(".bar-title", "in one")
	other.write(0, `title "in the other"`)
	other.untilText(".bar-title", "in the other")
	other.recentCount(2)

	one.loads(func() { one.do(chromedp.Reload()) })
	one.untilText(".bar-title", "in one")
	newest := one.newTab()
	newest.open("/")
	newest.untilText(".bar-title", "in the other")

	// A tab that is duplicated starts with a copy of what its tab keeps.
	kept := evaluate[string](one, `JSON.stringify(sessionStorage)`)
	duplicate := one.newTab()
	duplicate.open("/reference/")
	evaluate[bool](duplicate, fmt.Sprintf(`(Object.assign(sessionStorage, JSON.parse(%q)), true)`, kept))
	duplicate.open("/")
	duplicate.untilText(".bar-title", "in one")
	duplicate.write(0, `title "in the copy"`)
	duplicate.untilText(".bar-title", "in the copy")
	one.loads(func() { one.do(chromedp.Reload()) })
	one.untilText(".bar-title", "in one")

	// What a tab wrote is among the recent ones, closed in haste or not.
	duplicate.recentCount(3)
	duplicate.leave()
	one.scenarios()
	for _, title := range []string{"in one", "in the other", "in the copy"} {
		one.untilText("#scenarios .recent-title", title)
	}
}

// TestTextIsRecentThoughTheEngineDoesNotAnswer closes a tab at once, with an engine that never comes.
func TestTextIsRecentThoughTheEngineDoesNotAnswer(t *testing.T) {
	server, gate := held(t, "ready")
	defer close(gate)
	v := visitorOf(t, server)
	v.open("/")
	v.write(0, `title "mine"`)
	v.open("/reference/")
	// What the page wrote as it was left may reach the next page a moment later.
	v.until(`JSON.parse(localStorage.getItem('hopwise.recent') ?? '[]').map((e) => e.text).join() === 'title "mine"'`)
}

func TestLinksThatWereOnlyLookedAtLeaveOwnWorkAlone(t *testing.T) {
	v := visitor(t)
	v.open("/")
	own := []string{"mine 1", "mine 2"}
	for _, title := range own {
		v.write(0, fmt.Sprintf("title %q", title))
		v.untilText(".bar-title", title)
		v.until(fmt.Sprintf(`JSON.parse(localStorage.getItem('hopwise.recent') ?? '[]')[0]?.title === %q`, title))
	}
	look := func(title, text string) {
		v.open(link(t, 1, text))
		v.untilText(".bar-title", title)
		v.until(fmt.Sprintf(`JSON.parse(localStorage.getItem('hopwise.recent'))[0].title === %q`, title))
	}
	for i := range 25 {
		title := fmt.Sprintf("small %d", i)
		look(title, fmt.Sprintf("title %q", title))
	}
	for i := range 5 {
		title := fmt.Sprintf("large %d", i)
		look(title, fmt.Sprintf("title %q\n", title)+strings.Repeat("# "+title+"\n", 240*1024/11))
	}
	v.open("/")
	v.untilText(".bar-title", "mine 2")
	v.scenarios()
	for _, title := range own {
		v.untilText("#scenarios .recent-title", title)
	}
	v.click("#scenarios .menu-item", "Delete all")
	v.recentCount(0)
}

func TestWildEntriesDoNotEmptyTheMenu(t *testing.T) {
	v := visitor(t)
	v.open("/reference/")
	evaluate[bool](v, `(localStorage.setItem('hopwise.recent', JSON.stringify([null, 7, { text: 8 },
		{ text: 'a', title: 'far', question: 0, date: 1e300 }, { text: 'b', title: 'none', question: 0, date: 'x' },
		{ text: 'c', title: 'late', question: -4, date: 8.64e15 }, { text: 'd', title: 'good', question: 0, date: 1e12 }])), true)`)
	v.open("/")
	v.scenarios()
	for _, title := range []string{"far", "none", "late", "good"} {
		v.untilText("#scenarios .recent-title", title)
	}
	if have, want := v.text("#scenarios .recent-title"), "far\nnone\nlate\ngood"; have != want {
		t.Errorf("the menu: have %q, want %q", have, want)
	}
}

// TestTypingLandsInItsPlaceWhateverTheEndsOfLines opens a text with the ends of lines of other systems, and types.
func TestTypingLandsInItsPlaceWhateverTheEndsOfLines(t *testing.T) {
	text := "title \"twice\"\nhost laptop 203.0.113.10\nvcp\nhost other 203.0.113.11\n"
	for name, end := range map[string]string{"CRLF": "\r\n", "CR": "\r"} {
		strange := strings.ReplaceAll(text, "\n", end)
		for from, open := range map[string]func(*visit){
			"a link": func(v *visit) { v.open(link(t, 1, strange)) },
			"a file": func(v *visit) { v.open("/"); v.written(0); v.drop(fmt.Sprintf("%q", strange)) },
			"a visit": func(v *visit) {
				v.open("/reference/")
				evaluate[bool](v, fmt.Sprintf(`(localStorage.setItem('hopwise.scenario', JSON.stringify({ text: %q, question: 0 })), true)`, strange))
				v.open("/")
			},
			"clipboard": func(v *visit) { v.open("/"); v.write(0, ""); v.paste(strange) },
		} {
			t.Run(name+" by "+from, func(t *testing.T) {
				v := visitor(t)
				open(v)
				v.untilText(".bar-title", "twice")
				v.untilText(".finding-place", "line 3")
				v.cursor(0, "laptop")
				v.keys("9")
				v.until(
					fmt.Sprintf(
						`%s.querySelectorAll('.cm-line')[1]?.textContent === 'host laptop 203.0.113.109'`,
						editor(0),
					),
				)
				v.cursor(0, "other")
				v.keys("7")
				want := strings.TrimSuffix(
					strings.NewReplacer("203.0.113.10\n", "203.0.113.109\n", "113.11", "113.117").Replace(text),
					"\n",
				)
				if have := strings.TrimSuffix(v.written(0), "\n"); have != want {
					t.Errorf("have %q, want %q", have, want)
				}
				v.until(editor(0) + `.querySelector('.cm-lintRange-error')?.textContent === 'vcp'`)
			})
		}
	}
}

// paste pastes a text into the editor.
func (v *visit) paste(text string) {
	v.t.Helper()
	evaluate[bool](v, fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.setData('text/plain', %q);
		%s.querySelector('.cm-content').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
		return true })()`, text, editor(0)))
}

func TestAFragmentThatIsNoLinkIsLeftAlone(t *testing.T) {
	v := visitor(t)
	v.open("/#main")
	v.write(0, `title "mine"`)
	v.untilText(".bar-title", "mine")
	if have := v.text(".notice"); have != "" {
		t.Errorf("a notice: have %q, want none", have)
	}
	v.open(link(t, 1, `title "theirs"`))
	v.untilText(".bar-title", "theirs")
	evaluate[any](v, `void (location.hash = '#main')`)
	v.untilText(".notice", "came by a link")
	v.untilText(".bar-title", "theirs")
}

func TestALinkToAQuestionThatIsNotThereShowsTheFirst(t *testing.T) {
	content := map[string]any{"text": withoutTheRoute(), "question": 7}
	for _, page := range []string{"/", "/embed.html"} {
		t.Run(page, func(t *testing.T) {
			v := visitor(t)
			v.open(page + linkTo(t, 1, content)[1:])
			v.untilText(".notice", "The link asks a question that is not in this scenario. The first one is shown.")
			v.untilText(".trace-title", "one-way")
		})
	}
}
