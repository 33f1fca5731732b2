package syntax

import "hopwise/dsl/source"

// A Parser reads one version of a text after another and reuses the statements that did not change, at any depth. The
// zero Parser is ready for use, by one goroutine at a time.
type Parser struct {
	// seen has the statements of the last text, now those of the one that is read, by their own text.
	seen, now map[string]*node
}

// Parse reads a text with a Parser of its own.
func Parse(text string) *File { return new(Parser).Parse(text) }

// Parse reads a text. It always returns a tree; problems are in File.Problems.
func (p *Parser) Parse(text string) *File {
	tokens := scan(text)
	f := &File{Text: text}
	tooDeep(tokens, text, &f.Problems)
	p.now = make(map[string]*node, len(p.seen))
	for _, part := range split(text, tokens, &f.Problems) {
		n, base := p.node(text, part), part[0].span.Start
		f.Statements = joined(append(f.Statements, builder{text, base, &f.Problems}.statement(n)))
	}
	p.seen, p.now = p.now, nil
	relocate(text, tokens, f.Problems)
	tellLooks(text, tokens, &f.Problems)
	return f
}

// few is how many tokens a statement has that is parsed as one: cutting it would save nothing.
const few = 64

// node is the tree of a statement, that of the last text if it stood there. A long one is cut into its head and the
// statements of its block, so that an edit has only those parsed again that it is in.
func (p *Parser) node(text string, tokens []token) *node {
	base, last := tokens[0].span.Start, tokens[len(tokens)-1].span.End
	key := text[base:last]
	if n := p.seen[key]; n != nil {
		p.keep(key, n)
		return n
	}
	head, body := tokens, []token(nil)
	if len(tokens) > few {
		head, body = cut(tokens)
	}
	n := parse(text, head, base)
	parts, _ := splitter{text: text}.cut(body, false)
	for _, part := range parts {
		at := part[0].span.Start - base
		n.parts = append(n.parts, placed{p.node(text, part), at, part[len(part)-1].span.End - base})
	}
	p.now[key] = n
	return n
}

// keep keeps a statement of the last text, and the parts that it was cut into.
func (p *Parser) keep(text string, n *node) {
	p.now[text] = n
	for _, part := range n.parts {
		p.keep(text[part.at:part.end], part.node)
	}
}

// cut cuts a statement into its head, the words and the braces of its block, and the block's content. A statement whose
// braces are all closed ends with its own.
func cut(tokens []token) (head, body []token) {
	first, depth := len(tokens)-1, 0
	for i, t := range tokens {
		switch t.mark {
		case open:
			first = min(first, i)
			depth++
		case shut:
			depth--
		}
	}
	last := len(tokens)
	if depth == 0 && first < last-1 {
		last--
	}
	return append(tokens[:first+1:first+1], tokens[last:]...), tokens[first+1 : last]
}

// tooDeep reports the first brace that lies deeper than MaxDepth.
func tooDeep(tokens []token, text string, problems *source.List) {
	for _, t := range tokens {
		if t.mark == mark(Foreign) && text[t.span.Start] == '{' {
			problems.Add(t.span, "unexpected {: blocks nest deeper than %d", MaxDepth)
			return
		}
	}
}
