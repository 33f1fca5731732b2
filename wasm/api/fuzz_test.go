package api

import (
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl"
	"hopwise/dsl/damage"
)

// FuzzServe sends every request of the page for a text: each question shown, the drawing with its subnets opened,
// findings, doors, grades, the canonical form, and completion and hover at every place. Nothing panics, every reply is
// JSON, and every place lies inside the text.
func FuzzServe(f *testing.F) {
	texts := seeds(f)
	for i, text := range texts {
		f.Add(text, int64(i))
	}
	pool := damage.Lines(texts)
	f.Fuzz(func(t *testing.T, text string, seed int64) {
		if len(text) > 20_000 {
			return // a long text finds no more than a short one, and takes longer
		}
		random := rand.New(rand.NewSource(seed))
		if seed%2 == 0 {
			text = damage.Text(random, damage.Mix(random, text, pool))
		}
		askAll(t, text, random, many)
	})
}

// TestEveryTextOnTheWayIsAnswered removes lines and words from the texts and cuts them at any byte, as half-typed texts
// are, and sends every request for each.
func TestEveryTextOnTheWayIsAnswered(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for _, text := range seeds(t) {
		lines := strings.SplitAfter(text, "\n")
		at := random.Intn(len(lines))
		before, line, after := strings.Join(lines[:at], ""), lines[at], strings.Join(lines[at+1:], "")
		for _, instead := range []string{"", withoutAWord(random, line)} {
			askAll(t, before+instead+after, random, few)
		}
		askAll(t, text[:random.Intn(len(text)+1)], random, few)
	}
}

func withoutAWord(random *rand.Rand, line string) string {
	words := strings.Fields(line)
	if len(words) == 0 {
		return line
	}
	gone := random.Intn(len(words))
	return strings.Join(append(words[:gone], words[gone+1:]...), " ") + "\n"
}

// seeds are the error fixtures, the gallery and every tenth of the trace fixtures.
func seeds(t testing.TB) []string {
	t.Helper()
	var texts []string
	for _, pattern := range []string{"../../dsl/testdata/errors/*.vpc", "../../site/gallery/*.vpc", "../../dsl/testdata/traces/*.txt"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for i, name := range names {
			if strings.HasSuffix(name, ".txt") && i%10 != 0 {
				continue
			}
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, ".txt") {
				b = txtar.Parse(b).Files[0].Data
			}
			texts = append(texts, string(b))
		}
	}
	return texts
}

// How many places of a text get completions and hovers, and how many of its questions are shown: for the fuzzer, and
// for a quick test.
const (
	many = 40
	few  = 4
)

// askAll sends every request of the page for a text, up to most times each.
func askAll(t *testing.T, text string, random *rand.Rand, most int) {
	t.Helper()
	text = strings.ToValidUTF8(text, "\uFFFD") // a browser sends valid UTF-8 only
	service := NewService()
	shown := asked[Answer](t, service, Request{Op: OpAnswer, Text: text}, func(r *Reply) *Answer { return r.Answer })
	units := newPlaces(text).at(len(text))
	for _, d := range shown.Diagnostics {
		if d.Message == "" || d.Line < 1 {
			t.Fatalf("%+v\nwant a message and a line\n%s", d, text)
		}
	}
	goals := []string{"expect nobody can expose nothing", "expect internet -> 10.0.0.1 tcp/22 reachable"}
	for i, q := range shown.Questions {
		goals = append(goals, string(q.Kind)+" "+q.Text)
		if i > 0 && i < most {
			asked(
				t,
				service,
				Request{Op: OpAnswer, Text: text, Question: i},
				func(r *Reply) *Answer { return r.Answer },
			)
		}
	}
	for i := range shown.Exposures[:min(len(shown.Exposures), most)] {
		asked(
			t,
			service,
			Request{Op: OpAnswer, Text: text, Question: len(shown.Questions) + i},
			func(r *Reply) *Answer { return r.Answer },
		)
	}
	var open []string
	for _, w := range shown.Drawings {
		for _, b := range w.Boxes {
			if b.Opens != "" {
				open = append(open, b.Opens)
			}
		}
	}
	if len(open) > 0 {
		asked(t, service, Request{Op: OpAnswer, Text: text, Open: open}, func(r *Reply) *Answer { return r.Answer })
	}
	asked(
		t,
		service,
		Request{Op: OpGrade, Text: text, Goals: goals[:min(len(goals), most)]},
		func(r *Reply) *[]Grade { return &r.Grades },
	)
	asked(t, service, Request{Op: OpFormat, Text: text}, func(r *Reply) *Formatted { return r.Formatted })
	for range most {
		at := random.Intn(units + 1)
		asked(
			t,
			service,
			Request{Op: OpComplete, Text: text, Offset: at},
			func(r *Reply) *Completions { return r.Completions },
		)
		serve(t, service, Request{Op: OpHover, Text: text, Offset: at})
	}
	everything(t, text)
}

// everything asks for the traces of all questions, as the command line does.
func everything(t *testing.T, text string) {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			t.Fatalf("have a panic: %v\nwant an answer to\n%s", fault, text)
		}
	}()
	AnswerAll(dsl.Load(text))
}

// asked returns a part of the reply, which has to be there.
func asked[Part any](t *testing.T, service *Service, q Request, part func(*Reply) *Part) *Part {
	t.Helper()
	r := serve(t, service, q)
	if part(r) == nil {
		t.Fatalf("%s of the text has no such part\n%s", q.Op, q.Text)
	}
	return part(r)
}

func serve(t *testing.T, service *Service, q Request) *Reply {
	t.Helper()
	q.Version = Version
	request, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	var r Reply
	reply := service.Serve(request)
	if err := json.Unmarshal(reply, &r); err != nil {
		t.Fatalf("%s: the reply is no JSON: %v\n%s", q.Op, err, q.Text)
	}
	if r.Fault != "" || r.Crash != "" {
		t.Fatalf("%s at %d: have %s%s\nwant an answer to\n%s", q.Op, q.Offset, r.Fault, r.Crash, q.Text)
	}
	if at := outside(reply, newPlaces(q.Text).at(len(q.Text))); at != nil {
		t.Fatalf("%s at %d: have the place %v\nwant one inside of the text\n%s", q.Op, q.Offset, at, q.Text)
	}
	return &r
}

// outside returns a part of a reply whose from and to lie outside the text, or nil. A part with only one of the two has
// no place.
func outside(reply []byte, units int) map[string]any {
	var whole any
	if json.Unmarshal(reply, &whole) != nil {
		return nil
	}
	return outsideOf(whole, float64(units))
}

func outsideOf(part any, units float64) map[string]any {
	switch part := part.(type) {
	case []any:
		for _, p := range part {
			if found := outsideOf(p, units); found != nil {
				return found
			}
		}
	case map[string]any:
		from, isFrom := part["from"].(float64)
		to, isTo := part["to"].(float64)
		if isFrom && isTo && (from < 0 || from > to || to > units) {
			return part
		}
		for _, p := range part {
			if found := outsideOf(p, units); found != nil {
				return found
			}
		}
	}
	return nil
}
