// Load: a generator of HTTP requests of known shape.
//
// Without -rate the loop is closed: each connection sends its next request when the answer to the last one is there.
// With -rate the loop is open: requests are due at even steps whether or not there are answers, and the latency of one
// counts from when it was due, so that a stalled server is seen as its users would see it.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// The mix that scripts/demo asks for, by endpoint of targets/service.
const usualMix = "fast=8,lock=4,queue=4,sleep=2,cpu=1,fanout=1"

func main() {
	url := flag.String("url", "", "where the server is, for example http://127.0.0.1:8080")
	connections := flag.Int("connections", 16, "connections, and requests that can be under way at once")
	mixText := flag.String("mix", usualMix, "endpoints and their weights")
	rate := flag.Float64("rate", 0, "requests a second, 0: as many as the connections carry")
	length := flag.Duration("for", 10*time.Second, "how long, 0: until a signal")
	seed := flag.Int64("seed", 1, "of the order in which the mix comes")
	flag.Parse()
	mix, err := parseMix(*mixText)
	if err != nil || *url == "" || *connections < 1 || *rate < 0 {
		if err != nil {
			fmt.Fprintln(os.Stderr, "load:", err)
		}
		flag.Usage()
		os.Exit(2)
	}

	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	if *length > 0 {
		ctx, cancel = context.WithTimeout(ctx, *length)
		defer cancel()
	}
	transport := &http.Transport{MaxConnsPerHost: *connections, MaxIdleConnsPerHost: *connections}
	run := &run{client: &http.Client{Transport: transport}, url: *url, mix: mix, connections: *connections, seed: *seed}
	begin := time.Now()
	var result *result
	if *rate > 0 {
		result = run.open(ctx, *rate)
	} else {
		result = run.closed(ctx)
	}
	result.print(os.Stdout, mix, time.Since(begin))
	if result.failed > 0 {
		fmt.Fprintln(os.Stderr, "load: the first failure:", result.firstFailure)
	}
	if result.succeeded() == 0 {
		os.Exit(1)
	}
}
