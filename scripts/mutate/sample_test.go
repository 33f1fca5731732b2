package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hopwise/scripts/mutate/mutant"
)

// prelude is what the samples share.
const prelude = `package main

type color int

const (
	red color = iota
	green
	blue
)

type point struct {
	x, y int
	name string
}

const limit = 3

func nothing(a int) {}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
`

// samples are bodies of functions of two numbers, with the changes of one kind that are made in them.
var samples = []struct {
	kind kind
	body string
	want []string
}{
	{boundary, "return truth(a < b)", []string{"a < b => a <= b"}},
	{boundary, "return truth(a <= b+1)", []string{"a <= b+1 => a < b+1"}},
	{boundary, "if a > 1 { return b }; return a", []string{"a > 1 => a >= 1"}},
	{boundary, "return truth(len(make([]int, a*a)) >= b)", []string{
		"len(make([]int, a*a)) >= b => len(make([]int, a*a)) > b"}},
	{negation, "return truth(a == b)", []string{"a == b => a != b"}},
	{negation, "ok := a > 0; if !ok { return b }; return a", []string{"a > 0 => a <= 0", "!ok => ok"}},
	{negation, "ok := a != 0; if ok { return b }; return a", []string{"a != 0 => a == 0", "ok => !ok"}},
	{negation, "n := 0; for i := 0; i < a; i++ { n += b }; return n", nil}, // the condition of a loop
	{junction, "return truth(a > 0 && b > 0)", []string{"a > 0 && b > 0 => a > 0 || b > 0"}},
	{junction, "return truth(a > 0 && b > 0 || a == b)", []string{
		"a > 0 && b > 0 || a == b => a > 0 && b > 0 && a == b", "a > 0 && b > 0 => (a > 0 || b > 0)"}},
	{operand, "return truth(a > 0 || b > 0)", []string{"a > 0 || b > 0 => b > 0", "a > 0 || b > 0 => a > 0"}},
	{operand, "return truth(!(a > 0 && b > 0))", []string{"a > 0 && b > 0 => b > 0", "a > 0 && b > 0 => a > 0"}},
	{operand, "return truth(a > -2 && b > 0 && a < 2)", []string{ // of the first pair the whole is not dropped
		"a > -2 && b > 0 && a < 2 => a > -2 && b > 0", "a > -2 && b > 0 => b > 0", "a > -2 && b > 0 => a > -2"}},
	{statement, "n := a; n = b; n++; n += 2; return n", []string{
		"n = b => nothing", "n++ => nothing", "n += 2 => nothing"}},
	{statement, "n := 0; func() { n = a*4 + b; _ = n }(); return n", []string{
		"func() { n = a*4 + b; _ = n }() => nothing", "n = a*4 + b => nothing"}},
	{statement, "if a > b { return 5 }; return a*4 + b", []string{"return 5 => nothing"}},
	{statement, "n := 0; for i := range 4 { if i == a { continue }; if i == b { break }; n += 1 + i }; return n", []string{
		"n += 1 + i => nothing", "continue => nothing", "break => nothing"}},
	{statement, "if a > b { return a } else { return b }", nil}, // the function would end without a value
	{statement, "if a > 9 { panic(`never`) }; return a", nil},
	{number, "return a * 2", []string{"2 => 3"}},
	{number, "return b - limit*2", []string{"limit*2 => (limit*2 + 1)"}},
	{number, "return int(uint8(255)) + a", []string{"int(uint8(255)) => (int(uint8(255)) + 1)"}},
	{number, "n := uint8(255); return int(n)", []string{"uint8(255) => uint8(255) - 1"}},
	{number, "return a << 1", []string{"1 => 2"}},
	{number, "return len(make([]int, 2, 5)) + a", []string{"2 => 3"}},
	{neighbour, "c := red; if a > b { c = blue }; return int(c)", []string{"red => green", "blue => red"}},
	{truth, "found := true; if a > b { found = b > 0 }; return truth(found)", []string{"true => false"}},
	{sign, "return a + b - 2", []string{"a + b - 2 => a + b + 2", "a + b => a - b"}},
	{sign, `s := "a"; return len(s + "b")`, nil},
	{label, "switch { case a > b: return 7; case a == b, b == 2: return 8 }; return 9", []string{
		"a > b => false", "a == b => false", "b == 2 => false"}},
	{label, "switch a { case 1, 2: return 8 }; return 9", []string{"1 => ^int(1)", "2 => ^int(2)"}},
	{label, `switch "xyz"[1+truth(a > 0):2] { case "y": return 8 }; return 9`, []string{`"y" => "y" + "\x00"`}},
	{label, "switch uint8(a) { case '\\x01': return 8 }; return 9", []string{"'\\x01' => ^uint8('\\x01')"}},
	{body, "switch a { case 1: return 8; case 2: return 9 }; return 0", []string{
		"1: return 8; case 2 => 2: return 8; case 1"}},
	{body, "n := a; switch color(a) { case red: n++; n *= 3; case green, blue: n = b; default: n = 9; n += b }; return n",
		[]string{"n++; n *= 3 => nothing", "n = 9; n += b => nothing",
			"red: n++; n *= 3; case green => green: n++; n *= 3; case red"}},
	{body, "n := 2; switch any(a).(type) { case int: n = b; n++ }; return n", []string{
		"n = b; n++ => nothing"}},
	{body, "switch { case a > b: nothing(a); return 1; default: nothing(b); return 2 }", nil}, // these return
	{field, `p := point{x: a, y: b, name: "n"}; return p.x*100 + p.y*10 + len(p.name)`, []string{
		"x: a, => nothing", "y: b, => nothing", `, name: "n" => nothing`}},
	{element, "list := []int{a, 7, b + 9}; return len(list)*100 + list[0]*10 + list[len(list)-1]", []string{
		"a, => nothing", "7, => nothing", ", b + 9 => nothing"}},
	{element, "return len([]color{red})", []string{"red => nothing"}},
}

// sample is the text of all samples, in functions f0, f1 and so on.
func sample() string {
	text := prelude
	for i, s := range samples {
		text += fmt.Sprintf("\nfunc f%d(a, b int) int { %s }\n", i, s.body)
	}
	return text
}

// read finds the types of a text that imports nothing.
func read(t *testing.T, text string) *source {
	t.Helper()
	places := token.NewFileSet()
	tree, err := parser.ParseFile(places, "sample.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	s := &source{path: "sample.go", text: text, tree: tree}
	if err := typed(places, nil, "main", []*ast.File{tree}, []*source{s}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEachKindChangesWhatItSays(t *testing.T) {
	_, all := rewrite(read(t, sample()), nil)
	for i, s := range samples {
		var have []string
		for _, m := range all {
			if m.within == fmt.Sprint("f", i) && m.kind == s.kind {
				have = append(have, m.change())
			}
		}
		if !slices.Equal(have, s.want) {
			t.Errorf("%s in %s\n\thave: %q\n\twant: %q", s.kind, s.body, have, s.want)
		}
	}
}

// TestAMutantDoesWhatItsChangeSays compiles the samples with all faults, and beside them each function with the text of
// one change: both do the same, and something else than the function without a fault.
func TestAMutantDoesWhatItsChangeSays(t *testing.T) {
	s := read(t, sample())
	rewritten, all := rewrite(s, nil)
	all = slices.DeleteFunc(all, func(m *mutation) bool { return !strings.HasPrefix(m.within, "f") })
	program := build(t, map[string]string{"sample.go": rewritten, "main.go": changed(s, all)})
	kinds := map[string]kind{}
	for i, s := range samples {
		kinds[fmt.Sprint("f", i)] = s.kind
	}
	sound := results(t, program, 0)
	for _, m := range all {
		have := results(t, program, m.number)
		if have[0] != have[1] {
			t.Errorf("%s: %s in\n%s\thave: %s\n\twant: %s", m.kind, m.change(), m.diff(), have[0], have[1])
		}
		if strings.Contains(sound[0], m.within+have[0]+";") && kinds[m.within] == m.kind {
			t.Errorf("%s: %s in\n%s\thave: no difference\n\twant: one", m.kind, m.change(), m.diff())
		}
	}
}

// changed is a program that prints what a function does with the fault that is on, and what the changed text does. With
// no fault it prints what each function does.
func changed(s *source, all []*mutation) string {
	var text strings.Builder
	text.WriteString("package main\n\nimport (\n\"fmt\"\n\"os\"\n)\n\nvar functions = map[string][2]func(a, b int) int{\n")
	for i := range samples {
		fmt.Fprintf(&text, "%q: {f%d, f%d},\n", fmt.Sprint("f", i), i, i)
	}
	for _, m := range all {
		fmt.Fprintf(&text, "\"%d\": {%s, g%d},\n", m.number, m.within, m.number)
	}
	text.WriteString(`}

func results(f func(a, b int) int) string {
	text := ""
	for a := -2; a < 4; a++ {
		for b := -2; b < 4; b++ {
			text += " " + result(f, a, b)
		}
	}
	return text
}

func result(f func(a, b int) int, a, b int) (text string) {
	defer func() {
		if recover() != nil {
			text = "panic"
		}
	}()
	return fmt.Sprint(f(a, b))
}

func main() {
	if f, ok := functions[os.Getenv("` + mutant.Chosen + `")]; ok {
		fmt.Printf("%s\n%s\n", results(f[0]), results(f[1]))
		return
	}
	for name, f := range functions {
		fmt.Print(name, results(f[0]), ";")
	}
	fmt.Println("\n")
}
`)
	for _, m := range all {
		from := strings.LastIndex(s.text[:m.from], "\nfunc ")
		to := m.to + strings.Index(s.text[m.to:], "\n")
		function := s.text[from:m.from] + m.becomes + s.text[m.to:to]
		fmt.Fprintf(&text, "%s\n", strings.Replace(function, m.within, fmt.Sprint("g", m.number), 1))
	}
	return text.String()
}

// build compiles the texts as a program in a folder that an overlay adds to the module.
func build(t *testing.T, texts map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	root, err := enter()
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for name, text := range texts {
		written := filepath.Join(folder, name)
		if err := os.WriteFile(written, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join(root, "scripts", "mutate", "sample", name)] = written
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "overlay.json"), overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "sample")
	c := exec.Command("go", "build", "-overlay", filepath.Join(folder, "overlay.json"), "-o", program,
		"./scripts/mutate/sample")
	c.Dir = root
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// results are the two lines that the program prints.
func results(t *testing.T, program string, number int) [2]string {
	t.Helper()
	c := exec.Command(program)
	c.Env = append(os.Environ(), mutant.Chosen+"="+strconv.Itoa(number))
	out, err := c.CombinedOutput()
	lines := bytes.Split(out, []byte("\n"))
	if err != nil || len(lines) != 3 {
		t.Fatalf("mutant %d: %v\n%s\nwant two lines", number, err, out)
	}
	return [2]string{string(lines[0]), string(lines[1])}
}
