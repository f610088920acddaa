package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// door is a port of an app. It tells by their first bytes what comes in: TLS, the lab's own lines, or HTTP. So an app
// says of every connection in what form it arrived, whatever the port's name promises.
type door struct {
	net.Listener
	stub *Stub
	tls  *tls.Config // what comes inside TLS
	only string      // "tls" or "plain": nothing else is let in
	http chan net.Conn
	done chan struct{}
	once sync.Once
}

// line is what a client of the lab says where it does not speak HTTP; no HTTP method begins with its first letter.
const line = "lab-who\n"

const firstBytesLimit = 30 * time.Second

// arrived is a connection whose first bytes were looked at, and what TLS said if it was inside TLS.
type arrived struct {
	net.Conn
	r   *bufio.Reader
	tls *tls.ConnectionState
}

func (c *arrived) Read(b []byte) (int, error) { return c.r.Read(b) }

func (d *door) open() {
	for {
		c, err := d.Listener.Accept()
		if err != nil {
			d.Close()
			return
		}
		go d.sort(&arrived{Conn: c, r: bufio.NewReader(c)})
	}
}

// Accept gives the HTTP server its connections.
func (d *door) Accept() (net.Conn, error) {
	select {
	case c := <-d.http:
		return c, nil
	case <-d.done:
		return nil, net.ErrClosed
	}
}

func (d *door) Close() error {
	d.once.Do(func() { close(d.done) })
	return d.Listener.Close()
}

func (d *door) sort(c *arrived) {
	_ = c.SetReadDeadline(time.Now().Add(firstBytesLimit))
	b, err := c.r.Peek(1)
	if err != nil || (d.only == "tls" && b[0] != 0x16) || (d.only == "plain" && b[0] == 0x16) {
		c.Close()
		return
	}
	var next net.Conn = c
	if b[0] == 0x16 {
		t := tls.Server(c, d.tls)
		if t.Handshake() != nil {
			c.Close()
			return
		}
		state := t.ConnectionState()
		next = t
		if state.NegotiatedProtocol != "h2" { // the HTTP server must see a tls.Conn to speak h2
			c = &arrived{t, bufio.NewReader(t), &state}
			if b, err = c.r.Peek(1); err != nil {
				c.Close()
				return
			}
			next = c
		}
	}
	_ = next.SetReadDeadline(time.Time{})
	if b[0] == line[0] {
		d.stub.lines(c)
		return
	}
	select {
	case d.http <- next:
	case <-d.done:
		next.Close()
	}
}

// lines answers each line of a connection with a line that says who the app is.
func (s *Stub) lines(c *arrived) {
	defer c.Close()
	for {
		if _, err := c.r.ReadString('\n'); err != nil {
			return
		}
		b, fail := s.next()
		time.Sleep(time.Duration(b.DelayMs) * time.Millisecond)
		if b.Reset || fail {
			return
		}
		about := s.about(c.RemoteAddr().String())
		about["proto"] = "lines"
		about["tls"] = tlsFacts(c.tls)
		if json.NewEncoder(c).Encode(about) != nil {
			return
		}
	}
}

type tlsKey struct{}

// withTLS remembers what TLS said of a connection that the HTTP server takes for a plain one.
func withTLS(ctx context.Context, c net.Conn) context.Context {
	if a, ok := c.(*arrived); ok {
		return context.WithValue(ctx, tlsKey{}, a.tls)
	}
	return ctx
}

func tlsOf(r *http.Request) any {
	if r.TLS != nil {
		return tlsFacts(r.TLS)
	}
	state, _ := r.Context().Value(tlsKey{}).(*tls.ConnectionState)
	return tlsFacts(state)
}

// tlsFacts is what an app says of TLS: false, or the SNI, and the names in the client's certificate.
func tlsFacts(s *tls.ConnectionState) any {
	if s == nil {
		return false
	}
	return map[string]any{"sni": s.ServerName, "client": names(s.PeerCertificates)}
}

func names(certs []*x509.Certificate) []string {
	out := []string{}
	if len(certs) > 0 {
		out = append(out, certs[0].DNSNames...)
		for _, u := range certs[0].URIs {
			out = append(out, u.String())
		}
	}
	return out
}

// serverTLS answers in its name, or without one in any that a client asks for. It looks at the client's certificate.
func serverTLS(own string, must bool) *tls.Config {
	t := &tls.Config{ClientAuth: tls.RequestClientCert, NextProtos: []string{"h2", "http/1.1"},
		GetCertificate: func(h *tls.ClientHelloInfo) (*tls.Certificate, error) {
			name := first(own, h.ServerName, "any.lab")
			cert, key := publicCA.issueOnce([]string{name})
			pair, err := tls.X509KeyPair(cert, key)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return &pair, nil
		}}
	if must {
		t.ClientAuth, t.ClientCAs = tls.RequireAndVerifyClientCert, publicCA.pool()
	}
	return t
}
