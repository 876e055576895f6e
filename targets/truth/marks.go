package main

import (
	"context"
	"fmt"
	"runtime/trace"
	"syscall"
	"time"
	"unsafe"
)

// clockMonotonic is CLOCK_MONOTONIC of clock_gettime(2).
const clockMonotonic = 1

// monotonic reads CLOCK_MONOTONIC in nanoseconds by the system call itself:
// nothing has to be assumed of the runtime's clocks. RawSyscall is not seen by
// the scheduler, so a reading is no transition.
func monotonic() int64 {
	var ts syscall.Timespec
	_, _, errno := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clockMonotonic, uintptr(unsafe.Pointer(&ts)), 0)
	if errno != 0 {
		panic(errno)
	}
	return ts.Nano()
}

// A marker ties the trace's clock to CLOCK_MONOTONIC: readings right before and
// right after a log event bracket the event's own timestamp.
type marker struct {
	stop, ended chan struct{}
}

func startMarks() *marker {
	m := &marker{make(chan struct{}), make(chan struct{})}
	burst()
	go func() {
		defer close(m.ended)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				burst()
			case <-m.stop:
				burst()
				return
			}
		}
	}()
	return m
}

func (m *marker) end() {
	close(m.stop)
	<-m.ended
}

// burst logs a few marks in a row, because any of them may be interrupted: the
// reader of the trace keeps the one with the narrowest bracket. The event "mark"
// comes first and "bracket" tells the two readings around it.
func burst() {
	ctx := context.Background()
	for i := 0; i < 5; i++ {
		before := monotonic()
		trace.Log(ctx, "mark", "")
		after := monotonic()
		trace.Log(ctx, "bracket", fmt.Sprintf("%d %d", before, after))
	}
}
