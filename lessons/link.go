package lessons

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// proveLink wants a link to lead to a lesson, to a heading, or to another site, which is not fetched.
func (p *proof) proveLink(link written) {
	if strings.HasPrefix(link.text, "https://") {
		return
	}
	file, anchor, _ := strings.Cut(link.text, "#")
	target := p.lesson
	if file != "" {
		target = p.lesson.course.behind(file)
	}
	switch {
	case target == nil:
		message := fmt.Sprintf("link %s leads to no lesson", link.text)
		p.report(link.line, message, "Write ../NN-slug/"+lessonFile+", a heading's #anchor, or https://")
	case anchor != "" && !target.hasAnchor(anchor):
		message := fmt.Sprintf("anchor #%s is no heading of %s", anchor, target.folder)
		p.report(link.line, message, "It has "+strings.Join(target.anchors(), ", "))
	}
}

// behind returns the lesson that a link in a lesson leads to, or nil.
func (c *course) behind(file string) *Lesson {
	folder, name := path.Split(file)
	up, folder := path.Split(path.Clean(folder))
	if name != pageFile || up != "../" {
		return nil
	}
	return c.inFolder(folder)
}

func (l *Lesson) hasAnchor(id string) bool {
	return slices.ContainsFunc(l.Headings, func(h Heading) bool { return h.ID == id })
}

func (l *Lesson) anchors() []string {
	out := make([]string, len(l.Headings))
	for i, h := range l.Headings {
		out[i] = "#" + h.ID
	}
	return out
}
