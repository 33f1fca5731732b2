package lessons

import (
	"strings"
	"testing"
)

// TestEveryClaimHolds proves the course.
func TestEveryClaimHolds(t *testing.T) {
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no lesson is embedded")
	}
	for _, l := range all {
		t.Run(l.Folder(), func(t *testing.T) {
			for _, p := range l.Prove() {
				t.Error(p)
			}
		})
	}
}

// TestKindsInOrder checks the blocks of a lesson.
func TestKindsInOrder(t *testing.T) {
	second := soundCourse(t)[1]
	var kinds []string
	for _, b := range second.Blocks {
		kinds = append(kinds, b.Kind)
	}
	want := "prose prediction contrast task aside"
	if have := strings.Join(kinds, " "); have != want {
		t.Errorf("blocks\nhave %s\nwant %s", have, want)
	}
}

// TestEngineFindsTheRightChoice checks that the right choice comes from the engine, not from the text.
func TestEngineFindsTheRightChoice(t *testing.T) {
	choices := soundCourse(t)[1].Blocks[1].Prediction.Choices
	if choices[0].Right || !choices[1].Right {
		t.Errorf("have %+v, want the second choice right and no other", choices)
	}
}

// TestHTML checks the markup that the page relies on.
func TestHTML(t *testing.T) {
	blocks := soundCourse(t)[1].Blocks
	prose, aside := blocks[0].HTML, blocks[4].HTML
	for _, row := range []struct{ html, want string }{
		{prose, `<h2 id="two-legs">`},
		{prose, `<a href="../01-first/index.html">`},
		{prose, `<pre><code class="language-vpc">`},
		{prose, `<pre><code class="language-console">`},
		{aside, `<section data-cloud="`},
		{aside, `<h3>Where</h3>`},
	} {
		if !strings.Contains(row.html, row.want) {
			t.Errorf("have %s\nwant in it %s", row.html, row.want)
		}
	}
}
