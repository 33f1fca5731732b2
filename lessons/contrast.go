package lessons

import "fmt"

// A Contrast is one question asked of several clouds, side by side, with the hop where they part marked:
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

// proveContrast wants a question that is asked of more than one cloud and not answered alike by all of them.
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
