package lessons

// A Lab is a scenario in the editor, with its drawing and its traces:
//
//	```lab
//	file: start.vpc
//	question: laptop -> web tcp/443
//	holds:
//	  - laptop -> web tcp/443 one-way by public because not-public-subnet on aws
//	```
//
// Without JavaScript it shows the scenario's text, the drawing, and the outcome in words.
type Lab struct {
	Scene
}

type labHeader struct {
	sceneHeader `yaml:",inline"`
}

func (l *Lesson) readLab(node *liveNode) Block {
	var h labHeader
	if !l.decode(node, &h) {
		return Block{}
	}
	return Block{Kind: node.kind, Lab: &Lab{l.scene(h.sceneHeader, node.line)}}
}

// proveLab records that the lesson has shown the scenario's traces, so that no later prediction may ask for them.
func (p *proof) proveLab(lab *Lab) {
	p.proveScene(lab.Scene)
	p.shown[lab.File] = true
}
