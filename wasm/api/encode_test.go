package api

import (
	"encoding/json"
	"strings"
	"testing"

	"hopwise/dsl"
)

// TestEncoderWritesEveryField compares the encoder with the tags of the contract: decoding its output by reflection and
// encoding it again gives the same bytes.
func TestEncoderWritesEveryField(t *testing.T) {
	share := []PortShare{{"1024-2047", 0.25, "reachable"}}
	trace := Trace{
		Outcome: Outcome{
			"a",
			"A",
			"flaky",
			true,
			"m",
		}, Sentence: "s", Reason: "r", Leg: 1, Step: 2, Ports: share, Branches: []Branch{{"n", "t", "o", "s"}, {"n", "", "o", "s"}},
		Legs: []Leg{
			{
				"request",
				Packet{"tcp/1", "a", "b", "c", "d"},
				[]Step{
					{
						"pass",
						"o",
						"k",
						"r",
						"t",
						"x",
						1,
						2,
						3,
						"d",
						Packet{},
						[]string{"source"},
						true,
						&Fact{"k", "t", "s"},
						&Fact{"k", "t", "s"},
						[]Considered{{"t", "o", 1, 2, 3, "d", true, true, "w"}},
					},
				},
			},
		},
	}
	told := Diagnostic{1, 2, 3, 4, "error", "m", "h", 5, &Fix{"f", []Edit{{1, 2, "i"}}}, "f"}
	full := Reply{
		Version: 1, Formatted: &Formatted{"x\n\"\\\u2028<&>\x01\xff\U0001F680"}, Fault: "f", Grades: []Grade{{"g", true, "m"}},
		Completions: &Completions{
			[]Completion{{"l", "k", "d", Edit{1, 2, "i"}}, {"l", "k", "", Edit{}}},
		}, Hovered: &Hovered{1, 2, []string{"s"}},
		Answer: &Answer{
			Title: "t", Notes: []string{"n"}, Shown: 3, Traces: []Trace{trace},
			Diagnostics: []Diagnostic{told}, Findings: []Finding{{told, "c", "t", "o", "a"}, {}}, Unlisted: 5,
			Statements: []Statement{{1, 2, 3, "finding", "t", false, "m"}, {Holds: true}},
			Questions:  []Question{{1, 2, 3, "expect", "t", true, []Outcome{trace.Outcome}}},
			Exposures: []Exposure{
				{1, 2, 3, "t", "c", "C", true, true, true, "m", []Door{{"d", "open", []string{"a"}, []string{"b"}}}},
			},
			Drawings: []CloudDrawing{
				{
					"a",
					"A",
					1,
					2,
					3,
					[]Box{{"machine", "n", "full", []string{"l"}, 1, 2, 3, 4, 5, 6, 7, 8, 9, true, 10, "a.n"}},
					[][]int{{1, 2}, {}},
					[]DrawnWay{{[]int{1, 2}, 3, []int{}, []int{-1}}},
				},
			},
		},
	}
	empty := Reply{Answer: answer(dsl.Load(""), 0, nil)}
	for _, r := range []Reply{full, empty} {
		want, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if have := compact(t, encode(r)); string(have) != string(compact(t, want)) {
			t.Errorf("have %s\nwant %s\nto mend it: contract_go_test.go generates the encoder", have, compact(t, want))
		}
	}
}

func TestDecodeReadsEveryField(t *testing.T) {
	want := Request{3, OpGrade, "a\"\u00e9\U0001F680\n", 7, 8, []string{"x", "y"}, []string{"z"}}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	have, err := decode(b)
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(have)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != string(b) {
		t.Errorf("have %s\nwant %s", again, b)
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
