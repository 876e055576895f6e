// Gotracereader reads execution traces with golang.org/x/exp/trace and prints a
// JSON object a line, one for each file: how many events, and how long goroutines
// were in each state.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/exp/trace"
)

type result struct {
	File   string
	Error  string
	Events int
	// By state and reason, with a bar between them.
	StateNs map[string]int64
}

type state struct {
	name  string
	begin int64
}

func main() {
	encoder := json.NewEncoder(os.Stdout)
	for _, path := range os.Args[1:] {
		r := result{File: path, StateNs: map[string]int64{}}
		if err := r.read(path); err != nil {
			r.Error = err.Error()
		}
		if err := encoder.Encode(r); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func (r *result) read(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	reader, err := trace.NewReader(bufio.NewReaderSize(file, 1<<20))
	if err != nil {
		return err
	}
	states := map[trace.GoID]state{}
	var last int64
	for {
		event, err := reader.ReadEvent()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		r.Events++
		last = int64(event.Time())
		if event.Kind() != trace.EventStateTransition {
			continue
		}
		transition := event.StateTransition()
		if transition.Resource.Kind != trace.ResourceGoroutine {
			continue
		}
		id := transition.Resource.Goroutine()
		if s, ok := states[id]; ok {
			r.StateNs[s.name] += last - s.begin
			delete(states, id)
		}
		if _, to := transition.Goroutine(); to != trace.GoNotExist {
			states[id] = state{to.String() + "|" + transition.Reason, last}
		}
	}
	for _, s := range states {
		r.StateNs[s.name] += last - s.begin
	}
	return nil
}
