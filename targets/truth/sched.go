package main

import (
	"os"
	"runtime"
	"time"
)

func init() {
	works["hogs"] = hogs
	works["yield"] = yield
	works["syscalls"] = syscalls
	works["mix"] = mix
}

// hogs: more busy loops than Ps, so that sysmon preempts them, beside goroutines
// that sleep and are late.
func hogs(stop <-chan struct{}) {
	hog := func() {
		for !stopped(stop) {
			sink = spin(50_000_000)
		}
	}
	nap := func() {
		for !stopped(stop) {
			time.Sleep(pause / 2)
		}
	}
	together(hog, hog, hog, hog, hog, nap, nap, nap)
}

// yield: goroutines that give way to each other.
func yield(stop <-chan struct{}) {
	polite := func() {
		for !stopped(stop) {
			for i := 0; i < 20; i++ {
				runtime.Gosched()
			}
			time.Sleep(pause)
		}
	}
	together(polite, polite, polite, polite)
}

// syscalls: system calls that are short and such that block for long, so that
// the P is taken away and the goroutine comes back without one.
func syscalls(stop <-chan struct{}) {
	short := func() {
		for !stopped(stop) {
			for i := 0; i < 5; i++ {
				if _, err := os.Stat("/proc/self/stat"); err != nil {
					panic(err)
				}
			}
			time.Sleep(pause)
		}
	}
	long := func() {
		for !stopped(stop) {
			nanosleep(300 * time.Microsecond)
		}
	}
	busy := func() {
		for i := 0; !stopped(stop); i++ {
			sink = spin(500_000)
			runtime.Gosched()
			if i%4 == 0 {
				time.Sleep(pause)
			}
		}
	}
	together(short, short, long, long, long, busy)
}

// mix: everything at once, as real programs are, each part at a fifth of its rate.
func mix(stop <-chan struct{}) {
	pause *= 5
	names := []string{"channels", "select", "locks", "timers", "net", "spawn", "gc", "locked", "yield", "syscalls"}
	parts := make([]func(), 0, len(names)+1)
	for _, name := range names {
		run := works[name]
		parts = append(parts, func() { run(stop) })
	}
	if coroutines, known := works["coro"]; known {
		parts = append(parts, func() { coroutines(stop) })
	}
	together(parts...)
}
