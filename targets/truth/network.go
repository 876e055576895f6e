package main

import (
	"io"
	"net"
	"time"
)

func init() {
	works["net"] = network
}

// network: a TCP echo server on the loopback address with clients that keep
// their connection and clients that dial anew, and reads that time out.
func network(stop <-chan struct{}) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	address := listener.Addr().String()
	together(
		func() { echo(listener) },
		func() {
			together(
				func() { keep(stop, address) },
				func() { keep(stop, address) },
				func() { keep(stop, address) },
				func() { dial(stop, address) },
				func() { expire(stop, address) },
			)
			listener.Close()
		},
	)
}

func echo(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer conn.Close()
			// An echo ends when its client goes; how it goes does not matter.
			_, _ = io.Copy(conn, conn)
		}()
	}
}

func open(address string) net.Conn {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		panic(err)
	}
	return conn
}

func exchange(conn net.Conn) {
	var buffer [64]byte
	if _, err := conn.Write(buffer[:]); err != nil {
		panic(err)
	}
	if _, err := io.ReadFull(conn, buffer[:]); err != nil {
		panic(err)
	}
}

func keep(stop <-chan struct{}, address string) {
	conn := open(address)
	defer conn.Close()
	for !stopped(stop) {
		for i := 0; i < 5; i++ {
			exchange(conn)
		}
		time.Sleep(pause)
	}
}

func dial(stop <-chan struct{}, address string) {
	for !stopped(stop) {
		conn := open(address)
		exchange(conn)
		conn.Close()
		time.Sleep(2 * pause)
	}
}

func expire(stop <-chan struct{}, address string) {
	conn := open(address)
	defer conn.Close()
	var buffer [1]byte
	for !stopped(stop) {
		if err := conn.SetReadDeadline(time.Now().Add(pause)); err != nil {
			panic(err)
		}
		if _, err := conn.Read(buffer[:]); err == nil {
			panic("read of nothing succeeded")
		}
	}
}
