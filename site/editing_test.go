package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// offered are the labels that the open list of completions shows, a line each.
const offered = `[...(` + `document.querySelector('hop-editor')?.shadowRoot?.querySelectorAll('.cm-tooltip-autocomplete li .cm-completionLabel') ?? [])].map((e) => e.textContent)`

const theScenario = `cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table public { 0.0.0.0/0 -> igw }
    security-group web-sg { in allow tcp/443 from 0.0.0.0/0 }
    subnet front 10.0.1.0/24 {
      route-table public
      instance web 10.0.1.10 { eip 198.51.100.7; security-group web-sg }
    }
  }
}
`

// newLine opens a line below the one that holds a text, and types there.
func (v *visit) newLine(below, text string) {
	v.t.Helper()
	v.cursor(0, below)
	v.enter()
	v.keys(text)
}

// settled waits until the engine has answered, so that it is there to be asked.
func (v *visit) settled() {
	v.t.Helper()
	v.untilText(".findings-title", "finding")
	v.until(editor(0) + `?.querySelector('.cm-line') != null`)
}

// lookAtTheList waits for as long as the editor takes a key for one that was meant for the text: nobody reads a list in
// less.
func (v *visit) lookAtTheList() {
	v.t.Helper()
	evaluate[bool](v, `new Promise((done) => setTimeout(() => done(true), 150))`)
}

// moveTo moves the pointer to a place of the page.
func (v *visit) moveTo(x, y float64) {
	v.t.Helper()
	for _, at := range []float64{x - 2, x} {
		params := input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at, Y: y}
		if _, err := chromedp.Call(v.ctx, input.DispatchMouseEvent, params); err != nil {
			v.t.Fatal(err)
		}
	}
}

func TestCompletionWhileTyping(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theScenario))
	v.settled()
	v.newLine("route-table public {", "sec")
	v.until(offered + `.includes('security-group')`)
	v.until(`!` + offered + `.includes('instance')`)
	v.lookAtTheList()
	v.enter()
	v.until(
		`[...` + editor(0) + `.querySelectorAll('.cm-line')].some((l) => l.textContent.trim() === 'security-group')`,
	)
}

func TestCompletionByKey(t *testing.T) {
	for _, c := range []struct{ below, typed, want, written string }{
		{"instance web", "instance db { security-group ", "web-sg", "instance db { security-group web-sg"},
		{"route-table public {", "route-table other { 192.0.2.0/24 -> i", "igw", "route-table other { 192.0.2.0/24 -> igw"},
		{"security-group web-sg", "security-group b { in allow https", "https", "security-group b { in allow tcp/443"},
	} {
		t.Run(c.want, func(t *testing.T) {
			v := visitor(t)
			v.open(link(t, 1, theScenario))
			v.settled()
			v.newLine(c.below, c.typed)
			v.keys(" ", chromedp.KeyModifiers(chromedp.ModifierCtrl))
			v.until(offered + `[0] === '` + c.want + `'`)
			v.lookAtTheList()
			v.keys(kb.Tab)
			v.until(lineOf(0, c.written) + ` != null`)
			v.until(offered + `.length === 0`)
			v.keys("z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
			v.until(lineOf(0, c.written+" ") + ` == null`)
		})
	}
}

func TestCompletionIsPutAway(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theScenario))
	v.settled()
	v.newLine("route-table public {", "sec")
	v.until(offered + `.length > 0`)
	v.keys(kb.Escape)
	v.until(offered + `.length === 0`)
	v.enter()
	v.until(`[...` + editor(0) + `.querySelectorAll('.cm-line')].some((l) => l.textContent.trim() === 'sec')`)
}

func TestAWholeWordEndsItsLineByEnter(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theScenario))
	v.settled()
	v.newLine("subnet front", "route-table publi")
	v.until(offered + `.includes('public')`)
	v.keys("c")
	v.until(offered + `.length === 0`)
	v.enter()
	v.keys("note")
	v.until(`[...` + editor(0) + `.querySelectorAll('.cm-line')].some((l) => l.textContent.trim() === 'note')`)
}

// hovered is what the tooltip in the editor says.
const hovered = `(document.querySelector('hop-editor')?.shadowRoot?.querySelector('.cm-hover')?.textContent ?? '')`

func TestHoverSaysWhatAWordMeans(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theScenario))
	v.settled()
	at := evaluate[[]float64](
		v,
		`(() => { const e = [...`+editor(
			0,
		)+`.querySelectorAll('.cm-line .t-address')].find((e) => e.textContent === '10.0.1.0/24');
		const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`,
	)
	v.moveTo(at[0], at[1])
	v.until(hovered + `.includes('251 addresses are for machines')`)
}

func TestHelpAtTheCursor(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theScenario))
	v.settled()
	v.cursor(0, "internet-gateway igw")
	v.keys(kb.F1)
	v.until(hovered + `.includes('igw is an internet gateway of VPC shop')`)
	v.keys(kb.Escape)
	v.until(hovered + ` === ''`)
}

func TestHoverIsNoMarkup(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theScenario+"host <img_src=x> 203.0.113.9\n"))
	v.settled()
	v.cursor(0, "internet-gateway igw")
	v.keys(kb.F1)
	v.until(hovered + ` !== ''`)
	if evaluate[int](v, editor(0)+`.querySelectorAll('img').length`) != 0 {
		t.Error("the help made an element of a text")
	}
}

func TestFormatByButtonAndKey(t *testing.T) {
	crooked := strings.ReplaceAll(theScenario, "    internet-gateway", "internet-gateway")
	straight := `[...` + editor(
		0,
	) + `.querySelectorAll('.cm-line')].some((l) => l.textContent === '    internet-gateway igw')`
	v := visitor(t)
	v.open(link(t, 1, crooked))
	v.settled()
	v.click("button.format", "Format")
	v.until(straight)
	v.cursor(0, "internet-gateway igw")
	v.keys("z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.until(`!` + straight)
	v.keys("F", chromedp.KeyModifiers(chromedp.ModifierShift|chromedp.ModifierAlt))
	v.until(straight)
}

func TestAFixIsUndone(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, strings.ReplaceAll(theScenario, "-> igw", "-> igv")))
	v.untilText(".findings-title", "1 finding")
	v.until(editor(0) + `?.querySelector('.cm-lintRange-error') != null`)
	at := evaluate[[]float64](
		v,
		`(() => { const r = `+editor(
			0,
		)+`.querySelector('.cm-lintRange-error').getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`,
	)
	v.moveTo(at[0], at[1])
	// The meaning of the line joins the message in a moment, and moves it.
	v.until(editor(0) + `.querySelector('.cm-tooltip')?.textContent.includes('A route')`)
	v.clickAt(editor(0) + `.querySelector('.cm-diagnosticAction')`)
	v.untilText(".findings-title", "No findings")
	v.cursor(0, "-> igw")
	v.keys("z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.untilText(".findings-title", "1 finding")
}

// TestTypingOverASelection types over the whole text. The browser would colour what is typed like what was there, by an
// inline style, which the policy forbids: the visit has to stay silent.
func TestTypingOverASelection(t *testing.T) {
	v := visitor(t)
	v.open("/")
	v.settled()
	v.cursor(0, "internet-gateway igw")
	v.keys("a", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.keys("host a 192.0.2.7")
	v.until(`(` + editor(0) + `?.querySelector('.cm-content')?.textContent ?? '') === 'host a 192.0.2.7'`)
	v.keys("z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.untilText(".trace-title", "reachable")
}
