package dsl_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/source"
)

// elsewhere has the messages that no file in testdata/errors can show, with the test that does.
var elsewhere = map[string]string{
	"unexpected end of the line: the text has no closing quote":                                     "TestLimitsAreTold",
	"invalid %s: a letter and its accent are two characters in it: a name is in Unicode's form NFC": "TestLimitsAreTold",
	"%d instances: a scenario has at most %d":                                                       "TestLimitsAreTold",
	"unexpected %s: the prefix lists that rules and routes name stand for more than %d ranges":      "TestLimitsAreTold",
	"unexpected {: blocks nest deeper than %d":                                                      "TestLimitsAreTold",
	"the groups of %s have %d rules: %d at most count for an interface":                             "TestLimitsAreTold",
}

// TestEveryMessageIsShown reads the code that adds diagnostics, and checks that testdata/errors shows each of its
// messages.
func TestEveryMessageIsShown(t *testing.T) {
	told := toldInFixtures(t)
	formats := 0
	for _, folder := range []string{"check", "vocabulary", "syntax"} {
		for _, m := range messagesOf(t, folder) {
			formats++
			if elsewhere[m.format] == "" && !shown(m.format, told) {
				t.Errorf("%s: no file in testdata/errors shows %q", m.at, m.format)
			}
		}
	}
	if formats < 100 {
		t.Errorf("have %d messages, want those of the whole checker", formats)
	}
}

// TestEveryHintIsAsWritten holds the hints, the repairs and the facts of all problems in testdata/errors: what a problem
// advises is lost without a word if nothing asks for it.
func TestEveryHintIsAsWritten(t *testing.T) {
	said := map[string]bool{}
	for _, name := range fixtures(t, "testdata/errors/*.vpc") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range dsl.Load(string(text)).Problems {
			if advice := adviceOf(string(text), p); advice != "" {
				said[advice] = true
			}
		}
	}
	lines := slices.Sorted(maps.Keys(said))
	holdLines(t, "testdata/hints.txt", strings.Join(lines, "\n")+"\n")
}

// adviceOf is the hint of a problem, its repair with what it replaces, and the fact that it rests on.
func adviceOf(text string, p source.Diagnostic) string {
	said := p.Hint
	for _, f := range repairs(p) {
		said += fmt.Sprintf(" [%s", f.Title)
		for _, e := range f.Edits {
			said += fmt.Sprintf(": %q becomes %q", text[e.Span.Start:e.Span.End], e.Text)
		}
		said += "]"
	}
	if p.Fact != "" {
		said += " (" + p.Fact + ")"
	}
	return strings.TrimSpace(said)
}

func toldInFixtures(t *testing.T) []string {
	var told []string
	for _, name := range fixtures(t, "testdata/errors/*.vpc") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range dsl.Load(string(text)).Problems {
			told = append(told, p.Message)
		}
	}
	return told
}

var verb = regexp.MustCompile(`%[0-9]*[a-zA-Z]`)

// shown reports whether a message of the list comes from a format.
func shown(format string, told []string) bool {
	pattern := verb.ReplaceAllString(regexp.QuoteMeta(format), ".+")
	re := regexp.MustCompile("^" + pattern + "$")
	for _, m := range told {
		if re.MatchString(m) {
			return true
		}
	}
	return false
}

// A message is the format of a diagnostic, and its place in the code.
type message struct{ format, at string }

// messagesOf finds the messages of a package: the formats of Add and Warn, and those of troubles.
func messagesOf(t *testing.T, folder string) []message {
	names, err := filepath.Glob(folder + "/*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: no files: %v", folder, err)
	}
	var found []message
	files := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(files, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if text, ok := messageIn(n); ok {
				found = append(found, message{text, fmt.Sprint(files.Position(n.Pos()))})
			}
			return true
		})
	}
	return found
}

// messageIn returns the message in a piece of code.
func messageIn(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.CallExpr:
		f, ok := n.Fun.(*ast.SelectorExpr)
		if ok && (f.Sel.Name == "Add" || f.Sel.Name == "Warn") && len(n.Args) > 1 {
			return written(n.Args[1])
		}
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "message" {
			text, ok := written(n.Value)
			return "invalid %s: " + text, ok
		}
	case *ast.AssignStmt:
		if f, ok := n.Lhs[0].(*ast.SelectorExpr); ok && f.Sel.Name == "Message" {
			return written(n.Rhs[0])
		}
	}
	return "", false
}

// written is the text of an expression; a part that is not constant becomes a verb.
func written(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, ok := written(e.X)
		right, and := written(e.Y)
		return left + right, ok || and
	case *ast.CallExpr:
		if len(e.Args) > 0 {
			if text, ok := written(e.Args[0]); ok && strings.Contains(text, "%") {
				return text, true
			}
		}
	}
	return "%s", false
}
