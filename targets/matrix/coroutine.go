//go:build go1.23

package main

import "iter"

// coroutines runs an iterator as a coroutine, which links runtime.coroswitch_m.
func coroutines(n int) int {
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	})
	defer stop()
	sum := 0
	for {
		v, ok := next()
		if !ok {
			return sum
		}
		sum += v
	}
}
