// Plansample uses the parts of Go that decide which scheduler code the linker keeps: goroutines, channels, select,
// timers, locks, net/http, garbage collection and, from Go 1.23, coroutines. It is written in Go 1.18. The tests of lib/plan/ build it with many
// toolchains and read the binary; running it is not required.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
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

func serve(rounds int) error {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "hello")
	}))
	defer server.Close()
	for i := 0; i < rounds; i++ {
		response, err := http.Get(server.URL)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return err
		}
		response.Body.Close()
	}
	return nil
}

func contend(workers int) int {
	var lock sync.Mutex
	var all sync.WaitGroup
	count := 0
	for i := 0; i < workers; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for j := 0; j < 100; j++ {
				lock.Lock()
				count++
				lock.Unlock()
				runtime.Gosched()
			}
		}()
	}
	all.Wait()
	return count
}

func main() {
	stop := profile()
	defer stop()
	values, done := make(chan int), make(chan int)
	go produce(values, 1000)
	go consume(values, done)
	select {
	case sum := <-done:
		fmt.Println("sum", sum)
	case <-time.After(10 * time.Second):
		fmt.Println("timeout")
	}
	if err := serve(3); err != nil {
		fmt.Println(err)
	}
	fmt.Println("count", contend(8))
	fmt.Println("coroutines", coroutines(10))
	runtime.GC()
}
