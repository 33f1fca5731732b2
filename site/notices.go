package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// A notice is a piece of work that ships, with its licence: Notice of site/src/notices/page.ts.
type notice struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Licence string `json:"licence"`
}

// noticesPage says whose work the site is made of. One piece without a licence, and there is no site.
func (p project) noticesPage() (page, error) {
	notices, err := p.notices()
	return page{
		path:        "notices.html",
		title:       "Licences · Hopwise",
		description: "Whose work Hopwise is made of, and on what terms.",
		script:      "reference.js",
		content: struct {
			Kind    string   `json:"kind"`
			Notices []notice `json:"notices"`
		}{"notices", notices},
	}, err
}

// notices are Hopwise itself, the Go release whose runtime, library and loader ship, the modules in the engine, and the
// packages in the scripts.
func (p project) notices() ([]notice, error) {
	own, err := licensed(notice{Name: "Hopwise"}, p.root)
	if err != nil {
		return nil, err
	}
	golang, err := goNotice()
	if err != nil {
		return nil, err
	}
	modules, err := p.moduleNotices()
	if err != nil {
		return nil, err
	}
	packages, err := p.packageNotices()
	return slices.Concat([]notice{own, golang}, modules, packages), err
}

func goNotice() (notice, error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return notice{}, fmt.Errorf("go env: %w", err)
	}
	root, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return licensed(notice{Name: "Go", Version: strings.TrimPrefix(version, "go")}, root)
}

// moduleNotices are the modules of the packages that the engine is built of.
func (p project) moduleNotices() ([]notice, error) {
	list := exec.Command(
		"go",
		"list",
		"-deps",
		"-f",
		"{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}",
		"./wasm",
	)
	list.Dir = p.root
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list -deps ./wasm: %w", err)
	}
	lines := strings.Fields(strings.ReplaceAll(string(out), "\t", "|"))
	slices.Sort(lines)
	var notices []notice
	for _, line := range slices.Compact(lines) {
		parts := strings.Split(line, "|")
		n, err := licensed(notice{Name: parts[0], Version: parts[1]}, parts[2])
		if err != nil {
			return nil, err
		}
		notices = append(notices, n)
	}
	return notices, nil
}

// packageNotices are the npm packages of which any byte is in a script that ships.
func (p project) packageNotices() ([]notice, error) {
	entries, err := filepath.Glob(p.in("site", "src", "entry", "*.ts"))
	if err != nil {
		return nil, err
	}
	options := p.scripts(p.in("site", "dist"))
	options.EntryPoints = entries
	options.Format = api.FormatESModule
	options.Write, options.Metafile = false, true
	options.Define = map[string]string{"siteFiles": "{}", "siteVersion": `""`}
	result := api.Build(options)
	if err := problemsOf(result); err != nil {
		return nil, err
	}
	folders, err := bundled(result.Metafile)
	if err != nil {
		return nil, err
	}
	var notices []notice
	for _, folder := range folders {
		n, err := p.packageNotice(folder)
		if err != nil {
			return nil, err
		}
		notices = append(notices, n)
	}
	return notices, nil
}

// bundled are the folders of the packages in a bundle, from node_modules on: "@codemirror/view".
func bundled(metafile string) ([]string, error) {
	var meta struct {
		Outputs map[string]struct {
			Inputs map[string]struct{ BytesInOutput int }
		}
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, err
	}
	var folders []string
	for _, output := range meta.Outputs {
		for name, input := range output.Inputs {
			_, path, found := strings.Cut(name, "node_modules/")
			if !found || input.BytesInOutput == 0 {
				continue
			}
			parts := strings.Split(path, "/")
			folders = append(folders, strings.Join(parts[:1+strings.Count(path[:1], "@")], "/"))
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders), nil
}

func (p project) packageNotice(folder string) (notice, error) {
	dir := p.in("site", "node_modules", filepath.FromSlash(folder))
	content, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return notice{}, err
	}
	var n notice
	if err := json.Unmarshal(content, &n); err != nil {
		return n, fmt.Errorf("%s: %w", folder, err)
	}
	return licensed(notice{Name: n.Name, Version: n.Version}, dir)
}

var errNoLicence = errors.New("no file LICENSE, LICENCE or COPYING: what ships needs the terms that it ships on")

// licensed is a notice with the licence that lies in a folder.
func licensed(n notice, dir string) (notice, error) {
	names, err := os.ReadDir(dir)
	if err != nil {
		return n, err
	}
	for _, entry := range names {
		switch word, _, _ := strings.Cut(strings.ToUpper(entry.Name()), "."); word {
		case "LICENSE", "LICENCE", "COPYING":
			content, err := os.ReadFile(filepath.Join(dir, entry.Name()))
			n.Licence = strings.TrimSpace(strings.ReplaceAll(string(content), "\r\n", "\n"))
			return n, err
		}
	}
	return n, fmt.Errorf("%s: %w", strings.TrimSpace(cmp.Or(n.Name, dir)+" "+n.Version), errNoLicence)
}
