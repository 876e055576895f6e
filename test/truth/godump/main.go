// Godump prints the goroutine transitions of a Go execution trace, one a line,
// with tabs between the fields:
//
//	e  TIME GOID FROM TO REASON G THREAD P NOTE   a transition
//	m  TIME BEFORE AFTER                          a clock mark: the trace's time of an
//	                                              event and CLOCK_MONOTONIC around it
//	c  TIME MONO                                  the trace's own clock snapshot (1.25+)
//
// Times are nanoseconds; TIME is of the trace's clock. G, THREAD and P are the
// context in which the event was written, -1 where there is none. States and
// reasons are those of golang.org/x/exp/trace. NOTE is
//
//	switch  half of a coroutine switch. The reader makes three events of one
//	        (unblock, block or destroy, start); here it is the goroutine that
//	        leaves and the one that enters, Waiting to Running. G is the other.
//	stw     a transition of the goroutine that has stopped the world, before it
//	        started the world again. Such a goroutine cannot be descheduled: it
//	        is procresize that pretends so (runtime/proc.go).
//	status  no transition: the state is repeated at the start of a generation
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
	out := bufio.NewWriterSize(to, 1<<20)
	p := printer{out: out, stopper: trace.NoGoroutine}
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
	p.flush()
	return out.Flush()
}

type printer struct {
	out *bufio.Writer
	// held are transitions that may be the beginning of a coroutine switch.
	held []trace.Event
	// stopper is the goroutine that has stopped the world.
	stopper trace.GoID
	// mark is the trace's time of the last "mark" event of each goroutine.
	mark map[trace.GoID]trace.Time
}

func (p *printer) take(event trace.Event) error {
	switch event.Kind() {
	case trace.EventStateTransition:
		if event.StateTransition().Resource.Kind == trace.ResourceGoroutine {
			p.hold(event)
		}
	case trace.EventRangeBegin, trace.EventRangeActive, trace.EventRangeEnd:
		if r := event.Range(); strings.HasPrefix(r.Name, "stop-the-world") {
			p.flush()
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
	switch l := event.Log(); l.Category {
	case "mark":
		if p.mark == nil {
			p.mark = map[trace.GoID]trace.Time{}
		}
		p.mark[event.Goroutine()] = event.Time()
	case "bracket":
		at, marked := p.mark[event.Goroutine()]
		before, after, split := strings.Cut(l.Message, " ")
		if !marked || !split {
			return fmt.Errorf("a bracket %q without a mark", l.Message)
		}
		fmt.Fprintf(p.out, "m\t%d\t%s\t%s\n", at, before, after)
	}
	return nil
}

// hold keeps transitions back until it is clear whether three in a row are one
// coroutine switch.
func (p *printer) hold(event trace.Event) {
	p.held = append(p.held, event)
	for len(p.held) > 0 && !maySwitch(p.held) {
		p.print(p.held[0], "-")
		p.held = p.held[1:]
	}
	if len(p.held) == 3 {
		p.printSwitch(p.held[0], p.held[1])
		p.held = nil
	}
}

func (p *printer) flush() {
	for _, event := range p.held {
		p.print(event, "-")
	}
	p.held = nil
}

// maySwitch tells whether the events are a coroutine switch or its beginning:
// an unblock without a stack, which only a switch has among those written by a
// goroutine, a block without a reason or an exit of that goroutine, and the
// start of the one unblocked. The reader queues the three together and sets each
// 1 ns after the other (Go's x/exp/trace, order.go advanceGoSwitch, reader.go).
func maySwitch(events []trace.Event) bool {
	first := events[0].StateTransition()
	left, entered := events[0].Goroutine(), first.Resource.Goroutine()
	if from, to := first.Goroutine(); from != trace.GoWaiting || to != trace.GoRunnable {
		return false
	}
	if left == trace.NoGoroutine || events[0].Stack() != trace.NoStack {
		return false
	}
	for i, event := range events[1:] {
		if event.Thread() != events[0].Thread() || event.Time() != events[i].Time()+1 {
			return false
		}
	}
	if len(events) > 1 {
		second := events[1].StateTransition()
		from, to := second.Goroutine()
		blocks := to == trace.GoWaiting && second.Reason == ""
		if second.Resource.Goroutine() != left || from != trace.GoRunning || !blocks && to != trace.GoNotExist {
			return false
		}
	}
	if len(events) > 2 {
		third := events[2].StateTransition()
		from, to := third.Goroutine()
		if third.Resource.Goroutine() != entered || from != trace.GoRunnable || to != trace.GoRunning {
			return false
		}
	}
	return true
}

func (p *printer) printSwitch(enter, leave trace.Event) {
	left, entered := enter.Goroutine(), enter.StateTransition().Resource.Goroutine()
	_, to := leave.StateTransition().Goroutine()
	p.line(leave, left, trace.GoRunning, to, "", entered, "switch")
	p.line(enter, entered, trace.GoWaiting, trace.GoRunning, "", left, "switch")
}

func (p *printer) print(event trace.Event, note string) {
	t := event.StateTransition()
	goid := t.Resource.Goroutine()
	from, to := t.Goroutine()
	if from == to {
		note = "status"
	} else if goid == p.stopper {
		note = "stw"
	}
	p.line(event, goid, from, to, t.Reason, event.Goroutine(), note)
}

func (p *printer) line(event trace.Event, goid trace.GoID, from, to trace.GoState, reason string, g trace.GoID, note string) {
	fmt.Fprintf(p.out, "e\t%d\t%d\t%s\t%s\t%s\t%d\t%d\t%d\t%s\n",
		event.Time(), goid, from, to, reason, g, event.Thread(), event.Proc(), note)
}
