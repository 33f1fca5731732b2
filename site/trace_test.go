package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hopwise/dsl"
)

// at waits for the visitor to be at a hop that holds a text, with the focus on it.
func (v *visit) at(text string) {
	v.t.Helper()
	v.until(
		fmt.Sprintf(
			`document.activeElement?.matches('.hop-line[aria-current="step"]') && document.activeElement.textContent.replace(/\s+/g, ' ').includes(%q)`,
			text,
		),
	)
}

// marked waits for the line of the text that holds a text to be the marked one.
func (v *visit) marked(text string) {
	v.t.Helper()
	v.until(fmt.Sprintf(`%s?.querySelector('.cm-line.marked')?.textContent.includes(%q) === true`, editor(0), text))
}

// focus puts the focus on the first element of a selector.
func (v *visit) focus(selector string) {
	v.t.Helper()
	v.until(fmt.Sprintf(`document.querySelector(%q) != null`, selector))
	evaluate[bool](v, fmt.Sprintf(`(document.querySelector(%q).focus(), true)`, selector))
}

func TestAHopOpensAndCloses(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.settled()
	v.click(".hop-line", "igw")
	v.untilText(".hop-details dd", "203.0.113.10:1024-65535 → 198.51.100.7:443 tcp")
	v.until(`document.querySelector('.hop-details u')?.textContent === '10.0.1.10'`)
	v.marked("internet-gateway igw")
	v.click(".trace:last-child .hop-line", "web-sg")
	v.until(`document.querySelectorAll('.hop-details').length === 2`)
	v.click(".hop-line", "igw")
	v.until(`document.querySelectorAll('.hop-details').length === 1`)
}

func TestSteppingByKeyboard(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.settled()
	v.focus(".hop-line")
	v.keys(kb.ArrowDown)
	v.at("default network ACL")
	v.keys("j")
	v.at("web-sg security group allows")
	v.marked("in allow tcp/443")
	v.keys(kb.ArrowRight)
	v.at("(priority 1)")
	v.keys(kb.ArrowLeft)
	v.keys("k")
	v.at("default network ACL")
	v.keys(kb.End)
	v.at("laptop host has its answer")
	v.keys(kb.Home)
	v.at("igw")
	v.keys(kb.Enter)
	v.until(`document.activeElement.getAttribute('aria-expanded') === 'true'`)
	v.keys(" ")
	v.until(`document.activeElement.getAttribute('aria-expanded') === 'false'`)
	v.keys(kb.Escape)
	v.until(editor(0) + `.activeElement?.classList.contains('cm-content')`)
	v.marked("internet-gateway igw")
}

func TestFromTheTextToWhatDecides(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.settled()
	v.deleteLine(0, theRoute)
	v.untilText(".trace-title", "one-way")
	v.keys(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.at("public route table")
	v.marked("route-table public")
}

// flakyScenario is the first scenario with an ACL that lets some of the client's ports have their answer.
var flakyScenario = strings.Replace(dsl.First, "subnet front 10.0.1.0/24 {", `network-acl narrow {
      in 100 allow all from 0.0.0.0/0
      out 100 allow tcp/32768-60999 to 0.0.0.0/0
    }
    subnet front 10.0.1.0/24 {
      network-acl narrow`, 1)

func TestFlakyShowsThePorts(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, flakyScenario))
	v.untilText(".trace-title", "flaky")
	v.untilText(".ports li", "32768-60999")
	have := evaluate[[]string](
		v,
		`[...document.querySelectorAll('.port-part')].map((part) => part.textContent.trim() + ' ' + Math.round(100 * part.querySelector('rect').getBoundingClientRect().width / document.querySelector('.port-bar').getBoundingClientRect().width))`,
	)
	if want := "⇥ one-way 49,✓ reachable 44,⇥ 7"; strings.Join(have, ",") != want {
		t.Errorf("the bar: have %q, want %q", have, want)
	}
}

func TestTracesStayWhileTheTextIsBroken(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.settled()
	v.deleteLine(0, "instance web")
	v.untilText(".finding", "eip")
	v.untilText(".trace:first-child .stale", "Stale.")
	v.untilText(".question-outcome", "stale")
	if have, want := v.outcomes(), "AWS ✓ reachable\nAlibaba Cloud ✓ reachable"; have != want {
		t.Errorf("while the text is broken: have %q, want %q", have, want)
	}
	if stale := evaluate[int](v, `document.querySelectorAll('.stale').length`); stale != 1 {
		t.Errorf("stale traces: have %d, want 1", stale)
	}
	v.keys("instance web 10.0.1.10 {")
	v.until(`document.querySelector('.stale') == null`)
	v.untilText(".findings-title", "No findings")
}

// TestWhatAButtonDidIsUndone holds that edits from outside the text go through the editor's history, each by itself.
func TestWhatAButtonDidIsUndone(t *testing.T) {
	undo := func(v *visit) {
		v.keys("z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	}
	t.Run("a fix in the list", func(t *testing.T) {
		v := visitor(t)
		v.open(link(t, 1, dsl.First+"\ntrac laptop -> web tcp/443\n"))
		v.click(".finding button", "Write trace")
		v.untilText(".findings-title", "No findings")
		v.cursor(0, "expect laptop")
		undo(v)
		v.untilText(".findings-title", "1 finding")
	})
	t.Run("a reset, and a way back", func(t *testing.T) {
		v := visitor(t)
		v.open("/")
		v.settled()
		v.deleteLine(0, theRoute)
		v.untilText(".trace-title", "one-way")
		v.click(".returns button", "Reset to the example")
		v.until(`!document.querySelector('.trace-title .one-way')`)
		v.cursor(0, "route-table public")
		undo(v)
		v.untilText(".trace-title", "one-way")
		undo(v)
		v.until(`!document.querySelector('.trace-title .one-way')`)
		v.writes(0, dsl.First)
	})
	t.Run("a link that is opened over it", func(t *testing.T) {
		v := visitor(t)
		v.open("/")
		v.settled()
		v.deleteLine(0, theRoute)
		v.untilText(".trace-title", "one-way")
		evaluate[bool](
			v,
			fmt.Sprintf(`(location.hash = %q, true)`, strings.TrimPrefix(link(t, 1, "title \"theirs\"\n"), "/")),
		)
		v.untilText(".bar-title", "theirs")
		v.cursor(0, "theirs")
		undo(v)
		v.untilText(".trace-title", "one-way")
	})
}

func TestSearch(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.settled()
	v.cursor(0, "title")
	v.keys("f", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.until(editor(0) + `.activeElement?.matches('.cm-search [name=search]')`)
	v.keys("web-sg")
	v.until(editor(0) + `.querySelectorAll('.cm-searchMatch').length === 4`)
	v.enter()
	v.marked("security-group web-sg {")
	v.enter()
	v.marked("security-group web-sg")
	v.keys(kb.Escape)
	v.until(
		editor(
			0,
		) + `.querySelector('.cm-search') == null && ` + editor(
			0,
		) + `.activeElement?.classList.contains('cm-content')`,
	)
}

func TestShortcutsAreListed(t *testing.T) {
	const open = `document.querySelector('dialog.shortcuts')?.open === true`
	for _, path := range []string{"/", theLesson} {
		t.Run(path, func(t *testing.T) {
			v := visitor(t)
			v.open(path)
			v.written(0)
			v.keys("?")
			v.until(open)
			v.untilText("dialog.shortcuts", "Go to the hop that decides")
			v.keys(kb.Escape)
			v.until("!(" + open + ")")
			v.click(".help", "?")
			v.until(open)
			v.click("dialog.shortcuts button", "Close")
			v.until("!(" + open + ")")
		})
	}
	v := visitor(t)
	v.open("/")
	v.settled()
	v.cursor(0, "title")
	v.keys("?")
	v.until(`(` + editor(0) + `.querySelector('.cm-line')?.textContent ?? '').endsWith('?')`)
	if evaluate[bool](v, open) {
		t.Error("the list opens over a text that somebody writes")
	}
}

// TestByKeyboardAlone goes from the first focus to a mended scenario without a mouse.
func TestByKeyboardAlone(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, strings.Replace(dsl.First, "      "+theRoute+"\n", "", 1)))
	v.untilText(".trace-title", "one-way")
	v.until(editor(0) + `?.querySelector('.cm-content') != null`)
	seen := evaluate[bool](v, `document.activeElement === document.body`)
	if !seen {
		t.Fatal("the page takes the focus by itself")
	}
	for tabs := 0; !evaluate[bool](v, editor(0)+`.activeElement?.classList.contains('cm-content') === true`); tabs++ {
		if tabs > 12 {
			t.Fatal("the text is not reached by Tab")
		}
		v.keys(kb.Tab)
		if !evaluate[bool](
			v,
			`(() => { const e = document.activeElement; const s = getComputedStyle(e); return e.matches('hop-editor') || s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 })()`,
		) {
			t.Errorf(
				"the focus is not seen on %s",
				evaluate[string](v, `document.activeElement.outerHTML.slice(0, 120)`),
			)
		}
	}
	v.keys(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.at("public route table")
	v.keys(kb.Enter)
	v.until(`document.activeElement.getAttribute('aria-expanded') === 'true'`)
	v.keys(kb.Escape)
	v.until(editor(0) + `.activeElement?.classList.contains('cm-content')`)
	v.keys(kb.End)
	v.enter()
	v.keys(theRoute)
	v.until(`!document.querySelector('.trace-title .one-way')`)
	v.until(`[...document.querySelectorAll('[role=status]')].some((e) => e.textContent.includes('AWS: reachable.'))`)
}

// TestOnPaper holds what a print shows: title, question, outcome, traces and the whole text; and nothing to press.
func TestOnPaper(t *testing.T) {
	long := dsl.First + strings.Repeat("# a line\n", 200) + "# the last line\n"
	v := visitor(t)
	v.open(link(t, 1, long))
	v.settled()
	v.media("print")
	v.until(lineOf(0, "the last line") + ` != null`)
	visible := func(selector string) bool {
		return evaluate[bool](
			v,
			fmt.Sprintf(`[...document.querySelectorAll(%q)].some((e) => e.getClientRects().length > 0)`, selector),
		)
	}
	for _, selector := range []string{".bar-title", ".question-text", ".question-outcome", ".trace-title", ".hop-line", "hop-editor"} {
		if !visible(selector) {
			t.Errorf("%s is not printed", selector)
		}
	}
	for _, selector := range []string{".bar-actions", ".tabs", ".divider", ".findings-pane", ".notices", ".intro"} {
		if visible(selector) {
			t.Errorf("%s is printed", selector)
		}
	}
	if evaluate[bool](
		v,
		`[...document.querySelectorAll('.lab, .writing, .views, .text-pane, .trace-pane')].some((e) => e.scrollHeight > e.clientHeight + 1 && getComputedStyle(e).overflowY !== 'visible')`,
	) {
		t.Error("a pane is cut off")
	}
}

// everyOtherCall asks a balancer of three targets: one refuses, and a part of the answers of another one is dropped.
const everyOtherCall = `host laptop 203.0.113.10
cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table main { 0.0.0.0/0 -> igw }
    security-group open-sg { in allow all from 0.0.0.0/0 }
    network-acl half-acl {
      in 10 allow all from 0.0.0.0/0
      out 10 allow all to 10.0.0.0/16
      out 20 allow udp/1024-40000 to 0.0.0.0/0
    }
    load-balancer lb network {
      subnet front
      security-group open-sg
      listen udp/53 -> good, deaf, half
    }
    subnet front 10.0.1.0/24 {
      instance good { security-group open-sg }
      instance deaf { security-group open-sg; listen tcp/53 }
    }
    subnet back 10.0.3.0/24 {
      network-acl half-acl
      instance half { security-group open-sg }
    }
  }
}
trace laptop -> lb udp/53
`

// TestAWayIsChosenByKeyboard follows one way after another: hops and drawing are those of the chosen one.
func TestAWayIsChosenByKeyboard(t *testing.T) {
	v := visitor(t)
	v.open(linkTo(t, 1, map[string]any{"text": everyOtherCall, "question": 0}))
	v.settled()
	v.until(`document.querySelectorAll('.way-row').length === 4`)
	v.until(`document.querySelector('.way-row:has(:checked)').textContent.includes('to deaf')`)
	v.focus(".way-row input:checked")
	for _, way := range []struct{ words, hop, drawn string }{
		{"to half from port 40001-65535", "half-acl", "fails"},
		{"to good", "good", "passes"},
		{"to half from port 1024-40000", "half", "passes"},
	} {
		v.keys(kb.ArrowDown)
		v.until(fmt.Sprintf(`document.querySelector('.way-row:has(:checked)').textContent.includes(%q)`, way.words))
		v.until(fmt.Sprintf(`[...document.querySelectorAll('.hop-object')].some((e) => e.textContent === %q)`, way.hop))
		v.until(fmt.Sprintf(`document.querySelector('.drawing .way.answer')?.matches('.%s')`, way.drawn))
		v.until(`document.activeElement.matches('.way-row input:checked')`)
	}
}
