// Package dsl is the scenario language: text in, a network, its problems and the answers to its questions out.
//
//	s := dsl.Load(text)
//	for _, q := range s.Questions() {
//		for _, v := range s.Judge(q) {
//			fmt.Println(v.Trace.Outcome, v.Holds)
//		}
//	}
//
// It stands on the packages below it, in the order in which text flows through them:
//
//	source      places in a text, and diagnostics
//	syntax      text to a tree of words and braces, and to its canonical form
//	vocabulary  every statement of the language; which one a line is, and its arguments
//	cloud       the network as typed nouns, and what makes each cloud itself
//	check       statements to a network, or diagnostics
//	trace       a question walked through the network, step by step
//	analyze     doors to the Internet, and findings
//	explain     words for steps, findings, doors, mismatches and hovers
//	assist      completion, hover and fixes, for an editor
//
// Beside them, diagram draws a network, facts is the evidence, and reference, above this package, joins the tables of all
// for the pages that show them.
//
// The language owns its meaning: whatever shows a scenario, the page, the lessons or the command line, asks this
// package.
package dsl

import (
	"hopwise/dsl/analyze"
	"hopwise/dsl/assist"
	"hopwise/dsl/check"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
	"hopwise/dsl/trace"
	"hopwise/dsl/vocabulary"
)

// MaxSize is how many bytes of text a scenario may have.
const MaxSize = 1 << 20

// A Scenario is a text that was read.
type Scenario struct {
	Text    string
	Network *cloud.Network
	// Problems are the errors and warnings of the text, by place.
	Problems source.List
	Lines    *source.Lines
	reader   *Reader
	tree     *syntax.File // nil for a text that is too large
	findings []Finding    // nil before the first call of Findings
}

// A Reader reads one version of a text after another and reuses what did not change. The zero Reader is ready for use,
// by one goroutine at a time.
type Reader struct {
	parser syntax.Parser
}

// Load reads a text. It always returns a scenario; errors are among its problems.
func Load(text string) *Scenario { return new(Reader).Load(text) }

// Load reads the next version of a text.
func (r *Reader) Load(text string) *Scenario {
	s := &Scenario{Text: text, Lines: source.NewLines(text), reader: r}
	if len(text) > MaxSize {
		s.Network, _ = check.Network(nil, s.Lines, check.Codes{})
		s.Problems.Add(
			source.Span{Start: MaxSize, End: MaxSize + 1},
			"the text has %d bytes: a scenario has at most %d",
			len(text),
			MaxSize,
		)
		return s
	}
	file := r.parser.Parse(text)
	s.tree = file
	statements, wrong := vocabulary.Read(file)
	network, more := check.Network(statements, s.Lines, codes())
	s.Network = network
	s.Problems = append(append(append(s.Problems, file.Problems...), wrong...), more...)
	s.Problems.Sort()
	return s
}

func codes() check.Codes {
	return check.Codes{Reasons: trace.Reasons(), Findings: analyze.Codes()}
}

// Words are the words of the language with their classes, for a highlighter.
func Words() []vocabulary.Word { return vocabulary.Words() }

// Format brings a text into its canonical form.
func Format(text string) string { return syntax.Format(text) }

// Questions are the trace and expect statements, in order.
func (s *Scenario) Questions() []*cloud.Question { return s.Network.Questions }

// Answer asks a question of each cloud that it is for.
func (s *Scenario) Answer(q *cloud.Question) []trace.Trace {
	traces := make([]trace.Trace, len(q.Clouds))
	for i, c := range q.Clouds {
		traces[i] = trace.Run(s.Network, c, q)
	}
	return traces
}

// Ask reads one more question, a trace or expect line, about the scenario's network. Problems have their places in the
// line; with any error, the question is nil.
func (s *Scenario) Ask(line string) (*cloud.Question, source.List) {
	asked, problems := s.read(line)
	if len(asked.Questions) != 1 && !problems.HasErrors() {
		problems.Add(source.Span{End: len(line)}, "unexpected line: one question is meant")
	}
	if problems.HasErrors() {
		return nil, problems
	}
	return asked.Questions[0], problems
}

// AskUser reads a statement about a user and the doors to a machine, as Ask reads a question. It returns an exposure
// for each cloud that is asked, and none if there are problems.
func (s *Scenario) AskUser(line string) ([]*cloud.Exposure, source.List) {
	asked, problems := s.read(line)
	if problems.HasErrors() {
		return nil, problems
	}
	return asked.Exposures, problems
}

func (s *Scenario) read(line string) (check.Asked, source.List) {
	file := syntax.Parse(line)
	statements, problems := vocabulary.Read(file)
	asked, more := check.Questions(s.Network, statements, codes())
	problems = append(append(file.Problems, problems...), more...)
	if len(file.Statements) > 1 {
		problems.Add(file.Statements[1].Span, "unexpected statement: one question is meant")
	}
	return asked, problems
}

// Document is the text as an editor asks about it.
func (s *Scenario) Document() *assist.Document {
	return &assist.Document{Text: s.Text, Tree: s.tree, Network: s.Network, Lines: s.Lines}
}

// Has reports whether the scenario declares this name, or its cloud has it without a statement: main, default,
// platform.
func (s *Scenario) Has(name string) bool { return check.Exists(s.Network, name) }
