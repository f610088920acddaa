package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

type answer struct {
	status       int
	grpc         string // its status, if it was a gRPC call
	version, pod string
	key          string // the request's headers and URL
	ms           float64
	err          string
	header       http.Header
	body         string
	local        string // the client's end of the connection
}

// sender sends the requests of a step, one after another or some at once.
type sender struct {
	lab       *Lab
	q         Request
	url       *url.URL
	host      string // of HTTP
	header    http.Header
	tls       *tls.Config
	client    *http.Client
	netns, ns string
}

// send sends a step's requests. Its second result says that time ran out before all were sent.
func (l *Lab) send(st *Step) ([]answer, string, error) {
	q := st.Request
	q.Count, q.Concurrency = max(1, q.Count), max(1, q.Concurrency)
	if q.TimeoutMs == 0 {
		q.TimeoutMs = 15000
	}
	if q.MaxSeconds == 0 {
		q.MaxSeconds = 40
	}
	if q.Count > 20000 || q.Concurrency > 200 {
		return nil, "", fmt.Errorf("count or concurrency beyond the lab's bounds")
	}
	s, err := l.sender(st.From, q)
	if err != nil {
		return nil, "", err
	}
	defer s.client.CloseIdleConnections()
	out := make([]answer, q.Count)
	jobs := make(chan int)
	var wg sync.WaitGroup
	for range q.Concurrency {
		wg.Go(func() {
			for i := range jobs {
				t0 := time.Now()
				out[i] = s.one(i)
				out[i].ms = float64(time.Since(t0).Microseconds()) / 1000
				time.Sleep(time.Duration(q.IntervalMs) * time.Millisecond)
			}
		})
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

func (l *Lab) sender(from string, q Request) (*sender, error) {
	s := &sender{lab: l, q: q, netns: l.net.outside, header: http.Header{}}
	if from != "outside" {
		p, err := l.find(from)
		if err != nil {
			return nil, err
		}
		s.netns, s.ns = p.netns, p.NS
	}
	u, err := url.Parse(strings.NewReplacer("{", "%7B", "}", "%7D").Replace(q.URL))
	if err != nil {
		return nil, err
	}
	s.url, s.host = u, u.Host
	s.tls = &tls.Config{RootCAs: publicCA.pool(), InsecureSkipVerify: q.Insecure, ServerName: u.Hostname()}
	if q.ClientCert {
		s.tls.Certificates = []tls.Certificate{publicCA.pair([]string{"client.lab"}, nil)}
	}
	if q.Via != "" {
		ip, err := l.via(q.Via)
		if err != nil {
			return nil, err
		}
		u.Host = net.JoinHostPort(ip, first(u.Port(), map[string]string{"http": "80", "https": "443", "tls": "443"}[u.Scheme]))
	}
	for k, v := range q.Headers {
		if strings.EqualFold(k, "host") {
			s.host = v
			continue
		}
		s.header.Set(k, v)
	}
	if q.JWT != nil {
		s.header.Set(q.JWT.token())
	}
	s.client = l.net.client(s.netns, s.ns, s.tls, q.HTTP2)
	tr := s.client.Transport.(*http.Transport)
	tr.DisableKeepAlives = q.NewConn
	if u.Scheme == "grpc" || (u.Scheme == "http" && q.HTTP2) {
		var p http.Protocols
		p.SetUnencryptedHTTP2(true)
		tr.Protocols = &p
	}
	s.client.Timeout = time.Duration(q.TimeoutMs) * time.Millisecond
	return s, nil
}

// token makes the header that carries it.
func (j *JWT) token() (name, value string) {
	c := map[string]any{"iat": time.Now().Unix() - 60, "exp": time.Now().Unix() + 3600}
	for k, v := range j.Claims {
		c[k] = v
	}
	if j.Expired {
		c["exp"] = time.Now().Unix() - 600
	}
	k := jwtKey
	if j.BadKey {
		k = badKey
	}
	if j.Header != "" {
		return j.Header, k.sign(c)
	}
	return "authorization", "Bearer " + k.sign(c)
}

var counter = regexp.MustCompile(`\{n(?:%(\d+))?\}`)

// fill writes a request's number for {n}, and its rest for {n%10}.
func fill(text string, i int) string {
	return counter.ReplaceAllStringFunc(text, func(m string) string {
		if by := counter.FindStringSubmatch(m)[1]; by != "" {
			return strconv.Itoa(i % max(1, must(strconv.Atoi(by))))
		}
		return strconv.Itoa(i)
	})
}

func (s *sender) one(i int) answer {
	if s.url.Scheme == "tcp" || s.url.Scheme == "tls" {
		return s.line()
	}
	u := *s.url
	u.Path, u.RawQuery = fill(u.Path, i), fill(strings.NewReplacer("%7B", "{", "%7D", "}").Replace(u.RawQuery), i)
	var r *http.Request
	var err error
	if u.Scheme == "grpc" {
		u.Scheme = "http"
		r, err = grpcRequest(u.String())
	} else {
		var body io.Reader
		if s.q.Body != "" {
			body = strings.NewReader(s.q.Body)
		}
		r, err = http.NewRequest(first(s.q.Method, "GET"), u.String(), body)
	}
	if err != nil {
		return answer{err: err.Error()}
	}
	a := answer{key: u.RequestURI()}
	r = r.WithContext(httptrace.WithClientTrace(r.Context(), &httptrace.ClientTrace{GotConn: func(c httptrace.GotConnInfo) { a.local = c.Conn.LocalAddr().String() }}))
	r.Host = s.host
	for k, vs := range s.header {
		r.Header.Set(k, fill(vs[0], i))
		a.key += "\n" + k + ": " + r.Header.Get(k)
	}
	a.http(s.client.Do(r))
	return a
}

func (a *answer) http(resp *http.Response, err error) {
	if err != nil {
		a.err = err.Error()
		return
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	if err != nil {
		a.err = err.Error()
	}
	a.status, a.header, a.body = resp.StatusCode, resp.Header, string(b)
	a.version, a.pod = resp.Header.Get("x-lab-version"), resp.Header.Get("x-lab-pod")
	if strings.HasPrefix(resp.Request.Header.Get("content-type"), "application/grpc") {
		a.readGRPC(resp, b)
	}
}

// line asks over a connection that is not HTTP who is at its other end; the answer counts as status 200.
func (s *sender) line() (a answer) {
	ctx, cancel := context.WithTimeout(context.Background(), s.client.Timeout)
	defer cancel()
	c, err := s.lab.net.dial(ctx, s.netns, s.ns, s.url.Host)
	if err != nil {
		a.err = err.Error()
		return a
	}
	defer c.Close()
	local := c.LocalAddr().String()
	_ = c.SetDeadline(time.Now().Add(s.client.Timeout))
	if s.url.Scheme == "tls" {
		c = tls.Client(c, s.tls)
	}
	if _, err = c.Write([]byte(line)); err == nil {
		var about struct{ Version, Pod string }
		var raw json.RawMessage
		if err = json.NewDecoder(c).Decode(&raw); err == nil {
			err = json.Unmarshal(raw, &about)
		}
		a.status, a.version, a.pod, a.body = http.StatusOK, about.Version, about.Pod, string(raw)
	}
	if err != nil {
		a = answer{err: err.Error()}
	}
	a.local = local
	return a
}
