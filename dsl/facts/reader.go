package facts

import (
	"fmt"
	"regexp"
	"strings"
)

// A reader reads a page line by line.
type reader struct {
	page *Page
	fact *Fact // the last fact; nil in the head of a page or section
	keys map[string]bool
}

var (
	keyForm  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	linkForm = regexp.MustCompile(`^\[([^\]]+)\]\((https?://[^)\s]+)\), (.+)$`)
	bareForm = regexp.MustCompile(`^(“[^”]+”|"[^"]+"|[^,]+), (.+)$`)
)

func (r *reader) line(line string) error {
	mark, rest, _ := strings.Cut(line, " ")
	switch {
	case line == "":
		return nil
	case mark == "#":
		r.page.Title = rest
		return nil
	case mark == "##":
		r.page.Sections = append(r.page.Sections, Section{Title: rest})
		defer func() { r.fact = nil }()
		return r.complete()
	case mark == "###":
		return r.begin(rest)
	case mark == "-" && r.fact != nil:
		return r.item(rest)
	case r.fact != nil:
		return r.text(line)
	case len(r.page.Sections) > 0:
		return fmt.Errorf("text between a section and its first fact")
	}
	r.page.Intro = strings.TrimSpace(r.page.Intro + " " + line)
	return nil
}

func (r *reader) begin(key string) error {
	if err := r.complete(); err != nil {
		return err
	}
	switch {
	case len(r.page.Sections) == 0:
		return fmt.Errorf("fact %s stands in no section", key)
	case !keyForm.MatchString(key):
		return fmt.Errorf("invalid key %q: small letters, digits and hyphens", key)
	case r.keys[key]:
		return fmt.Errorf("duplicate key %s", key)
	}
	r.keys[key] = true
	section := &r.page.Sections[len(r.page.Sections)-1]
	section.Facts = append(section.Facts, Fact{Key: r.page.Key + "/" + key})
	r.fact = &section.Facts[len(section.Facts)-1]
	return nil
}

func (r *reader) text(line string) error {
	if len(r.fact.Sources) > 0 {
		return fmt.Errorf("fact %s: text behind its sources", r.fact.Key)
	}
	r.fact.Text = strings.TrimSpace(r.fact.Text + " " + line)
	return nil
}

func (r *reader) item(item string) error {
	word, rest, found := strings.Cut(item, ": ")
	if !found {
		return fmt.Errorf("invalid item %q: a word, a colon, and the source", item)
	}
	if word == "moved" {
		r.fact.Moved = rest
		return nil
	}
	for sureness, known := range surenessWords {
		if known != word {
			continue
		}
		source, err := newSource(Sureness(sureness), rest)
		r.fact.Sources = append(r.fact.Sources, source)
		return err
	}
	return fmt.Errorf("unexpected %s: documented, inferred, practice or moved", word)
}

func newSource(s Sureness, text string) (Source, error) {
	if parts := linkForm.FindStringSubmatch(text); parts != nil {
		return Source{s, parts[1], parts[2], parts[3]}, nil
	}
	if parts := bareForm.FindStringSubmatch(text); parts != nil {
		return Source{s, strings.Trim(parts[1], `“”"`), "", parts[2]}, nil
	}
	return Source{}, fmt.Errorf("invalid source %q: a title, its book, its publisher and the year", text)
}

// complete reports a missing text or source of the last fact.
func (r *reader) complete() error {
	switch f := r.fact; {
	case f == nil:
		return nil
	case f.Text == "":
		return fmt.Errorf("fact %s has no text", f.Key)
	case len(f.Sources) == 0:
		return fmt.Errorf("fact %s has no source", f.Key)
	}
	return nil
}
