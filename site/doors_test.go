package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// theDoors is a scenario that asks of a user in two clouds.
const theDoors = `cloud aws {
  vpc shop 10.0.0.0/16 {
    subnet front 10.0.1.0/24 {
      instance web 10.0.1.10
    }
  }
  user dev {
    allow ec2:*Address, elasticloadbalancing:*
  }
}

cloud alibaba {
  vpc shop 10.0.0.0/16 {
    vswitch front 10.0.1.0/24 {
      instance web 10.0.1.10 { public-ip 198.51.100.7 }
    }
  }
  user dev {
    allow slb:*
  }
}

expect dev cannot expose web
`

// theWay is a question beside it.
const theWay = "trace web -> internet tcp/443"

func TestDoorsAreShownInThePlaceOfTraces(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theDoors+theWay+"\n"))
	v.untilText("select.question-text option", "web → internet tcp/443")
	v.do(chromedp.Evaluate[chromedp.Void](`(() => {
		const select = document.querySelector('select.question-text');
		select.selectedIndex = 1;
		select.dispatchEvent(new Event('change'));
	})()`))
	v.untilText(".exposure-title", "can expose")
	if have := evaluate[int](v, `document.querySelectorAll('.trace').length`); have != 0 {
		t.Errorf("have %d traces beside the doors, want none", have)
	}
	row := `[...document.querySelectorAll('[data-cloud=alibaba] .door')].find((row) => row.textContent.includes('a classic load balancer'))`
	if have := evaluate[string](v, row+`.textContent`); !strings.Contains(have, "slb:CreateLoadBalancer") ||
		!strings.Contains(have, "To shut it, deny") {
		t.Errorf("the open door says %q, want what opens it and what shuts it", have)
	}
	if have := evaluate[int](v, `document.querySelectorAll('[data-cloud=aws] .door[data-state=open]').length`); have != 0 {
		t.Errorf("have %d open doors on AWS, want none", have)
	}
	v.until(lineOf(0, "expect dev cannot") + ` != null`)
	v.click(".exposure-line", "")
	v.until(lineOf(0, "expect dev cannot") + `.classList.contains('marked')`)
	v.until(`[...document.querySelectorAll('.door')].every((door) =>
		door.querySelector('.fact-link[href*="reference/facts/"]') !== null)`)
}

func TestTheCursorOnAStatementShowsItsDoors(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theDoors+theWay+"\n"))
	v.untilText("select.question-text option", "web → internet tcp/443")
	v.cursor(0, "expect dev cannot expose web")
	v.untilText(".exposure-title", "can expose")
	v.cursor(0, theWay)
	v.untilText(".trace-title", "blocked")
}
