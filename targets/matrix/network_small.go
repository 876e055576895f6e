//go:build small

package main

import (
	"io"
	"net"
)

// serve answers its own calls, so that the program holds the network poller, without the time that net/http and what it
// needs take to compile.
func serve(rounds int) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer listener.Close()
	go func() {
		for {
			peer, err := listener.Accept()
			if err != nil {
				return
			}
			io.WriteString(peer, "hello")
			peer.Close()
		}
	}()
	for i := 0; i < rounds; i++ {
		peer, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, peer); err != nil {
			return err
		}
		peer.Close()
	}
	return pass()
}
