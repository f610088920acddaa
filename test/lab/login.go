package main

import (
	"net"
	"os"
)

// podAddr names the pod at the other end of a unix socket: the lab's stand-in for the client certificate
// with which pilot-agent logs in to istiod.
type podAddr struct{ id, pod string }

func (a podAddr) Network() string { return "lab" }

func (a podAddr) String() string { return a.pod }

type podConn struct {
	net.Conn
	addr podAddr
}

func (c podConn) RemoteAddr() net.Addr { return c.addr }

// podListener merges one unix socket per pod into one listener.
type podListener struct {
	ch   chan net.Conn
	done chan struct{}
}

func newPodListener() *podListener {
	return &podListener{ch: make(chan net.Conn, 16), done: make(chan struct{})}
}

func (l *podListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.ch:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}

func (l *podListener) Close() error {
	select {
	case <-l.done:
	default:
		close(l.done)
	}
	return nil
}

func (l *podListener) Addr() net.Addr { return podAddr{pod: "lab"} }

func (l *podListener) serve(path string, a podAddr) error {
	u, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	if err := os.Chmod(path, 0o777); err != nil {
		return err
	}
	go func() { <-l.done; u.Close() }()
	go func() {
		for {
			c, err := u.Accept()
			if err != nil {
				return
			}
			select {
			case l.ch <- podConn{c, a}:
			case <-l.done:
				c.Close()
				return
			}
		}
	}()
	return nil
}

type podAuth struct{}
