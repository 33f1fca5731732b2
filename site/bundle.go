package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"

	"hopwise/dsl"
)

// scriptImports are the files that each page's script imports as it starts, directly or by another. The page names
// them, so that the browser asks for all at once.
type scriptImports map[string][]string

// bundlePage puts the page's scripts and styles into dist.
func (p project) bundlePage(dist string) (imports scriptImports, err error) {
	err = together(
		func() (err error) { imports, err = bundleModules(p.moduleScripts(dist)); return err },
		func() error { return bundle(p.classicScripts(dist)) },
		func() error { return bundle(p.styles(dist)) },
		func() error { return copyFile(p.in("site", "icon.svg"), dist+"/icon.svg") },
	)
	return imports, err
}

func bundleModules(options api.BuildOptions) (scriptImports, error) {
	options.Metafile = true
	result := api.Build(options)
	if err := problemsOf(result); err != nil {
		return nil, err
	}
	var meta struct {
		Outputs map[string]struct {
			EntryPoint string
			Imports    []struct{ Path, Kind string }
		}
	}
	if err := json.Unmarshal([]byte(result.Metafile), &meta); err != nil {
		return nil, err
	}
	imports := scriptImports{}
	for entry, output := range meta.Outputs {
		if output.EntryPoint == "" {
			continue
		}
		var all []string
		for next := []string{entry}; len(next) > 0; next = next[1:] {
			for _, i := range meta.Outputs[next[0]].Imports {
				if file := filepath.Base(i.Path); i.Kind == "import-statement" && !slices.Contains(all, file) {
					all, next = append(all, file), append(next, i.Path)
				}
			}
		}
		slices.Sort(all)
		imports[filepath.Base(entry)] = all
	}
	return imports, nil
}

// moduleScripts are the pages' own scripts. What they share, and what they load later, is split off.
func (p project) moduleScripts(dist string) api.BuildOptions {
	options := p.scripts(dist)
	options.EntryPoints = []string{
		p.in("site/src/entry/playground.ts"),
		p.in("site/src/entry/lesson.ts"),
		p.in("site/src/entry/reference.ts"),
		p.in("site/src/entry/embed.ts"),
	}
	options.Format = api.FormatESModule
	options.Splitting = true
	options.ChunkNames = "part-[hash]"
	return options
}

// classicScripts are those that can't be modules: one must run before the page is painted, the other loads Go's loader,
// which is none.
func (p project) classicScripts(dist string) api.BuildOptions {
	options := p.scripts(dist)
	options.EntryPoints = []string{p.in("site/src/entry/early.ts"), p.in("site/src/entry/worker.ts")}
	options.Format = api.FormatIIFE
	return options
}

func (p project) scripts(dist string) api.BuildOptions {
	return api.BuildOptions{
		// The names of parts come from paths below this one: they are the same wherever the build is started.
		AbsWorkingDir:     p.root,
		Bundle:            true,
		Write:             true,
		Outdir:            dist,
		Target:            api.ES2022,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		Plugins:           []api.Plugin{wordsPlugin()},
	}
}

func (p project) styles(dist string) api.BuildOptions {
	return api.BuildOptions{
		Bundle:            true,
		Write:             true,
		EntryPoints:       []string{p.in("site/style/page.css")},
		Outdir:            dist,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
	}
}

// nodeScripts are scripts for Node, each whole in one file.
func (p project) nodeScripts(dir string, entries ...string) api.BuildOptions {
	return api.BuildOptions{
		Bundle:       true,
		Write:        true,
		EntryPoints:  entries,
		Outdir:       dir,
		OutExtension: map[string]string{".js": ".mjs"},
		Platform:     api.PlatformNode,
		Format:       api.FormatESModule,
		Target:       api.ES2022,
		Plugins:      []api.Plugin{wordsPlugin()},
	}
}

func bundle(options api.BuildOptions) error {
	return problemsOf(api.Build(options))
}

func problemsOf(result api.BuildResult) error {
	var problems []error
	for _, message := range result.Errors {
		problems = append(problems, errors.New(located(message)))
	}
	return errors.Join(problems...)
}

func located(m api.Message) string {
	if m.Location == nil {
		return m.Text
	}
	return fmt.Sprintf("%s:%d:%d: %s", m.Location.File, m.Location.Line, m.Location.Column+1, m.Text)
}

// wordsModule is the module under which scripts import the language's words.
const wordsModule = "hopwise:words"

// wordsPlugin makes that module from the vocabulary, so that the highlighter has no list of its own.
func wordsPlugin() api.Plugin {
	return api.Plugin{Name: "words", Setup: func(build api.PluginBuild) {
		build.OnResolve(
			api.OnResolveOptions{Filter: "^" + wordsModule + "$"},
			func(api.OnResolveArgs) (api.OnResolveResult, error) {
				return api.OnResolveResult{Path: wordsModule, Namespace: "hopwise"}, nil
			},
		)
		build.OnLoad(
			api.OnLoadOptions{Filter: ".*", Namespace: "hopwise"},
			func(api.OnLoadArgs) (api.OnLoadResult, error) {
				contents, err := wordsJSON()
				return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJSON}, err
			},
		)
	}}
}

// wordsJSON is the language's words by class.
func wordsJSON() (string, error) {
	classes := map[string][]string{}
	for _, word := range dsl.Words() {
		classes[word.Class] = append(classes[word.Class], word.Text)
	}
	out, err := json.Marshal(classes)
	return string(out), err
}
