package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestWhatShipsWithoutALicenceIsTold(t *testing.T) {
	dir := t.TempDir()
	if _, err := licensed(notice{Name: "left-pad", Version: "1.3.0"}, dir); !errors.Is(err, errNoLicence) ||
		!strings.Contains(err.Error(), "left-pad 1.3.0") {
		t.Errorf("have %v, want it told of left-pad 1.3.0", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "Licence.md"), []byte("Do what you want.\r\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := licensed(notice{}, dir); err != nil || n.Licence != "Do what you want." {
		t.Errorf("have %q, %v, want the licence", n.Licence, err)
	}
}

func TestBundledPackagesAreThoseWithBytesInAScript(t *testing.T) {
	have, err := bundled(`{"outputs":{
		"a.js":{"inputs":{"site/node_modules/@codemirror/view/dist/index.js":{"bytesInOutput":9},"site/node_modules/shaken/off.js":{"bytesInOutput":0},"site/src/a.ts":{"bytesInOutput":5}}},
		"b.js":{"inputs":{"site/node_modules/lit/index.js":{"bytesInOutput":1},"site/node_modules/@codemirror/view/dist/index.js":{"bytesInOutput":2}}}}}`)
	if want := []string{"@codemirror/view", "lit"}; err != nil || !slices.Equal(have, want) {
		t.Errorf("have %v, %v\nwant %v", have, err, want)
	}
}

// TestTheLicencesNameEverything: the page, and its copy inside the one file, name each piece of work that ships.
func TestTheLicencesNameEverything(t *testing.T) {
	dist := builtSite(t)
	p, err := openProject()
	if err != nil {
		t.Fatal(err)
	}
	notices, err := p.notices()
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, n := range notices {
		names[n.Name] = true
	}
	for _, want := range []string{"Hopwise", "Go", "github.com/alecthomas/participle/v2", "github.com/hack-pad/safejs", "@codemirror/view", "@codemirror/state", "@lezer/common", "style-mod", "lit", "lit-html", "lit-element", "@lit/reactive-element"} {
		if !names[want] {
			t.Errorf("have no notice of %s, which ships", want)
		}
	}
	page, err := os.ReadFile(filepath.Join(dist, "notices.html"))
	if err != nil {
		t.Fatal(err)
	}
	carried := carriedPages(t, dist)["notices.html"].Body
	for name := range names {
		if !bytes.Contains(page, []byte(name)) || !strings.Contains(carried, name) {
			t.Errorf(
				"%s stands on the page: %v, in the one file: %v\nwant both",
				name,
				bytes.Contains(page, []byte(name)),
				strings.Contains(carried, name),
			)
		}
	}
}

// carriedPages are the pages inside the one file.
func carriedPages(t *testing.T, dist string) map[string]carriedPage {
	t.Helper()
	whole, err := os.ReadFile(filepath.Join(dist, wholeFile))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(whole), `id="pages">`)
	packed, _, _ := strings.Cut(after, "<")
	unpacked, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(packed)))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	var pages map[string]carriedPage
	if err := json.Unmarshal(content, &pages); err != nil {
		t.Fatal(err)
	}
	return pages
}

func TestEveryPageLeadsToTheLicences(t *testing.T) {
	dist := builtSite(t)
	for name, page := range carriedPages(t, dist) {
		if !strings.Contains(page.Body, `notices.html"`) {
			t.Errorf("%s inside the one file has no link to the licences", name)
		}
	}
	for _, name := range []string{"index.html", "embed.html"} {
		v := visitor(t)
		path := "/" + name
		if name == "embed.html" {
			path += strings.TrimPrefix(link(t, 0, "host a 192.0.2.9"), "/")
		}
		v.open(path)
		v.untilText(".foot a", "Licences")
	}
}
