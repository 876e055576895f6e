// Truth runs one small workload under Go's own execution tracer, so that what
// runqscope tells of its goroutines can be compared with what the runtime says
// of them. It is driven by lines on stdin, each answered by a line on stdout:
//
//	start       the workload begins            started
//	trace FILE  runtime/trace writes to FILE   tracing
//	stop        the trace ends                 stopped
//	quit        the workload ends, exit        bye
//
// The first line on stdout is "ready PID".
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"runtime/trace"
	"sort"
	"strings"
)

// A work keeps goroutines busy at a moderate, bounded rate until stop closes,
// and returns when every goroutine that it started has ended.
type work func(stop <-chan struct{})

var works = map[string]work{}

func main() {
	name := flag.String("work", "mix", "workload to run")
	list := flag.Bool("list", false, "print the names of the workloads and exit")
	flag.Parse()
	if *list {
		names := make([]string, 0, len(works))
		for name := range works {
			names = append(names, name)
		}
		sort.Strings(names)
		fmt.Println(strings.Join(names, "\n"))
		return
	}
	run, known := works[*name]
	if !known {
		fmt.Fprintf(os.Stderr, "truth: no workload %q\n", *name)
		os.Exit(2)
	}
	if err := serveFor(*name, run); err != nil {
		fmt.Fprintln(os.Stderr, "truth:", err)
		os.Exit(1)
	}
}

// serveFor serves in the main goroutine, unless the workload needs that one.
func serveFor(name string, run work) error {
	if name != mainThreadWork {
		return serve(run)
	}
	ended := make(chan error)
	go func() { ended <- serve(run) }()
	for {
		select {
		case call := <-mainCalls:
			call()
		case err := <-ended:
			return err
		}
	}
}

func serve(run work) error {
	stop := make(chan struct{})
	ended := make(chan struct{})
	started := false
	var marks *marker

	fmt.Println("ready", os.Getpid())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		verb, file, _ := strings.Cut(lines.Text(), " ")
		switch verb {
		case "start":
			if started {
				return fmt.Errorf("started twice")
			}
			started = true
			go func() {
				run(stop)
				close(ended)
			}()
			fmt.Println("started")
		case "trace":
			out, err := os.Create(file)
			if err != nil {
				return err
			}
			defer out.Close()
			if err := trace.Start(out); err != nil {
				return err
			}
			marks = startMarks()
			fmt.Println("tracing")
		case "stop":
			marks.end()
			trace.Stop()
			fmt.Println("stopped")
		case "quit":
			close(stop)
			if started {
				<-ended
			}
			fmt.Println("bye")
			return nil
		default:
			return fmt.Errorf("no command %q", verb)
		}
	}
	return lines.Err()
}
