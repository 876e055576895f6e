package main

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// A job for the pool: how long to compute, and whom to tell.
type job struct {
	length time.Duration
	done   chan<- struct{}
}

// The state that requests share.
type workshop struct {
	mutex  sync.Mutex
	served int // under mutex
	jobs   chan job
	ticks  atomic.Int64
}

func newWorkshop(workers int) *workshop {
	w := &workshop{jobs: make(chan job)}
	for range workers {
		go w.worker()
	}
	return w
}

func (w *workshop) worker() {
	for j := range w.jobs {
		burn(j.length)
		j.done <- struct{}{}
	}
}

// The background goroutine that most services have.
func (w *workshop) tick(every time.Duration) {
	for range time.Tick(every) {
		w.ticks.Add(1)
	}
}

func (w *workshop) fast(out http.ResponseWriter, in *http.Request) {
	answer(out)
}

func (w *workshop) lock(out http.ResponseWriter, in *http.Request) {
	length, ok := number(out, in, "us", 50, 1_000_000)
	if !ok {
		return
	}
	w.mutex.Lock()
	burn(time.Duration(length) * time.Microsecond)
	w.served++
	w.mutex.Unlock()
	answer(out)
}

func (w *workshop) queue(out http.ResponseWriter, in *http.Request) {
	length, ok := number(out, in, "us", 100, 1_000_000)
	if !ok {
		return
	}
	done := make(chan struct{})
	w.jobs <- job{time.Duration(length) * time.Microsecond, done}
	<-done
	answer(out)
}

func (w *workshop) sleep(out http.ResponseWriter, in *http.Request) {
	length, ok := number(out, in, "ms", 5, 60_000)
	if !ok {
		return
	}
	time.Sleep(time.Duration(length) * time.Millisecond)
	answer(out)
}

func (w *workshop) cpu(out http.ResponseWriter, in *http.Request) {
	length, ok := number(out, in, "ms", 1, 60_000)
	if !ok {
		return
	}
	burn(time.Duration(length) * time.Millisecond)
	answer(out)
}

func (w *workshop) fanout(out http.ResponseWriter, in *http.Request) {
	n, ok := number(out, in, "n", 8, 10_000)
	if !ok {
		return
	}
	length, ok := number(out, in, "us", 20, 1_000_000)
	if !ok {
		return
	}
	var all sync.WaitGroup
	for range n {
		all.Add(1)
		go func() {
			defer all.Done()
			burn(time.Duration(length) * time.Microsecond)
		}()
	}
	all.Wait()
	answer(out)
}

func (w *workshop) hog(out http.ResponseWriter, in *http.Request) {
	n, ok := number(out, in, "n", 4, 1_000)
	if !ok {
		return
	}
	length, ok := number(out, in, "ms", 1000, 600_000)
	if !ok {
		return
	}
	for range n {
		go burn(time.Duration(length) * time.Millisecond)
	}
	fmt.Fprintf(out, "%d hogs for %d ms\n", n, length)
}
