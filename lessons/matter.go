package lessons

import (
	"fmt"
	"maps"
	"slices"

	"github.com/yuin/goldmark/parser"
	"go.abhg.dev/goldmark/frontmatter"
)

// matter is a lesson's front matter as it is written.
type matter struct {
	Title    string   `yaml:"title"`
	Summary  string   `yaml:"summary"`
	Minutes  int      `yaml:"minutes"`
	Clouds   []string `yaml:"clouds"`
	Concepts []string `yaml:"concepts"`
	BuildsOn []int    `yaml:"builds-on"`
}

// matterFormat reads front matter as strictly as blocks.
var matterFormat = frontmatter.Format{
	Name:  "YAML",
	Delim: '-',
	Unmarshal: func(raw []byte, into any) error {
		return strictly(append([]byte("\n"), raw...), into) // the fence above counts as a line
	},
}

// takeMatter fills the lesson's head from its front matter.
func (l *Lesson) takeMatter(ctx parser.Context) {
	found := frontmatter.Get(ctx)
	if found == nil {
		l.report(
			1,
			"front matter is missing",
			"Start the file with ---, title, summary, minutes, clouds, concepts and ---",
		)
		return
	}
	var m matter
	if err := found.Decode(&m); err != nil {
		l.reportYAML("front matter", &m, err)
	}
	l.Title, l.Summary, l.Minutes = m.Title, m.Summary, m.Minutes
	l.Clouds, l.Concepts, l.BuildsOn = m.Clouds, m.Concepts, m.BuildsOn
}

// The bounds on the minutes of a lesson: a shorter one is a page of reference, a longer one is two lessons.
const (
	leastMinutes = 5
	mostMinutes  = 12
)

// proveMatter checks the head against the course.
func (p *proof) proveMatter() {
	l := p.lesson
	missing := map[string]bool{
		"title": l.Title == "", "summary": l.Summary == "",
		"clouds": len(l.Clouds) == 0, "concepts": len(l.Concepts) == 0,
	}
	for _, key := range slices.Sorted(maps.Keys(missing)) {
		if missing[key] {
			p.report(1, key+" is missing in the front matter", "")
		}
	}
	if l.Minutes < leastMinutes || l.Minutes > mostMinutes {
		p.report(1, fmt.Sprintf("minutes %d is outside %d to %d", l.Minutes, leastMinutes, mostMinutes), "")
	}
	p.proveClouds()
	p.proveForerunners()
}

func (p *proof) proveClouds() {
	for _, key := range p.lesson.Clouds {
		if cloudTitle(key) == "" {
			p.report(1, fmt.Sprintf("cloud %s is undeclared", key), cloudHint)
		}
	}
}

func (p *proof) proveForerunners() {
	for _, n := range p.lesson.BuildsOn {
		switch {
		case n >= p.lesson.Number:
			p.report(1, fmt.Sprintf("builds-on %d is not earlier than lesson %d", n, p.lesson.Number), "")
		case p.lesson.course.numbered(n) == nil:
			p.report(1, fmt.Sprintf("builds-on %d names a lesson that does not exist", n), "")
		}
	}
}
