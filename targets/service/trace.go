package main

import (
	"net/http"
	"runtime/trace"
	"time"
)

// executionTrace answers with Go's own trace of this program, as net/http/pprof does. One at a time.
func executionTrace(out http.ResponseWriter, in *http.Request) {
	length, ok := number(out, in, "ms", 1000, 60_000)
	if !ok {
		return
	}
	if err := trace.Start(out); err != nil {
		http.Error(out, err.Error(), http.StatusConflict)
		return
	}
	defer trace.Stop()
	select {
	case <-time.After(time.Duration(length) * time.Millisecond):
	case <-in.Context().Done():
	}
}
