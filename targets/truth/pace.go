package main

import (
	"sync"
	"time"
)

// pause is how long a workload rests between bursts; it bounds the rate of
// transitions, so that a trace of some seconds stays readable.
var pause = 2 * time.Millisecond

func stopped(stop <-chan struct{}) bool {
	select {
	case <-stop:
		return true
	default:
		return false
	}
}

// together runs the functions in goroutines of their own and waits for all.
func together(parts ...func()) {
	var all sync.WaitGroup
	for _, part := range parts {
		all.Add(1)
		go func(part func()) {
			defer all.Done()
			part()
		}(part)
	}
	all.Wait()
}

// spin keeps a P busy without a call that could reschedule. The result is
// returned so that the loop is not optimised away.
func spin(rounds int) uint64 {
	x := uint64(rounds)
	for i := 0; i < rounds; i++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

var sink uint64
