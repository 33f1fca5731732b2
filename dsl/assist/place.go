package assist

import (
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// A place is an offset of a document, with what is around it.
type place struct {
	doc   *Document
	spot  vocabulary.Spot
	cloud *cloud.Cloud // nil at the top level
	vpc   *cloud.VPC   // nil outside of a VPC
}

// place finds an offset. It reports false in a comment, in a text in quotes and outside the text.
func (d *Document) place(offset int) (place, bool) {
	if offset < 0 || offset > len(d.Text) || d.Tree == nil {
		return place{}, false
	}
	line := d.Text[strings.LastIndexByte(d.Text[:offset], '\n')+1 : offset]
	quoted := false
	for i := range len(line) {
		switch {
		case line[i] == '"':
			quoted = !quoted
		case !quoted && (line[i] == '#' || strings.HasPrefix(line[i:], "//")):
			return place{}, false
		}
	}
	p := place{doc: d, spot: vocabulary.Find(d.Tree, offset)}
	p.around()
	return p, !quoted
}

// around finds the cloud and the VPC around a place.
func (p *place) around() {
	p.cloud = p.doc.Network.Cloud(p.spot.Cloud)
	if p.cloud == nil {
		return
	}
	for _, statement := range p.spot.Around {
		for _, v := range p.cloud.Networks() {
			if v.Span == statement.Span {
				p.vpc = v
				return
			}
		}
	}
}

// clouds returns the clouds whose names may stand at the place.
func (p *place) clouds() []*cloud.Cloud {
	if p.cloud != nil {
		return []*cloud.Cloud{p.cloud}
	}
	return p.doc.Network.Clouds
}
