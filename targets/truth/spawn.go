package main

import (
	"runtime"
	"sync"
	"time"
)

func init() {
	works["spawn"] = spawn
	works["locked"] = locked
}

// spawn: storms of goroutines that do next to nothing, some of which spawn
// themselves; their g structures are reused at once.
func spawn(stop <-chan struct{}) {
	for !stopped(stop) {
		var all sync.WaitGroup
		for i := 0; i < 60; i++ {
			all.Add(1)
			go func(i int) {
				defer all.Done()
				if i%4 == 0 {
					all.Add(1)
					go func() {
						defer all.Done()
						runtime.Gosched()
					}()
				}
				if i%10 == 0 {
					runtime.Goexit()
				}
			}(i)
		}
		all.Wait()
		time.Sleep(2 * pause)
	}
}

// locked: goroutines wired to their threads that talk to each other and to free
// ones, and threads that die with their goroutine.
func locked(stop <-chan struct{}) {
	ping, pong := make(chan int), make(chan int)
	together(
		func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			for v := range ping {
				pong <- v
			}
		},
		func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			for !stopped(stop) {
				for i := 0; i < 5; i++ {
					ping <- i
					<-pong
				}
				runtime.Gosched()
				time.Sleep(pause)
			}
			close(ping)
		},
		func() {
			for !stopped(stop) {
				gone := make(chan struct{})
				go func() {
					defer close(gone)
					runtime.LockOSThread()
					time.Sleep(pause / 4)
				}()
				<-gone
				time.Sleep(5 * pause)
			}
		},
	)
}
