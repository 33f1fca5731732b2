package api

import (
	"slices"
	"strings"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/diagram"
	"hopwise/dsl/trace"
)

// drawings draws every cloud of the scenario, with its trace of the shown question. Of a drawing whose digest is in
// drawn, boxes and lines are left out.
func (v viewer) drawings(verdicts []dsl.Verdict, open, drawn []string) []CloudDrawing {
	drawings := []CloudDrawing{}
	for _, c := range v.scenario.Network.Clouds {
		var asked *trace.Trace
		for i := range verdicts {
			if verdicts[i].Trace.Cloud == c {
				asked = &verdicts[i].Trace
			}
		}
		isOpen := func(n *cloud.Subnet) bool { return slices.Contains(open, opens(c, n)) }
		w := v.drawing(c, diagram.Draw(v.scenario.Network, c, asked, isOpen))
		if slices.Contains(drawn, w.Digest) {
			w.Places = declarations(w.Boxes)
			w.Boxes, w.Lines = nil, nil
		}
		drawings = append(drawings, w)
	}
	return drawings
}

// opens is the name of a subnet in Request.Open.
func opens(c *cloud.Cloud, n cloud.Object) string { return c.Provider.Key + "." + n.Base().Name }

func (v viewer) drawing(c *cloud.Cloud, d *diagram.Drawing) CloudDrawing {
	w := CloudDrawing{
		Cloud:        c.Provider.Key,
		Title:        c.Provider.Title,
		W:            d.W,
		H:            d.H,
		InternetLine: d.InternetLine,
		Boxes:        make([]Box, len(d.Boxes)),
		Lines:        d.Lines,
		Ways:         make([]DrawnWay, len(d.Ways)),
	}
	for i, b := range d.Boxes {
		w.Boxes[i] = v.box(c, b)
	}
	for i := range d.Ways {
		w.Ways[i] = DrawnWay(d.Ways[i])
	}
	w.Digest = digestOf(&w)
	return w
}

// declarations are the places in the text of some boxes.
func declarations(boxes []Box) []int {
	all := make([]int, 0, 3*len(boxes))
	for i := range boxes {
		all = append(all, boxes[i].From, boxes[i].To, boxes[i].Line)
	}
	return all
}

func (v viewer) box(c *cloud.Cloud, b *diagram.Box) Box {
	view := Box{
		Kind:  b.Kind,
		Name:  b.Name,
		Lines: b.Lines,
		X:     b.X,
		Y:     b.Y,
		W:     b.W,
		H:     b.H,
		In:    b.In,
		Tint:  b.Tint,
		Off:   b.Off,
		Count: b.Count,
	}
	if b.Object == nil {
		return view
	}
	thing := b.Object.Base()
	if strings.HasSuffix(b.Name, "…") {
		view.Full = thing.Name
	}
	if b.Count > 0 {
		view.Opens = opens(c, b.Object)
	}
	if !thing.Span.IsZero() {
		view.From, view.To = v.places.span(thing.Span)
		view.Line = v.scenario.Lines.Line(thing.Span)
	}
	return view
}
