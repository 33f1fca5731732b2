package lessons

import (
	"fmt"
)

// A Scene is a scenario and the question that is put to it.
type Scene struct {
	File     string // "start.vpc"
	Text     string
	Question string // "laptop -> web tcp/443", one of the scenario's own; empty: its first

	scenario *scenario
	header   sceneHeader
}

// sceneHeader is how a block names its scene. Holds are lines that the text around the block relies on.
type sceneHeader struct {
	File     written   `yaml:"file"`
	Question written   `yaml:"question"`
	Holds    []written `yaml:"holds"`
}

// scene opens the scenario that a block at that line names.
func (l *Lesson) scene(h sceneHeader, line int) Scene {
	if h.File.line == 0 {
		h.File.line = line
	}
	s := l.take(h.File)
	return Scene{h.File.text, s.text, h.Question.text, s, h}
}

// proveScene wants the question among the scenario's own, and what the text relies on to be so.
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
