//go:build !small

package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
)

// serve answers its own requests, so that the program holds the network poller.
func serve(rounds int) error {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "hello")
	}))
	defer server.Close()
	for i := 0; i < rounds; i++ {
		response, err := http.Get(server.URL)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return err
		}
		response.Body.Close()
	}
	return pass()
}
