package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"hopwise/dsl/facts"
	"hopwise/dsl/reference"
)

// theIsolated and theDenied end at facts of one cloud alone.
const (
	theIsolated = `cloud alibaba {
  vpc cells 10.44.0.0/16 {
    security-group cell-sg { inner deny }
    vswitch block 10.44.1.0/24 {
      instance left 10.44.1.10 { security-group cell-sg }
      instance right 10.44.1.11 { security-group cell-sg }
    }
  }
}

trace left -> right tcp/3307
`
	theDenied = `cloud huawei {
  vpc shop 10.0.0.0/16 {
    network-acl door { in 1 allow tcp/80 from 0.0.0.0/0 }
    subnet front 10.0.1.0/24 {
      instance job 10.0.1.11
    }
    subnet back 10.0.2.0/24 {
      network-acl door
      instance web 10.0.2.10
    }
  }
}

trace job -> web tcp/443
`
)

// factLink is the link of an open hop's row: "Fact", or "Open" for what the documentation leaves open.
func factLink(row string) string {
	return fmt.Sprintf(`[...document.querySelectorAll('.hop-details dl > div')]
		.find((e) => e.querySelector('dt').textContent === %q)?.querySelector('.fact-link')`, row)
}

// evidence clicks a link to a fact, and holds that the fact's page opens at the fact, with the title of its first
// source in the window.
func (v *visit) evidence(link, fact string) {
	v.t.Helper()
	v.until(link + ` != null`)
	v.clickAt(link)
	v.sees(fact)
}

// sees waits for the page of a fact, at the fact.
func (v *visit) sees(fact string) {
	v.t.Helper()
	page, name, _ := strings.Cut(fact, "/")
	v.until(fmt.Sprintf(`location.pathname === %q && location.hash === %q`,
		"/reference/facts/"+page+".html", "#"+name))
	source := firstSource(v.t, fact)
	v.until(fmt.Sprintf(`[...document.querySelectorAll('.fact:target li')].some((li) => {
		const { top, bottom } = li.getBoundingClientRect();
		return li.textContent.includes(%q) && (li.querySelector('a')?.href ?? '') === %q && top >= 0 && bottom <= innerHeight;
	})`, source.Title, source.Address))
}

// firstSource is the page that says a fact, or the first of several.
func firstSource(t testing.TB, key string) facts.Source {
	t.Helper()
	pages, err := facts.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		for _, s := range p.Sections {
			for _, f := range s.Facts {
				if f.Key == key {
					return f.Sources[0]
				}
			}
		}
	}
	t.Fatalf("no fact is called %s", key)
	return facts.Source{}
}

func TestADoubtedVerdictIsTwoClicksFromItsEvidence(t *testing.T) {
	for _, row := range []struct{ cloud, text, fact string }{
		{"aws", withoutTheRoute(), "aws/public-subnet-for-public-address"},
		{"alibaba", theIsolated, "alibaba/isolation-is-the-weakest"},
		{"huawei", theDenied, "huawei/acl-denies-the-rest"},
	} {
		t.Run(row.cloud, func(t *testing.T) {
			v := visitor(t)
			v.open(link(t, 1, row.text))
			v.click("[data-cloud="+row.cloud+"] .hop.deciding .hop-line", "")
			v.evidence(factLink("Fact"), row.fact)
		})
	}
}

func TestWhatIsLeftOpenLeadsToItsEvidence(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, withoutTheRoute()))
	v.click("[data-cloud=aws] .hop.deciding .hop-line", "")
	v.evidence(factLink("Open"), "aws/request-without-route")
}

func TestAFindingLeadsToItsEvidence(t *testing.T) {
	v := visitor(t)
	v.open(link(t, 1, theOpenScenario))
	v.untilText(".finding .fact-link", "Why this is so")
	href := evaluate[string](v, `document.querySelector('.finding .fact-link').getAttribute('href')`)
	page, name, _ := strings.Cut(strings.TrimPrefix(href, "reference/facts/"), ".html#")
	v.evidence(`document.querySelector('.finding .fact-link')`, page+"/"+name)
}

func TestALessonLeadsToTheEvidence(t *testing.T) {
	v := visitor(t)
	v.open(theLesson)
	v.click("button.choice", "The security group drops it")
	v.click("[data-cloud=aws] .hop.deciding .hop-line", "")
	v.evidence(factLink("Fact"), "aws/public-subnet-for-public-address")
}

// TestAFrameLeadsToTheEvidence holds that the evidence opens beside somebody else's page, which has room for the frame
// alone.
func TestAFrameLeadsToTheEvidence(t *testing.T) {
	v := visitor(t)
	v.open("/embed.html" + link(t, 1, withoutTheRoute())[1:])
	v.click("[data-cloud=aws] .hop.deciding .hop-line", "")
	v.until(factLink("Fact") + ` != null`)
	opened := chromedp.WaitNewTarget(v.ctx, func(info *target.Info) bool {
		return strings.Contains(info.URL, "/reference/facts/")
	})
	v.clickAt(factLink("Fact"))
	ctx, leave := chromedp.NewContext(v.ctx, chromedp.WithTargetID(<-opened))
	newVisit(t, ctx, leave, v.server).sees("aws/public-subnet-for-public-address")
}

var (
	factHref = regexp.MustCompile(`class="fact-link[^"]*" href="([^"#]+)#([^"]+)"`)
	anchor   = regexp.MustCompile(` id="([^"]+)"`)
)

// TestEveryLinkToAFactLeadsToOne holds each link of every page that the build wrote against the anchors of the page that
// it leads to.
func TestEveryLinkToAFactLeadsToOne(t *testing.T) {
	dist := builtSite(t)
	pages := builtPages(t, dist)
	anchors, links := map[string]bool{}, map[string]int{}
	for name, content := range pages {
		for _, m := range anchor.FindAllStringSubmatch(content, -1) {
			anchors[name+"#"+m[1]] = true
		}
	}
	for name, content := range pages {
		for _, m := range factHref.FindAllStringSubmatch(content, -1) {
			links[name]++
			if to := path.Join(path.Dir(name), m[1]) + "#" + m[2]; !anchors[to] {
				t.Errorf("%s leads to %s: have no such anchor, want a fact", name, to)
			}
		}
	}
	reasons := strings.Split(pages["reference/reasons.html"], `<section class="reason"`)[1:]
	if have, want := len(reasons), len(reference.Reasons(nil)); have != want {
		t.Errorf("have %d reasons on their page, want %d", have, want)
	}
	for _, reason := range reasons {
		if !factHref.MatchString(reason) {
			t.Errorf("have no link to a fact, want one at least:\n%.300s", reason)
		}
	}
	for _, f := range reference.Findings() {
		if name := "reference/findings/" + f.Code + "/index.html"; links[name] == 0 {
			t.Errorf("%s: have no link to a fact, want one at least", name)
		}
	}
}

// builtPages are the pages that the build wrote, by their paths.
func builtPages(t testing.TB, dist string) map[string]string {
	t.Helper()
	pages := map[string]string{}
	err := fs.WalkDir(os.DirFS(dist), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dist, filepath.FromSlash(name)))
		pages[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}
