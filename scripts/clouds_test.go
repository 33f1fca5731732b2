package scripts

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"hopwise/dsl/cloud"
)

// clouds are the words by which code would ask which cloud it is in: their keys, and the other names of two.
var clouds = append(cloud.Keys(), "amazon", "aliyun")

// mayName are the packages that may name a cloud.
var mayName = []string{
	"dsl/cloud",      // what a cloud does is written down there, as a value
	"dsl/vocabulary", // "cloud aws" is a statement of the language, and a row there says which clouds know a word
	"scripts/bench",  // it writes a scenario of a thousand lines, to measure it
}

// TestClouds keeps a cloud's difference data and not a branch: what names no cloud can't ask for one. Comments may name
// them, and so may tests, lessons and index.html, which is prose. Style sheets may too: an accent for each cloud is how
// it looks and not what it does. TypeScript may not: the engine says a cloud's key and title, and the page shows them.
func TestClouds(t *testing.T) {
	repo := open(t)
	for _, f := range repo.files {
		switch {
		case slices.Contains(mayName, f.pkg()) || f.isTest():
		case f.tree != nil:
			cloudsInGo(t, repo, f)
		case strings.HasSuffix(f.path, ".ts") && !strings.HasSuffix(f.path, ".test.ts"):
			cloudsInTypeScript(t, f)
		}
	}
}

func cloudsInGo(t *testing.T, repo repository, f file) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		text := ""
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Ident:
			text = n.Name
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text = n.Value
			}
		}
		if name := namedCloud(text); name != "" {
			reportCloud(t, repo.places.Position(n.Pos()).String(), name)
		}
		return true
	})
}

// comments of TypeScript. A string that looks like one hides what follows it on its line, which is harmless here.
var comments = regexp.MustCompile(`(?s)/\*.*?\*/|//[^\n]*`)

func cloudsInTypeScript(t *testing.T, f file) {
	if name := namedCloud(comments.ReplaceAllString(string(f.text), "")); name != "" {
		reportCloud(t, f.path, name)
	}
}

func reportCloud(t *testing.T, where, name string) {
	t.Helper()
	report(
		t,
		where,
		"names "+name,
		"a cloud named only in "+strings.Join(mayName, ", "),
		"give cloud.Provider a value or a small function that says what differs, and ask that; put a scenario's text into a .vpc file",
	)
}

// namedCloud returns the first cloud among the words of an identifier or a text: awsRules names one, draws does not.
func namedCloud(text string) string {
	for _, word := range words(text) {
		if slices.Contains(clouds, word) {
			return word
		}
	}
	return ""
}

// words splits at everything that is no letter and where a new word starts in camelCase, HTTPServer included.
func words(text string) []string {
	letters := []rune(text)
	var split strings.Builder
	for i, c := range letters {
		if startsWord(letters, i) {
			split.WriteByte(' ')
		}
		if unicode.IsLetter(c) {
			split.WriteRune(unicode.ToLower(c))
		} else {
			split.WriteByte(' ')
		}
	}
	return strings.Fields(split.String())
}

func startsWord(letters []rune, i int) bool {
	if i == 0 || !unicode.IsUpper(letters[i]) {
		return false
	}
	return unicode.IsLower(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])
}

func TestNamedCloud(t *testing.T) {
	for text, want := range map[string]string{
		"awsRules": "aws", "isAWS": "aws", "AWSRules": "aws", "on_alibaba": "alibaba", `"cloud aws {"`: "aws",
		"Aliyun1": "aliyun", "draws": "", "rawScanner": "", "laws": "", "RAWSize": "", "": "",
	} {
		if have := namedCloud(text); have != want {
			t.Errorf("%s: have %q, want %q", text, have, want)
		}
	}
}
