// Reexec: runs for a while, or until it is told, under one set of goroutines, then becomes another program by execve:
// itself, with a second set, or what it is told. Goroutine ids start again at 1 in the new image.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
)

const secondImage = "REEXEC_SECOND_IMAGE"

// Sleepers of the two images have names of their own, so that an observer cannot take one for the other.
func firstLife() {
	for {
		time.Sleep(time.Millisecond)
	}
}

func secondLife() {
	for {
		time.Sleep(time.Millisecond)
	}
}

func main() {
	after := flag.Duration("after", time.Second, "how long the first image runs")
	wait := flag.Bool("wait", false, "run the first image until a line on stdin instead")
	sleepers := flag.Int("sleepers", 8, "goroutines of each image")
	program := flag.String("exec", "", "program to become, empty: itself")
	flag.Parse()
	life := firstLife
	second := os.Getenv(secondImage) != ""
	if second {
		life = secondLife
	}
	for i := 0; i < *sleepers; i++ {
		go life()
	}
	fmt.Println("pid", os.Getpid(), "second image "+strconv.FormatBool(second))
	if second {
		time.Sleep(time.Hour)
	}
	if *wait {
		if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
			os.Exit(1)
		}
	} else {
		time.Sleep(*after)
	}
	path, arguments := *program, append([]string{*program}, flag.Args()...)
	if path == "" {
		path, arguments = "/proc/self/exe", os.Args
	}
	err := syscall.Exec(path, arguments, append(os.Environ(), secondImage+"=1"))
	fmt.Fprintln(os.Stderr, "exec:", err)
	os.Exit(1)
}
