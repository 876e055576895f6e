// Cshared: a Go library for programs that are not Go (-buildmode=c-shared). Whoever calls Work brings a thread of its
// own, so each call borrows an M and gives it back (needm, dropm).
package main

import "C"

import "time"

type question struct {
	number int
	answer chan int
}

var questions = make(chan question)

func init() {
	for range make([]struct{}, 2) {
		go answerer()
	}
	go ticker()
}

func answerer() {
	for asked := range questions {
		asked.answer <- asked.number + 1
	}
}

// Something happens even when nobody calls.
func ticker() {
	for {
		time.Sleep(5 * time.Millisecond)
	}
}

// Work hands numbers to a goroutine and waits for the answers; returns how many were right.
//
//export Work
func Work(rounds C.int) C.int {
	right := 0
	answer := make(chan int)
	for i := 0; i < int(rounds); i++ {
		questions <- question{i, answer}
		if <-answer == i+1 {
			right++
		}
	}
	return C.int(right)
}

func main() {}
