package lessons

import (
	"fmt"
)

// A Scene is a scenario and one of its questions.
type Scene struct {
	File     string // "start.vpc"
	Text     string
	Question string // "laptop -> web tcp/443", one of the scenario's own; empty: its first

	scenario *scenario
	header   sceneHeader
}

// sceneHeader is the part of a block that names its scene. Holds are lines that the text around the block relies on.
type sceneHeader struct {
	File     written   `yaml:"file"`
	Question written   `yaml:"question"`
	Holds    []written `yaml:"holds"`
}

// scene returns the scene that a block names.
func (l *Lesson) scene(h sceneHeader, line int) Scene {
	if h.File.line == 0 {
		h.File.line = line
	}
	s := l.take(h.File)
	return Scene{h.File.text, s.text, h.Question.text, s, h}
}

// proveScene wants the scenario to have the question, and the lines that the text relies on to hold.
func (p *proof) proveScene(s Scene) {
	questions := s.scenario.Questions()
	if len(questions) == 0 {
		p.report(s.header.File.line, s.File+" asks nothing", "Add a line that starts with trace or expect")
		return
	}
	if s.Question != "" && s.asked() == nil {
		message := fmt.Sprintf("question %q is none of %s", s.Question, s.File)
		p.report(s.header.Question.line, message, fmt.Sprintf("Its first is %s", questions[0]))
	}
	for _, line := range s.header.Holds {
		p.proveHolds(s.scenario, line)
	}
}
