package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hopwise/dsl"
)

// hebrew is a scenario whose names are written from right to left: דהו asks, אבג answers.
const hebrew = `title "שלום"
host דהו 203.0.113.10
cloud aws {
  vpc רשת 10.0.0.0/16 {
    internet-gateway שער
    route-table ציבורי { 0.0.0.0/0 -> שער }
    security-group قبعة { in allow tcp/443 from 0.0.0.0/0 }
    subnet חזית 10.0.1.0/24 {
      route-table ציבורי
      instance אבג 10.0.1.10 { eip 198.51.100.7; security-group قبعة }
    }
  }
}
expect דהו -> אבג tcp/443 reachable
`

// places are a function of the page that gives the left edges of texts in an element, as they are drawn. A text may go
// over several nodes.
const places = `const places = (within, ...texts) => {
	const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT), nodes = [];
	let all = '';
	for (let node; (node = walker.nextNode()) !== null; all += node.data) nodes.push({ node, from: all.length });
	const put = (set, at) => { const { node, from } = nodes.findLast(({ from }) => from <= at); set(node, at - from); };
	return texts.map((text) => {
		const at = all.indexOf(text);
		if (at < 0) return NaN;
		const range = document.createRange();
		put((node, offset) => range.setStart(node, offset), at);
		put((node, offset) => range.setEnd(node, offset + 1), at + text.length - 1);
		return range.getBoundingClientRect().left;
	});
};
const ordered = (within, ...texts) => within != null && places(within, ...texts).every((left, index, all) => index === 0 || all[index - 1] < left);`

// ordered waits for texts to stand in an element from left to right.
func (v *visit) ordered(element string, texts ...string) {
	v.t.Helper()
	v.until(fmt.Sprintf(`(() => { %s return ordered(%s, %s); })()`, places, element, quotedList(texts)))
}

func quotedList(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = fmt.Sprintf("%q", text)
	}
	return strings.Join(quoted, ", ")
}

// TestTheSenderStandsWhereTheArrowStarts holds where names from right to left are drawn.
func TestTheSenderStandsWhereTheArrowStarts(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, hebrew))
	v.untilText(".trace-title", "reachable")
	v.ordered(`document.querySelector('.question-text')`, "דהו", "→", "אבג", "tcp/443")
	v.ordered(lineOf(0, "expect דהו"), "expect", "דהו", "->", "אבג", "tcp/443", "reachable")
	v.ordered(lineOf(0, "instance אבג"), "instance", "אבג", "10.0.1.10", "eip", "security-group", "قبعة", "}")
	v.ordered(
		`[...document.querySelectorAll('.hop-line')].find((e) => e.textContent.includes('ציבורי'))`,
		"ציבורי",
		"route table",
		"leads",
		"203.0.113.10",
		"שער",
		"0.0.0.0",
	)
	v.ordered(`document.querySelector('.drawing .host text')`, "דהו", "203.0.113.10")
	v.click(".in-words summary", "As text")
	v.ordered(
		`[...document.querySelectorAll('.in-words li')].find((e) => e.textContent.includes('host דהו'))`,
		"host",
		"דהו",
		"203.0.113.10",
	)
}

// TestWhatDoesNotShowIsShown opens a scenario that looks other than it is read: each character is told, has a sign in
// the text, and can be taken away.
func TestWhatDoesNotShowIsShown(t *testing.T) {
	v := visitor(t)
	v.open(
		link(
			t,
			1,
			strings.NewReplacer(
				"route-table public\n",
				"route-table public # \u2067\n",
				"host laptop",
				"host lap\u3164top",
			).Replace(
				dsl.First,
			),
		),
	)
	v.untilText(".finding", "U+2067 RIGHT-TO-LEFT ISOLATE turns the direction of text")
	v.untilText(".finding", "U+3164 HANGUL FILLER shows nothing")
	v.until(editor(0) + `?.querySelectorAll('.special').length === 2`)
	if have, want := evaluate[string](v, `[...`+editor(0)+`.querySelectorAll('.special')].map((e) => e.title + e.textContent).join()`), "U+3164•,U+2067•"; have != want {
		t.Errorf("the signs: have %q, want %q", have, want)
	}
	if have := v.outcomes(); !strings.Contains(have, "AWS ✓ reachable") {
		t.Errorf("the rest of the text: have %q, want it read", have)
	}
	v.click(".finding button", "Remove it")
	v.click(".finding button", "Remove it")
	v.untilText(".findings-title", "No findings")
	v.until(editor(0) + `.querySelector('.special') === null`)
}

func TestALineThatIsRefusedTodayIsTold(t *testing.T) {
	content := map[string]any{
		"text":      strings.ReplaceAll(dsl.First, "host laptop", "host lap\u3164top"),
		"question":  0,
		"semantics": 2,
		"outcomes":  map[string]string{"aws": "reachable", "alibaba": "reachable"},
	}
	v := visitor(t)
	v.open(linkTo(t, 1, content))
	line := 1 + strings.Count(dsl.First[:strings.Index(dsl.First, "host laptop")], "\n")
	v.untilText(
		".notice",
		fmt.Sprintf(
			"When this link was made, Hopwise read line %d; today it refuses that line: U+3164 HANGUL FILLER shows nothing.",
			line,
		),
	)
	if have := v.written(0); !strings.Contains(have, "host lap") {
		t.Errorf("the text: have %q, want the whole of it", have)
	}
}

// TestTypedTextIsComposed types a letter and its accent: the text holds one character, with the cursor behind it, and
// one undo takes it back.
func TestTypedTextIsComposed(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, "host a 203.0.113.10\n# end\n"))
	v.settled()
	v.cursor(0, "# end")
	v.keys(" cafe")
	evaluate[bool](v, `document.execCommand('insertText', false, '\u0301')`) // which no key does
	v.keys("s")
	v.until(lineOf(0, "# end caf\u00e9s") + ` != null`)
	v.keys("z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	v.until(lineOf(0, "\u00e9") + ` == null`)
	v.keys(kb.End)
	v.keys("!")
	v.until(lineOf(0, "!") + ` != null`)
}
