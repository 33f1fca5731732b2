package api

import "hopwise/dsl"

func complete(s *dsl.Scenario, offset int) *Completions {
	p := newPlaces(s.Text)
	found := s.Document().Complete(p.byteAt(offset))
	items := make([]Completion, len(found))
	from, to := 0, 0
	for i, c := range found {
		if i == 0 || c.Edit.Span != found[i-1].Edit.Span {
			from, to = p.span(c.Edit.Span)
		}
		items[i] = Completion{c.Label, CompletionKind(c.Kind), c.Detail, Edit{from, to, c.Edit.Text}}
	}
	return &Completions{items}
}

func hover(s *dsl.Scenario, offset int) *Hovered {
	p := newPlaces(s.Text)
	h := s.Document().Hover(p.byteAt(offset))
	if h == nil {
		return &Hovered{From: offset, To: offset, Lines: []string{}}
	}
	from, to := p.span(h.Span)
	return &Hovered{from, to, h.Lines}
}
