//go:build go1.25

package main

import (
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func init() {
	works["bubble"] = bubbles
}

// bubbles: goroutines in synctest bubbles, whose clock moves when all of them
// wait; the runtime changes their status the slow way.
func bubbles(stop <-chan struct{}) {
	ended := make(chan struct{})
	test := func(t *testing.T) {
		for !stopped(stop) {
			synctest.Test(t, bubble)
			time.Sleep(pause)
		}
		if t.Failed() {
			panic("a bubble failed")
		}
		close(ended)
		// What runs tests would end the process; that is for main to do.
		select {}
	}
	match := func(string, string) (bool, error) { return true, nil }
	go testing.Main(match, []testing.InternalTest{{Name: "bubbles", F: test}}, nil, nil)
	<-ended
}

func bubble(t *testing.T) {
	values, seen := make(chan int), 0
	go func() {
		defer close(values)
		for i := 0; i < 5; i++ {
			time.Sleep(time.Second)
			values <- i
			if syscall.Getppid() < 0 {
				t.Error("no parent")
			}
		}
	}()
	together(
		func() {
			for range values {
				seen++
			}
		},
		func() {
			select {
			case <-time.After(time.Minute):
			case <-t.Context().Done():
			}
		},
	)
	synctest.Wait()
	if seen != 5 {
		t.Errorf("%d values seen", seen)
	}
}
