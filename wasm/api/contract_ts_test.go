package api

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// typeScript is the contract as the page has it.
func (c *contract) typeScript(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("/// The contract with the engine, generated from wasm/api/contract.go: do not edit it,\n")
	b.WriteString("/// but run go test ./wasm/api -update.\n\n/// The number of the contract that these types describe.\n")
	fmt.Fprintf(&b, "export const contractVersion = %s;\n", c.version)
	for _, typ := range c.types {
		b.WriteString("\n")
		c.tell(&b, "", typ, typ.comment)
		if typ.fields == nil {
			c.union(&b, typ)
			continue
		}
		fmt.Fprintf(&b, "export interface %s %s{\n", typ.name, bases(typ))
		for _, f := range typ.fields {
			if f.name == "" {
				continue
			}
			c.tell(&b, "  ", typ, f.comment)
			mark := ""
			if f.optional {
				mark = "?"
			}
			fmt.Fprintf(&b, "  readonly %s%s: %s;\n", f.json, mark, c.scriptType(t, f.typ))
		}
		b.WriteString("}\n")
	}
	return b.Bytes()
}

// union writes a set of words, each on a line of its own where one has a comment.
func (c *contract) union(b *bytes.Buffer, typ *contractType) {
	if !slices.ContainsFunc(typ.words, func(w contractWord) bool { return w.comment != nil }) {
		fmt.Fprintf(b, "export type %s = '%s';\n", typ.name, strings.Join(c.words(typ.name), "' | '"))
		return
	}
	fmt.Fprintf(b, "export type %s =", typ.name)
	for _, w := range typ.words {
		b.WriteString("\n")
		c.tell(b, "  ", typ, w.comment)
		fmt.Fprintf(b, "  | '%s'", w.word)
	}
	b.WriteString(";\n")
}

// bases are the types whose fields a type has as well.
func bases(typ *contractType) string {
	var all []string
	for _, f := range typ.fields {
		if f.name == "" {
			all = append(all, f.typ)
		}
	}
	if all == nil {
		return ""
	}
	return "extends " + strings.Join(all, ", ") + " "
}

func (c *contract) scriptType(t *testing.T, typ string) string {
	t.Helper()
	if element, isList := strings.CutPrefix(typ, "[]"); isList {
		inner := c.scriptType(t, element)
		if strings.HasPrefix(inner, "readonly ") {
			inner = "(" + inner + ")"
		}
		return "readonly " + inner + "[]"
	}
	typ = strings.TrimPrefix(typ, "*")
	if c.find(typ) != nil {
		return typ
	}
	plain := map[string]string{"string": "string", "int": "number", "float64": "number", "bool": "boolean"}[typ]
	if plain == "" {
		t.Fatalf("TypeScript has no type for a %s", typ)
	}
	return plain
}

// names are the words of a comment that may be Go's names of things: "Holds", "Answer.Shown".
var names = regexp.MustCompile(`\b\w+(\.[A-Z]\w*)?\b`)

// tell writes a comment of a type, with the page's names for fields and words.
func (c *contract) tell(b *bytes.Buffer, indent string, of *contractType, lines []string) {
	for _, line := range lines {
		fmt.Fprintf(b, "%s/// %s\n", indent, names.ReplaceAllStringFunc(line, func(name string) string {
			return c.scriptName(of, name)
		}))
	}
}

func (c *contract) scriptName(of *contractType, name string) string {
	owner, part, isPath := strings.Cut(name, ".")
	if other := c.find(owner); isPath && other != nil && other.field(part) != nil {
		return fmt.Sprintf("`%s.%s`", owner, other.field(part).json)
	}
	if own := of.field(name); own != nil && name != of.name {
		return "`" + own.json + "`"
	}
	for _, typ := range c.types {
		for _, w := range typ.words {
			if w.name == name {
				return "'" + w.word + "'"
			}
		}
	}
	return name
}
