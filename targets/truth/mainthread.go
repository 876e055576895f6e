package main

import (
	"os"
	"runtime"
	"time"
)

func init() {
	works[mainThreadWork] = mainThread
	for _, argument := range os.Args {
		if argument == mainThreadWork {
			// What init locks, main finds locked.
			runtime.LockOSThread()
		}
	}
}

const mainThreadWork = "mainthread"

// mainCalls are what the main goroutine is to run, as programs do whose
// libraries insist on the main thread.
var mainCalls = make(chan func())

// mainThread: goroutines that have the main goroutine do their work, which is
// locked to the main thread, and wait for it.
func mainThread(stop <-chan struct{}) {
	ask := func() {
		done := make(chan struct{})
		for i := 0; !stopped(stop); i++ {
			mainCalls <- func() {
				switch i % 3 {
				case 0:
					sink = spin(20_000)
				case 1:
					runtime.Gosched()
				case 2:
					time.Sleep(50 * time.Microsecond)
				}
				done <- struct{}{}
			}
			<-done
			if i%5 == 0 {
				time.Sleep(pause)
			}
		}
	}
	together(ask, ask, ask)
}
