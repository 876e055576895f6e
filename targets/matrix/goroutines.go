package main

import (
	"runtime"
	"sync"
	"time"
)

//go:noinline
func produce(out chan<- int, n int) {
	for i := 0; i < n; i++ {
		out <- i
	}
	close(out)
}

//go:noinline
func consume(in <-chan int, done chan<- int) {
	sum := 0
	for v := range in {
		sum += v
	}
	done <- sum
}

// contend has workers fight for one lock, some of them on threads of their own.
func contend(workers int) int {
	var lock sync.Mutex
	var all sync.WaitGroup
	count := 0
	for i := 0; i < workers; i++ {
		locked := i%2 == 0
		all.Add(1)
		go func() {
			defer all.Done()
			if locked {
				runtime.LockOSThread()
				defer runtime.UnlockOSThread()
			}
			for round := 0; round < 100; round++ {
				lock.Lock()
				count++
				lock.Unlock()
				runtime.Gosched()
			}
			runtime.Goexit()
		}()
	}
	all.Wait()
	return count
}

// takeTurns has workers wait for each other with a condition, a read lock and a ticker.
func takeTurns(workers int) int {
	var lock sync.RWMutex
	turn := 0
	next := sync.NewCond(&lock)
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for i := 0; i < workers; i++ {
		mine := i
		go func() {
			<-ticker.C
			lock.Lock()
			defer lock.Unlock()
			for turn != mine {
				next.Wait()
			}
			turn++
			next.Broadcast()
		}()
	}
	for {
		time.Sleep(time.Millisecond)
		lock.RLock()
		now := turn
		lock.RUnlock()
		if now == workers {
			return now
		}
	}
}
