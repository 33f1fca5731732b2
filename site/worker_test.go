package main

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestWorkerNamesNoHost holds that what runs in the worker asks for its neighbours only. The page's policy does not
// reach a worker, and the browser reports a worker's requests to nobody.
func TestWorkerNamesNoHost(t *testing.T) {
	dist := builtSite(t)
	worker, err := os.ReadFile(filepath.Join(dist, "worker.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range regexp.MustCompile(`(?:https?|wss?)://[^"'\s]*`).FindAllString(string(worker), -1) {
		t.Errorf("worker.js names %s", host)
	}
}
