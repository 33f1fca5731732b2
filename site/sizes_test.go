package main

import "testing"

// TestBudgets holds what a visitor is made to load.
func TestBudgets(t *testing.T) {
	dist := builtSite(t)
	have, err := weigh(dist)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", have)
	if have.engine > engineBudget {
		t.Errorf("engine: have %d bytes, want at most %d", have.engine, engineBudget)
	}
	if have.scripts > scriptsBudget {
		t.Errorf("scripts: have %d bytes, want at most %d", have.scripts, scriptsBudget)
	}
}
