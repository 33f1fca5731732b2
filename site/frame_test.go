package main

import (
	"fmt"
	"math"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// divider is the line that divides the page under a name.
func divider(name string) string {
	return fmt.Sprintf(`document.querySelector('hop-divider[data-divides=%q]')`, name)
}

// stands waits for a divider to stand at a percentage.
func (v *visit) stands(name string, percent int) {
	v.t.Helper()
	v.until(fmt.Sprintf(`%s?.getAttribute('aria-valuenow') === '%d'`, divider(name), percent))
}

// widthOfText is the share of the window that the text takes, in percent.
func (v *visit) widthOfText() float64 {
	return evaluate[float64](v, `100 * document.querySelector('.text-pane').getBoundingClientRect().width / innerWidth`)
}

// drag moves the pointer with its button held.
func (v *visit) drag(fromX, fromY, toX, toY float64) {
	v.t.Helper()
	for _, step := range []input.DispatchMouseEventParams{
		{Type: input.DispatchMouseEventTypeMousePressed, X: fromX, Y: fromY, Button: input.MouseButtonLeft, ClickCount: 1},
		{Type: input.DispatchMouseEventTypeMouseMoved, X: (fromX + toX) / 2, Y: (fromY + toY) / 2, Button: input.MouseButtonLeft},
		{Type: input.DispatchMouseEventTypeMouseMoved, X: toX, Y: toY, Button: input.MouseButtonLeft},
		{Type: input.DispatchMouseEventTypeMouseReleased, X: toX, Y: toY, Button: input.MouseButtonLeft, ClickCount: 1},
	} {
		if _, err := chromedp.Call(v.ctx, input.DispatchMouseEvent, step); err != nil {
			v.t.Fatal(err)
		}
	}
}

func TestADividerIsMovedByKeyboardAndKept(t *testing.T) {
	const name = "text-beside"
	v := visitor(t)
	v.open("/")
	v.stands(name, 40)
	evaluate[bool](v, `(`+divider(name)+`.focus(), true)`)
	v.keys(kb.ArrowRight)
	v.keys(kb.ArrowRight)
	v.stands(name, 44)
	if have := v.widthOfText(); math.Abs(have-44) > 0.2 {
		t.Errorf("the text: have %v %% of the window, want 44", have)
	}
	v.open("/")
	v.stands(name, 44)
	evaluate[bool](v, `(`+divider(name)+`.focus(), true)`)
	v.enter()
	v.stands(name, 40)
}

func TestADividerIsDraggedAndPutBack(t *testing.T) {
	const name = "text-beside"
	v := visitor(t)
	v.open("/")
	v.stands(name, 40)
	v.drag(576, 500, 720, 500)
	v.stands(name, 50)
	v.drag(720, 500, 20, 500)
	v.stands(name, 15)
	v.do(chromedp.MouseClickXY(216, 500, chromedp.ClickCount(2)))
	v.stands(name, 40)
}

func TestBelowTheTextADividerMovesUpAndDown(t *testing.T) {
	const name = "text-above"
	v := visitor(t)
	v.do(chromedp.EmulateViewport(900, 1000))
	v.open("/")
	v.stands(name, 42)
	evaluate[bool](v, `(`+divider(name)+`.focus(), true)`)
	v.keys(kb.ArrowUp)
	v.stands(name, 40)
	bottom := evaluate[float64](
		v,
		`document.querySelector('.writing').getBoundingClientRect().bottom - `+divider(
			name,
		)+`.getBoundingClientRect().top`,
	)
	if math.Abs(bottom) > 1 {
		t.Errorf("the text ends %v px from the line", bottom)
	}
}
