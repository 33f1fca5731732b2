package api

import (
	"strconv"
	"unicode/utf8"
)

// An encoder writes JSON. It is our own because a library adds 60 to 100 KB, a twentieth of the engine; a test compares
// it with encoding/json.
type encoder struct {
	b []byte
}

// encode writes a reply. A test holds it against the contract's tags.
func encode(r Reply) []byte {
	e := &encoder{}
	e.reply(&r)
	return e.b
}

// separate writes the comma between two values.
func (e *encoder) separate() {
	if n := len(e.b); n > 0 && e.b[n-1] != '{' && e.b[n-1] != '[' && e.b[n-1] != ':' {
		e.b = append(e.b, ',')
	}
}

func (e *encoder) field(name string) {
	e.separate()
	e.quote(name)
	e.b = append(e.b, ':')
}

// open starts an object or a list.
func (e *encoder) open(bracket byte) {
	e.separate()
	e.b = append(e.b, bracket)
}

func (e *encoder) end(bracket byte) { e.b = append(e.b, bracket) }

// list starts a list that is a field; an empty one is [], never null.
func (e *encoder) list(name string) {
	e.field(name)
	e.open('[')
}

func (e *encoder) text(name, value string) {
	e.field(name)
	e.quote(value)
}

func (e *encoder) unlessEmpty(name, value string) {
	if value != "" {
		e.text(name, value)
	}
}

func (e *encoder) number(name string, value int) {
	e.field(name)
	e.b = strconv.AppendInt(e.b, int64(value), 10)
}

func (e *encoder) unlessZero(name string, value int) {
	if value != 0 {
		e.number(name, value)
	}
}

func (e *encoder) numbers(name string, all []int) {
	e.field(name)
	e.bare(all)
}

// bare writes a list of numbers that stands in another list.
func (e *encoder) bare(all []int) {
	e.open('[')
	for _, n := range all {
		e.separate()
		e.b = strconv.AppendInt(e.b, int64(n), 10)
	}
	e.end(']')
}

func (e *encoder) share(name string, value float64) {
	e.field(name)
	e.b = strconv.AppendFloat(e.b, value, 'f', -1, 64)
}

func (e *encoder) truth(name string, value bool) {
	e.field(name)
	e.b = strconv.AppendBool(e.b, value)
}

func (e *encoder) unlessFalse(name string, value bool) {
	if value {
		e.truth(name, true)
	}
}

func (e *encoder) texts(name string, all []string) {
	e.list(name)
	for _, s := range all {
		e.separate()
		e.quote(s)
	}
	e.end(']')
}

const hex = "0123456789abcdef"

// quote writes a string. Invalid UTF-8 becomes the replacement character, as in a browser.
func (e *encoder) quote(s string) {
	e.b = append(e.b, '"')
	for i := 0; i < len(s); {
		if plain := i + plainly(s[i:]); plain > i {
			e.b = append(e.b, s[i:plain]...)
			i = plain
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			e.b = append(e.b, '\\', byte(r))
		case r < ' ':
			e.b = append(e.b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			e.b = utf8.AppendRune(e.b, r)
		}
		i += size
	}
	e.b = append(e.b, '"')
}

// plainly is the length of the beginning of a string that JSON has unchanged.
func plainly(s string) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' {
			return i
		}
	}
	return len(s)
}
