package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

type answer struct {
	status       int
	version, pod string
	ms           float64
	err          string
	header       http.Header
	body         string
}

// send sends a step's requests. Its second result says that time ran out before all were sent.
func (l *Lab) send(st *Step) ([]answer, string, error) {
	q := st.Request
	if q.Count == 0 {
		q.Count = 1
	}
	if q.Concurrency == 0 {
		q.Concurrency = 1
	}
	if q.TimeoutMs == 0 {
		q.TimeoutMs = 15000
	}
	if q.Count > 20000 || q.Concurrency > 200 {
		return nil, "", fmt.Errorf("count or concurrency beyond the lab's bounds")
	}
	ns, kns := l.net.outside, ""
	if st.From != "outside" {
		p, err := l.find(st.From)
		if err != nil {
			return nil, "", err
		}
		ns, kns = p.netns, p.NS
	}
	u, err := url.Parse(q.URL)
	if err != nil {
		return nil, "", err
	}
	tc := &tls.Config{RootCAs: publicCA.pool(), InsecureSkipVerify: q.Insecure, ServerName: u.Hostname()}
	if q.ClientCert {
		tc.Certificates = []tls.Certificate{publicCA.pair([]string{"client.lab"}, nil)}
	}
	host := u.Host
	if q.Via != "" {
		ip, err := l.via(q.Via)
		if err != nil {
			return nil, "", err
		}
		port := u.Port()
		if port == "" {
			port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
		}
		u.Host = net.JoinHostPort(ip, port)
	}
	hd := http.Header{}
	for k, v := range q.Headers {
		if strings.EqualFold(k, "host") {
			host = v
			continue
		}
		hd.Set(k, v)
	}
	if q.JWT != nil {
		c := map[string]any{"iat": time.Now().Unix() - 60, "exp": time.Now().Unix() + 3600}
		for k, v := range q.JWT.Claims {
			c[k] = v
		}
		if q.JWT.Expired {
			c["exp"] = time.Now().Unix() - 600
		}
		k := jwtKey
		if q.JWT.BadKey {
			k = badKey
		}
		if q.JWT.Header != "" {
			hd.Set(q.JWT.Header, k.sign(c))
		} else {
			hd.Set("authorization", "Bearer "+k.sign(c))
		}
	}
	cl := l.net.client(ns, kns, tc, q.HTTP2)
	tr := cl.Transport.(*http.Transport)
	defer tr.CloseIdleConnections()
	tr.DisableKeepAlives = q.NewConn
	if u.Scheme == "http" && q.HTTP2 {
		var p http.Protocols
		p.SetUnencryptedHTTP2(true)
		tr.Protocols = &p
	}
	cl.Timeout = time.Duration(q.TimeoutMs) * time.Millisecond
	out := make([]answer, q.Count)
	jobs := make(chan int)
	var wg sync.WaitGroup
	for w := 0; w < q.Concurrency; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range jobs {
				var body io.Reader
				if q.Body != "" {
					body = strings.NewReader(q.Body)
				}
				r, err := http.NewRequest(first(q.Method, "GET"), u.String(), body)
				if err != nil {
					out[i].err = err.Error()
					continue
				}
				r.Header = hd.Clone()
				r.Host = host
				t0 := time.Now()
				resp, err := cl.Do(r)
				a := &out[i]
				if err != nil {
					a.err = err.Error()
				} else {
					b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
					resp.Body.Close()
					a.status, a.header, a.body = resp.StatusCode, resp.Header, string(b)
					a.version, a.pod = resp.Header.Get("x-lab-version"), resp.Header.Get("x-lab-pod")
					if err != nil {
						a.err = err.Error()
					}
				}
				a.ms = float64(time.Since(t0).Microseconds()) / 1000
				if q.IntervalMs > 0 {
					time.Sleep(time.Duration(q.IntervalMs) * time.Millisecond)
				}
			}
		}()
	}
	if q.MaxSeconds == 0 {
		q.MaxSeconds = 40
	}
	cut := time.After(time.Duration(q.MaxSeconds) * time.Second)
	late := ""
send:
	for i := range out {
		select {
		case jobs <- i:
		case <-cut:
			late = fmt.Sprintf("%d, then %d s were over", i, q.MaxSeconds)
			out = out[:i]
			break send
		}
	}
	close(jobs)
	wg.Wait()
	return out, late, nil
}
