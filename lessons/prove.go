package lessons

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A proof checks the claims of one lesson.
type proof struct {
	findings
	lesson *Lesson
	ids    map[string]bool // of the tasks so far
	shown  map[string]bool // files whose traces an earlier block has shown
}

// Prove checks every claim of the lesson and returns those that do not hold. A lesson that could not be read returns
// the problems of reading.
func (l *Lesson) Prove() []Problem {
	if len(l.problems) > 0 {
		return l.problems
	}
	p := &proof{findings: findings{folder: l.folder}, lesson: l, ids: map[string]bool{}, shown: map[string]bool{}}
	p.proveMatter()
	p.proveShelf()
	for _, b := range l.Blocks {
		p.proveBlock(b)
	}
	p.proveMentions()
	return p.inOrder()
}

// inOrder returns the problems in the order of the files, each once.
func (p *proof) inOrder() []Problem {
	slices.SortStableFunc(p.problems, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.Compact(p.problems)
}

func (p *proof) proveBlock(b Block) {
	switch {
	case b.Lab != nil:
		p.proveLab(b.Lab)
	case b.Prediction != nil:
		p.provePrediction(b.Prediction)
	case b.Task != nil:
		p.proveTask(b.Task)
	case b.Contrast != nil:
		p.proveContrast(b.Contrast)
	}
}

// proveHolds wants a line to hold in a scenario, and returns the engine's answers.
func (p *proof) proveHolds(s *scenario, line written) []answer {
	all := p.answers(s, line)
	for _, a := range all {
		if !a.holds {
			p.report(
				line.line,
				fmt.Sprintf("%q does not hold in %s on %s", line.text, s.file, a.cloud),
				"The engine says "+a.fate,
			)
		}
	}
	return all
}

// proveFails wants a scenario to miss at least one goal, and to miss each exactly as the lines of stated say.
func (p *proof) proveFails(s *scenario, goals, stated []written, at int) {
	missed := p.missed(s, goals)
	if len(missed) == 0 {
		p.report(at, s.file+" meets every goal of the task", "Break it, or ask for more")
		return
	}
	var said []answer
	for _, line := range stated {
		said = append(said, p.proveHolds(s, line)...)
	}
	for _, m := range missed {
		if !slices.ContainsFunc(said, m.sameQuestion) {
			message := fmt.Sprintf(
				"%s misses %q on %s, and nothing under its fails says how",
				s.file,
				m.line.text,
				m.cloud,
			)
			p.report(at, message, fmt.Sprintf("Write %s %s on %s", m.question, m.fate, m.cloud))
		}
	}
	for _, a := range said {
		p.proveReason(s, a, missed)
	}
}

// missed returns the goals that a scenario does not meet, cloud by cloud.
func (p *proof) missed(s *scenario, goals []written) []answer {
	var out []answer
	for _, goal := range goals {
		for _, a := range p.answers(s, goal) {
			if !a.holds {
				out = append(out, a)
			}
		}
	}
	return out
}

// proveReason wants a line under fails to name the reason of a goal that is missed.
func (p *proof) proveReason(s *scenario, a answer, missed []answer) {
	switch {
	case !slices.ContainsFunc(missed, a.sameQuestion):
		p.report(a.line.line, fmt.Sprintf("%q is about no goal that %s misses on %s", a.line.text, s.file, a.cloud), "")
	case !a.reasoned:
		p.report(a.line.line, fmt.Sprintf("%q names no reason", a.line.text), "Write "+a.question+" "+a.fate)
	}
}
