// Stall: one P, a few goroutines that tick, and at each line on stdin one planted stall: a goroutine is made ready to run
// and another then holds the P for so long (-ms), so that it waits to run for just that time.
//
// To be started with GODEBUG=asyncpreemptoff=1: else the runtime takes the P back after 10 ms.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
	_ "unsafe" // for go:linkname
)

// The clock without a point at which the goroutine could be preempted; time.Now has one.
//
//go:linkname nanotime runtime.nanotime
func nanotime() int64

func tick(pause time.Duration) {
	for {
		time.Sleep(pause)
	}
}

// Waits for its turn.
func victim(wake <-chan struct{}) {
	for range wake {
	}
}

// Makes the victim ready, and does not let it run.
func stall(wake chan<- struct{}, length time.Duration) {
	wake <- struct{}{}
	for end := nanotime() + int64(length); nanotime() < end; {
	}
}

func main() {
	length := flag.Int("ms", 50, "how long a stall lasts")
	tickers := flag.Int("tickers", 8, "goroutines that sleep a few milliseconds again and again")
	flag.Parse()
	if !strings.Contains(os.Getenv("GODEBUG"), "asyncpreemptoff=1") {
		fmt.Fprintln(os.Stderr, "stall: start it with GODEBUG=asyncpreemptoff=1")
		os.Exit(2)
	}
	runtime.GOMAXPROCS(1)
	for i := 0; i < *tickers; i++ {
		go tick(time.Duration(2+i) * time.Millisecond)
	}
	wake := make(chan struct{})
	go victim(wake)
	fmt.Println("pid", os.Getpid())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		go stall(wake, time.Duration(*length)*time.Millisecond)
		fmt.Println("stall", *length)
	}
}
