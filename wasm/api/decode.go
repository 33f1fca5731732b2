package api

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode reads a request: one JSON object of strings, integers and lists of strings. It skips unknown fields of these
// types.
func decode(request []byte) (r Request, err error) {
	d := &decoder{b: request}
	defer func() {
		if d.broken {
			r, err = Request{}, errors.New("unexpected byte at "+strconv.Itoa(d.at))
		}
	}()
	d.expect('{')
	for more := !d.next('}'); more && !d.broken; more = d.next(',') {
		name := d.text()
		d.expect(':')
		d.field(&r, name)
	}
	return r, nil
}

// A decoder reads JSON from a place on. After an error it is broken and reads nothing more.
type decoder struct {
	b      []byte
	at     int
	broken bool
}

// pass reads a value that nobody wants.
func (d *decoder) pass() {
	switch d.peek() {
	case '[':
		d.texts()
	case '"':
		d.text()
	default:
		d.number()
	}
}

func (d *decoder) skip() {
	for d.at < len(d.b) && (d.b[d.at] == ' ' || d.b[d.at] == '\n' || d.b[d.at] == '\r' || d.b[d.at] == '\t') {
		d.at++
	}
}

// peek is the next byte, 0 at the end.
func (d *decoder) peek() byte {
	if d.at < len(d.b) {
		return d.b[d.at]
	}
	return 0
}

// next takes this byte if it is the next one. At the end of an object or a list it takes the closing bracket and
// returns false.
func (d *decoder) next(c byte) bool {
	d.skip()
	switch {
	case d.peek() == c:
		d.at++
		return true
	case c == ',':
		if d.peek() != '}' && d.peek() != ']' {
			d.broken = true
		}
		d.at++
	}
	return false
}

func (d *decoder) expect(c byte) {
	if !d.next(c) {
		d.broken = true
	}
}

func (d *decoder) texts() []string {
	all := []string{}
	d.expect('[')
	for more := !d.next(']'); more && !d.broken; more = d.next(',') {
		all = append(all, d.text())
	}
	return all
}

func (d *decoder) number() int {
	start := d.at
	for c := d.peek(); c == '-' || c >= '0' && c <= '9'; c = d.peek() {
		d.at++
	}
	n, err := strconv.Atoi(string(d.b[start:d.at]))
	d.broken = d.broken || err != nil
	return n
}

func (d *decoder) text() string {
	d.expect('"')
	var s []byte
	for !d.broken {
		c := d.peek()
		switch {
		case c == '"':
			d.at++
			return string(s)
		case c == '\\':
			d.at++
			s = d.escape(s)
		case c < ' ':
			d.broken = true
		default: // invalid UTF-8 is read as U+FFFD, as in encoding/json
			r, n := utf8.DecodeRune(d.b[d.at:])
			s = utf8.AppendRune(s, r)
			d.at += n
		}
	}
	return ""
}

// The characters that an escape writes, and what each stands for.
const escapes, escaped = `"\/bfnrt`, "\"\\/\b\f\n\r\t"

func (d *decoder) escape(s []byte) []byte {
	c := d.peek()
	d.at++
	if c != 'u' {
		i := strings.IndexByte(escapes, c)
		if i < 0 {
			d.broken = true
			return s
		}
		return append(s, escaped[i])
	}
	r := d.unit()
	if utf16.IsSurrogate(r) && d.at+1 < len(d.b) && d.b[d.at] == '\\' && d.b[d.at+1] == 'u' {
		back := d.at
		d.at += 2
		if pair := utf16.DecodeRune(r, d.unit()); pair != utf8.RuneError {
			return utf8.AppendRune(s, pair)
		}
		d.at = back
	}
	return utf8.AppendRune(s, r)
}

// unit reads the four digits of a UTF-16 unit.
func (d *decoder) unit() rune {
	if d.at+4 > len(d.b) {
		d.broken = true
		return 0
	}
	n, err := strconv.ParseUint(string(d.b[d.at:d.at+4]), 16, 16)
	d.broken = d.broken || err != nil
	d.at += 4
	return rune(n)
}
