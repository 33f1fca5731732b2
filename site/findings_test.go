package main

import (
	"strings"
	"testing"

	"hopwise/dsl/reference"
)

// theOpenScenario has findings of several sorts, a note, a fix, and an expectation about findings that fails.
const theOpenScenario = `cloud aws {
  vpc shop 10.0.0.0/16 {
    internet-gateway igw
    route-table public {
      0.0.0.0/0 -> igw
    }
    security-group web-sg {
      in allow tcp/22 from 0.0.0.0/0
      in allow tcp/22 from 10.0.0.0/8
      in allow tcp/443 from none-sg
    }
    security-group none-sg {
    }
    security-group lone-sg {
    }
    subnet front 10.0.1.0/24 {
      route-table public
      instance web 10.0.1.10 {
        eip 198.51.100.7
        security-group web-sg
      }
    }
  }
}

expect finding open-to-world at web
`

func TestFindingsOfAScenarioAreListedAndMended(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theOpenScenario))
	v.untilText(".findings-title", "4 findings, 2 notes")
	v.untilText(".finding", "expected finding open-to-world at web, found open-to-world at web-sg (line 8)")
	v.untilText(".finding[data-severity=note]", "lone-sg is a security group that nothing uses")
	v.until(editor(0) + `?.querySelector('.cm-lintRange-warning') != null`)
	v.click(".finding-place", "web-sg opens tcp/22 (SSH)")
	v.until(editor(0) + `.querySelector('.cm-line.marked')?.textContent.includes('in allow tcp/22 from 0.0.0.0/0')`)
	v.click(".finding[data-severity=note] button", "Remove it")
	v.untilText(".findings-title", "4 findings, 1 note")
	if have := v.written(0); strings.Contains(have, "lone-sg") {
		t.Errorf("have %q, want lone-sg gone", have)
	}
}

func TestAFindingHasAPage(t *testing.T) {
	v := visitor(t)
	v.open("/reference/")
	v.follow(".reference a", "pages of its own")
	for _, f := range reference.Findings() {
		v.untilText(".reference td a", f.Code)
	}
	v.follow(".reference td a", "open-to-world")
	v.untilText("h1", "open-to-world")
	v.untilText("li", "restricted-ssh")
	v.untilText(".source .marked", "in allow tcp/22 from 0.0.0.0/0")
	v.follow("a", "Open in the playground")
	v.untilText(".bar-title", "SSH from everywhere")
	v.untilText(".findings-title", "1 finding")
	v.follow(".finding-code a", "open-to-world")
	v.untilText("h1", "open-to-world")
}

// TestALessonDoesNotTellItsSolution: a finding could, so that a lesson lists only what is wrong with the text.
func TestALessonDoesNotTellItsSolution(t *testing.T) {
	v := visitor(t)
	v.open(theLesson)
	v.until(editor(0) + `?.querySelector('.cm-line') != null`)
	if have := evaluate[int](v, `document.querySelectorAll('.finding').length`); have != 0 {
		t.Errorf("have %d findings in a lesson, want none", have)
	}
}
