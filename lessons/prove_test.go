package lessons

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// soundFiles is the course in testdata/sound.txtar, whose claims all hold.
func soundFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/sound.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

func soundCourse(t *testing.T) []*Lesson {
	t.Helper()
	course, err := Read(soundFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	return course
}

// findingsOf lists all problems of a course, a line each.
func findingsOf(files fstest.MapFS) string {
	course, _ := Read(files) // its problems are among those of Prove
	var out strings.Builder
	for _, l := range course {
		for _, p := range l.Prove() {
			out.WriteString(p.Error() + "\n")
		}
	}
	return out.String()
}

func TestSoundCourseHolds(t *testing.T) {
	if have := findingsOf(soundFiles(t)); have != "" {
		t.Errorf("have\n%swant nothing", have)
	}
}

// TestBrokenClaimIsFound breaks the sound course in one place, and wants the prover to report it.
func TestBrokenClaimIsFound(t *testing.T) {
	const lesson, start, mended, wide = "02-second/lesson.md", "02-second/start.vpc", "02-second/mended.vpc", "02-second/wide.vpc"
	for _, row := range []struct {
		name           string
		file, old, new string
		want           string
	}{
		{"a start that meets its goals", start, "public { }", "public { 0.0.0.0/0 -> igw }",
			"start.vpc meets every goal of the task. Break it, or ask for more"},
		{"a start that fails for another reason", start, "in allow tcp/443", "in allow tcp/444",
			`does not hold in start.vpc`},
		{"a start whose reason is not stated", lesson, "public because not-public-subnet on", "public on",
			`names no reason. Write laptop -> web tcp/443 one-way by public because not-public-subnet`},
		{"a wrong fix that says nothing of a goal it misses", lesson, "      - laptop -> web tcp/22 one-way by public because not-public-subnet on", "      - laptop -> web tcp/443 one-way on",
			`wide.vpc misses "laptop -> web tcp/22 blocked by web-sg"`},
		{"fails about a goal that is met", lesson, "solution: mended.vpc\nwrong:\n  - file: wide.vpc\n    fails:", "solution: mended.vpc\nwrong:\n  - file: wide.vpc\n    fails:\n      - laptop -> web tcp/80 one-way by public because not-public-subnet",
			`is about no goal that wide.vpc misses`},
		{"a solution that solves nothing", mended, "0.0.0.0/0 -> igw", "",
			`lesson.md:47: "laptop -> web tcp/443 reachable" does not hold in mended.vpc`},
		{"a wrong fix that is right", wide, "{ }", "{ 0.0.0.0/0 -> igw }",
			`does not hold in wide.vpc`},
		{"a goal about nobody", lesson, "web tcp/22 blocked by", "wen tcp/22 blocked by",
			`asked of mended.vpc: `},
		{"a goal that is no line of the language", lesson, "- laptop -> web tcp/443 reachable", "- laptop reaches web",
			`"laptop reaches web" asked of mended.vpc: `},
		{"two right choices", lesson, "blocked by igw on", "one-way by public on",
			"lesson.md:23: 2 of 2 choices are right for laptop -> web tcp/443 in start.vpc"},
		{"no right choice", lesson, "one-way by public on aws;", "reachable;",
			"0 of 2 choices are right for laptop -> web tcp/443 in start.vpc"},
		{"a prediction that is spoiled", lesson, "```prediction\n", "```lab\nfile: start.vpc\n```\n\n```prediction\n",
			"lesson.md:27: a block above shows already what start.vpc does"},
		{"a choice that means nothing", lesson, "outcome: blocked by igw", "outcome: blokked by igw",
			`laptop -> web tcp/443 blokked by igw`},
		{"a question that the scenario does not ask", lesson, "contrast\nfile: start.vpc\nquestion: laptop -> web tcp/443", "contrast\nfile: start.vpc\nquestion: laptop -> web tcp/80",
			`lesson.md:37: question "laptop -> web tcp/80" is none of start.vpc. Its first is laptop -> web tcp/443`},
		{"a prediction of no question", lesson, "question: laptop -> web tcp/443\nask", "ask",
			"question is missing in the prediction"},
		{"a contrast without a difference", lesson, "contrast\nfile: start.vpc", "contrast\nfile: mended.vpc",
			"contrast of mended.vpc is answered alike by every cloud. Make it a lab"},
		{"a text that relies on what is not so", lesson, "caption: They", "holds: [laptop -> web tcp/443 reachable]\ncaption: They",
			`"laptop -> web tcp/443 reachable" does not hold in start.vpc`},
		{"a name that no scenario has", lesson, "leaves by `igw`", "leaves by `gateways`",
			"lesson.md:12: \"gateways\" in `gateways` is no name in the lesson's scenarios and no word of their language"},
		{"a name in a hint", lesson, "- Which table?", "- Which table, `pubilc`?",
			"lesson.md:51: \"pubilc\" in `pubilc` is no name"},
		{"a terminal's word outside an aside", lesson, "leaves by `igw`", "leaves by `curl`",
			"What belongs to a terminal or a console goes into an aside or a console block"},
		{"an excerpt of nothing", lesson, "route-table public { }\n```", "route-table open { }\n```",
			`lesson.md:15: excerpt "route-table open { }" stands in none of the lesson's scenarios`},
		{"a link to no lesson", lesson, "../01-first/lesson.md", "../03-third/lesson.md",
			"lesson.md:12: link ../03-third/index.html leads to no lesson"},
		{"a link to no heading", "01-first/lesson.md", "#two-legs", "#three-legs",
			"anchor #three-legs is no heading of 02-second. It has #two-legs"},
		{"raw HTML", lesson, "## Two legs\n", "## Two legs\n\n<b>Look</b>\n",
			"lesson.md:12: raw HTML in the text"},
		{"a block of no kind", lesson, "```contrast", "```contrats",
			`lesson.md:35: fenced block "contrats" is undeclared. The kinds are aside, contrast, lab, prediction, task, vpc and console`},
		{"a fence inside a fence", lesson, "````", "```",
			"Around a block that holds a fence of its own go four backticks"},
		{"a key of no block", lesson, "caption: They", "captoin: They",
			"lesson.md:38: captoin is unexpected in contrast. Its keys are file, question, holds, caption"},
		{"YAML that is none", lesson, "ask: How far?", "ask: How far: to `web`?",
			"lesson.md:25: prediction is no YAML"},
		{"a file that is not there", lesson, "solution: mended.vpc", "solution: menden.vpc",
			`lesson.md:52: file "menden.vpc" is not in the lesson's folder. There are mended.vpc start.vpc wide.vpc`},
		{"a file that nobody names", lesson, "solution: mended.vpc", "solution: start.vpc",
			"02-second/mended.vpc: no block of the lesson uses the file"},
		{"a scenario with an error", wide, "eip 198.51.100.7", "epi 198.51.100.7",
			"02-second/wide.vpc:9: "},
		{"a scenario that is badly indented", wide, "  vpc shop", "     vpc shop",
			"02-second/wide.vpc: the scenario is not in its canonical form"},
		{"a task without an id", lesson, "id: mend\n", "",
			"id is missing in the task"},
		{"a task without hints", lesson, "hints:\n  - Which table?\n", "",
			`task "mend" has no hints`},
		{"a front matter that is missing", lesson, "---\ntitle", "title",
			"lesson.md:1: front matter is missing"},
		{"a key of no front matter", lesson, "minutes: 7", "minuets: 7",
			"lesson.md:4: minuets is unexpected in front matter"},
		{"a lesson of half an hour", lesson, "minutes: 7", "minutes: 30",
			"minutes 30 is outside 5 to 12"},
		{"a cloud of no provider", "01-first/lesson.md", "minutes: 5\nclouds: [", "minutes: 5\nclouds: [cumulus, ",
			"cloud cumulus is undeclared"},
		{"building on what comes later", lesson, "builds-on: [1]", "builds-on: [2]",
			"builds-on 2 is not earlier than lesson 2"},
	} {
		t.Run(row.name, func(t *testing.T) {
			files := soundFiles(t)
			text := string(files[row.file].Data)
			if !strings.Contains(text, row.old) {
				t.Fatalf("%s does not hold %q", row.file, row.old)
			}
			files[row.file].Data = []byte(strings.ReplaceAll(text, row.old, row.new))
			if have := findingsOf(files); !strings.Contains(have, row.want) {
				t.Errorf("have\n%swant in it\n%s", have, row.want)
			}
		})
	}
}
