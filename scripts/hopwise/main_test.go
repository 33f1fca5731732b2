package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"hopwise/dsl"
)

// call runs the tool and gives what it says.
func call(args ...string) (status int, out, errs string) { return callWith("", args...) }

// callWith runs it with a standard input.
func callWith(in string, args ...string) (status int, out, errs string) {
	var o, e strings.Builder
	status = newCommand(strings.NewReader(in), &o, &e).main(args)
	return status, o.String(), e.String()
}

// file puts a text into a file of its own.
func file(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "scenario.vpc")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestStatus(t *testing.T) {
	first := file(t, dsl.First)
	wrong := file(t, strings.ReplaceAll(dsl.First, "tcp/443 reachable", "tcp/443 blocked"))
	typo := file(t, strings.ReplaceAll(dsl.First, "internet-gateway igw", "internet-gatway igw"))
	open := file(t, "cloud aws {\n  vpc a 10.0.0.0/16 {\n")
	for _, test := range []struct {
		claim  string
		args   []string
		status int
		says   string
	}{
		{"nothing is asked for help", nil, broken, "hopwise check"},
		{"a command without a file is told", []string{"check"}, broken, "check needs a FILE, or -"},
		{"an unknown command without a file is told", []string{"chek"}, broken, "unexpected command chek"},
		{"an unknown command is told", []string{"chek", first}, broken, "unexpected command chek"},
		{"a file that is not there is told", []string{"check", "nowhere.vpc"}, broken, "nowhere.vpc"},
		{"what holds is fine", []string{"check", first}, fine, ""},
		{"what does not hold fails, and names its line", []string{"check", wrong}, failed, ":38: laptop -> web tcp/443 on aws: expected blocked, found reachable"},
		{"a file with an error is broken, and names its line", []string{"check", typo}, broken, ":7:5: unexpected internet-gatway"},
		{"the worst status counts", []string{"check", wrong, typo, first}, broken, ""},
		{"JSON does not change the status", []string{"check", "--json", wrong}, failed, `"holds": false`},
		{"a trace prints its hops", []string{"trace", first}, fine, "[route]"},
		{"a question may be another", []string{"trace", first, "laptop", "->", "web", "tcp/22"}, fine, "[sg-no-rule]"},
		{"a question that can't be read is told", []string{"trace", first, "laptop -> wbe tcp/22"}, broken, "undeclared machine wbe"},
		{"a trace of a broken file says so", []string{"trace", typo}, broken, "unexpected internet-gatway"},
		{"findings are told, and no failure", []string{"findings", first}, fine, ":17:9: public-address: web has an address"},
		{"findings as JSON are what the page gets", []string{"findings", "--json", first}, fine, `"code": "public-address"`},
		{"a finding that was not expected fails", []string{"check", file(t, dsl.First+"expect no finding public-address\n")}, failed, ":39: expected no finding public-address, found public-address"},
		{"a file in its form is left alone", []string{"fmt", first}, fine, ""},
		{"help is asked for", []string{"--help"}, fine, "hopwise check"},
		{"help of a command is the same", []string{"fmt", "--help"}, fine, "hopwise check"},
		{"the version is asked for", []string{"--version"}, fine, "hopwise "},
		{"an unknown option is told", []string{"check", "--jsn", first}, broken, "unexpected option --jsn"},
		{"an option of another command is told", []string{"check", "--rules", first}, broken, "unexpected option --rules with check"},
		{"fmt has no answer as JSON", []string{"fmt", "--json", first}, broken, "unexpected option --json with fmt"},
		{"standard input is read once", []string{"check", "-", "-"}, broken, "duplicate -"},
		{"behind two hyphens nothing is an option", []string{"check", "--", "--jsn"}, broken, "open --jsn"},
		{"a further line of a question is told", []string{"trace", first, "laptop -> web tcp/22\nlaptop -> web tcp/23"}, broken, "QUESTION has several lines"},
		{"a further statement of a question is told", []string{"trace", first, "laptop -> web tcp/22; laptop -> web tcp/23"}, broken, "QUESTION:1:23: unexpected laptop"},
		{"a further question about a user is told", []string{"trace", first, "dev can expose web; trace laptop -> web tcp/23"}, broken, "one question is meant"},
		{"a question has columns of its own", []string{"trace", first, "lptop -> web tcp/22"}, broken, "QUESTION:1:1: undeclared machine lptop"},
		{"an empty question is told", []string{"trace", first, ""}, broken, "QUESTION is empty"},
		{"a question is UTF-8", []string{"trace", first, "laptop -> w\xE9b tcp/22"}, broken, "QUESTION: byte 12 is no UTF-8"},
		{"the letters of a question are composed", []string{"trace", file(t, strings.ReplaceAll(dsl.First, "instance web", "instance caf\u00e9")), "laptop -> cafe\u0301 tcp/22"}, broken, "laptop -> caf\u00e9 tcp/22"},
		{"too many instances are told", []string{"check", file(t, crowd(10_001))}, broken, ":10004:1: 10001 instances: a scenario has at most 10000"},
		{"a form that is too long for a scenario is told", []string{"fmt", file(t, "cloud aws {\n#"+strings.Repeat("x", dsl.MaxSize-len("cloud aws {\n#\n}\n"))+"\n}\n")}, broken, "its form has 1048578 bytes"},
		{"fmt writes no device", []string{"fmt", os.DevNull}, broken, "no regular file"},
		{"a folder has no form", []string{"fmt", t.TempDir()}, broken, "no regular file"},
		{"a folder is no file", []string{"check", t.TempDir()}, broken, "is a directory"},
		{"UTF-16 is told", []string{"check", file(t, "\xFF\xFEh\x00o\x00")}, broken, "the text is UTF-16"},
		{"UTF-16 without a mark is told", []string{"findings", file(t, "h\x00o\x00")}, broken, "byte 2 is NUL"},
		{"what is no UTF-8 is told", []string{"trace", file(t, "# caf\xE9\n")}, broken, "byte 6 is no UTF-8"},
		{"a text that is too long is told", []string{"fmt", file(t, strings.Repeat("#", dsl.MaxSize+1))}, broken, "more than 1048576 bytes"},
		{"a text of the longest size is read", []string{"check", file(t, strings.Repeat("#", dsl.MaxSize))}, fine, ""},
		{"a mark of UTF-8 is no part of the text", []string{"check", file(t, "\xEF\xBB\xBF"+dsl.First)}, fine, ""},
		{"lines may end in CR", []string{"check", file(t, strings.ReplaceAll(strings.ReplaceAll(dsl.First, "tcp/443 reachable", "tcp/443 blocked"), "\n", "\r"))}, failed, ":38: laptop -> web"},
		{"letters are composed", []string{"check", file(t, strings.ReplaceAll(strings.Replace(dsl.First, "instance web", "instance cafe\u0301", 2), "-> web tcp", "-> caf\u00e9 tcp"))}, fine, ""},
		{"a file without a brace has no form", []string{"fmt", open}, broken, ":1:11: unexpected end of cloud aws: its { is never closed"},
	} {
		status, out, errs := call(test.args...)
		if status != test.status || !strings.Contains(out+errs, test.says) {
			t.Errorf(
				"%s: hopwise %v\nhave status %d and\n%s%s\nwant status %d and %q",
				test.claim,
				test.args,
				status,
				out,
				errs,
				test.status,
				test.says,
			)
		}
	}
}

// crowd is a scenario of n instances, a line each from the fourth.
func crowd(n int) string {
	return "cloud aws {\nvpc v 10.0.0.0/16 {\nsubnet s 10.0.0.0/16 {\n" + strings.Repeat(
		"instance m\n",
		n,
	) + "}\n}\n}\n"
}

func TestFmtWritesTheForm(t *testing.T) {
	name := file(t, "host   laptop 203.0.113.10 # mine\n\n\n\ncloud aws {\nvpc a   10.0.0.0/16 { }\n}\n")
	status, out, errs := call("fmt", name)
	have, err := os.ReadFile(name)
	want := "host laptop 203.0.113.10 # mine\n\ncloud aws {\n  vpc a 10.0.0.0/16 { }\n}\n"
	if err != nil || status != fine || errs != "" || strings.TrimSpace(out) != name || string(have) != want {
		t.Errorf("have status %d, %q, %q and the file\n%s\nwant it named and\n%s", status, out, errs, have, want)
	}
}

var announced = regexp.MustCompile(`# error "`)

// TestMalformedFilesAreBroken: each line that testdata announces an error for is named, on standard error, with status
// 2.
func TestMalformedFilesAreBroken(t *testing.T) {
	names, _ := filepath.Glob("../../dsl/testdata/errors/*.vpc")
	if len(names) == 0 {
		t.Fatal("have no malformed files, want some")
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		status, _, errs := call("check", name)
		errors := 0
		for i, line := range strings.Split(string(text), "\n") {
			if !announced.MatchString(line) {
				continue
			}
			errors++
			if at := name + ":" + strconv.Itoa(i+1) + ":"; !strings.Contains(errs, at) {
				t.Errorf("have nothing said of %s\nwant %s", at, line)
			}
		}
		if errors > 0 && status != broken {
			t.Errorf("%s: have status %d, want %d", name, status, broken)
		}
	}
}
