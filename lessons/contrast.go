package lessons

import "fmt"

// A Contrast is one question in several clouds, side by side, with a mark at the hop where their traces part:
//
//	```contrast
//	file: start.vpc
//	question: laptop -> web tcp/443
//	holds:
//	  - laptop -> web tcp/443 reachable on alibaba
//	caption: |
//	  The legs are the same until the answer leaves `web`.
//	```
type Contrast struct {
	Scene
	Caption string // HTML
}

type contrastHeader struct {
	sceneHeader `yaml:",inline"`
	Caption     written `yaml:"caption"`
}

func (l *Lesson) readContrast(node *liveNode) Block {
	var h contrastHeader
	if !l.decode(node, &h) {
		return Block{}
	}
	return Block{Kind: node.kind, Contrast: &Contrast{l.scene(h.sceneHeader, node.line), l.render(h.Caption)}}
}

// proveContrast wants the question to have several clouds, and different answers.
func (p *proof) proveContrast(c *Contrast) {
	p.proveScene(c.Scene)
	p.shown[c.File] = true
	q := c.asked()
	if q == nil {
		return
	}
	answers := map[string]bool{}
	traces := c.scenario.Answer(q)
	for _, t := range traces {
		answers[fateOf(t)] = true
	}
	line := c.header.File.line
	switch {
	case len(traces) < 2:
		p.report(line, fmt.Sprintf("contrast of %s is asked of one cloud", c.File), "Make it a lab")
	case len(answers) < 2:
		p.report(line, fmt.Sprintf("contrast of %s is answered alike by every cloud", c.File), "Make it a lab")
	}
}
