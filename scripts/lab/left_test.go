//go:build linux

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// part is set in the environment of a test program that plays a lab in a cell, and says how it ends.
const part = "HOPWISE_LAB_PART"

// perform builds a lab, says in which namespaces it lives, and ends as it was told.
func perform(play string) {
	j, err := newCourt()
	if err == nil {
		_, err = j.text(crossed)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	if play == "hold" {
		_ = exec.Command("sleep", "600").Start()
	}
	for _, kind := range []string{"net", "mnt"} {
		name, _ := os.Readlink("/proc/thread-self/ns/" + kind)
		fmt.Println(name)
	}
	fmt.Println("ready")
	switch play {
	case "fail":
		panic("as it was told")
	case "hold":
		select {}
	}
	os.Exit(0)
}

// TestNothingIsLeft: after a lab has ended, has failed or was killed, there is no process and no interface of it.
func TestNothingIsLeft(t *testing.T) {
	if missing != nil {
		t.Skip(missing)
	}
	before := interfaces(t)
	for _, play := range []string{"end", "fail", "hold"} {
		command := exec.Command("/proc/self/exe")
		command.Env = append(withoutCell(), part+"="+play)
		var trouble bytes.Buffer
		command.Stderr = &trouble
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		spaces, ready := listen(out)
		if !ready {
			t.Errorf("%s: no lab: %s %s", play, spaces, trouble.String())
		}
		if play == "hold" {
			if len(living(t, spaces)) < 2 {
				t.Errorf("hold: have %v in %s, want the lab and its child", living(t, spaces), spaces)
			}
			_ = command.Process.Kill()
		}
		_ = command.Wait()
		for deadline := time.Now().Add(20 * time.Second); len(living(t, spaces)) > 0; time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Errorf("%s: %v are still there", play, living(t, spaces))
				break
			}
		}
	}
	if after := interfaces(t); after != before {
		t.Errorf("have the interfaces %s, want %s", after, before)
	}
}

func withoutCell() []string {
	var kept []string
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, inside+"=") {
			kept = append(kept, setting)
		}
	}
	return kept
}

// listen reads the namespaces that a lab lives in, up to its word that it is ready.
func listen(out interface{ Read([]byte) (int, error) }) (spaces []string, ready bool) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if lines.Text() == "ready" {
			return spaces, true
		}
		spaces = append(spaces, lines.Text())
	}
	return spaces, false
}

// living are the processes in some namespaces. One that has ended and that nobody has waited for is in none.
func living(t *testing.T, spaces []string) []string {
	t.Helper()
	links, err := filepath.Glob("/proc/[0-9]*/ns/*")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	var all []string
	for _, link := range links {
		name, _ := os.Readlink(link)
		process := strings.Split(link, "/")[2]
		for _, space := range spaces {
			if name == space && !found[process] {
				found[process] = true
				all = append(all, process)
			}
		}
	}
	return all
}

func interfaces(t *testing.T) string {
	t.Helper()
	all, err := net.Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, i := range all {
		text += i.Name + " "
	}
	return text
}
