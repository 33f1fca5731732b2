package vocabulary

import (
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// A Spot is a place in a text as somebody who types there sees it: which block it lies in, and what stands before it in
// its statement.
type Spot struct {
	// Place is the block, InNothing where nothing is known to stand.
	Place Place
	// Cloud is the word of the cloud around it, empty at the top level.
	Cloud string
	// Around are the statements whose blocks hold the spot, the outermost first.
	Around []*syntax.Statement
	// Before are the words of the statement that end before the spot; none where a statement starts.
	Before []syntax.Word
	// Word is the word that the spot lies in or ends, an empty one where it lies in none.
	Word syntax.Word
	// Statement is the one that the spot lies in, nil where one starts.
	Statement *syntax.Statement
}

// Find is the spot of an offset. A block that is never closed goes on to the next statement around it.
func Find(f *syntax.File, offset int) Spot {
	spot := Spot{Place: AtTop, Word: syntax.Word{Span: source.Span{Start: offset, End: offset}}}
	statements := f.Statements
	for {
		s := last(statements, offset)
		switch {
		case s == nil:
			return spot
		case !s.HasBlock() || offset <= s.Block.Start:
			spot.words(f.Text, s, offset)
			return spot
		case closed(s) && offset >= s.Block.End:
			return spot
		}
		spot.enter(s)
		statements = s.Body
	}
}

// last is the last statement that starts before the offset.
func last(statements []*syntax.Statement, offset int) *syntax.Statement {
	var found *syntax.Statement
	for _, s := range statements {
		if s.Span.Start > offset {
			break
		}
		found = s
	}
	return found
}

// closed reports whether a block has its closing brace: one that has not ends with its last statement, or with its
// opening brace.
func closed(s *syntax.Statement) bool {
	end := s.Block.Start + 1
	if n := len(s.Body); n > 0 {
		end = s.Body[n-1].End()
	}
	return s.Block.End > end
}

func (p *Spot) enter(s *syntax.Statement) {
	row := p.row(s.Words)
	p.Around = append(p.Around, s)
	p.Place = InNothing
	if row == nil {
		return
	}
	p.Place = row.Opens
	if row.Opens == InCloud && len(s.Words) > 1 {
		p.Cloud = Meant(s.Words[1].Text)
	}
}

// words reads what stands before the offset in a statement, unless the statement is over there.
func (p *Spot) words(text string, s *syntax.Statement, offset int) {
	end := min(s.Span.End, offset)
	for i := end; i < offset; i++ {
		if text[i] == '\n' || text[i] == ';' {
			return
		}
	}
	p.Statement = s
	for _, w := range s.Words {
		switch {
		case w.Span.End < offset || w.Span.End == offset && w.Kind != syntax.Bare && w.Kind != syntax.OpenText:
			p.Before = append(p.Before, w)
		case w.Span.Start <= offset && (w.Kind == syntax.Bare || w.Span.Start < offset):
			p.Word = w
			return
		default:
			return
		}
	}
}

// Row is the row of the statement that the spot lies in, nil where it has none.
func (p *Spot) Row() *Row {
	if p.Statement == nil {
		return nil
	}
	return p.row(p.Statement.Words)
}

// row is the row of a statement of this block, found as Read finds it.
func (p *Spot) row(words []syntax.Word) *Row {
	if len(words) == 0 || p.Place == InNothing {
		return nil
	}
	return new(reader).row(&syntax.Statement{Words: words}, p.Place, p.Cloud)
}

// A Slot is what may stand at a spot: a word, or an argument.
type Slot struct {
	Row *Row
	// Word is a word of the language: a keyword, or one that the form names. Empty for an argument.
	Word string
	// Keyword says that Word is the first one of its statement.
	Keyword bool
	// Kind is the kind of an argument, as a form writes it: NAME, RANGE. Label is what the argument is called there.
	Kind, Label string
	kind        *kind
}

// Declares reports whether what stands here is the name that its statement declares.
func (s *Slot) Declares() bool { return s.Kind == "NAME" && s.Label == "name" }

// Read is a word as an argument of this slot, and whether it can be one.
func (s *Slot) Read(w syntax.Word) (Value, bool) {
	v := Value{Span: w.Span, Text: w.Text}
	if s.kind == nil {
		return v, s.Word == w.Text && w.Kind != syntax.Text
	}
	return v, s.kind.accepts(w) && s.kind.looks(w.Text) && s.kind.read(w.Text, &v) == nil
}

// Next is all that may stand at the spot, by the forms of what stands before it.
func (p *Spot) Next() []Slot {
	var slots []Slot
	if len(p.Before) == 0 {
		var remark []Slot // it may stand everywhere, and comes last
		for i := range Rows {
			r := &Rows[i]
			switch {
			case !r.standsIn(p.Place) || !r.knownIn(p.Cloud):
			case r.Keyword == "note":
				remark = append(remark, Slot{Row: r, Word: r.Keyword, Keyword: true})
			case r.Keyword != "":
				slots = append(slots, Slot{Row: r, Word: r.Keyword, Keyword: true})
			default:
				slots = next(slots, r, nil)
			}
		}
		return append(slots, remark...)
	}
	row := p.row(p.Before)
	if row == nil {
		// A line without a keyword is known by its second word, which may be yet to come.
		row = wordless(p.Place)
	}
	if row == nil {
		return nil
	}
	words := p.Before
	if row.Keyword != "" {
		words = words[1:]
	}
	return next(slots, row, words)
}

// next adds what may follow the words in any form of a row.
func next(slots []Slot, row *Row, words []syntax.Word) []Slot {
	for _, f := range row.Forms {
		g := &guide{matcher: matcher{words: words}, row: row, slots: slots}
		g.all(compile(f))
		slots = g.slots
	}
	return slots
}

// A guide goes along a form by the words that are there, and collects what may follow the last one.
type guide struct {
	matcher
	row   *Row
	slots []Slot
}

// all reports whether the form goes on behind these elements.
func (g *guide) all(elements []element) bool {
	for _, e := range elements {
		switch {
		case e.group != nil && g.at == len(g.words):
			g.offer(e.group[0])
		case e.group != nil:
			if g.starts(e.group[0]) && !g.all(e.group) {
				return false
			}
		case g.at == len(g.words):
			g.offer(e)
			return false
		case !g.pass(e):
			return false
		}
	}
	return true
}

// pass goes over what stands for one element, whether or not it can be read. It reports whether there was such a thing.
func (g *guide) pass(e element) bool {
	for {
		if g.at == len(g.words) {
			g.offer(e)
			return false
		}
		if !g.starts(e) {
			return false
		}
		w := g.words[g.at]
		g.at++
		if e.takesPorts() {
			g.ports(&w)
		}
		if !e.list || g.at == len(g.words) || g.words[g.at].Kind != syntax.Comma {
			return true
		}
		g.at++
	}
}

func (g *guide) offer(e element) {
	if e.group != nil {
		g.offer(e.group[0])
		return
	}
	for _, w := range e.words {
		g.slots = append(g.slots, Slot{Row: g.row, Word: w})
	}
	if e.kind != nil {
		g.slots = append(g.slots, Slot{Row: g.row, Kind: e.argument, Label: e.label, kind: e.kind})
	}
}

// Service is the spot's word as a service, with the ports that follow it in a list.
func (p *Spot) Service() (Value, bool) {
	w := p.Word
	m := &matcher{words: p.Statement.Words[len(p.Before)+1:]}
	m.ports(&w)
	v := Value{Span: w.Span, Text: w.Text}
	return v, readListener(w.Text, &v) == nil
}
