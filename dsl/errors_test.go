package dsl_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"hopwise/dsl"
)

var expected = regexp.MustCompile(`# (error|warning) ("(?:[^"\\]|\\.)*")`)

// TestErrors runs testdata/errors: each problem of a line is announced behind it, as in
//
//	subnet back 10.9.0.0/24 { } # error "subnet 10.9.0.0/24 is outside vpc shop"
//
// The text in quotes is a part of the message. A problem without its announcement fails the test, and so does an
// announcement without its problem. What a file expects of the statements that are kept holds.
func TestErrors(t *testing.T) {
	for _, name := range fixtures(t, "testdata/errors/*.vpc") {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".vpc"), func(t *testing.T) { errorFile(t, name) })
	}
}

func errorFile(t *testing.T, name string) {
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := map[int][]string{}
	for i, line := range strings.Split(string(text), "\n") {
		for _, m := range expected.FindAllStringSubmatch(line, -1) {
			part, err := strconv.Unquote(m[2])
			if err != nil {
				t.Fatalf("%s:%d: %v", name, i+1, err)
			}
			want[i+1] = append(want[i+1], m[1]+": "+part)
		}
	}
	if len(want) == 0 {
		t.Errorf("%s announces no error", name)
	}
	s := dsl.Load(string(text))
	for _, p := range s.Problems {
		line := s.Lines.Line(p.Span)
		have := fmt.Sprintf("%s: %s", p.Severity, p.Message)
		if !take(want, line, have) {
			t.Errorf("%s:%d: not announced: %s", name, line, have)
		}
	}
	for line, missing := range want {
		for _, m := range missing {
			t.Errorf("%s:%d: missing %s", name, line, m)
		}
	}
	for _, q := range s.Questions() {
		for _, v := range s.Judge(q) {
			if q.Expected != nil && !v.Holds {
				t.Errorf("%s: %s on %s: %s", name, q, v.Trace.Cloud.Provider.Title, v.Mismatch)
			}
		}
	}
}

// take removes an announcement of this line that matches a message.
func take(want map[int][]string, line int, have string) bool {
	for i, w := range want[line] {
		severity, part, _ := strings.Cut(w, ": ")
		if strings.HasPrefix(have, severity+": ") && strings.Contains(have, part) {
			want[line] = append(want[line][:i], want[line][i+1:]...)
			return true
		}
	}
	return false
}
