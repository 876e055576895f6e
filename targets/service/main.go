// Service: a small HTTP server whose every endpoint makes goroutines wait for one known reason.
//
//	/fast              answers at once
//	/lock?us=50        holds one mutex, shared by all requests, for so long
//	/queue?us=100      is done by one of four workers behind a channel
//	/sleep?ms=5        waits for a timer
//	/cpu?ms=1          computes for so long
//	/fanout?n=8&us=20  spawns n goroutines that compute, and waits for all
//	/hog?n=4&ms=1000   answers at once, and leaves n goroutines that compute for so long
//	/trace?ms=1000     is Go's own execution trace of so long
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"time"
)

func main() {
	address := flag.String("addr", "127.0.0.1:0", "where to listen; port 0 takes a free one")
	flag.Parse()
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("pid %d\n", os.Getpid())
	fmt.Printf("listening on http://%s\n", listener.Addr())

	work := newWorkshop(4)
	go work.tick(100 * time.Millisecond)
	mux := http.NewServeMux()
	mux.HandleFunc("/fast", work.fast)
	mux.HandleFunc("/lock", work.lock)
	mux.HandleFunc("/queue", work.queue)
	mux.HandleFunc("/sleep", work.sleep)
	mux.HandleFunc("/cpu", work.cpu)
	mux.HandleFunc("/fanout", work.fanout)
	mux.HandleFunc("/hog", work.hog)
	mux.HandleFunc("/trace", executionTrace)
	log.Fatal(http.Serve(listener, mux))
}
