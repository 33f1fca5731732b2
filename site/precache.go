package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/evanw/esbuild/pkg/api"
)

const serviceWorkerFile = "service-worker.js"

// buildServiceWorker puts the service worker into a site that is otherwise whole. It names every file by its hash, so
// that a site with one other byte has another service worker, and the browser sees that there is a newer version.
func (p project) buildServiceWorker(dist string) error {
	files, err := siteFiles(dist)
	if err != nil {
		return err
	}
	list, err := json.Marshal(files) // sorted by path
	if err != nil {
		return err
	}
	options := p.scripts(dist)
	options.EntryPoints = []string{p.in("site/src/entry/service-worker.ts")}
	options.Format = api.FormatIIFE
	options.Define = map[string]string{"siteFiles": string(list), "siteVersion": strconv.Quote(hash(list))}
	return bundle(options)
}

// siteFiles are the files that a visitor's browser keeps, each with the hashes that it may have: all but the one that
// stands for the whole site, and is there to be carried away.
func siteFiles(dist string) (map[string][]string, error) {
	files := map[string][]string{}
	err := filepath.WalkDir(dist, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || entry.Name() == serviceWorkerFile || entry.Name() == wholeFile {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(dist, name)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(path)], err = hashes(path, content)
		return err
	})
	return files, err
}

// hashes are those of a file as it is and, where it is packed, of what is in it: a host may say of a packed file that
// the packing is its own, and then the browser unpacks it.
func hashes(path string, content []byte) ([]string, error) {
	all := []string{hash(content)}
	if filepath.Ext(path) != ".gz" {
		return all, nil
	}
	packed, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	inside, err := io.ReadAll(packed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return append(all, hash(inside)), nil
}

// hash is the SHA-256 of content in base64, as browsers write it too.
func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return base64.StdEncoding.EncodeToString(sum[:])
}
