package trace

// compare makes ways of the parts of all walks, and finds the outcome of all of them together.
func (t *Trace) compare(parts []*part) {
	if len(parts) == 1 {
		t.Ways = []*Way{t.way(parts[0])}
	} else {
		t.Ways = t.merge(parts)
	}
	t.order()
	if t.Outcome == Flaky {
		t.Deciders = t.deciders()
		t.sharePorts(parts)
		if len(t.Deciders) == 0 {
			t.Deciders = t.everyChance()
		}
	}
	t.Show(0)
}

// way is the way of one part.
func (t *Trace) way(p *part) *Way {
	legs := p.way(t.start(), t.Question)
	return &Way{Outcome: p.outcome, Share: p.share, Legs: legs, from: p, free: p.free}
}
