package main

import (
	"os"
	"runtime/pprof"
	"sync"
	"time"
)

// works are kinds of load by name; each makes other functions of the scheduler hot.
var works = map[string]func(){
	"channels": func() {
		values, done := make(chan int), make(chan int)
		go produce(values, 200)
		go consume(values, done)
		<-done
	},
	"spawn": func() {
		var all sync.WaitGroup
		for i := 0; i < 100; i++ {
			all.Add(1)
			go func() { all.Done() }()
		}
		all.Wait()
	},
	"http": func() {
		if err := serve(100); err != nil {
			panic(err)
		}
	},
	"syscalls": func() {
		buffer := make([]byte, 1)
		read, write, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		for i := 0; i < 100; i++ {
			write.Write(buffer)
			read.Read(buffer)
		}
		read.Close()
		write.Close()
	},
	"coroutines": func() { coroutines(1000) },
	"yield":      func() { contend(8) },
}

// profile, if CPUPROFILE names a file, keeps the scheduler busy for some seconds under the CPU profiler, with the work
// that CPUWORK names, or all kinds. A build with that profile has the scheduler's hot functions inlined into each other.
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
	for name, work := range works {
		if chosen := os.Getenv("CPUWORK"); chosen != "" && chosen != name {
			continue
		}
		for i := 0; i < 4; i++ {
			work := work
			all.Add(1)
			go func() {
				defer all.Done()
				for time.Now().Before(deadline) {
					work()
				}
			}()
		}
	}
	all.Wait()
	return func() {
		pprof.StopCPUProfile()
		file.Close()
	}
}
