package vocabulary

import (
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// A Spot is a place in a text as the writer sees it: the block around it, and the words before it in its statement.
type Spot struct {
	// Place is the block, InNothing in a block that the language does not know.
	Place Place
	// Cloud is the word of the cloud around it, empty at the top level.
	Cloud string
	// Around are the statements whose blocks hold the spot, the outermost first.
	Around []*syntax.Statement
	// Before are the words of the statement that end before the spot; nil if a statement starts there.
	Before []syntax.Word
	// Word is the word that the spot lies in or ends, or an empty one.
	Word syntax.Word
	// Statement is the statement around the spot, nil if one starts there.
	Statement *syntax.Statement
}

// Find returns the spot of an offset. A block that is never closed ends where the next statement around it starts.
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

// last returns the last statement that starts before the offset.
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

// closed reports whether a block has its closing brace. Without one it ends with its last statement, or with its
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

// words reads what stands before the offset in a statement, unless the statement ends before it.
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

// Row returns the row of the statement around the spot, or nil.
func (p *Spot) Row() *Row {
	if p.Statement == nil {
		return nil
	}
	return p.row(p.Statement.Words)
}

// row returns the row of a statement of this block, found as Read finds it.
func (p *Spot) row(words []syntax.Word) *Row {
	if len(words) == 0 || p.Place == InNothing {
		return nil
	}
	row, _ := new(reader).row(&syntax.Statement{Words: words}, p.Place, p.Cloud)
	return row
}

// A Slot is a word or an argument that may stand at a spot.
type Slot struct {
	Row *Row
	// Word is a keyword or a word inside a form; empty for an argument.
	Word string
	// Literal is the word inside a form, nil for a keyword and for an argument.
	Literal *Literal
	// Keyword reports that Word is the first one of its statement.
	Keyword bool
	// Arg is the argument, nil for a word.
	Arg *Arg
}

// Kind is the kind of the argument, nil for a word.
func (s *Slot) Kind() *Kind {
	if s.Arg == nil {
		return nil
	}
	return s.Arg.kind
}

// Declares reports whether the slot is for the name that its statement declares.
func (s *Slot) Declares() bool { return s.Arg == &ArgName.Arg }

// Read reads a word as an argument of this slot, and reports whether it can be one.
func (s *Slot) Read(w syntax.Word) (Reading, bool) {
	v := Reading{Value: Value{w.Span, w.Text}}
	if s.Arg == nil {
		return v, s.Word == w.Text && w.Kind != syntax.Text
	}
	k := s.Arg.kind
	return v, k.accepts(w) && k.looks(w.Text) && k.read(w.Text, &v) == nil
}

// Next returns the slots that may follow at the spot.
func (p *Spot) Next() []Slot {
	var slots []Slot
	if len(p.Before) == 0 {
		var remark []Slot // note stands everywhere, and comes last
		for _, r := range Rows {
			switch {
			case !r.StandsIn(p.Place) || !r.KnownIn(p.Cloud):
			case r == &RowNote:
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
		// A line without a keyword is recognized by its second word, which may not be typed yet.
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

// next appends the slots that may follow the words in any form of a row.
func next(slots []Slot, row *Row, words []syntax.Word) []Slot {
	for _, f := range row.Forms {
		g := &guide{matcher: matcher{words: words}, row: row, slots: slots}
		g.all(f)
		slots = g.slots
	}
	return slots
}

// A guide follows a form along the words before the spot, and collects the slots behind the last one.
type guide struct {
	matcher
	row   *Row
	slots []Slot
}

// all reports whether the form goes on behind these parts.
func (g *guide) all(form Form) bool {
	for _, p := range form {
		switch o, optional := p.(Optional); {
		case optional && g.at == len(g.words):
			g.offer(o[0])
		case optional:
			if g.starts(o[0]) && !g.all(Form(o)) {
				return false
			}
		case g.at == len(g.words):
			g.offer(p)
			return false
		case !g.pass(p):
			return false
		}
	}
	return true
}

// pass skips the words of one part, readable or not. It reports whether there were any.
func (g *guide) pass(p Part) bool {
	a, _ := p.(*Arg)
	for {
		if g.at == len(g.words) {
			g.offer(p)
			return false
		}
		if !g.starts(p) {
			return false
		}
		w := g.words[g.at]
		g.at++
		if a == nil {
			return true
		}
		if a.takesPorts() {
			g.ports(&w)
		}
		if !a.list || g.at == len(g.words) || g.words[g.at].Kind != syntax.Comma {
			return true
		}
		g.at++
	}
}

func (g *guide) offer(p Part) {
	switch p := p.(type) {
	case *Arg:
		g.slots = append(g.slots, Slot{Row: g.row, Arg: p})
	case *Literal:
		g.slots = append(g.slots, Slot{Row: g.row, Word: p.Text, Literal: p})
	case Choice:
		for _, l := range p {
			g.slots = append(g.slots, Slot{Row: g.row, Word: l.Text, Literal: l})
		}
	}
}

// Service reads the spot's word as a service, with the list of ports that follows it.
func (p *Spot) Service() (Reading, bool) {
	w := p.Word
	m := &matcher{words: p.Statement.Words[len(p.Before)+1:]}
	m.ports(&w)
	v := Reading{Value: Value{w.Span, w.Text}}
	return v, readListener(w.Text, &v) == nil
}
