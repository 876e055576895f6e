// Pingpong: pairs of goroutines that hand a token to and fro over unbuffered channels. Every round trip is a fixed
// number of scheduler transitions, so the program can say how many there must have been.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

func pair(rounds int, count *atomic.Uint64, stop <-chan struct{}) int {
	ping, pong := make(chan int), make(chan int)
	go echo(ping, pong)
	defer close(ping)
	done := 0
	for rounds == 0 || done < rounds {
		if done%1024 == 0 {
			select {
			case <-stop:
				return done
			default:
			}
		}
		ping <- done
		<-pong
		done++
		count.Store(uint64(done))
	}
	return done
}

func echo(ping <-chan int, pong chan<- int) {
	for token := range ping {
		pong <- token
	}
}

// caller makes system calls that the scheduler sees, in place of round trips.
func caller(rounds int, count *atomic.Uint64, stop <-chan struct{}) int {
	done := 0
	for rounds == 0 || done < rounds {
		if done%1024 == 0 {
			select {
			case <-stop:
				return done
			default:
			}
		}
		if _, _, errno := syscall.Syscall(syscall.SYS_GETPPID, 0, 0, 0); errno != 0 {
			panic(errno)
		}
		done++
		count.Store(uint64(done))
	}
	return done
}

// settle waits until the runtime, too, is done with all goroutines but so many. What they signal at their end comes
// before they exit.
func settle(goroutines int) {
	for runtime.NumGoroutine() > goroutines {
		time.Sleep(time.Millisecond)
	}
}

func main() {
	calls := flag.Bool("calls", false, "make system calls in place of round trips")
	pairs := flag.Int("pairs", 1, "pairs of goroutines")
	rounds := flag.Int("rounds", 0, "round trips a pair makes, 0: until -for is over")
	length := flag.Duration("for", time.Hour, "how long to run")
	wait := flag.Bool("wait", false, "wait for a line on stdin before the first round trip")
	countFile := flag.String("count", "", "file that shows the round trips while they are made, see openCounts")
	flag.Parse()
	counts, err := openCounts(*countFile, *pairs)
	if err != nil {
		fmt.Fprintln(os.Stderr, "pingpong:", err)
		os.Exit(1)
	}
	fmt.Println("pid", os.Getpid())
	if *wait {
		if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
			os.Exit(1)
		}
	}
	stop := make(chan struct{})
	time.AfterFunc(*length, func() { close(stop) })
	var all sync.WaitGroup
	trips := make([]int, *pairs)
	trip := pair
	if *calls {
		trip = caller
	}
	before := runtime.NumGoroutine()
	begin := time.Now()
	for i := range trips {
		all.Add(1)
		go func() {
			defer all.Done()
			trips[i] = trip(*rounds, counts[i], stop)
		}()
	}
	all.Wait()
	elapsed := time.Since(begin)
	settle(before)
	total := 0
	for _, n := range trips {
		total += n
	}
	fmt.Printf("round_trips %d ns_per_round_trip %.1f\n", total, float64(elapsed.Nanoseconds())*float64(*pairs)/float64(total))
	if *wait {
		// Keeps the process until it is told, so that an observer can finish first.
		_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	}
}
