// Godump prints the goroutine transitions of a Go execution trace, one a line,
// with tabs between the fields:
//
//	e  TIME GOID FROM TO REASON G THREAD P NOTE   a transition
//	m  TIME BEFORE AFTER                          a clock mark: the trace's time of an
//	                                              event and CLOCK_MONOTONIC around it
//	c  TIME MONO                                  the trace's own clock snapshot (1.25+)
//
// Times are nanoseconds; TIME is of the trace's clock, as the thread wrote it (see
// wire). G, THREAD and P are the context in which the event was written, -1 where
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
	wire, err := readWire(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(to, 1<<20)
	p := printer{out: out, wire: wire, stopper: trace.NoGoroutine, marks: map[trace.GoID]int64{}}
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

type printer struct {
	out  *bufio.Writer
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
	_, at, err := p.wire.next(event)
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
	kind, at, err := p.wire.next(event)
	if err != nil {
		return err
	}
	if kind == evGoSwitch || kind == evGoSwitchDestroy {
		p.entering, p.enterAt, p.rest = event, at, 2
		return nil
	}
	note := "-"
	if goid == p.stopper {
		note = "stw"
	}
	p.line(event, at, goid, from, to, t.Reason, event.Goroutine(), note)
	return nil
}

func (p *printer) line(event trace.Event, at int64, goid trace.GoID, from, to trace.GoState, reason string, g trace.GoID, note string) {
	fmt.Fprintf(p.out, "e\t%d\t%d\t%s\t%s\t%s\t%d\t%d\t%d\t%s\n",
		at, goid, from, to, reason, g, event.Thread(), event.Proc(), note)
}
