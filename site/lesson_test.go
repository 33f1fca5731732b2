package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestLessonWithoutScripts holds that a reader loses nothing: the text, the traces, every hint and the solution.
func TestLessonWithoutScripts(t *testing.T) {
	v := visitor(t)
	v.withoutScripts()
	v.open(theLesson)
	for selector, want := range map[string]string{
		"h1":           "The missing gateway",
		".source":      "route-table public",
		".trace-title": "AWS ⇥ one-way",
		"summary":      "The answer",
		".difference":  "+ " + theRoute,
		".goal":        "expect laptop",
	} {
		if have := v.text(selector); !strings.Contains(have, want) {
			t.Errorf("%s: have %q, want %q", selector, have, want)
		}
	}
}

func TestPredictionComesBeforeTheTrace(t *testing.T) {
	v := visitor(t)
	v.open(theLesson)
	const piece = `document.querySelector('hop-live')`
	v.until(piece + `.querySelector('button.choice') != null`)
	if evaluate[bool](v, piece+`.querySelector('.trace') != null`) {
		t.Error("the trace is shown before the learner has chosen")
	}
	v.click("button.choice", "The security group drops it")
	v.untilText(".verdict.fails", "Not this time")
	v.until(piece + `.querySelector('.trace') != null`)
	v.open(theLesson)
	v.until(piece + `.querySelector('.trace') != null`)
}

func TestLessonFromStartToEnd(t *testing.T) {
	v := visitor(t)
	v.open(theLesson)
	v.until(`document.querySelector('button.choice') != null`)
	predictions := evaluate[int](v, `document.querySelectorAll('.prediction').length`)
	for range predictions {
		v.clickAt(`document.querySelector('button.choice[data-state="open"]')`)
	}
	v.until(`document.querySelector('button.choice[data-state="open"]') == null`)

	mend := func(task int, at, line, done string) {
		t.Helper()
		piece := evaluate[int](
			v,
			fmt.Sprintf(
				`[...document.querySelectorAll('hop-live')].findIndex((e) => e.querySelectorAll('.task')[0] === document.querySelectorAll('.task')[%d])`,
				task,
			),
		)
		v.cursor(piece, at)
		v.enter()
		v.keys(line)
		v.until(
			fmt.Sprintf(
				`document.querySelectorAll('.task')[%d].querySelector('.done')?.textContent.includes(%q)`,
				task,
				done,
			),
		)
	}
	v.until(`document.querySelector('.goal[data-holds="no"]') != null`)
	v.click(".hint-button", "Show a hint")
	v.until(`document.querySelectorAll('.hints li').length === 1`)
	v.click(".solution-button", "Show the solution")
	v.untilText(".difference ins", theRoute)
	mend(0, "route-table public {", theRoute, "Solved")
	v.until(`document.querySelector('.task .difference ins') == null`)
	mend(1, "subnet front-b", "route-table public", "Solved")

	v.open(theLesson)
	v.until(`document.querySelectorAll('.done').length === 2`)
	v.open("/lessons/")
	v.untilText("hop-progress", "solved")
}
