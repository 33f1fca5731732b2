// Site builds the page: a folder of static files that any host serves.
//
//	go run ./site                 builds into site/dist
//	go run ./site -serve          builds, and serves it at http://localhost:8080
//	go run ./site -setup          checks for Node and npm, installs the packages, and stops
//
// It is the only bundler: esbuild's Go API bundles the TypeScript and the styles, the go command builds the engine, and
// every page is drawn at build time by the page's own TypeScript, run in Node, so that a first visit has its traces
// before any script has loaded. The gallery's scenarios are the files of site/gallery, NN-slug.vpc in the order of
// their numbers, and the build runs what each expects. npm packages come from package-lock.json and are installed where
// they are missing.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	preparing := flag.Bool("setup", false, "check for Node and npm, install the npm packages, and stop")
	serving := flag.Bool("serve", false, "serve the site after it is built")
	addr := flag.String("addr", "localhost:8080", "address to serve it at")
	flag.Parse()
	if err := run(*preparing, *serving, *addr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(preparing, serving bool, addr string) error {
	p, err := openProject()
	if err != nil {
		return err
	}
	if preparing {
		return p.setUp()
	}
	dist := p.in("site", "dist")
	if err := p.build(dist); err != nil {
		return err
	}
	report, err := weigh(dist)
	if err != nil {
		return err
	}
	fmt.Print(report)
	if !serving {
		return nil
	}
	return serve(dist, addr)
}
