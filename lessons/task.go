package lessons

import "fmt"

// A Task is a scenario for the learner to mend:
//
//	```task
//	id: mend-the-route
//	file: start.vpc
//	fails:
//	  - laptop -> web tcp/443 one-way by public because not-public-subnet on aws
//	goals:
//	  - laptop -> web tcp/443 reachable
//	  - internet -> web tcp/22 blocked
//	ask: |
//	  Mend it, and leave port 22 shut.
//	hints:
//	  - Which table does `front` use?
//	solution: mended.vpc
//	wrong:
//	  - file: open.vpc
//	    fails:
//	      - laptop -> web tcp/443 one-way by public because not-public-subnet on aws
//	    why: A rule is no route.
//	done: |
//	  `public` leads out now.
//	```
//
// goals must hold in the solution. fails says, for each goal that the start or a wrong fix misses, what happens instead
// and why; a start that fails for another reason is a mistake of the lesson.
type Task struct {
	Scene
	ID       string     // unique in the lesson
	Ask      string     // HTML
	Goals    []string   // what may follow the word expect
	Hints    []string   // HTML, from a question to almost the answer
	Solution string     // the text of a scenario that meets every goal
	Wrong    []WrongFix // what others tried
	Done     string     // HTML, for when it is solved

	header   taskHeader
	solution *scenario
}

// A WrongFix is an attempt that misses a goal.
type WrongFix struct {
	File string
	Text string
	// Fails are lines that hold in Text, written like Goals. A learner's own scenario where all of them hold fails in
	// the same way.
	Fails []string
	Why   string // HTML

	scenario *scenario
	header   wrongHeader
}

type taskHeader struct {
	sceneHeader `              yaml:",inline"`
	ID          string        `yaml:"id"`
	Fails       []written     `yaml:"fails"`
	Goals       []written     `yaml:"goals"`
	Ask         written       `yaml:"ask"`
	Hints       []written     `yaml:"hints"`
	Solution    written       `yaml:"solution"`
	Wrong       []wrongHeader `yaml:"wrong"`
	Done        written       `yaml:"done"`
}

type wrongHeader struct {
	File  written   `yaml:"file"`
	Fails []written `yaml:"fails"`
	Why   written   `yaml:"why"`
}

func (l *Lesson) readTask(node *liveNode) Block {
	var h taskHeader
	if !l.decode(node, &h) {
		return Block{}
	}
	t := &Task{
		Scene: l.scene(h.sceneHeader, node.line), ID: h.ID, Ask: l.render(h.Ask), Goals: texts(h.Goals),
		Hints: l.renderAll(h.Hints), Done: l.render(h.Done), header: h, solution: l.take(h.Solution),
	}
	t.Solution = t.solution.text
	for _, w := range h.Wrong {
		t.Wrong = append(t.Wrong, l.readWrong(w))
	}
	return Block{Kind: node.kind, Task: t}
}

func (l *Lesson) readWrong(h wrongHeader) WrongFix {
	s := l.take(h.File)
	return WrongFix{h.File.text, s.text, texts(h.Fails), l.render(h.Why), s, h}
}

// proveTask wants a start and wrong fixes that fail as they say, and a solution that meets every goal.
func (p *proof) proveTask(t *Task) {
	p.proveScene(t.Scene)
	p.proveTaskHead(t)
	p.shown[t.File] = true
	goals := t.header.Goals
	if !p.proveSolution(t.solution, goals) {
		return
	}
	p.proveFails(t.scenario, goals, t.header.Fails, t.Scene.header.File.line)
	for _, w := range t.Wrong {
		p.proveFails(w.scenario, goals, w.header.Fails, w.header.File.line)
	}
}

// proveTaskHead wants every part of a task to be there.
func (p *proof) proveTaskHead(t *Task) {
	at := t.Scene.header.File.line
	switch {
	case t.ID == "":
		p.report(at, "id is missing in the task", "Progress is kept under it")
	case p.ids[t.ID]:
		p.report(at, fmt.Sprintf("duplicate task %q", t.ID), "Progress is kept under its id")
	}
	p.ids[t.ID] = true
	if len(t.Goals) == 0 {
		p.report(
			at,
			fmt.Sprintf("task %q has no goals", t.ID),
			"Write under goals what must hold, and what must go on holding",
		)
	}
	if len(t.Wrong) == 0 {
		p.report(
			at,
			fmt.Sprintf("task %q records no wrong fix", t.ID),
			"Write under wrong what a learner would try first",
		)
	}
	if len(t.Hints) == 0 {
		p.report(
			at,
			fmt.Sprintf("task %q has no hints", t.ID),
			"Write under hints the way from a question to almost the answer",
		)
	}
}

// proveSolution reports whether the goals can be asked at all.
func (p *proof) proveSolution(s *scenario, goals []written) bool {
	askable := len(goals) > 0
	for _, goal := range goals {
		askable = len(p.proveHolds(s, goal)) > 0 && askable
	}
	return askable
}
