// Wrapped: a program as one starts it behind another: it uses its stdio, its arguments, its signals and its exit
// status, and tells of each.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

func worker(n int, all *sync.WaitGroup) {
	defer all.Done()
	time.Sleep(time.Duration(n) * time.Millisecond)
}

// Tells of each signal; SIGUSR2 ends it, too.
func tellSignals() {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGINT)
	fmt.Println("listening", os.Getpid())
	for received := range signals {
		fmt.Println("got", received)
		if received == syscall.SIGUSR2 {
			os.Exit(7)
		}
	}
}

func main() {
	status := flag.Int("exit", 0, "exit status")
	workers := flag.Int("workers", 4, "goroutines that sleep a few milliseconds")
	echo := flag.Bool("echo", false, "copy stdin to stdout")
	listen := flag.Bool("signals", false, "tell of every signal until SIGUSR2")
	self := flag.Int("kill", 0, "signal to end oneself with")
	flag.Parse()
	fmt.Println("arguments", flag.Args())
	fmt.Fprintln(os.Stderr, "on stderr")
	var all sync.WaitGroup
	for i := 0; i < *workers; i++ {
		all.Add(1)
		go worker(i, &all)
	}
	all.Wait()
	if *echo {
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			fmt.Println("echo", lines.Text())
		}
	}
	if *listen {
		tellSignals()
	}
	if *self != 0 {
		_ = syscall.Kill(os.Getpid(), syscall.Signal(*self))
		time.Sleep(time.Hour)
	}
	os.Exit(*status)
}
