package scripts

import (
	"regexp"
	"testing"
)

// workplaces are folders of a single machine. The patterns are written so that they don't match themselves.
var workplaces = []*regexp.Regexp{
	regexp.MustCompile(`(^|[\s"'(=:` + "`" + `])/[w]ork/`),
	regexp.MustCompile(`\.[l]ibrary\b`),
	regexp.MustCompile(`/[h]ome/[a-z]`),
	regexp.MustCompile(`/[r]oot/`),
}

func TestNothingNamesAWorkplace(t *testing.T) {
	for _, f := range open(t).files {
		if !f.isText() {
			continue
		}
		for _, workplace := range workplaces {
			if found := workplace.Find(f.text); found != nil {
				report(t, f.path, "the path "+string(found)+"…", "nothing that only one machine has",
					"write the path from the repository's root, or say what is meant in general")
			}
		}
	}
}
