package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the replies in testdata")

// A golden is a file of testdata: a request and the engine's reply.
type golden struct {
	Request json.RawMessage `json:"request"`
	Reply   json.RawMessage `json:"reply"`
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	service := NewService()
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			g := readGolden(t, name)
			have := service.Serve(g.Request)
			if *update {
				writeGolden(t, name, golden{g.Request, have})
				return
			}
			if have, want, same := differ(compact(t, have), compact(t, g.Reply)); !same {
				t.Errorf(
					"%s: the reply is another\nhave …%s…\nwant …%s…\nto accept it: go test ./wasm/api -update",
					name,
					have,
					want,
				)
			}
		})
	}
}

// differ returns the parts around the first difference of two texts.
func differ(have, want []byte) (string, string, bool) {
	if bytes.Equal(have, want) {
		return "", "", true
	}
	at := 0
	for at < min(len(have), len(want)) && have[at] == want[at] {
		at++
	}
	around := func(b []byte) string { return string(b[max(0, at-80):min(len(b), at+200)]) }
	return around(have), around(want), false
}

func readGolden(t *testing.T, name string) golden {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return g
}

func writeGolden(t *testing.T, name string, g golden) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(g); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func compact(t *testing.T, raw []byte) []byte {
	t.Helper()
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
