package main

import (
	"context"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"sync"
	"time"
)

type run struct {
	client      *http.Client
	url         string
	mix         mix
	connections int
	seed        int64
}

// Closed keeps one request under way on every connection.
func (r *run) closed(ctx context.Context) *result {
	return r.connect(func(random *rand.Rand, into *result) {
		for ctx.Err() == nil {
			r.request(ctx, r.mix.pick(random), time.Now(), into)
		}
	})
}

// Open hands out requests at even steps. All that is due is sent, however late, until the end.
func (r *run) open(ctx context.Context, rate float64) *result {
	// So deep that the clock never waits for the server: a server that is behind by more is not worth measuring.
	due := make(chan time.Time, 1<<16)
	go func() {
		defer close(due)
		begin := time.Now()
		for n := 0; ; n++ {
			next := begin.Add(time.Duration(float64(n) / rate * 1e9))
			if wait := time.Until(next); wait > 0 {
				select {
				case <-ctx.Done():
					return
				case <-time.After(wait):
				}
			}
			select {
			case <-ctx.Done():
				return
			case due <- next:
			}
		}
	}()
	return r.connect(func(random *rand.Rand, into *result) {
		for at := range due {
			r.request(ctx, r.mix.pick(random), at, into)
		}
	})
}

// Connect runs one loop for each connection and adds up what they saw.
func (r *run) connect(loop func(*rand.Rand, *result)) *result {
	parts := make([]*result, r.connections)
	var all sync.WaitGroup
	for i := range parts {
		all.Add(1)
		parts[i] = newResult(len(r.mix.paths))
		go func() {
			defer all.Done()
			loop(rand.New(rand.NewSource(r.seed+int64(i))), parts[i])
		}()
	}
	all.Wait()
	sum := newResult(len(r.mix.paths))
	for _, part := range parts {
		sum.add(part)
	}
	return sum
}

// Request sends one and takes its time from when it was due. What the end cuts off is neither success nor failure.
func (r *run) request(ctx context.Context, endpoint int, due time.Time, into *result) {
	err := r.get(ctx, r.mix.paths[endpoint])
	switch {
	case err == nil:
		into.latencies[endpoint].record(time.Since(due))
	case ctx.Err() == nil:
		into.fail(err)
	}
}

func (r *run) get(ctx context.Context, path string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url+"/"+path, nil)
	if err != nil {
		return err
	}
	response, err := r.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", path, response.Status)
	}
	return nil
}
