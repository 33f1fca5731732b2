package api

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"hopwise/dsl"
	"hopwise/dsl/analyze"
	"hopwise/dsl/facts"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// A contract is what contract.go says, read as a tree: what is generated has its comments and its order.
type contract struct {
	version string
	types   []*contractType
	files   *token.FileSet
}

// A contractType is a struct, which has fields, or a set of words.
type contractType struct {
	name    string
	comment []string
	fields  []contractField
	words   []contractWord
}

type contractField struct {
	name, json string // both empty for an embedded type
	typ        string // as Go writes it: "[]Grade"
	optional   bool
	comment    []string
}

type contractWord struct {
	name, word string
	comment    []string
}

// TestGeneratedFilesAreFresh holds what is made from the contract against it.
func TestGeneratedFilesAreFresh(t *testing.T) {
	c := readContract(t)
	for file, want := range map[string][]byte{
		"contract_json.go":           c.goFile(t),
		"../../site/src/contract.ts": c.typeScript(t),
	} {
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		have, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if have, want, same := differ(have, want); !same {
			t.Errorf(
				"%s is not what contract.go says\nhave …%s…\nwant …%s…\nto mend it: go test ./wasm/api -update",
				file,
				have,
				want,
			)
		}
	}
}

// TestWordsAreThoseOfTheEngine holds the words of the contract against those that the engine says.
func TestWordsAreThoseOfTheEngine(t *testing.T) {
	c := readContract(t)
	for name, want := range map[string][]string{
		"Severity":       said(source.Error, source.Warning, source.Note),
		"OutcomeKey":     said(trace.Reachable, trace.Blocked, trace.OneWay, trace.Refused, trace.Flaky, trace.Unknown),
		"Sureness":       said(facts.Documented, facts.Inferred, facts.Practice),
		"DoorState":      {string(analyze.DoorOpen), string(analyze.DoorThere), string(analyze.DoorShut)},
		"CompletionKind": completionKinds(),
	} {
		if have := c.words(name); !sameWords(have, want) {
			t.Errorf("%s: have %q, want %q", name, have, want)
		}
	}
}

func sameWords(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// completionKinds are those that come up while a text is written that has something of each.
func completionKinds() []string {
	const text = "cloud aws {\nvpc v 10.0.0.0/16 {\nsecurity-group g { in allow tcp/443 from 0.0.0.0/0 }\n}\n}\n" +
		"expect internet -> 10.0.0.1 tcp/443 blocked by g because no-route on aws\n"
	scenario, kinds := dsl.Load(text), map[string]bool{}
	for at := range text {
		for _, c := range scenario.Document().Complete(at) {
			kinds[c.Kind] = true
		}
	}
	return slices.Collect(maps.Keys(kinds))
}

func said[Word fmt.Stringer](all ...Word) []string {
	var words []string
	for _, w := range all {
		words = append(words, w.String())
	}
	return words
}

func readContract(t *testing.T) *contract {
	t.Helper()
	c := &contract{files: token.NewFileSet()}
	tree, err := parser.ParseFile(c.files, "contract.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, declaration := range tree.Decls {
		d, ok := declaration.(*ast.GenDecl)
		if !ok {
			c.fail(t, declaration, "contract.go holds types and constants")
		}
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				c.types = append(c.types, c.readType(t, s, d.Doc))
			case *ast.ValueSpec:
				c.readConstant(t, s)
			}
		}
	}
	return c
}

// readType reads a struct, a set of words, or the name of a set that another package has.
func (c *contract) readType(t *testing.T, s *ast.TypeSpec, doc *ast.CommentGroup) *contractType {
	t.Helper()
	read := &contractType{name: s.Name.Name, comment: commentLines(doc)}
	switch typ := s.Type.(type) {
	case *ast.StructType:
		for _, f := range typ.Fields.List {
			read.fields = append(read.fields, c.readField(t, f))
		}
	case *ast.SelectorExpr:
		read.words = c.wordsElsewhere(t, typ)
	}
	return read
}

func (c *contract) readField(t *testing.T, f *ast.Field) contractField {
	t.Helper()
	field := contractField{typ: types.ExprString(f.Type), comment: append(commentLines(f.Doc), commentLines(f.Comment)...)}
	if len(f.Names) == 0 {
		if field.comment != nil {
			c.fail(t, f, "what is embedded is told of in the comment of the type: TypeScript has no place for it")
		}
		return field
	}
	tag, err := strconv.Unquote(f.Tag.Value)
	if err != nil || len(f.Names) > 1 {
		c.fail(t, f, "a field has a tag and a line of its own")
	}
	name, rest, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
	field.name, field.json, field.optional = f.Names[0].Name, name, rest == "omitempty"
	return field
}

// readConstant reads the version, or a word of the type that was read last.
func (c *contract) readConstant(t *testing.T, s *ast.ValueSpec) {
	t.Helper()
	value, ok := s.Values[0].(*ast.BasicLit)
	switch last := len(c.types) - 1; {
	case ok && s.Names[0].Name == "Version":
		c.version = value.Value
	case ok && value.Kind == token.STRING && s.Type != nil && types.ExprString(s.Type) == c.types[last].name:
		c.types[last].words = append(c.types[last].words, c.word(t, s))
	default:
		c.fail(t, s, "a constant is the version, or a word of the type above it")
	}
}

func (c *contract) word(t *testing.T, s *ast.ValueSpec) contractWord {
	t.Helper()
	word, err := strconv.Unquote(s.Values[0].(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	return contractWord{s.Names[0].Name, word, append(commentLines(s.Doc), commentLines(s.Comment)...)}
}

// wordsElsewhere are the constants of a type of another package of the engine.
func (c *contract) wordsElsewhere(t *testing.T, typ *ast.SelectorExpr) []contractWord {
	t.Helper()
	var words []contractWord
	for _, f := range goFiles(t, path.Join("../../dsl", types.ExprString(typ.X))) {
		tree, err := parser.ParseFile(c.files, f, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			s, ok := n.(*ast.ValueSpec)
			if ok && s.Type != nil && types.ExprString(s.Type) == typ.Sel.Name && len(s.Values) > 0 {
				words = append(words, c.word(t, s))
			}
			return true
		})
	}
	return words
}

func goFiles(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") {
			files = append(files, path.Join(folder, e.Name()))
		}
	}
	return files
}

func (c *contract) fail(t *testing.T, n ast.Node, rule string) {
	t.Helper()
	t.Fatalf("%s: %s", c.files.Position(n.Pos()), rule)
}

func commentLines(g *ast.CommentGroup) []string {
	if text := strings.TrimSpace(g.Text()); text != "" {
		return strings.Split(text, "\n")
	}
	return nil
}

// find is the type with a name; nil for what Go has itself.
func (c *contract) find(name string) *contractType {
	at := slices.IndexFunc(c.types, func(typ *contractType) bool { return typ.name == name })
	if at < 0 {
		return nil
	}
	return c.types[at]
}

func (c *contract) words(name string) []string {
	var words []string
	for _, w := range c.find(name).words {
		words = append(words, w.word)
	}
	return words
}

func (typ *contractType) field(name string) *contractField {
	at := slices.IndexFunc(typ.fields, func(f contractField) bool { return f.name == name && name != "" })
	if at < 0 {
		return nil
	}
	return &typ.fields[at]
}
