package syntax

import "hopwise/dsl/source"

// A Parser reads one version of a text after another and reuses the statements that did not change. The zero Parser is
// ready for use, by one goroutine at a time.
type Parser struct {
	seen map[string]*node
}

// Parse reads a text with a Parser of its own.
func Parse(text string) *File { return new(Parser).Parse(text) }

// Parse reads a text. It always returns a tree; problems are in File.Problems.
func (p *Parser) Parse(text string) *File {
	tokens := scan(text)
	f := &File{Text: text}
	tooDeep(tokens, text, &f.Problems)
	seen := make(map[string]*node, len(p.seen))
	for _, part := range split(text, tokens, &f.Problems) {
		base, last := part[0].span.Start, part[len(part)-1].span.End
		key := text[base:last]
		n := p.seen[key]
		if n == nil {
			n = parse(text, part, base)
		}
		seen[key] = n
		f.Statements = joined(append(f.Statements, builder{text, base, &f.Problems}.statement(n)))
	}
	p.seen = seen
	relocate(text, tokens, f.Problems)
	tellLooks(text, tokens, &f.Problems)
	return f
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
