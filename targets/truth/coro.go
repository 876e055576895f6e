//go:build go1.23

package main

import (
	"iter"
	"runtime"
	"time"
)

func init() {
	works["coro"] = coro
}

// coro: iterators pulled to their end, iterators abandoned half way, an iterator
// that pulls another one, and one whose body waits.
func coro(stop <-chan struct{}) {
	together(
		func() { pullAll(stop, 10) },
		func() { pullAll(stop, 3) },
		func() { pullHalf(stop) },
		func() { pullNested(stop) },
		func() { pullWaiting(stop) },
	)
}

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pullAll(stop <-chan struct{}, n int) {
	for !stopped(stop) {
		next, end := iter.Pull(count(n))
		for _, more := next(); more; _, more = next() {
		}
		end()
		time.Sleep(pause)
	}
}

func pullHalf(stop <-chan struct{}) {
	for !stopped(stop) {
		next, end := iter.Pull(count(1000))
		for i := 0; i < 5; i++ {
			next()
		}
		end()
		time.Sleep(pause)
	}
}

func pullNested(stop <-chan struct{}) {
	double := func(yield func(int) bool) {
		next, end := iter.Pull(count(5))
		defer end()
		for v, more := next(); more; v, more = next() {
			if !yield(2 * v) {
				return
			}
		}
	}
	for !stopped(stop) {
		next, end := iter.Pull(double)
		for _, more := next(); more; _, more = next() {
			runtime.Gosched()
		}
		end()
		time.Sleep(pause)
	}
}

func pullWaiting(stop <-chan struct{}) {
	waiting := func(yield func(int) bool) {
		for i := 0; i < 4; i++ {
			time.Sleep(100 * time.Microsecond)
			if !yield(i) {
				return
			}
		}
	}
	for !stopped(stop) {
		next, end := iter.Pull(waiting)
		for _, more := next(); more; _, more = next() {
		}
		end()
	}
}
