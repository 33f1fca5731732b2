package lessons

import (
	"errors"
	"fmt"
	"path"
)

// A Problem is an error at a place in one of a lesson's files.
type Problem struct {
	File    string // "02-the-missing-gateway/lesson.md"
	Line    int    // from 1; 0 for the whole file
	Message string // one clause that starts with the object
	Hint    string // what to write; may be empty
}

// Error is the problem in one line: the place, the message, the hint.
func (p Problem) Error() string {
	text := p.File
	if p.Line > 0 {
		text += fmt.Sprintf(":%d", p.Line)
	}
	text += ": " + p.Message
	if p.Hint != "" {
		text += ". " + p.Hint
	}
	return text
}

// findings are the problems of one lesson.
type findings struct {
	folder   string
	problems []Problem
}

// report adds a problem of the lesson's text.
func (f *findings) report(line int, message, hint string) {
	f.reportIn(lessonFile, line, message, hint)
}

// reportIn adds a problem of any file of the lesson's folder.
func (f *findings) reportIn(file string, line int, message, hint string) {
	f.problems = append(f.problems, Problem{path.Join(f.folder, file), line, message, hint})
}

// joined joins problems to one error, nil if there are none.
func joined(problems []Problem) error {
	errs := make([]error, len(problems))
	for i, p := range problems {
		errs[i] = p
	}
	return errors.Join(errs...)
}
