package main

import (
	"errors"
	"io"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

var errStopped = errors.New("stopped by the test")

// long is a text of several chunks that has a form of its own, longForm.
var (
	long     = strings.Repeat("host   a 192.0.2.9\n", 1000)
	longForm = strings.ReplaceAll(long, "   ", " ")
)

// TestAStoppedReplacementLeavesTheFileWhole stops it before each of its steps.
func TestAStoppedReplacementLeavesTheFileWhole(t *testing.T) {
	var steps []string
	for stop := 0; ; stop++ {
		name := file(t, long)
		steps = nil
		r := replacement{func(step string) error {
			if len(steps) == stop {
				return errStopped
			}
			steps = append(steps, step)
			return nil
		}}
		err := r.write(name, stat(t, name), []byte(longForm))
		want := long
		if err == nil {
			want = longForm
		} else if !errors.Is(err, errStopped) {
			t.Fatalf("stopped behind %v: have the error %v", steps, err)
		}
		if have := content(t, name); have != want {
			t.Errorf("stopped behind %v: have %d bytes, want %d", steps, len(have), len(want))
		}
		isAlone(t, name)
		if err == nil {
			break
		}
	}
	if want := []string{"create", "write", "write", "write", "write", "write", "mode", "sync", "close", "rename"}; !slices.Equal(
		steps,
		want,
	) {
		t.Errorf("have the steps %v\nwant %v", steps, want)
	}
}

// isAlone holds that nothing stays beside a file.
func isAlone(t *testing.T, name string) {
	t.Helper()
	if all, _ := os.ReadDir(filepath.Dir(name)); len(all) != 1 {
		t.Errorf("have %v, want the file alone", all)
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

func stat(t *testing.T, name string) os.FileInfo {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestAReplacementKeepsLinkAndMode(t *testing.T) {
	name := file(t, "host   a 192.0.2.9\n")
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	links := t.TempDir()
	link, further := filepath.Join(links, "link.vpc"), filepath.Join(links, "further.vpc")
	if err := errors.Join(os.Symlink(name, link), os.Link(name, further)); err != nil {
		t.Fatal(err)
	}
	if status, _, errs := call("fmt", link); status != fine {
		t.Fatalf("have status %d and %s", status, errs)
	}
	if mode := stat(t, link).Mode(); mode&os.ModeSymlink == 0 {
		t.Errorf("have %v, want a link still", mode)
	}
	if mode := stat(t, name).Mode(); mode != 0o640 {
		t.Errorf("have mode %v, want -rw-r-----", mode)
	}
	if have, want := content(t, name), "host a 192.0.2.9\n"; have != want {
		t.Errorf("have %q, want %q", have, want)
	}
	if have, want := content(t, further), "host   a 192.0.2.9\n"; have != want {
		t.Errorf("the further hard link: have %q, want %q", have, want)
	}
}

// TestWhatSomebodyElseWroteStays: an editor saves while fmt is at work, in place and by another file of the name.
func TestWhatSomebodyElseWroteStays(t *testing.T) {
	const theirs = "host theirs 192.0.2.9\n"
	for _, save := range []func(name string) error{
		func(name string) error { return os.WriteFile(name, []byte(theirs), 0o644) },
		func(name string) error {
			return errors.Join(os.WriteFile(name+"~", []byte(theirs), 0o644), os.Rename(name+"~", name))
		},
	} {
		name := file(t, long)
		var errs strings.Builder
		c := newCommand(nil, io.Discard, &errs)
		c.step = func(step string) error {
			if step == "rename" {
				return save(name)
			}
			return nil
		}
		if status := c.main([]string{"fmt", name}); status != broken ||
			!strings.HasPrefix(errs.String(), name+": left as it was: somebody has changed it") {
			t.Errorf("have status %d and %q, want %d and why", status, errs.String(), broken)
		}
		if have := content(t, name); have != theirs {
			t.Errorf("have %d bytes, want what they wrote", len(have))
		}
		isAlone(t, name)
	}
}

func TestWhatHasNoFormIsLeftAlone(t *testing.T) {
	for _, test := range []struct{ claim, text string }{
		{"UTF-16", "\xFF\xFEh\x00"},
		{"UTF-16 of the other order", "\xFE\xFF\x00h"},
		{"UTF-16 without a mark", "h\x00o\x00s\x00t\x00"},
		{"a NUL", "host\x00a"},
		{"Latin-1", "# caf\xE9"},
		{"a block that is never closed, with other ends of lines", "cloud aws {\r\n  vpc   a 10.0.0.0/16 {\r\n"},
	} {
		name := file(t, test.text)
		before := stat(t, name)
		status, out, errs := call("fmt", name)
		if status != broken || out != "" || !strings.HasPrefix(errs, name+":") || content(t, name) != test.text ||
			!os.SameFile(stat(t, name), before) {
			t.Errorf(
				"%s: have status %d, %q, %q and %q\nwant %d, one message and the file as it was",
				test.claim,
				status,
				out,
				errs,
				content(t, name),
				broken,
			)
		}
	}
}

// TestFmtMendsEndsOfLinesAndMarks: what the page leaves out of a file, the form has not either.
func TestFmtMendsEndsOfLinesAndMarks(t *testing.T) {
	const form = "# a\nhost a 192.0.2.9\n"
	for _, text := range []string{
		"# a\r\nhost a 192.0.2.9\r\n", "# a\rhost a 192.0.2.9\r", "# a\rhost a 192.0.2.9", "\xEF\xBB\xBF" + form,
	} {
		name := file(t, text)
		if status, _, errs := call("fmt", name); status != fine || content(t, name) != form {
			t.Errorf("%q: have status %d, %q and %q\nwant %q", text, status, errs, content(t, name), form)
		}
	}
}

// TestMain is the tool itself where a test starts it as a process of its own: it says when it starts to write, and
// takes a millisecond for each step of that.
func TestMain(m *testing.M) {
	if os.Getenv("HOPWISE_AS_TOOL") == "" {
		os.Exit(m.Run())
	}
	c := newCommand(os.Stdin, os.Stdout, os.Stderr)
	c.step = func(step string) error {
		if step == "create" {
			io.WriteString(os.Stdout, step)
		}
		time.Sleep(time.Millisecond)
		return nil
	}
	os.Exit(c.main(os.Args[1:]))
}

// TestASignalLeavesTheFileWhole ends the tool fifty times at random moments while it writes. A signal that it can see
// waits until the file is written; the others leave the old one or the new one.
func TestASignalLeavesTheFileWhole(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	ended := 0
	for i := range 50 {
		name, signal := file(t, long), []os.Signal{os.Kill, syscall.SIGTERM, os.Interrupt}[i%3]
		tool := exec.Command(os.Args[0], "fmt", name, file(t, long))
		tool.Env = append(os.Environ(), "HOPWISE_AS_TOOL=1")
		says, err := tool.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := tool.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(says, make([]byte, len("create"))); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Intn(12_000)) * time.Microsecond)
		_ = tool.Process.Signal(signal) // it may have ended by itself
		io.Copy(io.Discard, says)
		if tool.Wait() != nil {
			ended++
		}
		have := content(t, name)
		if have != longForm && (have != long || signal != os.Kill) {
			t.Fatalf(
				"%v: have %d bytes, want the %d of after, or when killed the %d of before",
				signal,
				len(have),
				len(longForm),
				len(long),
			)
		}
		if signal != os.Kill {
			isAlone(t, name)
		}
	}
	if ended == 0 {
		t.Error("no signal ended it, want some that do")
	}
}
