package syntax

import (
	"strconv"
	"strings"

	"hopwise/dsl/source"
)

// A brace is a brace and its line.
type brace struct {
	span source.Span
	line int // the offset where its line starts
	// indentation is the white space at the start of its line; alone reports that nothing else stands before the brace.
	indentation string
	alone       bool
}

// A pair is an opening brace and the one that closes it.
type pair struct{ open, shut brace }

// pairs returns the pairs of braces of a text, in the order of the closing ones, in one pass.
func pairs(text string, tokens []token) []pair {
	var all []pair
	var waiting []brace
	line, at := brace{indentation: indentation(text)}, 0
	for _, t := range tokens {
		if n := strings.LastIndexByte(text[at:t.span.Start], '\n'); n >= 0 {
			line = brace{line: at + n + 1, indentation: indentation(text[at+n+1:])}
		}
		at = t.span.Start
		here := brace{t.span, line.line, line.indentation, at == line.line+len(line.indentation)}
		switch last := len(waiting) - 1; {
		case t.mark == open:
			waiting = append(waiting, here)
		case t.mark == shut && last >= 0:
			all = append(all, pair{waiting[last], here})
			waiting = waiting[:last]
		}
	}
	return all
}

// relocate moves the report of a missing or surplus brace to the place that the layout suggests: people indent blocks,
// and a closing brace stands below the line that opens its block.
func relocate(text string, tokens []token, problems source.List) {
	for i := range problems {
		p := &problems[i]
		switch {
		case strings.HasSuffix(p.Message, neverClosed):
			closeEarlier(text, tokens, p)
			return
		case p.Message == neverOpened:
			shutEarlier(text, tokens, p)
			return
		}
	}
}

// closeEarlier reports a missing brace at the block whose closing brace stands under a line further out.
func closeEarlier(text string, tokens []token, p *source.Diagnostic) {
	for _, b := range pairs(text, tokens) {
		if !b.shut.alone || len(b.shut.indentation) >= len(b.open.indentation) {
			continue
		}
		at := b.shut.line
		p.Span, p.Message = b.open.span, "unexpected end of "+b.open.opens(text)+neverClosed
		p.Hint = "The } in line " + strconv.Itoa(
			1+strings.Count(text[:at], "\n"),
		) + " stands under the block around it."
		p.Fix = &source.Fix{
			Title: "Write a } before that line",
			Edits: []source.Edit{{Span: source.Span{Start: at, End: at}, Text: b.open.indentation + "}\n"}},
		}
		return
	}
}

// shutEarlier reports a surplus brace at the first closing brace that does not match the layout of its block.
func shutEarlier(text string, tokens []token, p *source.Diagnostic) {
	for _, b := range pairs(text, tokens) {
		inPlace := b.shut.alone && b.open.indentation == b.shut.indentation || b.open.line == b.shut.line
		if b.shut.span.Start > p.Span.Start || inPlace {
			continue
		}
		p.Span, p.Hint = b.shut.span, "It closes "+b.open.opens(text)+", and another } stands where that ends."
		p.Fix = &source.Fix{Title: "Remove }", Edits: []source.Edit{{Span: b.shut.span}}}
		return
	}
}

// opens names the statement that a brace opens, in a message: its first two words.
func (b brace) opens(text string) string {
	words := strings.Fields(text[b.line:b.span.Start])
	if len(words) == 0 {
		return "the block"
	}
	return strings.Join(words[:min(2, len(words))], " ")
}

// indentation is the white space at the start of a text.
func indentation(text string) string { return text[:len(text)-len(strings.TrimLeft(text, " \t"))] }
