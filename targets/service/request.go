package main

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

func answer(out http.ResponseWriter) {
	_, _ = io.WriteString(out, "ok\n") // fails only if the client has gone
}

// Number reads a query parameter from 0 to most. If it is not one, it answers with 400 and returns false.
func number(out http.ResponseWriter, in *http.Request, name string, usual, most int) (int, bool) {
	text := in.URL.Query().Get(name)
	if text == "" {
		return usual, true
	}
	value, err := strconv.Atoi(text)
	if err != nil || value < 0 || value > most {
		http.Error(out, fmt.Sprintf("%s is a whole number from 0 to %d", name, most), http.StatusBadRequest)
		return 0, false
	}
	return value, true
}

// Burn computes for a span of wall-clock time and never blocks: it leaves its P only when it is preempted.
func burn(length time.Duration) {
	end := time.Now().Add(length)
	sum := uint32(1)
	for time.Now().Before(end) {
		for range 500 {
			sum = sum*1664525 + 1013904223
		}
	}
	sink(sum)
}

// Keeps the compiler from leaving the computation out.
//
//go:noinline
func sink(uint32) {}
