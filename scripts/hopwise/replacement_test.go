package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var errStopped = errors.New("stopped by the test")

// long is a text of several chunks that has a form of its own.
var long = strings.Repeat("host   a 192.0.2.9\n", 4000)

// TestAStoppedReplacementLeavesTheFileWhole stops it before each of its steps.
func TestAStoppedReplacementLeavesTheFileWhole(t *testing.T) {
	stops := 0
	for last := false; !last; stops++ {
		name, left := file(t, long), stops
		last = true
		r := replacement{func(string) error {
			if left--; left < 0 {
				last = false
				return errStopped
			}
			return nil
		}}
		err := r.write(name, []byte("new"))
		want := long
		if last {
			want = "new"
		} else if !errors.Is(err, errStopped) {
			t.Fatalf("stopped before step %d: have the error %v", stops, err)
		}
		if have := content(t, name); have != want {
			t.Errorf("stopped before step %d: have %d bytes, want %d", stops, len(have), len(want))
		}
		if all, _ := os.ReadDir(filepath.Dir(name)); len(all) != 1 {
			t.Errorf("stopped before step %d: have %d files, want none beside it", stops, len(all))
		}
	}
	if stops < 6 {
		t.Errorf("have %d steps, want one for each of create, write, mode, sync, close, rename", stops)
	}
}

func content(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAReplacementKeepsLinkAndMode(t *testing.T) {
	name := file(t, "host   a 192.0.2.9\n")
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "link.vpc")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := call("fmt", link); status != fine {
		t.Fatalf("have status %d and %s", status, errs)
	}
	at, err := os.Lstat(link)
	if err != nil || at.Mode()&os.ModeSymlink == 0 {
		t.Errorf("have %v, want a link still", at.Mode())
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("have mode %v, want -rw-r-----", info.Mode())
	}
	if have, want := content(t, name), "host a 192.0.2.9\n"; have != want {
		t.Errorf("have %q, want %q", have, want)
	}
}

func TestWhatIsNoScenarioIsLeftAlone(t *testing.T) {
	for _, text := range []string{"\xFF\xFEh\x00", "host\x00a", "# caf\xE9"} {
		name := file(t, text)
		if status, _, _ := call("fmt", name); status != broken || content(t, name) != text {
			t.Errorf("%q: have status %d and %q\nwant %d and the file as it was", text, status, content(t, name), broken)
		}
	}
}

// TestMain is the tool itself where a test starts it as a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("HOPWISE_AS_TOOL") != "" {
		main()
	}
	os.Exit(m.Run())
}

// TestASignalLeavesTheFileWhole ends the tool fifty times while it formats.
func TestASignalLeavesTheFileWhole(t *testing.T) {
	form := strings.ReplaceAll(long, "   ", " ")
	ended := 0
	for i := range 50 {
		name := file(t, long)
		tool := exec.Command(os.Args[0], "fmt", name)
		tool.Env = append(os.Environ(), "HOPWISE_AS_TOOL=1")
		if err := tool.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * time.Millisecond)
		signal := os.Kill
		if i%2 == 0 {
			signal = os.Interrupt
		}
		_ = tool.Process.Signal(signal) // it may have ended by itself
		if err := tool.Wait(); err != nil {
			ended++
		}
		if have := content(t, name); have != long && have != form {
			t.Fatalf("ended after %d ms: have %d bytes, want the %d of before or the %d of after", i, len(have), len(long), len(form))
		}
	}
	if ended == 0 {
		t.Error("no signal ended it, want some that do")
	}
}
