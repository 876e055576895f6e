package main

import (
	"os"
	"runtime/pprof"
	"sync"
	"time"
)

// profile, if CPUPROFILE names a file, keeps the scheduler busy for some seconds under the CPU profiler. A build
// with that profile has the scheduler's hot functions inlined into each other.
func profile() func() {
	name := os.Getenv("CPUPROFILE")
	if name == "" {
		return func() {}
	}
	file, err := os.Create(name)
	if err != nil {
		panic(err)
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		panic(err)
	}
	deadline := time.Now().Add(4 * time.Second)
	var all sync.WaitGroup
	for i := 0; i < 4; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for time.Now().Before(deadline) {
				values, done := make(chan int), make(chan int)
				go produce(values, 200)
				go consume(values, done)
				<-done
			}
		}()
	}
	all.Wait()
	return func() {
		pprof.StopCPUProfile()
		file.Close()
	}
}
