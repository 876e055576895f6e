package main

import (
	"fmt"
	"io"
	"math/bits"
	"time"
)

// Each power of two of nanoseconds is split into so many buckets: quantiles are right to 1.6 %.
const split = 64

// A histogram of latencies.
type histogram struct {
	buckets [split * 64]int64
	count   int64
	max     time.Duration
}

func (h *histogram) record(latency time.Duration) {
	h.buckets[bucket(uint64(max(latency, 0)))]++
	h.count++
	h.max = max(h.max, latency)
}

func bucket(ns uint64) int {
	if ns < split {
		return int(ns)
	}
	shift := bits.Len64(ns) - bits.Len64(split)
	return shift*split + int(ns>>shift)
}

// Floor is the least latency in a bucket.
func floor(bucket int) time.Duration {
	shift := max(bucket/split-1, 0)
	return time.Duration(bucket-shift*split) << shift
}

func (h *histogram) quantile(q float64) time.Duration {
	rank := int64(q * float64(h.count))
	for index, n := range h.buckets {
		if rank -= n; rank < 0 {
			return floor(index)
		}
	}
	return h.max
}

func (h *histogram) add(other *histogram) {
	for index, n := range other.buckets {
		h.buckets[index] += n
	}
	h.count += other.count
	h.max = max(h.max, other.max)
}

// What one connection, or all of them, saw.
type result struct {
	latencies    []histogram // by endpoint
	failed       int64
	firstFailure error
}

func newResult(endpoints int) *result {
	return &result{latencies: make([]histogram, endpoints)}
}

func (r *result) fail(err error) {
	if r.failed++; r.firstFailure == nil {
		r.firstFailure = err
	}
}

func (r *result) add(other *result) {
	for endpoint := range r.latencies {
		r.latencies[endpoint].add(&other.latencies[endpoint])
	}
	r.failed += other.failed
	if r.firstFailure == nil {
		r.firstFailure = other.firstFailure
	}
}

func (r *result) succeeded() int64 {
	var sum int64
	for endpoint := range r.latencies {
		sum += r.latencies[endpoint].count
	}
	return sum
}

func (r *result) print(out io.Writer, m mix, elapsed time.Duration) {
	done := r.succeeded()
	fmt.Fprintf(out, "%d requests in %.1f s: %.0f a second, %d failed\n",
		done, elapsed.Seconds(), float64(done)/elapsed.Seconds(), r.failed)
	fmt.Fprintf(out, "%-16s %8s %9s %9s %9s %9s\n", "endpoint", "count", "p50", "p90", "p99", "max")
	for endpoint, path := range m.paths {
		h := &r.latencies[endpoint]
		fmt.Fprintf(out, "%-16s %8d %9v %9v %9v %9v\n", "/"+path, h.count,
			short(h.quantile(0.5)), short(h.quantile(0.9)), short(h.quantile(0.99)), short(h.max))
	}
}

func short(latency time.Duration) time.Duration {
	return latency.Round(10 * time.Microsecond)
}
