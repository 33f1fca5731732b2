package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"hopwise/dsl/source"
)

// say prints what is to be read. Names from right to left are isolated, so that an arrow points at who receives, and
// what turns the direction of text or controls a terminal is left out: a scenario is a stranger's.
func say(to io.Writer, format string, args ...any) {
	fmt.Fprint(to, isolated(fmt.Sprintf(format, args...)))
}

var (
	word        = regexp.MustCompile(`[\pL\pM\pN_]+(?:[-.][\pL\pM\pN_]+)*…?`)
	rightToLeft = regexp.MustCompile(
		`[\x{590}-\x{8FF}\x{FB1D}-\x{FDFF}\x{FE70}-\x{FEFC}\x{10800}-\x{10FFF}\x{1E800}-\x{1EFFF}]`,
	)
)

// isolated is a text with each word that holds a letter from right to left between U+2068 and U+2069.
func isolated(text string) string {
	plain := strings.Map(func(r rune) rune {
		if look := source.LookOf(r); look == source.Turning || look == source.Control {
			return -1
		}
		return r
	}, text)
	if !rightToLeft.MatchString(plain) {
		return plain
	}
	return word.ReplaceAllStringFunc(plain, func(name string) string {
		if !rightToLeft.MatchString(name) {
			return name
		}
		return "\u2068" + name + "\u2069"
	})
}
