// Crowd: very many goroutines that live and wait, and a few that wake some of them all the time.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func waiter(wake <-chan int) {
	for range wake {
	}
}

func main() {
	size := flag.Int("size", 100_000, "goroutines that wait")
	pause := flag.Duration("pause", time.Millisecond, "time between two rounds of waking")
	burst := flag.Int("burst", 50, "goroutines woken a round")
	flag.Parse()
	wakes := make([]chan int, *size)
	for i := range wakes {
		wakes[i] = make(chan int)
		go waiter(wakes[i])
	}
	fmt.Println("pid", os.Getpid())
	for next := 0; ; {
		for i := 0; i < *burst; i++ {
			wakes[next] <- i
			next = (next + 1) % *size
		}
		time.Sleep(*pause)
	}
}
