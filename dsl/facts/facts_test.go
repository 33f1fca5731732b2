package facts

import (
	"strings"
	"testing"
)

func TestThePagesAreRead(t *testing.T) {
	pages, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if p.Title == "" || p.Intro == "" || len(p.Sections) == 0 {
			t.Errorf(
				"%s.md: have the title %q, %d sections\nwant a title, an introduction and facts",
				p.Key,
				p.Title,
				len(p.Sections),
			)
		}
		for _, s := range p.Sections {
			for _, f := range s.Facts {
				if !strings.HasSuffix(f.Text, ".") {
					t.Errorf("%s: %q\nwant one or two sentences", f.Key, f.Text)
				}
			}
		}
	}
}

func TestParse(t *testing.T) {
	const head = "# AWS\n\nAbout.\n\n## Groups\n\n"
	p, err := Parse(
		"aws",
		head+"### group-stateful\n\nA group remembers.\nIt forgets.\n\n- inferred: [Tracking](https://docs.example/t), User Guide, AWS, 2025; by analogy\n- documented: Basics, User Guide, AWS, 2024\n- moved: it does no more\n",
	)
	if err != nil {
		t.Fatal(err)
	}
	f := p.Sections[0].Facts[0]
	if f.Key != "aws/group-stateful" || f.Name() != "group-stateful" || f.Text != "A group remembers. It forgets." ||
		f.Moved != "it does no more" ||
		f.Sureness() != Documented {
		t.Errorf("have %+v", f)
	}
	if s := f.Sources[0]; s.Title != "Tracking" || s.Address != "https://docs.example/t" ||
		s.Rest != "User Guide, AWS, 2025; by analogy" {
		t.Errorf("have %+v", s)
	}
	if p.Key != "aws" || p.Title != "AWS" || p.Intro != "About." || p.Sections[0].Title != "Groups" {
		t.Errorf("have %+v", p)
	}
	if s := f.Sources[1]; s.Sureness != Documented || s.Title != "Basics" || s.Address != "" ||
		s.Rest != "User Guide, AWS, 2024" {
		t.Errorf("have %+v", s)
	}
	for _, test := range []struct{ claim, text, want string }{
		{"a fact without a source", head + "### a\n\nText.\n", "aws.md: fact aws/a has no source"},
		{"a fact without a text", head + "### a\n\n- documented: A, B, C, 2025\n### b\n", "aws.md:10: fact aws/a has no text"},
		{"a key twice", head + "### a\n\nText.\n- practice: A, B, 2025\n### a\n", "aws.md:11: duplicate key a"},
		{"a key in capitals", head + "### A\n", `aws.md:7: invalid key "A"`},
		{"a fact in no section", "# AWS\n### a\n", "aws.md:2: fact a stands in no section"},
		{"an item of another kind", head + "### a\n\nText.\n- rumoured: A, B\n", "aws.md:10: unexpected rumoured"},
		{"a source without a book", head + "### a\n\nText.\n- documented: A\n", `aws.md:10: invalid source "A"`},
		{"text in front of a section's first fact", head + "Text.\n", "aws.md:7: text between a section and its first fact"},
		{"an item without a colon", head + "### a\n\nText.\n- documented\n", `aws.md:10: invalid item "documented"`},
		{"a key with a hyphen at its end", head + "### a-\n", `aws.md:7: invalid key "a-"`},
		{"a last fact without a source", head + "### a\n\nText.\n- practice: A, B, 2025\n### b\n\nText.\n", "aws.md: fact aws/b has no source"},
		{"text behind the sources", head + "### a\n\nText.\n- documented: A, B, 2025\nMore.\n", "aws.md:11: fact aws/a: text behind its sources"},
	} {
		if _, err := Parse("aws", test.text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: have %v\nwant %s", test.claim, err, test.want)
		}
	}
}
