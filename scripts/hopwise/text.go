package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"hopwise/dsl"
)

// stdin is the name of the standard input among files.
const stdin = "-"

// A text is a scenario's text as it was read.
type text struct {
	// name is what messages call the file, path what leads to it.
	name, path string
	// raw is its content.
	raw []byte
	// is is the text in it: lines end in \n, and letters are composed (NFC).
	is string
	// info is the file's when it was opened, nil for the standard input.
	info os.FileInfo
}

// read reads a file. What is no scenario's text is an error that says what it is.
func (c command) read(path string) (*text, error) {
	t := &text{name: title(path), path: path}
	if err := t.fill(c.in); err != nil {
		return nil, err
	}
	if err := isText(t.raw); err != nil {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	content := string(bytes.TrimPrefix(t.raw, utf8Mark))
	t.is = norm.NFC.String(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(content))
	return t, nil
}

// fill reads at most one byte more than a scenario may have.
func (t *text) fill(from io.Reader) (err error) {
	if t.path != stdin {
		file, err := os.Open(t.path)
		if err != nil {
			return err
		}
		defer file.Close()
		if t.info, err = file.Stat(); err != nil {
			return err
		}
		from = file
	}
	t.raw, err = io.ReadAll(io.LimitReader(from, dsl.MaxSize+int64(len(utf8Mark))+1))
	return err
}

// title is what a file is called in messages.
func title(path string) string {
	if path == stdin {
		return "standard input"
	}
	return path
}

var (
	utf8Mark   = []byte("\xEF\xBB\xBF")
	utf16Marks = [][]byte{[]byte("\xFF\xFE"), []byte("\xFE\xFF")}
)

// isText says what content is that is no scenario's text.
func isText(content []byte) error {
	switch {
	case len(bytes.TrimPrefix(content, utf8Mark)) > dsl.MaxSize:
		return fmt.Errorf("more than %d bytes: a scenario has at most that", dsl.MaxSize)
	case bytes.HasPrefix(content, utf16Marks[0]), bytes.HasPrefix(content, utf16Marks[1]):
		return errors.New("the text is UTF-16: save it as UTF-8")
	case bytes.IndexByte(content, 0) >= 0:
		return fmt.Errorf(
			"byte %d is NUL: this is no text, or UTF-16; a scenario is UTF-8",
			bytes.IndexByte(content, 0)+1,
		)
	case !utf8.Valid(content):
		return fmt.Errorf("byte %d is no UTF-8: save the text as UTF-8", invalid(content)+1)
	}
	return nil
}

// invalid is the place of the first byte that belongs to no character.
func invalid(content []byte) int {
	for at := 0; at < len(content); {
		r, size := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return len(content)
}

// readQuestion is the question that the arguments behind a file ask, empty where there are none.
func readQuestion(words []string) (string, error) {
	question := strings.TrimSpace(strings.Join(words, " "))
	switch {
	case len(words) > 0 && question == "":
		return "", errors.New("QUESTION is empty: leave it out for those of the scenario")
	case strings.ContainsAny(question, "\n\r"):
		return "", errors.New("QUESTION has several lines: one question is meant")
	}
	if err := isText([]byte(question)); err != nil {
		return "", fmt.Errorf("QUESTION: %w", err)
	}
	return norm.NFC.String(question), nil
}
