package main

import (
	"os"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// Distance of two counters: each has a cache line of its own.
const countStride = 64

// Counters of round trips that others can read while they count: the file holds one little-endian uint64 per pair,
// countStride bytes apart. Without a path they are this program's own.
func openCounts(path string, pairs int) ([]*atomic.Uint64, error) {
	memory := make([]byte, pairs*countStride)
	if path != "" {
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o644)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		if err := file.Truncate(int64(len(memory))); err != nil {
			return nil, err
		}
		memory, err = syscall.Mmap(int(file.Fd()), 0, len(memory), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED)
		if err != nil {
			return nil, err
		}
	}
	counts := make([]*atomic.Uint64, pairs)
	for i := range counts {
		counts[i] = (*atomic.Uint64)(unsafe.Pointer(&memory[i*countStride]))
	}
	return counts, nil
}
