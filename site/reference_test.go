package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheReferenceLeadsToEveryStatement(t *testing.T) {
	v := visitor(t)
	v.withoutScripts()
	v.open("/reference/")
	pages := strings.Fields(
		evaluate[string](
			v,
			`[...new Set([...document.querySelectorAll('.reference td a')].map((a) => a.getAttribute('href')))].join(' ')`,
		),
	)
	if len(pages) < 50 {
		t.Fatalf("have %d statements: %v", len(pages), pages)
	}
	found := evaluate[[]string](
		v,
		`Promise.all([...new Set([...document.querySelectorAll('.reference td a')].map((a) => a.href))].map(async (href) => {
		const answer = await fetch(href); const text = await answer.text();
		return answer.ok && text.includes('class="example"') ? '' : href })).then((all) => all.filter(Boolean))`,
	)
	for _, page := range found {
		t.Errorf("%s is no page with an example", page)
	}
}

// follow goes where the first link of a selector leads that holds a text.
func (v *visit) follow(selector, text string) {
	v.t.Helper()
	v.untilText(selector, text)
	href := evaluate[string](
		v,
		fmt.Sprintf(`[...document.querySelectorAll(%q)].find((e) => e.textContent.includes(%q)).href`, selector, text),
	)
	v.open(strings.TrimPrefix(href, v.server.URL))
}

func TestAnExampleOpensInThePlayground(t *testing.T) {
	v := visitor(t)
	v.open("/reference/nat-gateway/")
	v.untilText(".forms", "nat-gateway NAME")
	v.untilText(".source .marked", "nat-gateway nat {")
	v.follow("a", "Open in the playground")
	v.untilText(".bar-title", "A way out, and a way in by one port")
	v.untilText(".trace-title", "reachable")
}

// TestTheReasonsLeadBothWays: the reference leads to the reasons; each code of the analyzer leads to a reason of the
// page, and each reason to an example that shows it.
func TestTheReasonsLeadBothWays(t *testing.T) {
	v := visitor(t)
	v.open("/reference/")
	v.follow(".prose a", "all reasons")
	v.untilText("h1", "Reasons")
	nowhere := evaluate[[]string](
		v,
		`[...document.querySelectorAll('.reference td a')].map((a) => a.getAttribute('href')).filter((href) => !document.querySelector(href))`,
	)
	if links := evaluate[int](v, `document.querySelectorAll('.reference td a').length`); links < 30 ||
		len(nowhere) > 0 {
		t.Errorf("have %d links from codes, to no reason: %v", links, nowhere)
	}
	v.follow(".reason a", "Open an example of nat-loop")
	v.untilText(".trace-title", "blocked")
}

func TestEveryPageLeadsToTheReference(t *testing.T) {
	v := visitor(t)
	for _, path := range []string{"/", "/lessons/", theLesson, "/reference/", "/reference/vpc/"} {
		v.open(path)
		v.untilText("header a", "Reference")
		v.follow("header a", "Reference")
		v.untilText("h1", "The language")
	}
}
