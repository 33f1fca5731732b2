package syntax

import "strings"

// Format brings a text into its canonical form: one statement a line, two spaces a level, one space between words,
// blank lines single. Comments stay where they are. A block that was written on one line and holds no other block stays
// on one line. The form is a fixed point, and its tree is that of the text.
//
// A text with a block that is never closed stays as it is: its layout shows where the block was meant to end.
func Format(text string) string {
	tokens := scan(text)
	if !closed(tokens) {
		return text
	}
	p := printer{text: text, tokens: tokens, inline: inlineBlocks(text, tokens), fresh: true}
	for i, t := range tokens {
		p.print(i, t)
	}
	p.newline()
	return p.out.String()
}

// closed reports whether every block is closed. A surplus closing brace closes none.
func closed(tokens []token) bool {
	depth := 0
	for _, t := range tokens {
		switch {
		case t.mark == open:
			depth++
		case t.mark == shut && depth > 0:
			depth--
		}
	}
	return depth == 0
}

type printer struct {
	text   string
	tokens []token
	inline map[int]bool // by the index of the opening brace's token
	out    strings.Builder
	blocks []bool // whether each open block is inline
	fresh  bool   // the line is still empty
	breaks int    // ends of lines since the last token
	semi   bool   // the next word of an inline block writes a ; before it
	due    bool   // only a comment may follow in the line
	last   mark
}

func (p *printer) print(i int, t token) {
	text := p.text[t.span.Start:t.span.End]
	switch t.mark {
	case end:
		p.separate(text)
		return
	case comment:
		p.comment(strings.TrimRight(text, " \t\r"))
	case open:
		p.word(t.mark, text)
		p.blocks = append(p.blocks, p.inline[i])
		p.due = !p.inline[i]
	case shut:
		p.shut()
	default:
		p.word(t.mark, text)
	}
	p.last, p.breaks = t.mark, 0
}

// separate ends a statement, at the end of a line or at a semicolon.
func (p *printer) separate(text string) {
	switch {
	case text == "\n":
		p.breaks++
		p.newline()
	case p.inBlockOnOneLine():
		p.semi = p.last != open
	default:
		p.due = true
	}
}

func (p *printer) inBlockOnOneLine() bool { return len(p.blocks) > 0 && p.blocks[len(p.blocks)-1] }

func (p *printer) comment(text string) {
	if p.fresh {
		p.indent()
	} else {
		p.out.WriteByte(' ')
	}
	p.out.WriteString(text)
	p.fresh = false
}

func (p *printer) word(m mark, text string) {
	if p.due {
		p.newline()
	}
	switch {
	case p.fresh:
		p.indent()
	case p.semi:
		p.out.WriteString("; ")
	case m != mark(Comma) && !(p.last == mark(Comma) && isPort(text)):
		p.out.WriteByte(' ')
	}
	p.out.WriteString(text)
	p.fresh, p.semi = false, false
}

// isPort reports whether a word behind a comma continues a list of ports, which is written without spaces.
func isPort(text string) bool { return strings.Trim(text, "0123456789-") == "" }

func (p *printer) shut() {
	onOneLine := p.inBlockOnOneLine()
	if len(p.blocks) > 0 {
		p.blocks = p.blocks[:len(p.blocks)-1]
	}
	p.semi = false
	if onOneLine {
		p.out.WriteString(" }")
	} else {
		p.newline()
		p.breaks = 0
		p.indent()
		p.out.WriteByte('}')
	}
	p.fresh, p.due = false, true
}

func (p *printer) newline() {
	if !p.fresh {
		p.out.WriteByte('\n')
	}
	p.fresh, p.due = true, false
}

// indent starts a line, behind a blank one if the text has any, but not at the start of a block.
func (p *printer) indent() {
	if p.breaks > 1 && p.out.Len() > 0 && p.last != open {
		p.out.WriteByte('\n')
	}
	for range p.blocks {
		p.out.WriteString("  ")
	}
}

// inlineBlocks finds the blocks that stay on one line, by the index of their opening brace.
func inlineBlocks(text string, tokens []token) map[int]bool {
	inline := map[int]bool{}
	candidate := -1
	for i, t := range tokens {
		switch {
		case t.mark == open:
			candidate = i
		case t.mark == shut && candidate >= 0:
			inline[candidate] = true
			candidate = -1
		case t.mark == comment, t.mark == end && text[t.span.Start] == '\n':
			candidate = -1
		}
	}
	return inline
}
