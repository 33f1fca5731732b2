package api

import (
	"encoding/json"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hopwise/dsl"
)

// FuzzServe asks everything of a text that the page asks: each question shown, the drawing with its subnets opened, findings,
// doors, grades, the canonical form, and completion and hover at every place. Nothing panics, every reply is JSON, and every
// place lies inside of the text.
func FuzzServe(f *testing.F) {
	texts := seeds(f)
	for i, text := range texts {
		f.Add(text, int64(i))
	}
	f.Fuzz(func(t *testing.T, text string, seed int64) {
		if len(text) > 20_000 {
			return // a long text says no more than a short one, and takes its time
		}
		random := rand.New(rand.NewSource(seed))
		if seed%2 == 0 {
			text = damaged(random, text, texts)
		}
		askAll(t, text, random)
	})
}

// TestEveryPrefixIsAnswered cuts a few texts at their bytes, as somebody does who is typing: each is asked everything.
func TestEveryPrefixIsAnswered(t *testing.T) {
	texts := seeds(t)
	random := rand.New(rand.NewSource(1))
	for range 150 {
		text := texts[random.Intn(len(texts))]
		askAll(t, text[:random.Intn(len(text)+1)], random)
	}
}

// TestEveryLostLineIsAnswered takes one line after another out of the texts, and asks everything of what is left.
func TestEveryLostLineIsAnswered(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for _, text := range seeds(t) {
		lines := strings.SplitAfter(text, "\n")
		for range 2 {
			at := random.Intn(len(lines))
			askAll(t, strings.Join(lines[:at], "")+strings.Join(lines[at+1:], ""), random)
		}
	}
}

// seeds are the error fixtures, the gallery and a part of the trace fixtures.
func seeds(t testing.TB) []string {
	t.Helper()
	var texts []string
	for _, pattern := range []string{"../../dsl/testdata/errors/*.vpc", "../../site/gallery/*.vpc", "../../dsl/testdata/traces/a*.txt"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			text := string(b)
			if _, after, found := strings.Cut(text, "-- scenario.vpc --\n"); found {
				text, _, _ = strings.Cut(after, "-- trace --\n")
			}
			texts = append(texts, text)
		}
	}
	return texts
}

// damaged is a text with some of its lines gone, cut, twice, or another text's.
func damaged(random *rand.Rand, text string, others []string) string {
	lines := strings.Split(text, "\n")
	for range 1 + random.Intn(4) {
		at := random.Intn(len(lines))
		other := strings.Split(others[random.Intn(len(others))], "\n")
		words := strings.Fields(lines[at])
		switch random.Intn(6) {
		case 0:
			lines[at] = ""
		case 1:
			lines[at] += "\n" + lines[at]
		case 2:
			lines[at] = lines[at][:random.Intn(len(lines[at])+1)]
		case 3:
			lines[at] += "\n" + other[random.Intn(len(other))]
		case 4:
			if len(words) > 0 {
				gone := random.Intn(len(words))
				lines[at] = strings.Join(append(words[:gone:gone], words[gone+1:]...), " ")
			}
		case 5:
			instead := strings.Fields(other[random.Intn(len(other))])
			if len(words) > 0 && len(instead) > 0 {
				words[random.Intn(len(words))] = instead[random.Intn(len(instead))]
				lines[at] = strings.Join(words, " ")
			}
		}
	}
	return strings.Join(lines, "\n")
}

// most is how many places of a text are asked for completions and hovers.
const most = 40

// askAll puts every request that the page has for a text.
func askAll(t *testing.T, text string, random *rand.Rand) {
	t.Helper()
	text = strings.ToValidUTF8(text, "\uFFFD") // as everything is that a browser sends
	service := NewService()
	shown := asked[Answer](t, service, Request{Op: OpAnswer, Text: text}, func(r *Reply) *Answer { return r.Answer })
	units := newPlaces(text).at(len(text))
	for _, d := range shown.Diagnostics {
		if d.From < 0 || d.From > d.To || d.To > units || d.Message == "" || d.Line < 1 {
			t.Fatalf("%+v\nwant a message with a place inside of %d units\n%s", d, units, text)
		}
	}
	goals := []string{"expect nobody can expose nothing", "expect internet -> 10.0.0.1 tcp/22 reachable"}
	for i, q := range shown.Questions {
		goals = append(goals, q.Kind+" "+q.Text)
		if i > 0 && i < most {
			asked(t, service, Request{Op: OpAnswer, Text: text, Question: i}, func(r *Reply) *Answer { return r.Answer })
		}
	}
	for i := range shown.Exposures[:min(len(shown.Exposures), most)] {
		asked(t, service, Request{Op: OpAnswer, Text: text, Question: len(shown.Questions) + i}, func(r *Reply) *Answer { return r.Answer })
	}
	var open []string
	for _, w := range shown.Worlds {
		for _, b := range w.Boxes {
			if b.Opens != "" {
				open = append(open, b.Opens)
			}
		}
	}
	if len(open) > 0 {
		asked(t, service, Request{Op: OpAnswer, Text: text, Open: open}, func(r *Reply) *Answer { return r.Answer })
	}
	asked(t, service, Request{Op: OpGrade, Text: text, Goals: goals[:min(len(goals), most)]}, func(r *Reply) *[]Grade { return &r.Grades })
	asked(t, service, Request{Op: OpFormat, Text: text}, func(r *Reply) *Formatted { return r.Formatted })
	for range most {
		at := random.Intn(units + 1)
		asked(t, service, Request{Op: OpComplete, Text: text, Offset: at}, func(r *Reply) *Completions { return r.Completions })
		serve(t, service, Request{Op: OpHover, Text: text, Offset: at})
	}
	everything(t, text)
}

// everything is what the command line asks and the page does not: the traces of all questions.
func everything(t *testing.T, text string) {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			t.Fatalf("have a panic: %v\nwant an answer to\n%s", fault, text)
		}
	}()
	AnswerAll(dsl.Load(text))
}

// asked is a part of the reply, which has to be there.
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
	if err := json.Unmarshal(service.Serve(request), &r); err != nil {
		t.Fatalf("%s: the reply is no JSON: %v\n%s", q.Op, err, q.Text)
	}
	if r.Fault != "" || r.Crash != "" {
		t.Fatalf("%s at %d: have %s%s\nwant an answer to\n%s", q.Op, q.Offset, r.Fault, r.Crash, q.Text)
	}
	return &r
}
