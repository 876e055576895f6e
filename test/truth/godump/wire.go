package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"

	"golang.org/x/exp/trace"
)

// Event types of the trace format; internal/trace/tracev2/events.go of Go 1.25
// names all of them. The numbers are the same since Go 1.22.
const (
	evEventBatch          = 1
	evStacks              = 2
	evStrings             = 4
	evCPUSamples          = 6
	evFrequency           = 8
	evGoCreate            = 14
	evGoCreateSyscall     = 15
	evGoStart             = 16
	evGoDestroy           = 17
	evGoDestroySyscall    = 18
	evGoStop              = 19
	evGoBlock             = 20
	evGoUnblock           = 21
	evGoSyscallBegin      = 22
	evGoSyscallEnd        = 23
	evGoSyscallEndBlocked = 24
	evUserLog             = 44
	evGoSwitch            = 45
	evGoSwitchDestroy     = 46
	evGoCreateBlocked     = 47
	evExperimentalBatch   = 49
	evSync                = 50
	evEndOfGeneration     = 52
)

// headerSize is the length of "go 1.NN trace" with its padding.
const headerSize = 16

// arguments is how many integers follow a timed event's type, its time included;
// 0 where the type is none of a timed event.
var arguments = [...]int{
	9: 3, 10: 3, 11: 1, 12: 4, 13: 3, // procs
	14: 4, 15: 2, 16: 3, 17: 1, 18: 1, 19: 3, 20: 3, 21: 4, 22: 3, 23: 1, 24: 1, 25: 4, // goroutines
	26: 3, 27: 1, 28: 2, 29: 3, 30: 2, 31: 2, 32: 2, 33: 3, 34: 2, 35: 2, 36: 1, 37: 2, 38: 2, // STW, GC
	39: 2, 40: 5, 41: 3, 42: 4, 43: 4, 44: 5, // annotations
	45: 3, 46: 3, 47: 4, 48: 5, // since Go 1.23
}

// A wire is what each thread has written of goroutines, with the times that it
// has written. x/exp/trace gives events times of its own: where it has to put an
// event behind one that another thread wrote later, it moves it to 1 ns after
// that one, and with it everything that waits for it.
type wire struct {
	threads map[trace.ThreadID][]stamped
	// unit is the length of a tick in ns.
	unit float64
}

type stamped struct {
	kind  byte
	ticks uint64
}

func readWire(path string) (*wire, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(data) < headerSize {
		return nil, fmt.Errorf("%s: no trace", path)
	}
	w := &wire{threads: map[trace.ThreadID][]stamped{}}
	in := &cursor{Reader: bytes.NewReader(data[headerSize:])}
	for in.Len() > 0 {
		kind := in.byte()
		if kind == evEndOfGeneration {
			continue
		}
		if kind == evExperimentalBatch {
			in.byte()
		} else if kind != evEventBatch {
			return nil, fmt.Errorf("%s: batch of type %d", path, kind)
		}
		in.uvarint() // The generation.
		thread, ticks, size := in.uvarint(), in.uvarint(), in.uvarint()
		batch := in.bytes(size)
		if in.err == nil && kind == evEventBatch {
			w.batch(trace.ThreadID(thread), ticks, batch)
		}
		if in.err != nil {
			return nil, fmt.Errorf("%s: %w", path, in.err)
		}
	}
	if w.unit == 0 {
		return nil, fmt.Errorf("%s: no clock frequency", path)
	}
	return w, nil
}

func (w *wire) batch(thread trace.ThreadID, ticks uint64, batch []byte) {
	in := &cursor{Reader: bytes.NewReader(batch)}
	for in.err == nil && in.Len() > 0 {
		kind := in.byte()
		switch {
		case kind == evStacks || kind == evStrings || kind == evCPUSamples:
			return
		case kind == evSync:
			continue
		case kind == evFrequency:
			w.unit = 1e9 / float64(in.uvarint())
			return
		case int(kind) >= len(arguments) || arguments[kind] == 0:
			// An experiment's event: none is switched on here.
			return
		}
		ticks += in.uvarint()
		for i := 1; i < arguments[kind]; i++ {
			in.uvarint()
		}
		if _, counted := transitions[kind]; counted || kind == evUserLog {
			w.threads[thread] = append(w.threads[thread], stamped{kind, ticks})
		}
	}
}

// transitions are the states before and after, by event type.
var transitions = map[byte][2]trace.GoState{
	evGoCreate:            {trace.GoNotExist, trace.GoRunnable},
	evGoCreateBlocked:     {trace.GoNotExist, trace.GoWaiting},
	evGoCreateSyscall:     {trace.GoNotExist, trace.GoSyscall},
	evGoStart:             {trace.GoRunnable, trace.GoRunning},
	evGoDestroy:           {trace.GoRunning, trace.GoNotExist},
	evGoDestroySyscall:    {trace.GoSyscall, trace.GoNotExist},
	evGoStop:              {trace.GoRunning, trace.GoRunnable},
	evGoBlock:             {trace.GoRunning, trace.GoWaiting},
	evGoUnblock:           {trace.GoWaiting, trace.GoRunnable},
	evGoSyscallBegin:      {trace.GoRunning, trace.GoSyscall},
	evGoSyscallEnd:        {trace.GoSyscall, trace.GoRunning},
	evGoSyscallEndBlocked: {trace.GoSyscall, trace.GoRunnable},
	// The first of the three events that the reader makes of a switch.
	evGoSwitch:        {trace.GoWaiting, trace.GoRunnable},
	evGoSwitchDestroy: {trace.GoWaiting, trace.GoRunnable},
}

// next takes the event that the thread wrote next. It must be the one that the
// reader has come to: each thread's events keep their order.
func (w *wire) next(event trace.Event) (kind byte, time int64, err error) {
	queue := w.threads[event.Thread()]
	if len(queue) == 0 {
		return 0, 0, fmt.Errorf("thread %d has written nothing more, but: %v", event.Thread(), event)
	}
	w.threads[event.Thread()] = queue[1:]
	kind, time = queue[0].kind, int64(float64(queue[0].ticks)*w.unit)
	expected := kind == evUserLog
	if event.Kind() == trace.EventStateTransition {
		from, to := event.StateTransition().Goroutine()
		states, isTransition := transitions[kind]
		expected = isTransition && states == [2]trace.GoState{from, to}
	}
	// One tick of rounding apart, the reader only ever moves events to later.
	if !expected || float64(time) > float64(event.Time())+w.unit {
		return 0, 0, fmt.Errorf("thread %d wrote an event of type %d at %d, not: %v", event.Thread(), kind, time, event)
	}
	return kind, time, nil
}

// A cursor reads integers until the first error.
type cursor struct {
	*bytes.Reader
	err error
}

func (c *cursor) byte() byte {
	b, err := c.ReadByte()
	if c.err == nil {
		c.err = err
	}
	return b
}

func (c *cursor) uvarint() uint64 {
	v, err := binary.ReadUvarint(c)
	if c.err == nil {
		c.err = err
	}
	return v
}

func (c *cursor) bytes(n uint64) []byte {
	if n > uint64(c.Len()) {
		if c.err == nil {
			c.err = fmt.Errorf("a batch is cut off")
		}
		return nil
	}
	data := make([]byte, n)
	if _, err := c.Read(data); err != nil && c.err == nil {
		c.err = err
	}
	return data
}
