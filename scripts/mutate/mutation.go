package main

import (
	"fmt"
	"strings"
)

// A kind is a way to put a fault into code.
type kind string

const (
	boundary  kind = "boundary"  // < for <=, > for >=, and the other way round
	negation  kind = "negation"  // == for !=, >= for <, !ok for ok
	junction  kind = "junction"  // && for ||, and the other way round
	operand   kind = "operand"   // a for a && b, b for a && b
	statement kind = "statement" // nothing for an assignment, a call, an early return
	number    kind = "number"    // 6 for 5
	neighbour kind = "neighbour" // another constant of the same type
	truth     kind = "truth"     // false for true
	sign      kind = "sign"      // a - b for a + b
	label     kind = "label"     // a case that is never chosen
	body      kind = "body"      // two cases that have each other's bodies, a case whose body is empty
	field     kind = "field"     // a zero value for a field of a literal
	element   kind = "element"   // a list without one of its elements
)

// A mutation is one fault: the text between two offsets becomes another.
type mutation struct {
	number   int
	kind     kind
	source   *source
	from, to int
	becomes  string
	within   string // the function or variable that it lies in
	name     string
}

// place is its file and line.
func (m *mutation) place() string {
	return fmt.Sprintf("%s:%d", m.source.path, 1+strings.Count(m.source.text[:m.from], "\n"))
}

// change says in one line what becomes of what.
func (m *mutation) change() string {
	was, becomes := short(m.source.text[m.from:m.to]), short(m.becomes)
	if becomes == "" {
		becomes = "nothing"
	}
	return was + " => " + becomes
}

// short is a text in one line that leaves out its middle.
func short(text string) string {
	const most = 60
	words := []rune(strings.Join(strings.Fields(text), " "))
	if len(words) <= most {
		return string(words)
	}
	return string(words[:most/2]) + "…" + string(words[len(words)-most/2:])
}

// diff shows the lines that change.
func (m *mutation) diff() string {
	text := m.source.text
	start := strings.LastIndex(text[:m.from], "\n") + 1
	end := len(text)
	if n := strings.Index(text[m.to:], "\n"); n >= 0 {
		end = m.to + n
	}
	was := strings.Split(text[start:end], "\n")
	becomes := strings.Split(text[start:m.from]+m.becomes+text[m.to:end], "\n")
	var lines strings.Builder
	fmt.Fprintf(&lines, "--- %s\n", m.place())
	write(&lines, "-", was, becomes)
	write(&lines, "+", becomes, was)
	return lines.String()
}

// write writes the lines of a that b has not, where both have as many, and all of them elsewhere.
func write(to *strings.Builder, mark string, a, b []string) {
	for i, line := range a {
		if (len(a) != len(b) || line != b[i]) && strings.TrimSpace(line) != "" {
			fmt.Fprintf(to, "%s%s\n", mark, line)
		}
	}
}

// giveNames gives each mutation a name that stays as long as its function says the same.
func giveNames(all []*mutation) {
	times := map[string]int{}
	for _, m := range all {
		m.name = fmt.Sprintf("%s %s: %s", m.source.path, m.within, m.change())
		times[m.name]++
		if n := times[m.name]; n > 1 {
			m.name += fmt.Sprintf(" (%d)", n)
		}
	}
}
