// Matrix uses the parts of Go that decide which scheduler code the linker keeps: goroutines, channels, select, timers,
// locks, net/http, pipes, garbage collection, the CPU profiler and, from Go 1.23, coroutines. test/matrix builds it in
// many forms with every toolchain from Go 1.18 on, so it is written in the language of Go 1.18.
package main

import (
	"fmt"
	"os"
	"runtime"
	"time"
)

func main() {
	stop := profile()
	defer stop()
	values, done := make(chan int), make(chan int)
	go produce(values, 1000)
	go consume(values, done)
	select {
	case sum := <-done:
		fmt.Println("sum", sum)
	case <-time.After(10 * time.Second):
		fmt.Println("timeout")
	}
	if err := serve(3); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("count", contend(8))
	fmt.Println("turns", takeTurns(4))
	fmt.Println("coroutines", coroutines(10))
	runtime.GC()
}
