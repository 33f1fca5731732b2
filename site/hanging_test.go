package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hopwise/dsl"
)

// withWorker serves the site with a script in front of the worker's own.
func withWorker(t *testing.T, before string) (*httptest.Server, *http.ServeMux) {
	t.Helper()
	dist := builtSite(t)
	worker, err := os.ReadFile(filepath.Join(dist, "worker.js"))
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", handler(dist))
	mux.HandleFunc("/worker.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		w.Write([]byte(before + string(worker)))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server, mux
}

// held makes what the worker says of a tag wait until the test opens the gate: once for each time it says it.
func held(t *testing.T, tag string) (*httptest.Server, chan<- bool) {
	t.Helper()
	server, mux := withWorker(t, `const say = postMessage.bind(globalThis);
		globalThis.postMessage = (m) => m.tag === '`+tag+`' ? fetch('gate').then(() => say(m)) : say(m);`)
	gate := make(chan bool)
	mux.HandleFunc("/gate", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-gate:
		case <-r.Context().Done():
		}
	})
	return server, gate
}

const (
	waiting    = `document.querySelector('.answer[aria-busy=true]') !== null && document.querySelector('.progress').textContent.includes('Waiting for the engine')`
	notWaiting = `document.querySelector('.answer[aria-busy=false]') !== null && document.querySelector('.progress').textContent.trim() === ''`
)

func TestASlowAnswerIsWaitedForInSight(t *testing.T) {
	server, gate := held(t, "reply")
	v := visitorOf(t, server)
	v.open("/")
	v.until(waiting)
	v.until(`document.querySelector('.progress').getBoundingClientRect().height === 2`)
	gate <- true
	v.until(notWaiting)
	v.deleteLine(0, theRoute)
	v.until(waiting)
	if have, want := v.outcomes(), "AWS ✓ reachable\nAlibaba Cloud ✓ reachable"; have != want {
		t.Errorf("while it is waited for: have %q, want what was answered last: %q", have, want)
	}
	for answered := false; !answered; answered = evaluate[bool](v, notWaiting) {
		select {
		case gate <- true: // the editor's help may be asked for too
		case <-time.After(50 * time.Millisecond): // nothing waits at the gate: the page is about to draw
		}
	}
	v.untilText(".trace-title", "one-way")
}

func TestASlowEngineIsWaitedForInSight(t *testing.T) {
	server, gate := held(t, "ready")
	v := visitorOf(t, server)
	v.open(link(t, 1, strings.Replace(dsl.First, theRoute, "", 1)))
	v.until(waiting)
	v.untilText(".answer", "The engine is starting")
	gate <- true
	v.until(notWaiting)
	v.untilText(".trace-title", "one-way")
}

func TestTheTextSurvivesACrash(t *testing.T) {
	server, _ := withWorker(
		t,
		`addEventListener('message', ({ data }) => { if (data.request.includes('boom')) throw new Error('boom') });`,
	)
	v := visitorOf(t, server)
	v.hears = func(noise string) bool { return !strings.Contains(noise, "boom") }
	v.open("/")
	v.write(0, `title "boom"`)
	v.untilText(".notice", "The engine stopped on this text and was started again. Your text is intact.")
	if have, want := v.written(0), `title "boom"`; have != want {
		t.Errorf("have %q, want %q", have, want)
	}
	v.write(0, `title "calm"`)
	v.untilText(".bar-title", "calm")
	v.until(`document.querySelector('.notice') === null`)
	v.until(notWaiting)
}

// TestABugOfTheEngineIsToldAsOne makes the engine crash on a text when it is first asked of it.
func TestABugOfTheEngineIsToldAsOne(t *testing.T) {
	server, _ := withWorker(t, `const say = postMessage.bind(globalThis), requests = new Map(), seen = new Set();
		addEventListener('message', ({ data }) => requests.set(data.id, data.request));
		const crashes = (request) => request.includes('bug') && request.includes('"op":"answer"') && !seen.has(request) && seen.add(request);
		globalThis.postMessage = (m) => say(m.tag === 'reply' && crashes(requests.get(m.id))
			? { ...m, reply: JSON.stringify({ version: 1, crash: 'index out of range' }) } : m);`)
	v := visitorOf(t, server)
	v.open("/")
	v.write(0, `title "bug"`)
	v.untilText(".notice", "This text meets a bug in Hopwise. It is not your mistake, and your text is kept.")
	v.open("/")
	v.untilText(".notice", "This text meets a bug in Hopwise.")
	if have, want := v.written(0), `title "bug"`; have != want {
		t.Errorf("after a reload: have %q, want %q", have, want)
	}
	v.click(".notice button", "Try again")
	v.untilText(".bar-title", "bug")
	v.until(`document.querySelector(".notice") === null`)
	v.write(0, `title "another bug"`)
	v.untilText(".notice", "This text meets a bug in Hopwise.")
	v.write(0, `title "calm"`) // the next edit is asked by itself
	v.untilText(".bar-title", "calm")
	v.until(`document.querySelector(".notice") === null`)
}

func TestTheTextSurvivesARunWithoutAnEnd(t *testing.T) {
	server, _ := withWorker(
		t,
		`addEventListener('message', ({ data }) => { if (data.request.includes('endless')) for (;;); });`,
	)
	v := visitorOf(t, server)
	v.open("/")
	v.write(0, `title "endless"`)
	v.until(waiting)
	v.write(0, `title "short"`) // a newer text does not wait for an older one's run
	v.untilText(".bar-title", "short")
	v.write(0, `title "endless"`)
	v.untilText(".notice", "The engine took too long on this text and was started again. Your text is intact.")
	if have, want := v.written(0), `title "endless"`; have != want {
		t.Errorf("have %q, want %q", have, want)
	}
	v.write(0, `title "calm"`)
	v.untilText(".bar-title", "calm")
}
