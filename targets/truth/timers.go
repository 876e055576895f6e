package main

import "time"

func init() {
	works["timers"] = timers
}

// timers: sleeps of many lengths, tickers, timers that are reset and stopped
// before they fire, functions run by timers.
func timers(stop <-chan struct{}) {
	parts := []func(){
		func() { tickers(stop) },
		func() { resets(stop) },
		func() { afterFuncs(stop) },
	}
	for i := 1; i <= 10; i++ {
		i := i // A variable of its own before Go 1.22, too.
		parts = append(parts, func() {
			for !stopped(stop) {
				time.Sleep(time.Duration(i) * 130 * time.Microsecond)
			}
		})
	}
	together(parts...)
}

func tickers(stop <-chan struct{}) {
	fast, slow := time.NewTicker(500*time.Microsecond), time.NewTicker(7*time.Millisecond)
	defer fast.Stop()
	defer slow.Stop()
	for {
		select {
		case <-fast.C:
		case <-slow.C:
		case <-stop:
			return
		}
	}
}

func resets(stop <-chan struct{}) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for i := 0; !stopped(stop); i++ {
		timer.Reset(time.Duration(i%5) * 100 * time.Microsecond)
		if i%3 == 0 {
			timer.Stop()
			time.Sleep(pause / 4)
			continue
		}
		select {
		case <-timer.C:
		case <-time.After(pause):
		}
	}
}

func afterFuncs(stop <-chan struct{}) {
	for !stopped(stop) {
		done := make(chan struct{})
		time.AfterFunc(200*time.Microsecond, func() { close(done) })
		<-done
	}
}
