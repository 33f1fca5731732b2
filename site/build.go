package main

import "os"

// build sets up what the build needs and makes the whole site anew in the folder dist.
func (p project) build(dist string) error {
	if err := p.setUp(); err != nil {
		return err
	}
	if err := os.RemoveAll(dist); err != nil {
		return err
	}
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	var imports scriptImports
	var pages []page
	var drawn []drawnPage
	err := together(
		func() error { return p.buildEngine(dist) },
		func() (err error) { imports, err = p.bundlePage(dist); return err },
		func() (err error) { pages, drawn, err = p.drawPages(); return err },
	)
	if err != nil {
		return err
	}
	if err := p.writePages(dist, pages, drawn, imports); err != nil {
		return err
	}
	return together(
		func() error { return p.buildServiceWorker(dist) },
		func() error { return p.writeWhole(dist, pages, drawn) },
	)
}

// together runs steps that don't need each other at the same time, and says the first thing that went wrong.
func together(steps ...func() error) error {
	results := make(chan error, len(steps))
	for _, step := range steps {
		go func() { results <- step() }()
	}
	var first error
	for range steps {
		if err := <-results; first == nil {
			first = err
		}
	}
	return first
}
