package main

import (
	"hopwise/lessons"
	"hopwise/wasm/api"
)

// A scene is a scenario with its answer: Scene of site/src/scenario.ts.
type scene struct {
	Text     string      `json:"text"`
	Question int         `json:"question"`
	Answer   *api.Answer `json:"answer"`
}

// answered is the scene of a scenario and one of its questions, its first where none is named.
func answered(text, question string) scene {
	answer := api.AnswerText(text, 0)
	for i, asked := range answer.Questions {
		if asked.Text == question && i > 0 {
			return scene{text, i, api.AnswerText(text, i)}
		}
	}
	return scene{text, 0, answer}
}

// A lessonEntry is a lesson in a list: LessonEntry of site/src/lesson/lesson.ts.
type lessonEntry struct {
	Folder  string   `json:"folder"`
	Number  int      `json:"number"`
	Title   string   `json:"title"`
	Summary string   `json:"summary"`
	Minutes int      `json:"minutes"`
	Tasks   []string `json:"tasks"`
}

// A lessonDoc is a whole lesson: Lesson of site/src/lesson/lesson.ts.
type lessonDoc struct {
	lessonEntry
	Concepts []string     `json:"concepts"`
	Blocks   []block      `json:"blocks"`
	Next     *lessonEntry `json:"next"`
}

// A block is a piece of a lesson: Block of site/src/lesson/lesson.ts. Kind says which fields are there.
type block struct {
	Kind     string      `json:"kind"`
	HTML     string      `json:"html,omitempty"`
	Scene    *scene      `json:"scene,omitempty"`
	Caption  string      `json:"caption,omitempty"`
	Ask      string      `json:"ask,omitempty"`
	Choices  []choice    `json:"choices,omitempty"`
	Why      string      `json:"why,omitempty"`
	ID       string      `json:"id,omitempty"`
	Goals    []string    `json:"goals,omitempty"`
	Grades   []api.Grade `json:"grades,omitempty"`
	Hints    []string    `json:"hints,omitempty"`
	Solution string      `json:"solution,omitempty"`
	Wrong    []wrongFix  `json:"wrong,omitempty"`
	Done     string      `json:"done,omitempty"`
}

// A choice is one answer to a prediction: Choice of site/src/lesson/lesson.ts.
type choice struct {
	HTML  string `json:"html"`
	Reply string `json:"reply"`
	Right bool   `json:"right"`
}

// A wrongFix is one that others tried: WrongFix of site/src/lesson/lesson.ts.
type wrongFix struct {
	Fails []string `json:"fails"`
	Why   string   `json:"why"`
}

func entries(course []*lessons.Lesson) []lessonEntry {
	list := []lessonEntry{}
	for _, lesson := range course {
		list = append(list, entry(lesson))
	}
	return list
}

func entry(l *lessons.Lesson) lessonEntry {
	tasks := []string{}
	for _, b := range l.Blocks {
		if b.Task != nil {
			tasks = append(tasks, b.Task.ID)
		}
	}
	return lessonEntry{l.Folder(), l.Number, l.Title, l.Summary, l.Minutes, tasks}
}

func newLessonDoc(l *lessons.Lesson, later []*lessons.Lesson) lessonDoc {
	doc := lessonDoc{lessonEntry: entry(l), Concepts: l.Concepts}
	for _, b := range l.Blocks {
		doc.Blocks = append(doc.Blocks, newBlock(b))
	}
	if len(later) > 0 {
		next := entry(later[0])
		doc.Next = &next
	}
	return doc
}

func newBlock(b lessons.Block) block {
	switch {
	case b.Lab != nil:
		return block{Kind: b.Kind, Scene: newScene(b.Lab.Scene)}
	case b.Contrast != nil:
		return block{Kind: b.Kind, Scene: newScene(b.Contrast.Scene), Caption: b.Contrast.Caption}
	case b.Prediction != nil:
		return newPrediction(b.Kind, b.Prediction)
	case b.Task != nil:
		return newTask(b.Kind, b.Task)
	}
	return block{Kind: b.Kind, HTML: b.HTML}
}

func newScene(s lessons.Scene) *scene {
	made := answered(s.Text, s.Question)
	return &made
}

func newPrediction(kind string, p *lessons.Prediction) block {
	b := block{Kind: kind, Scene: newScene(p.Scene), Ask: p.Ask, Why: p.Why}
	for _, c := range p.Choices {
		b.Choices = append(b.Choices, choice{c.HTML, c.Reply, c.Right})
	}
	return b
}

func newTask(kind string, t *lessons.Task) block {
	goals := expectations(t.Goals)
	b := block{
		Kind: kind, ID: t.ID, Scene: newScene(t.Scene), Ask: t.Ask, Goals: goals, Grades: api.GradeText(t.Text, goals),
		Hints: t.Hints, Solution: t.Solution, Wrong: []wrongFix{}, Done: t.Done,
	}
	for _, w := range t.Wrong {
		b.Wrong = append(b.Wrong, newWrongFix(t.Text, w))
	}
	return b
}

// newWrongFix leaves a fix that fails as the start does without lines to tell it by: it would be told of to a learner
// who has not begun.
func newWrongFix(start string, w lessons.WrongFix) wrongFix {
	fails := expectations(w.Fails)
	same := true
	for _, grade := range api.GradeText(start, fails) {
		same = same && grade.Holds
	}
	if same {
		fails = []string{}
	}
	return wrongFix{fails, w.Why}
}

// expectations are whole statements made of what a lesson writes behind the word expect.
func expectations(lines []string) []string {
	whole := []string{}
	for _, line := range lines {
		whole = append(whole, "expect "+line)
	}
	return whole
}
