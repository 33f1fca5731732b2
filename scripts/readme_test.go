package scripts

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hopwise/dsl"
)

// named are programs of ours as the README calls them, and files that it shows or leads to.
var named = regexp.MustCompile(`go run \./([a-z/]+)|\]\(([^:)]+)\)`)

func TestReadmeNamesWhatIsThere(t *testing.T) {
	for _, found := range named.FindAllStringSubmatch(readme(t), -1) {
		if _, err := os.Stat(filepath.Join("..", found[1]+found[2])); err != nil {
			report(t, "README.md", found[0], "what is there", "write it, or take it out of README.md")
		}
	}
}

func TestReadmeShowsTheHouse(t *testing.T) {
	text := readme(t)
	for pkg := range packages(t) {
		if !within("scripts", pkg) && !strings.Contains(text, "\n| `"+pkg+"` |") {
			report(t, "README.md", "no row for "+pkg, "a row for every package, with what it holds and what it imports",
				"add it to the table in \"The house in a minute\"")
		}
	}
}

// packages are the folders that hold Go beside tests.
func packages(t *testing.T) map[string]bool {
	found := map[string]bool{}
	for _, f := range open(t).goFiles() {
		if !f.isTest() {
			found[f.pkg()] = true
		}
	}
	return found
}

// TestReadmeTellsTheTruth runs the README's scenario as it stands there, and asks its second question of the scenario
// without the route.
func TestReadmeTellsTheTruth(t *testing.T) {
	blocks := strings.Split(readme(t), "```\n")
	scenario := blockWith(t, blocks, "cloud ")
	holds(t, dsl.Load(scenario), scenario[strings.LastIndex(scenario, "expect "):])

	const route = "0.0.0.0/0 -> igw"
	holds(t, dsl.Load(strings.Replace(scenario, route, "", 1)), blockWith(t, blocks, "because "))
}

func readme(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// blockWith returns the first code block that holds the words. Blocks and what lies between them take turns.
func blockWith(t *testing.T, blocks []string, words string) string {
	t.Helper()
	for i := 1; i < len(blocks); i += 2 {
		if strings.Contains(blocks[i], words) {
			return blocks[i]
		}
	}
	t.Fatalf("README.md: no code block with %q", words)
	return ""
}

func holds(t *testing.T, s *dsl.Scenario, line string) {
	t.Helper()
	q, problems := s.Ask(line)
	if s.Problems.HasErrors() || problems.HasErrors() {
		t.Fatalf("README.md: the scenario or the question %q has errors: %v %v", line, s.Problems, problems)
	}
	for _, v := range s.Judge(q) {
		if !v.Holds {
			report(t, "README.md", v.Mismatch, line, "correct README.md, or the engine where it is wrong")
		}
	}
}
