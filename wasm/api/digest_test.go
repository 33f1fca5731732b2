package api

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"hopwise/dsl"
)

// TestDigestTellsDrawingsApart changes each field of a drawing and of a box: all but ways and places count.
func TestDigestTellsDrawingsApart(t *testing.T) {
	drawing := func() CloudDrawing {
		return CloudDrawing{
			Boxes: []Box{{Lines: []string{"10.0.0.0/8"}}, {Lines: []string{"10.0.0.1"}}},
			Lines: [][]int{{0, 1, 2, 3}},
		}
	}
	plain := drawing()
	for typ, silent := range map[reflect.Type][]string{
		reflect.TypeFor[CloudDrawing](): {"Digest", "Ways", "Places"},
		reflect.TypeFor[Box]():          {"From", "To", "Line"},
	} {
		for i := range typ.NumField() {
			changed := drawing()
			whole := reflect.ValueOf(&changed).Elem()
			if typ == reflect.TypeFor[Box]() {
				whole = reflect.ValueOf(&changed.Boxes[1]).Elem()
			}
			alter(t, whole.Field(i))
			have, want := digestOf(&changed) == digestOf(&plain), slices.Contains(silent, typ.Field(i).Name)
			if have != want {
				t.Errorf("another %s.%s: have the same digest: %t, want %t", typ.Name(), typ.Field(i).Name, have, want)
			}
		}
	}
}

// alter gives a field another value: the last element of a list counts as its value.
func alter(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Slice:
		v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
	default:
		t.Fatalf("a field of kind %s", v.Kind())
	}
}

func TestADrawingThatThePageHasIsNotSentAgain(t *testing.T) {
	service := NewService()
	all := func(text string, drawn ...string) []CloudDrawing {
		request, err := json.Marshal(Request{Version: Version, Op: OpAnswer, Text: text, Drawn: drawn})
		if err != nil {
			t.Fatal(err)
		}
		var r Reply
		if err := json.Unmarshal(service.Serve(request), &r); err != nil || r.Answer == nil {
			t.Fatalf("have %+v, %v, want an answer", r, err)
		}
		return r.Answer.Drawings
	}
	before := all(dsl.First)
	further := all("# a line more\n"+dsl.First, before[0].Digest)
	whole := all("# a line more\n" + dsl.First)
	if have := further[0]; len(have.Boxes) != 0 || len(have.Lines) != 0 || have.Digest != before[0].Digest {
		t.Errorf("a drawing that the page has: have %d boxes of %s, want none of %s", len(have.Boxes), have.Digest, before[0].Digest)
	}
	if have, want := further[0].Places, declarations(whole[0].Boxes); !slices.Equal(have, want) {
		t.Errorf("places: have %v, want %v", have, want)
	}
	if have := further[1]; len(have.Boxes) != len(before[1].Boxes) || have.Places != nil {
		t.Errorf("a drawing that the page has not: have %d boxes, want %d", len(have.Boxes), len(before[1].Boxes))
	}
	if have, want := whole[0].Boxes[0].Line, before[0].Boxes[0].Line+1; have != want {
		t.Errorf("a box after the line: have line %d, want %d", have, want)
	}
}
