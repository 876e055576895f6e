package main

import (
	"runtime"
	"sync"
	"time"
)

func init() {
	works["gc"] = gc
	works["procs"] = procs
}

type node struct {
	next    *node
	payload [64]byte
}

// gc: goroutines that allocate and keep lists alive while collections are
// forced and come by themselves: mark workers, assists, sweepers, finalizers,
// stops of the world and goroutines preempted to be scanned.
func gc(stop <-chan struct{}) {
	allocate := func() {
		for !stopped(stop) {
			var head *node
			for i := 0; i < 2000; i++ {
				head = &node{next: head}
			}
			runtime.SetFinalizer(head, func(*node) {})
			runtime.KeepAlive(head)
			time.Sleep(pause / 2)
		}
	}
	together(allocate, allocate, allocate,
		func() {
			for !stopped(stop) {
				// It yields once for every span that it sweeps.
				runtime.GC()
				time.Sleep(30 * pause)
			}
		},
		func() {
			// A busy goroutine is what a scan has to preempt.
			for !stopped(stop) {
				sink = spin(3_000_000)
				time.Sleep(pause)
			}
		},
		func() {
			var pool sync.Pool
			for !stopped(stop) {
				pool.Put(make([]byte, 64<<10))
				_ = pool.Get()
				time.Sleep(pause)
			}
		},
	)
}

// procs: the number of Ps changes while others run, so procresize takes Ps away
// from under the goroutine that asked.
func procs(stop <-chan struct{}) {
	before := runtime.GOMAXPROCS(0)
	together(
		func() { channels(stop) },
		func() {
			for i := 0; !stopped(stop); i++ {
				runtime.GOMAXPROCS(1 + i%4)
				time.Sleep(10 * pause)
			}
			runtime.GOMAXPROCS(before)
		},
		func() {
			for i := 0; !stopped(stop); i++ {
				// From whichever P this is: the last one goes away.
				sink = spin(200_000)
				runtime.GOMAXPROCS(4)
				sink = spin(200_000)
				runtime.GOMAXPROCS(1)
				time.Sleep(20 * pause)
			}
		},
	)
}
