package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"hopwise/dsl"
)

// TestEncoderWritesEveryField compares the encoder with the tags of the contract: decoding its output by reflection and
// encoding it again gives the same bytes.
func TestEncoderWritesEveryField(t *testing.T) {
	var full Reply
	new(filler).fill(reflect.ValueOf(&full).Elem())
	full.Formatted.Text = "x\n\"\\\u2028<&>\x01\xff\U0001F680"
	empty := Reply{Answer: answer(dsl.Load(""), &Request{})}
	for _, r := range []Reply{full, empty} {
		want, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if have := compact(t, encode(r)); string(have) != string(compact(t, want)) {
			t.Errorf("have %s\nwant %s\nto mend it: go test ./wasm/api -update", have, compact(t, want))
		}
	}
}

func TestDecodeReadsEveryField(t *testing.T) {
	var want Request
	new(filler).fill(reflect.ValueOf(&want).Elem())
	want.Text = "a\"\u00e9\U0001F680\n"
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if have, err := decode(b); err != nil || !reflect.DeepEqual(have, want) {
		t.Errorf("have %+v and error %v\nwant %+v", have, err, want)
	}
}

// A filler counts, so that no two fields get the same text or number.
type filler int

// fill gives every field of a value one of its own kind that is not empty; a list gets an empty element as well.
func (n *filler) fill(v reflect.Value) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			n.fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		n.fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		n.fill(v.Index(0))
		unfill(v.Index(1))
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n) / 4)
	case reflect.Bool:
		v.SetBool(true)
	default:
		panic("the contract has no " + v.Kind().String())
	}
}

// unfill makes the lists of an empty value empty ones: the contract knows no null.
func unfill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			unfill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
}

func TestServeNeverPanics(t *testing.T) {
	for _, request := range []string{"", "{", "null", "[]", `{"version":"1"}`, `{"version":1,"op":"answer","text":3}`, `{"version":9}`} {
		var r Reply
		if err := json.Unmarshal(NewService().Serve([]byte(request)), &r); err != nil || r.Fault == "" {
			t.Errorf("Serve(%q): have %+v, %v, want a fault", request, r, err)
		}
	}
}

func TestAPanicIsToldAsACrash(t *testing.T) {
	service := NewService()
	service.load("host a 192.0.2.9")
	var r Reply
	if err := json.Unmarshal(service.guard(func() Reply { panic("no such box") }), &r); err != nil {
		t.Fatal(err)
	}
	if r.Crash != "no such box" || r.Fault != "" || service.last != nil {
		t.Errorf("have %+v and remembered %v\nwant the crash, and nothing remembered", r, service.last)
	}
}

func TestPlacesThereAndBack(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("网a\U0001F680é\n", 200),
		"é" + strings.Repeat("\x80", 700), // invalid UTF-8: each such byte is a character
	} {
		thereAndBack(t, text)
	}
}

func thereAndBack(t *testing.T, text string) {
	t.Helper()
	p := newPlaces(text)
	for at := range text {
		if have := p.byteAt(p.at(at)); have != at {
			t.Fatalf("byteAt(at(%d)): have %d", at, have)
		}
	}
	if have := p.byteAt(p.at(len(text))); have != len(text) {
		t.Errorf("at the end: have %d, want %d", have, len(text))
	}
	if have := p.byteAt(-1); have >= 0 && have <= len(text) {
		t.Errorf("before the start: have %d", have)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"version":1,"op":"answer","text":"a\\ud83d\\ude80\\n","goals":["x"]}`))
	f.Fuzz(func(t *testing.T, request []byte) {
		var fields map[string]any // not a Request: encoding/json ignores case for its fields
		have, err := decode(request)
		if json.Unmarshal(request, &fields) != nil || err != nil {
			return
		}
		if want, _ := fields["text"].(string); have.Text != want {
			t.Fatalf("have %q, want %q", have.Text, want)
		}
	})
}
