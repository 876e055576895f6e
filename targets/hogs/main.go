// Hogs: a ticker that wants to run every millisecond and, from a line on stdin on, goroutines that never let go of
// their P by themselves. With GOMAXPROCS=1 the ticker then waits for the preemption of each of them.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"time"
)

func hog() {
	for {
	}
}

func tick(pause time.Duration) {
	for {
		time.Sleep(pause)
	}
}

func main() {
	hogs := flag.Int("hogs", 4, "goroutines that start at each line on stdin")
	tickers := flag.Int("tickers", 8, "goroutines that sleep a millisecond again and again")
	flag.Parse()
	for i := 0; i < *tickers; i++ {
		go tick(time.Millisecond)
	}
	fmt.Println("pid", os.Getpid())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		for i := 0; i < *hogs; i++ {
			go hog()
		}
		fmt.Println("hogs", *hogs)
	}
}
