// Tiny is next to the smallest program that has a scheduler.
package main

func main() {
	done := make(chan bool)
	go func() { done <- true }()
	println(<-done)
}
