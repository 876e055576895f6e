//go:build !go1.23

package main

func coroutines(n int) int { return n }
