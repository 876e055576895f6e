package main

import (
	"sync"
	"time"
)

func init() {
	works["locks"] = locks
}

// locks: contention on a Mutex (starvation mode included), an RWMutex, a Cond
// with signals and broadcasts, and WaitGroups.
func locks(stop <-chan struct{}) {
	together(
		func() { mutexes(stop) },
		func() { readers(stop) },
		func() { conds(stop) },
		func() { groups(stop) },
	)
}

func mutexes(stop <-chan struct{}) {
	var mu sync.Mutex
	holder := func() {
		for !stopped(stop) {
			for i := 0; i < 5; i++ {
				mu.Lock()
				time.Sleep(50 * time.Microsecond)
				mu.Unlock()
			}
			time.Sleep(pause)
		}
	}
	together(holder, holder, holder, holder)
}

func readers(stop <-chan struct{}) {
	var mu sync.RWMutex
	read := func() {
		for !stopped(stop) {
			mu.RLock()
			time.Sleep(30 * time.Microsecond)
			mu.RUnlock()
			time.Sleep(pause / 4)
		}
	}
	write := func() {
		for !stopped(stop) {
			mu.Lock()
			time.Sleep(60 * time.Microsecond)
			mu.Unlock()
			time.Sleep(pause / 2)
		}
	}
	together(read, read, read, write, write)
}

func conds(stop <-chan struct{}) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	round, over := 0, false
	waiter := func() {
		mu.Lock()
		defer mu.Unlock()
		for seen := 0; !over; seen = round {
			for round == seen && !over {
				cond.Wait()
			}
		}
	}
	together(waiter, waiter, waiter, func() {
		for i := 0; !stopped(stop); i++ {
			time.Sleep(pause / 2)
			mu.Lock()
			round++
			mu.Unlock()
			if i%2 == 0 {
				cond.Signal()
			} else {
				cond.Broadcast()
			}
		}
		mu.Lock()
		over = true
		mu.Unlock()
		cond.Broadcast()
	})
}

func groups(stop <-chan struct{}) {
	for !stopped(stop) {
		var group sync.WaitGroup
		for i := 0; i < 8; i++ {
			group.Add(1)
			go func() {
				defer group.Done()
				time.Sleep(100 * time.Microsecond)
			}()
		}
		group.Wait()
		time.Sleep(pause)
	}
}
