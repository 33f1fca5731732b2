package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestTheEngineHasNoRegularExpressions: they come with participle's own lexer and with nothing else.
func TestTheEngineHasNoRegularExpressions(t *testing.T) {
	p := ready(t)
	modules, err := p.leanModules(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	list := exec.Command("go", "list", "-deps", "-modfile="+modules, "./wasm")
	list.Dir = p.root
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	packages := strings.Fields(string(out))
	for _, name := range packages {
		if name == "regexp" || name == "encoding/json" {
			t.Errorf("the engine links %s: have %d packages, want none that needs it", name, len(packages))
		}
	}
	if len(packages) == 0 {
		t.Error("go list names no package")
	}
}
