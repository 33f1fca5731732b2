package main

import (
	"fmt"
	"net"
	"net/http"
)

// serve serves the folder until the program is ended.
func serve(dist, addr string) error {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Printf("http://%s\n", addr)
	return http.Serve(listener, handler(dist))
}

// handler serves the folder as any static host would, but lets no browser keep what the next build changes.
func handler(dist string) http.Handler {
	files := http.FileServer(http.Dir(dist))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		files.ServeHTTP(w, r)
	})
}
