//go:build cgo

package main

/*
#include <pthread.h>
#include <time.h>

extern void calledBack(int);

static void pause_us(long us) {
	struct timespec t = {0, us * 1000};
	nanosleep(&t, 0);
}

// A thread that C made: each call into Go borrows a goroutine.
static void *call_in(void *times) {
	for (int i = 0; i < (int)(long)times; i++) {
		calledBack(i);
		pause_us(50);
	}
	return 0;
}

static int threads_call_in(int threads, long times) {
	pthread_t ids[16];
	int made = 0;
	while (made < threads && pthread_create(&ids[made], 0, call_in, (void *)times) == 0)
		made++;
	for (int i = 0; i < made; i++)
		pthread_join(ids[i], 0);
	return made == threads;
}

static void call_out(void) { pause_us(20); }

static void call_through(int i) { calledBack(i); }
*/
import "C"

import (
	"runtime"
	"time"
)

func init() {
	works["callback"] = callbacks
}

// callReplies answers goroutines that came from C.
var callReplies = make(chan int)

//export calledBack
func calledBack(i C.int) {
	switch i % 4 {
	case 0:
		callReplies <- int(i)
	case 1:
		runtime.Gosched()
	case 2:
		C.call_out()
	}
}

// callbacks: threads that C made call into Go, some calls wait there, some go
// out to C again; and goroutines that call through C back into Go.
func callbacks(stop <-chan struct{}) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for range callReplies {
		}
	}()
	threads := func(threads C.int, times C.long) func() {
		return func() {
			for !stopped(stop) {
				if C.threads_call_in(threads, times) == 0 {
					panic("no thread could be made")
				}
				time.Sleep(pause)
			}
		}
	}
	together(
		threads(3, 5),
		threads(1, 40),
		func() {
			for i := 0; !stopped(stop); i++ {
				C.call_through(C.int(i))
				if i%8 == 0 {
					time.Sleep(pause)
				}
			}
		},
	)
	close(callReplies)
	<-ended
}
