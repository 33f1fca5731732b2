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

// read is the scenario's text in a file. Ends of lines become \n and letters are composed (NFC), as the page does with
// what it is handed. What is no text is an error that says what it is.
func (c command) read(name string) (string, error) {
	content, err := c.content(name)
	if err != nil {
		return "", err
	}
	if err := isText(content); err != nil {
		return "", fmt.Errorf("%s: %w", title(name), err)
	}
	content = bytes.TrimPrefix(content, utf8Mark)
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(content))
	return norm.NFC.String(text), nil
}

// content is at most one byte more than a scenario may have.
func (c command) content(name string) ([]byte, error) {
	from := c.in
	if name != stdin {
		file, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		from = file
	}
	return io.ReadAll(io.LimitReader(from, dsl.MaxSize+int64(len(utf8Mark))+1))
}

// title is what a file is called in messages.
func title(name string) string {
	if name == stdin {
		return "standard input"
	}
	return name
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
		return fmt.Errorf("byte %d is NUL: this is no text, or UTF-16; a scenario is UTF-8", bytes.IndexByte(content, 0)+1)
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
