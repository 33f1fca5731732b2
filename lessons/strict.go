package lessons

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// strictly decodes YAML and rejects unknown keys.
func strictly(raw []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// The YAML package's messages about a place and about a key.
var (
	yamlPlace = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)
	yamlKey   = regexp.MustCompile(`^field (\S+) not found in type`)
)

// yamlHint names two common mistakes with prose in YAML.
const yamlHint = "Text that holds a colon or starts with a sign goes below a |"

// reportYAML turns messages of the YAML package into problems of the lesson. what names the block, header is the struct
// that it was decoded into.
func (l *Lesson) reportYAML(what string, header any, err error) {
	messages := []string{err.Error()}
	var many *yaml.TypeError
	if errors.As(err, &many) {
		messages = many.Errors
	}
	for _, text := range messages {
		line := 0
		if m := yamlPlace.FindStringSubmatch(text); m != nil {
			line, _ = strconv.Atoi(m[1]) // digits by the pattern
			text = m[2]
		}
		message, hint := inOurWords(text, what, header)
		l.report(line, message, hint)
	}
}

func inOurWords(text, what string, header any) (message, hint string) {
	if m := yamlKey.FindStringSubmatch(text); m != nil {
		return fmt.Sprintf("%s is unexpected in %s", m[1], what), "Its keys are " + strings.Join(keys(header), ", ")
	}
	return fmt.Sprintf("%s is no YAML: %s", what, text), yamlHint
}

// keys are the keys that a block takes, from its header struct.
func keys(header any) []string { return keysOf(reflect.TypeOf(header).Elem()) }

func keysOf(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			out = append(out, keysOf(field.Type)...)
			continue
		}
		out = append(out, field.Tag.Get("yaml"))
	}
	return out
}
