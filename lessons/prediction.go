package lessons

import (
	"fmt"
	"strings"
)

// A Prediction is a question that the learner answers before the trace may be run:
//
//	```prediction
//	file: start.vpc
//	question: laptop -> web tcp/443
//	ask: |
//	  What does the laptop see?
//	choices:
//	  - outcome: one-way by public on aws
//	    text: A time-out, though the request reaches `web`.
//	  - outcome: blocked by igw on aws; reachable on alibaba
//	    text: A time-out on one side only. The request stops at `igw`.
//	    reply: A gateway that is attached takes the request in.
//	why: |
//	  Nobody asks a route table for the way in.
//	```
//
// An outcome is what may follow the question in an expect statement; several, separated by semicolons, hold together.
// The engine finds the right choice, and the proof wants exactly one. reply is for a learner who took that choice,
// before why, and is optional.
type Prediction struct {
	Scene
	Ask     string // HTML
	Choices []Choice
	Why     string // HTML
}

// A Choice is one answer that the learner can choose.
type Choice struct {
	HTML  string
	Reply string // HTML; may be empty
	Right bool   // as the engine says

	outcomes []written // whole lines: "laptop -> web tcp/443 blocked by igw"
}

type predictionHeader struct {
	sceneHeader `yaml:",inline"`
	Ask         written        `yaml:"ask"`
	Choices     []choiceHeader `yaml:"choices"`
	Why         written        `yaml:"why"`
}

type choiceHeader struct {
	Outcome written `yaml:"outcome"`
	Text    written `yaml:"text"`
	Reply   written `yaml:"reply"`
}

func (l *Lesson) readPrediction(node *liveNode) Block {
	var h predictionHeader
	if !l.decode(node, &h) {
		return Block{}
	}
	p := &Prediction{Scene: l.scene(h.sceneHeader, node.line), Ask: l.render(h.Ask), Why: l.render(h.Why)}
	for _, c := range h.Choices {
		p.Choices = append(p.Choices, l.readChoice(p.Scene, c))
	}
	return Block{Kind: node.kind, Prediction: p}
}

func (l *Lesson) readChoice(scene Scene, h choiceHeader) Choice {
	c := Choice{HTML: l.render(h.Text), Reply: l.render(h.Reply), Right: true}
	for outcome := range strings.SplitSeq(h.Outcome.text, ";") {
		line := written{scene.Question + " " + strings.TrimSpace(outcome), h.Outcome.line}
		c.outcomes = append(c.outcomes, line)
		c.Right = c.Right && scene.scenario.holds(line)
	}
	return c
}

// provePrediction wants every choice to have an outcome, exactly one to be right, and no earlier block to have shown
// the traces.
func (p *proof) provePrediction(pr *Prediction) {
	p.proveScene(pr.Scene)
	line := pr.header.File.line
	if pr.Question == "" {
		p.report(line, "question is missing in the prediction", "Its choices are outcomes of one question")
		return
	}
	if p.shown[pr.File] {
		p.report(line, "a block above shows already what "+pr.File+" does", "Ask before, or ask about another scenario")
	}
	if right := p.rightChoices(pr); right != 1 {
		message := fmt.Sprintf("%d of %d choices are right for %s in %s", right, len(pr.Choices), pr.Question, pr.File)
		p.report(line, message, "The engine says "+pr.fate())
	}
}

// rightChoices counts the right choices, and reports a choice that the scenario can't be asked.
func (p *proof) rightChoices(pr *Prediction) int {
	right := 0
	for _, c := range pr.Choices {
		for _, outcome := range c.outcomes {
			p.ask(pr.scenario, outcome)
		}
		if c.Right {
			right++
		}
	}
	return right
}
