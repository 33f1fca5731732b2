package api

import (
	"bytes"
	"fmt"
	"go/format"
	"slices"
	"strings"
	"testing"
)

// goFile is the encoder's method for each part of a reply, and the decoder's for the fields of a request.
func (c *contract) goFile(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	b.WriteString("// Code generated from contract.go (go test ./wasm/api -update); DO NOT EDIT.\n\npackage api\n")
	for _, typ := range c.types {
		switch {
		case typ.name == "Request":
			c.decoder(t, &b, typ)
		case typ.fields != nil:
			c.encoder(t, &b, typ)
		}
	}
	file, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, &b)
	}
	return file
}

// encoder writes the method for a type; of one that is embedded, another for its fields without their object.
func (c *contract) encoder(t *testing.T, b *bytes.Buffer, typ *contractType) {
	t.Helper()
	method := methodOf(typ.name)
	fmt.Fprintf(b, "\nfunc (e *encoder) %s(v *%s) {\ne.open('{')\n", method, typ.name)
	if c.isEmbedded(typ.name) {
		fmt.Fprintf(b, "e.%sFields(v)\ne.end('}')\n}\n\nfunc (e *encoder) %[1]sFields(v *%s) {\n", method, typ.name)
	}
	for _, f := range typ.fields {
		b.WriteString(c.encoded(t, f))
	}
	if !c.isEmbedded(typ.name) {
		b.WriteString("e.end('}')\n")
	}
	b.WriteString("}\n")
}

// encoded is the statement that writes a field.
func (c *contract) encoded(t *testing.T, f contractField) string {
	t.Helper()
	value := "v." + f.name
	element, isList := strings.CutPrefix(f.typ, "[]")
	whole, isPointer := strings.CutPrefix(f.typ, "*")
	switch {
	case f.name == "":
		return fmt.Sprintf("e.%sFields(&v.%s)\n", methodOf(f.typ), f.typ)
	case c.isStruct(f.typ):
		return fmt.Sprintf("e.field(%q)\ne.%s(&%s)\n", f.json, methodOf(f.typ), value)
	case isPointer && c.isStruct(whole) && f.optional:
		return fmt.Sprintf("if %s != nil {\ne.field(%q)\ne.%s(%[1]s)\n}\n", value, f.json, methodOf(whole))
	case isList && f.optional:
		f.optional = false
		return fmt.Sprintf("if len(%s) > 0 {\n%s}\n", value, c.encoded(t, f))
	case isList && c.isStruct(element):
		return listed(f, methodOf(element), "&")
	case f.typ == "[][]int":
		return listed(f, "bare", "")
	case c.find(f.typ) != nil:
		f.typ, value = "string", "string("+value+")"
	}
	method := encoders[f.typ]
	if f.optional {
		method = optionalEncoders[f.typ]
	}
	if method == "" {
		t.Fatalf("%s: the encoder has no method for a %s (optional: %t)", f.json, f.typ, f.optional)
	}
	return fmt.Sprintf("e.%s(%q, %s)\n", method, f.json, value)
}

// listed is the statement that writes a list, each element by a method that takes it or its address.
func listed(f contractField, method, address string) string {
	const loop = "e.list(%q)\nfor i := range v.%s {\ne.%s(%sv.%[2]s[i])\n}\ne.end(']')\n"
	return fmt.Sprintf(loop, f.json, f.name, method, address)
}

// The encoder's methods for what is no struct.
var (
	encoders = map[string]string{
		"string": "text", "int": "number", "bool": "truth", "float64": "share", "[]string": "texts", "[]int": "numbers",
	}
	optionalEncoders = map[string]string{"string": "unlessEmpty", "int": "unlessZero", "bool": "unlessFalse"}
)

// decoder writes the method that reads a field of a request.
func (c *contract) decoder(t *testing.T, b *bytes.Buffer, typ *contractType) {
	t.Helper()
	b.WriteString("\n// field reads a field of a request, and passes over one that it does not know.\n")
	fmt.Fprintf(b, "func (d *decoder) field(v *%s, name string) {\nswitch d.skip(); name {\n", typ.name)
	for _, f := range typ.fields {
		read := map[string]string{"string": "d.text()", "int": "d.number()", "[]string": "d.texts()"}[f.typ]
		if c.find(f.typ) != nil {
			read = f.typ + "(d.text())"
		}
		if read == "" {
			t.Fatalf("%s: the decoder reads no %s", f.json, f.typ)
		}
		fmt.Fprintf(b, "case %q:\nv.%s = %s\n", f.json, f.name, read)
	}
	b.WriteString("default:\nd.pass()\n}\n}\n")
}

func methodOf(name string) string { return strings.ToLower(name[:1]) + name[1:] }

func (c *contract) isStruct(name string) bool {
	typ := c.find(name)
	return typ != nil && typ.fields != nil
}

func (c *contract) isEmbedded(name string) bool {
	return slices.ContainsFunc(c.types, func(typ *contractType) bool {
		return slices.ContainsFunc(typ.fields, func(f contractField) bool { return f.name == "" && f.typ == name })
	})
}
