package facts_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"slices"
	"testing"

	"hopwise/dsl/cloud"
	"hopwise/dsl/facts"
)

var update = flag.Bool("update", false, "rewrite the sentences that the engine shows")

// textsFile has the sentences that the engine shows.
const textsFile = "../cloud/fact_texts.go"

// TestTheEngineSaysWhatThePagesSay compares the sentences of the engine with the pages: no sentence is written twice.
func TestTheEngineSaysWhatThePagesSay(t *testing.T) {
	want, err := texts(cloud.FactKeys())
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(textsFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(textsFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Errorf("%s is older than the pages\nto mend it: go test ./dsl/facts -update", textsFile)
	}
}

// texts is the Go file of package cloud with the facts of these keys.
func texts(keys []string) ([]byte, error) {
	pages, err := facts.All()
	if err != nil {
		return nil, err
	}
	index := facts.Index(pages)
	var b bytes.Buffer
	b.WriteString("// Code generated from the Markdown in dsl/facts (go test ./dsl/facts -update); DO NOT EDIT.\n\n")
	b.WriteString("package cloud\n\n")
	b.WriteString("// facts are the facts that the engine shows, by key.\n")
	b.WriteString("var facts = [...]Fact{\n")
	for _, key := range slices.Compact(slices.Sorted(slices.Values(keys))) {
		fact := index[key]
		if fact == nil {
			return nil, fmt.Errorf("dsl/cloud names the fact %s, which stands on no page", key)
		}
		fmt.Fprintf(&b, "\t{%q, %q, %q},\n", fact.Key, fact.Text, fact.Sureness())
	}
	b.WriteString("}\n")
	return format.Source(b.Bytes())
}
