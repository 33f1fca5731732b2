package lessons

import (
	"fmt"
	"net/netip"
	"strings"

	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// proveMentions checks the mentions of the text against the scenarios and the course.
func (p *proof) proveMentions() {
	m := p.lesson.mentions
	for _, code := range m.code {
		p.proveCode(code)
	}
	for _, excerpt := range m.excerpts {
		p.proveExcerpt(excerpt)
	}
	for _, link := range m.links {
		p.proveLink(link)
	}
	for _, markup := range m.markup {
		p.report(markup.line, "raw HTML in the text", "The page leaves it out: write Markdown")
	}
}

// proveCode wants each word of a piece of code to be a word of the language or a name of one of the scenarios.
func (p *proof) proveCode(code written) {
	for _, word := range wordsOf(code.text) {
		if !p.knows(word) {
			message := fmt.Sprintf(
				"%q in `%s` is no name in the lesson's scenarios and no word of their language",
				word,
				code.text,
			)
			p.report(
				code.line,
				message,
				"What belongs to a terminal or a console goes into an aside or a console block",
			)
		}
	}
}

// wordsOf splits code as the language does, without punctuation and texts in quotes.
func wordsOf(code string) []string {
	var out []string
	for i, part := range strings.Split(code, `"`) {
		if i%2 == 1 {
			continue // between quotes
		}
		for _, word := range strings.FieldsFunc(part, isPunctuation) {
			if word != "->" && word != "<->" {
				out = append(out, word)
			}
		}
	}
	return out
}

func isPunctuation(r rune) bool { return strings.ContainsRune(" \t\n{};,", r) }

// knows reports whether a word is known here: each part of a dotted name, and the protocol of a service.
func (p *proof) knows(word string) bool {
	if isAddress(word) || isNumber(word) || languageWords[word] || p.lesson.shelf.has(word) {
		return true
	}
	if head, ports, ok := strings.Cut(word, "/"); ok {
		return languageWords[head] && isNumber(ports)
	}
	owner, part, ok := strings.Cut(word, ".")
	return ok && p.knows(owner) && p.knows(part)
}

func isAddress(word string) bool {
	_, address := netip.ParseAddr(word)
	_, prefix := netip.ParsePrefix(word)
	return address == nil || prefix == nil
}

// isNumber takes numbers, ports and ranges of them.
func isNumber(word string) bool { return word != "" && strings.Trim(word, "0123456789-.") == "" }

// languageWords are the words of the language and the codes of its reasons.
var languageWords = func() map[string]bool {
	all := map[string]bool{}
	for _, word := range vocabulary.Words() {
		all[word.Text] = true
	}
	for _, reason := range trace.Reasons() {
		all[reason] = true
	}
	return all
}()

// has reports whether a scenario of the shelf declares a name, or is the file of that name.
func (s shelf) has(name string) bool {
	for _, one := range s {
		if one.Has(name) || one.file == name {
			return true
		}
	}
	return false
}

// proveExcerpt wants a line of an excerpt to stand in one of the scenarios, with any indentation.
func (p *proof) proveExcerpt(line written) {
	want := strings.TrimSpace(line.text)
	for _, s := range p.lesson.shelf {
		for have := range strings.Lines(s.text) {
			if strings.TrimSpace(have) == want {
				return
			}
		}
	}
	p.report(line.line, fmt.Sprintf("excerpt %q stands in none of the lesson's scenarios", want), "")
}
