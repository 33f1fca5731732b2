package main

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"hopwise/dsl"
)

// TestAxeFindsNothing runs axe-core on each page, wide and narrow, and on the states that a page can come to; in the dark
// it looks at the colours again.
func TestAxeFindsNothing(t *testing.T) {
	p := ready(t)
	axe, err := os.ReadFile(p.in("site", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	states := []struct {
		name, path string
		reach      func(*visit)
	}{
		{"playground", "/", func(v *visit) { v.written(0) }},
		{"one-way", "/", func(v *visit) { v.deleteLine(0, theRoute); v.untilText(".trace-title", "one-way") }},
		{"findings", link(t, 1, "vcp a\n"+dsl.First), func(v *visit) { v.untilText(".findings-title", "1 finding") }},
		{"doors", link(t, 1, theDoors), func(v *visit) { v.untilText(".exposure-title", "can expose") }},
		{"damaged link", "/#1.x", func(v *visit) { v.untilText(".notice", "damaged") }},
		{"text that is not kept", "/", func(v *visit) {
			v.written(0)
			evaluate[bool](v, fill)
			evaluate[bool](v, `(document.querySelector('.tabs button').click(), true)`) // in a narrow window: Text
			v.deleteLine(0, theRoute)
			v.until(warned)
		}},
		{"share", "/", func(v *visit) {
			v.written(0)
			v.click("[popovertarget=share]", "Share")
			v.untilText("#share:popover-open", "Embed")
		}},
		{"scenarios", link(t, 1, theScenario), func(v *visit) {
			v.settled()
			v.recentCount(1)
			v.click("[popovertarget=scenarios]", "Scenarios")
			v.untilText("#scenarios:popover-open .recent", "")
		}},
		{
			"embed",
			"/embed.html" + link(t, 1, dsl.First)[1:],
			func(v *visit) { v.untilText(".trace-title", "reachable") },
		},
		{"empty embed", "/embed.html", func(v *visit) { v.untilText("p", "holds no scenario") }},
		{"lessons", "/lessons/", func(v *visit) { v.untilText("h1", "Lessons") }},
		{"completions", link(t, 1, theScenario), func(v *visit) {
			v.settled()
			v.newLine("route-table public {", "s")
			v.until(offered + `.length > 0`)
		}},
		{"help", link(t, 1, theScenario), func(v *visit) {
			v.settled()
			v.cursor(0, "internet-gateway igw")
			v.keys(kb.F1)
			v.until(hovered + ` !== ''`)
		}},
		{"open hops", "/", func(v *visit) {
			v.settled()
			v.click(".hop-line", "igw")
			v.click(".trace:last-child .hop-line", "web-sg")
			v.until(`document.querySelectorAll('.hop-details').length === 2`)
		}},
		{"deciding hop", link(t, 1, withoutTheRoute()), func(v *visit) {
			v.click(".hop.deciding .hop-line", "")
			v.until(factLink("Open") + ` != null`)
		}},
		{"flaky", link(t, 1, flakyScenario), func(v *visit) { v.settled(); v.untilText(".trace-title", "flaky") }},
		{"stale", "/", func(v *visit) { v.deleteLine(0, "instance web"); v.untilText(".stale", "Stale") }},
		{"shortcuts", "/", func(v *visit) { v.settled(); v.click(".help", "?") }},
		{"search", "/", func(v *visit) {
			v.settled()
			v.cursor(0, "web-sg")
			v.keys("f", chromedp.KeyModifiers(chromedp.ModifierCtrl))
			v.keys("web")
			v.until(editor(0) + `.querySelector('.cm-searchMatch') != null`)
		}},
		{"reference", "/reference/", func(v *visit) { v.untilText("h1", "The language") }},
		{"reasons", "/reference/reasons.html", func(v *visit) { v.untilText("h1", "Reasons") }},
		{
			"facts",
			"/reference/facts/aws.html#request-without-route",
			func(v *visit) { v.untilText("h1", "AWS: facts") },
		},
		{"statement", "/reference/route-table/", func(v *visit) { v.untilText("h1", "route-table") }},
		{"list of findings", "/reference/findings/", func(v *visit) { v.untilText("h1", "Findings") }},
		{
			"page of a finding",
			"/reference/findings/open-to-world/",
			func(v *visit) { v.untilText("h1", "open-to-world") },
		},
		{
			"found",
			link(t, 1, theOpenScenario),
			func(v *visit) { v.untilText(".findings-title", "4 findings, 2 notes") },
		},
		{"gallery", "/gallery/", func(v *visit) { v.untilText("h1", "Scenarios") }},
		{"lesson", theLesson, func(v *visit) { v.click("button.choice", ""); v.click(".solution-button", "") }},
	}
	for _, state := range states {
		for _, width := range []int64{1440, 390} {
			if width == 390 && slices.Contains([]string{"one-way", "completions", "help", "stale", "search"}, state.name) {
				continue // the text is behind a tab there
			}
			t.Run(fmt.Sprintf("%s/%d", state.name, width), func(t *testing.T) {
				v := visitor(t)
				v.prefer("light")
				v.do(chromedp.EmulateViewport(width, 844))
				v.open(state.path)
				state.reach(v)
				v.do(chromedp.Evaluate[chromedp.Void](string(axe)))
				v.findsNothing(`{}`)
				v.prefer("dark")
				v.until(`document.getAnimations().length === 0`)
				v.findsNothing(`{ runOnly: ['color-contrast', 'link-in-text-block'] }`)
			})
		}
	}
}

// findsNothing runs axe-core with some options. What depends on the scheme are the colours alone.
func (v *visit) findsNothing(options string) {
	v.t.Helper()
	found := evaluate[[]string](v, `axe.run(`+options+`).then((r) => r.violations.flatMap((f) =>
		f.nodes.map((n) => f.id + ': ' + n.target.join(' ') + ': ' + n.failureSummary)))`)
	for _, finding := range found {
		v.t.Error(finding)
	}
}
