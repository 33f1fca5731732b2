package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// wholeFile is the site in one file, to be carried away and opened from anywhere. A page that is a file may fetch no
// other, so everything is inside: the playground as it is, the engine and all other pages packed.
const wholeFile = "hopwise.html"

// A carriedPage is a page beside the playground: CarriedPage of site/src/carried.ts.
type carriedPage struct {
	Title string          `json:"title"`
	Body  string          `json:"body"`
	Data  json.RawMessage `json:"data"`
}

// writeWhole puts a site that is otherwise built into one file. The first of its pages is the playground.
func (p project) writeWhole(dist string, pages []page, drawn []drawnPage) error {
	parts, err := readParts(dist, "page.css", "early.js", "icon.svg", "wasm_exec.js", engineFile)
	if err != nil {
		return err
	}
	script, err := p.inOneScript("whole", api.FormatESModule)
	if err != nil {
		return err
	}
	worker, err := p.inOneScript("worker-whole", api.FormatIIFE)
	if err != nil {
		return err
	}
	carried, err := carry(pages[1:], drawn[1:])
	if err != nil {
		return err
	}
	var data bytes.Buffer
	json.HTMLEscape(&data, drawn[0].Data)
	frame, err := template.ParseFiles(p.in("site", "whole.html"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	err = frame.Execute(&out, map[string]any{
		"Title": pages[0].title, "Description": pages[0].description,
		"Policy": policyOf([]string{string(script), string(parts["early.js"])}, string(parts["page.css"])),
		"Icon":   template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(parts["icon.svg"])),
		"Style": template.CSS(
			parts["page.css"],
		), "Early": template.JS(parts["early.js"]), "Script": template.JS(script),
		"Body": template.HTML(drawn[0].Body), "Data": template.JS(data.String()),
		"Worker": inert(
			append(parts["wasm_exec.js"], worker...),
		), "Engine": inert(parts[engineFile]), "Pages": inert(carried),
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dist, wholeFile), out.Bytes(), 0o644)
}

// carry packs the pages by their paths. The one for other people's frames stays behind: nobody can frame a file.
func carry(pages []page, drawn []drawnPage) ([]byte, error) {
	carried := map[string]carriedPage{}
	for i, page := range pages {
		if page.frame == "" {
			carried[page.path] = carriedPage{page.title, drawn[i].Body, drawn[i].Data}
		}
	}
	content, err := json.Marshal(carried)
	return packed(content), err
}

func readParts(dist string, names ...string) (map[string][]byte, error) {
	parts := map[string][]byte{}
	for _, name := range names {
		content, err := os.ReadFile(filepath.Join(dist, name))
		if err != nil {
			return nil, err
		}
		parts[name] = content
	}
	return parts, nil
}

// inOneScript is an entry with all that it imports, now or later.
func (p project) inOneScript(entry string, format api.Format) ([]byte, error) {
	options := p.scripts("")
	options.EntryPoints = []string{p.in("site/src/entry", entry+".ts")}
	options.Format = format
	options.Write = false
	result := api.Build(options)
	if err := problemsOf(result); err != nil {
		return nil, err
	}
	return result.OutputFiles[0].Contents, nil
}

// policyOf lets the file's own scripts and style act, by their hashes, and its worker, which has the page's policy too.
// Nothing may be asked for: there is no host that this page belongs to.
func policyOf(scripts []string, style string) string {
	hashes := ""
	for _, script := range scripts {
		hashes += fmt.Sprintf("'sha256-%s' ", hash([]byte(script)))
	}
	return strings.Join([]string{
		"default-src 'none'",
		"script-src " + hashes + "'wasm-unsafe-eval'",
		fmt.Sprintf("style-src 'sha256-%s'", hash([]byte(style))),
		"img-src data: blob:",
		"worker-src blob:",
		"base-uri 'none'",
		"form-action 'none'",
	}, "; ")
}

// inert is content that no browser reads as markup or script.
func inert(content []byte) template.HTML {
	return template.HTML(base64.StdEncoding.EncodeToString(content))
}
