package main

import "time"

func init() {
	works["channels"] = channels
	works["select"] = selects
}

// channels: unbuffered ping-pong, a buffered pipeline, a fan-in to one reader.
func channels(stop <-chan struct{}) {
	together(
		func() { pingPong(stop) },
		func() { pipeline(stop) },
		func() { fanIn(stop) },
	)
}

func pingPong(stop <-chan struct{}) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	for !stopped(stop) {
		for i := 0; i < 20; i++ {
			ping <- i
			<-pong
		}
		time.Sleep(pause)
	}
	close(ping)
	<-pong
}

func pipeline(stop <-chan struct{}) {
	first, second := make(chan int, 4), make(chan int, 1)
	together(
		func() {
			for !stopped(stop) {
				for i := 0; i < 30; i++ {
					first <- i
				}
				time.Sleep(pause)
			}
			close(first)
		},
		func() {
			for v := range first {
				second <- v * 2
			}
			close(second)
		},
		func() {
			for range second {
			}
		},
	)
}

func fanIn(stop <-chan struct{}) {
	in := make(chan int)
	for w := 0; w < 4; w++ {
		go func() {
			for v := 0; ; v++ {
				select {
				case in <- v:
				case <-stop:
					return
				}
			}
		}()
	}
	for !stopped(stop) {
		for i := 0; i < 20; i++ {
			select {
			case <-in:
			case <-stop:
				return
			}
		}
		time.Sleep(pause)
	}
}

// selects: several cases ready or not, timeouts that fire and timeouts that do
// not, a select without a ready case and a closed channel.
func selects(stop <-chan struct{}) {
	a, b := make(chan int), make(chan string, 1)
	together(
		func() {
			for i := 0; !stopped(stop); i++ {
				select {
				case a <- i:
				case b <- "b":
				case <-time.After(300 * time.Microsecond):
				}
				if i%10 == 0 {
					time.Sleep(pause)
				}
			}
		},
		func() {
			for i := 0; !stopped(stop); i++ {
				select {
				case <-a:
				case <-b:
				case <-time.After(200 * time.Microsecond):
				}
				if i%7 == 0 {
					time.Sleep(pause / 2)
				}
			}
		},
		func() {
			never := make(chan int)
			for !stopped(stop) {
				select {
				case <-never:
				case <-time.After(400 * time.Microsecond):
				}
			}
		},
		func() {
			for !stopped(stop) {
				gate := make(chan struct{})
				for i := 0; i < 5; i++ {
					go func() {
						select {
						case <-gate:
						case <-stop:
						}
					}()
				}
				time.Sleep(pause)
				close(gate)
			}
		},
	)
}
