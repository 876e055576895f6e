// Tracer: debugs a process as strace does, without ever stopping it for long: seizes every thread, passes signals on.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"syscall"
)

const ptraceSeize = 0x4206 // include/uapi/linux/ptrace.h

func main() {
	runtime.LockOSThread() // a tracer is a thread
	pid, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		panic(err)
	}
	for _, thread := range threads {
		if _, _, errno := syscall.RawSyscall6(syscall.SYS_PTRACE, ptraceSeize, uintptr(number(thread.Name())), 0, 0, 0, 0); errno != 0 {
			panic(errno)
		}
	}
	fmt.Println("tracing", pid)
	for {
		var status syscall.WaitStatus
		stopped, err := syscall.Wait4(-1, &status, syscall.WALL, nil)
		if err != nil {
			return
		}
		if status.Stopped() {
			_ = syscall.PtraceCont(stopped, int(status.StopSignal()))
		}
	}
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return n
}
