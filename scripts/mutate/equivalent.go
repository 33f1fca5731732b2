package main

import (
	_ "embed"
	"fmt"
	"strings"
)

// equivalent lists the mutations that change nothing, by their names, each followed by its reason.
//
//go:embed equivalent.txt
var equivalent string

// reasons are those of the list by the names of the mutations. A line that is indented is a reason.
func reasons(list string) (map[string]string, error) {
	found := map[string]string{}
	name := ""
	for line := range strings.Lines(list) {
		text := strings.TrimSpace(line)
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(line, "\t"):
			if name == "" {
				return nil, fmt.Errorf("equivalent.txt: no mutation before the reason %q", text)
			}
			found[name], name = text, ""
		case name != "":
			return nil, fmt.Errorf("equivalent.txt: no reason for %s", name)
		default:
			name = text
		}
	}
	if name != "" {
		return nil, fmt.Errorf("equivalent.txt: no reason for %s", name)
	}
	return found, nil
}
