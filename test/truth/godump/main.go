// Godump prints the goroutine transitions of a Go execution trace, one a line,
// with tabs between the fields:
//
//	v  MINOR                                      first: the trace is of Go 1.MINOR
//	e  TIME GOID FROM TO REASON G THREAD P NOTE   a transition
//	m  TIME BEFORE AFTER                          a clock mark: the trace's time of an
//	                                              event and CLOCK_MONOTONIC around it
//	c  TIME MONO                                  the trace's own clock snapshot (1.25+)
//
// Times are nanoseconds; TIME is of the trace's clock, as the thread wrote it (see
// wire). In traces before Go 1.22 THREAD is the number of an M, and the end of a
// system call that did not block is the reader's invention. G, THREAD and P are the context in which the event was written, -1 where
// there is none. States, reasons and the order are those of golang.org/x/exp/trace.
// NOTE is
//
//	switch  half of a coroutine switch. The reader makes three events of one
//	        (unblock, block or destroy, start); here it is the goroutine that
//	        leaves and the one that enters, Waiting to Running. G is the other.
//	stw     a transition of the goroutine that has stopped the world, before it
//	        started the world again. Such a goroutine cannot be descheduled: it
//	        is procresize that pretends so (runtime/proc.go).
//	status  no transition: what state a goroutine is in, TIME is the reader's
//	-       none of these
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/exp/trace"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: godump TRACE > LINES")
		os.Exit(2)
	}
	if err := dump(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "godump:", err)
		os.Exit(1)
	}
}

func dump(path string, to io.Writer) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	reader, err := trace.NewReader(bufio.NewReaderSize(file, 1<<20))
	if err != nil {
		return err
	}
	minor, err := readVersion(path)
	if err != nil {
		return err
	}
	var wire *wire
	if minor >= 22 {
		if wire, err = readWire(path); err != nil {
			return err
		}
	}
	out := bufio.NewWriterSize(to, 1<<20)
	fmt.Fprintf(out, "v\t%d\n", minor)
	p := printer{out: out, wire: wire, stopper: trace.NoGoroutine, marks: map[trace.GoID]int64{}, resized: map[trace.GoID]bool{}}
	for {
		event, err := reader.ReadEvent()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if err := p.take(event); err != nil {
			return err
		}
	}
	return out.Flush()
}

// readVersion tells the Go version in a trace's header, "go 1.NN trace".
func readVersion(path string) (minor int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	if _, err := fmt.Fscanf(file, "go 1.%d trace", &minor); err != nil {
		return 0, fmt.Errorf("%s: no trace: %w", path, err)
	}
	return minor, nil
}

type printer struct {
	out *bufio.Writer
	// wire is nil for traces before Go 1.22, whose events keep their times.
	wire *wire
	// entering is the first event of a coroutine switch, of which there are
	// rest more to come.
	entering trace.Event
	enterAt  int64
	rest     int
	// stopper is the goroutine that has stopped the world.
	stopper trace.GoID
	// marks is the time of the last "mark" event of each goroutine.
	marks map[trace.GoID]int64
	// resized are the goroutines that procresize has stopped for pretence and
	// not started again, in traces before Go 1.22.
	resized map[trace.GoID]bool
}

// next is the event as its thread wrote it.
func (p *printer) next(event trace.Event) (kind byte, time int64, err error) {
	if p.wire == nil {
		return 0, int64(event.Time()), nil
	}
	return p.wire.next(event)
}

func (p *printer) take(event trace.Event) error {
	switch event.Kind() {
	case trace.EventStateTransition:
		if event.StateTransition().Resource.Kind == trace.ResourceGoroutine {
			return p.transition(event)
		}
	case trace.EventRangeBegin, trace.EventRangeActive, trace.EventRangeEnd:
		if r := event.Range(); strings.HasPrefix(r.Name, "stop-the-world") {
			p.stopper = r.Scope.Goroutine()
			if event.Kind() == trace.EventRangeEnd {
				p.stopper = trace.NoGoroutine
			}
		}
	case trace.EventLog:
		return p.log(event)
	case trace.EventSync:
		if s := event.Sync().ClockSnapshot; s != nil {
			fmt.Fprintf(p.out, "c\t%d\t%d\n", s.Trace, s.Mono)
		}
	}
	return nil
}

func (p *printer) log(event trace.Event) error {
	_, at, err := p.next(event)
	if err != nil {
		return err
	}
	switch l := event.Log(); l.Category {
	case "mark":
		p.marks[event.Goroutine()] = at
	case "bracket":
		marked, known := p.marks[event.Goroutine()]
		before, after, split := strings.Cut(l.Message, " ")
		if !known || !split {
			return fmt.Errorf("a bracket %q without a mark", l.Message)
		}
		fmt.Fprintf(p.out, "m\t%d\t%s\t%s\n", marked, before, after)
	}
	return nil
}

func (p *printer) transition(event trace.Event) error {
	t := event.StateTransition()
	goid := t.Resource.Goroutine()
	from, to := t.Goroutine()
	if p.rest > 0 {
		// The reader queues the three in a row (x/exp/trace, order.go,
		// advanceGoSwitch): the second is the goroutine that leaves.
		if p.rest--; p.rest == 1 {
			entered := p.entering.StateTransition().Resource.Goroutine()
			p.line(event, p.enterAt, goid, from, to, "", entered, "switch")
			p.line(p.entering, p.enterAt, entered, trace.GoWaiting, trace.GoRunning, "", goid, "switch")
		}
		return nil
	}
	if from == trace.GoUndetermined || from == to {
		p.line(event, int64(event.Time()), goid, from, to, t.Reason, event.Goroutine(), "status")
		return nil
	}
	kind, at, err := p.next(event)
	if err != nil {
		return err
	}
	if kind == evGoSwitch || kind == evGoSwitchDestroy {
		p.entering, p.enterAt, p.rest = event, at, 2
		return nil
	}
	note := "-"
	if goid == p.stopper || p.wire == nil && p.isResize(event, goid, to) {
		note = "stw"
	}
	p.line(event, at, goid, from, to, t.Reason, event.Goroutine(), note)
	return nil
}

// isResize tells procresize's pretence where the trace does not say who stops the
// world: a goroutine that calls GOMAXPROCS yields and starts again (from Go 1.18
// to 1.21 traceGoSched and traceGoStart in procresize, runtime/proc.go). A real
// yield of it is a preemption (goyield in semrelease).
func (p *printer) isResize(event trace.Event, goid trace.GoID, to trace.GoState) bool {
	if p.resized[goid] {
		delete(p.resized, goid)
		return to == trace.GoRunning
	}
	if to != trace.GoRunnable || event.StateTransition().Reason != "runtime.Gosched" {
		return false
	}
	for frame := range event.Stack().Frames() {
		if frame.Func == "runtime.GOMAXPROCS" {
			p.resized[goid] = true
			return true
		}
	}
	return false
}

func (p *printer) line(event trace.Event, at int64, goid trace.GoID, from, to trace.GoState, reason string, g trace.GoID, note string) {
	fmt.Fprintf(p.out, "e\t%d\t%d\t%s\t%s\t%s\t%d\t%d\t%d\t%s\n",
		at, goid, from, to, reason, g, event.Thread(), event.Proc(), note)
}
