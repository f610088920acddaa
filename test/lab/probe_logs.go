package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"slices"
	"strconv"
	"time"
)

// probeLog is what each proxy says of each request and connection.
var probeLog = map[string]string{
	"id": "%REQ(X-LAB-ID)%", "route": "%ROUTE_NAME%", "config": "%METADATA(ROUTE:istio:config)%", "cluster": "%UPSTREAM_CLUSTER_RAW%",
	"upstream": "%UPSTREAM_HOST%", "flags": "%RESPONSE_FLAGS%", "details": "%RESPONSE_CODE_DETAILS%", "code": "%RESPONSE_CODE%",
	"closed": "%CONNECTION_TERMINATION_DETAILS%", "failure": "%UPSTREAM_TRANSPORT_FAILURE_REASON%", "attempts": "%UPSTREAM_REQUEST_ATTEMPT_COUNT%",
	"path": "%REQ(:PATH)%", "authority": "%REQ(:AUTHORITY)%", "sni": "%REQUESTED_SERVER_NAME%", "tls": "%DOWNSTREAM_TLS_VERSION%",
	"peer": "%DOWNSTREAM_PEER_URI_SAN%", "remote": "%DOWNSTREAM_DIRECT_REMOTE_ADDRESS%", "local": "%DOWNSTREAM_LOCAL_ADDRESS%",
	"from": "%UPSTREAM_LOCAL_ADDRESS%", "chain": "%FILTER_CHAIN_NAME%",
}

// ProbeLog is a line of an access log.
type ProbeLog struct {
	Proxy     string `json:"proxy"`
	ID        string `json:"id,omitempty"`
	Route     string `json:"route,omitempty"`
	Config    string `json:"config,omitempty"` // the VirtualService of the route
	Cluster   string `json:"cluster,omitempty"`
	Upstream  string `json:"upstream,omitempty"`
	Flags     string `json:"flags,omitempty"`
	Details   string `json:"details,omitempty"`
	Code      int    `json:"code,omitempty"`
	Closed    string `json:"closed,omitempty"`
	Failure   string `json:"failure,omitempty"`
	Attempts  int    `json:"attempts,omitempty"`
	Path      string `json:"path,omitempty"`
	Authority string `json:"authority,omitempty"`
	SNI       string `json:"sni,omitempty"`
	TLS       string `json:"tls,omitempty"`
	Peer      string `json:"peer,omitempty"`
	Remote    string `json:"remote,omitempty"`
	Local     string `json:"local,omitempty"`
	From      string `json:"from,omitempty"`
	Chain     string `json:"chain,omitempty"`
}

// logsLimit bounds the time in which the proxies write down what was asked, and serversLimit that in which those of the
// servers do after those of the clients: of connections that are kept, they say nothing yet.
const (
	logsLimit    = 1500 * time.Millisecond
	serversLimit = 150 * time.Millisecond
)

// readLogs gives each answer the lines that speak of it: those of the sender's proxy, and of the proxies on the way.
func (l *Lab) readLogs(app *ProbeApp, r *ProbeResult, first int) {
	logs := map[*Pod]*probeTail{}
	for _, p := range l.world.Pods {
		if p.envoy != nil {
			logs[p] = &probeTail{at: p.envoy.seen}
		}
	}
	owner := map[string]int{} // by number, and by the address that a connection comes from
	for i, a := range r.Results {
		owner[strconv.Itoa(first+i)] = i
		if a.local != "" {
			owner[a.local] = i
		}
	}
	isLate := false
	for end := time.Now().Add(logsLimit); ; time.Sleep(10 * time.Millisecond) {
		var loose []ProbeLog
		for p, t := range logs {
			loose = append(loose, t.read(p)...)
		}
		for again := true; again; { // a line of a connection may tell the address that another one speaks of
			again = false
			for n, x := range loose {
				i, ok := owner[x.ID]
				if !ok {
					i, ok = owner[x.Remote]
				}
				if !ok || x.Proxy == "" {
					continue
				}
				r.Results[i].Logs = append(r.Results[i].Logs, x)
				if x.ID == "" && x.From != "" {
					owner[x.From] = i
				}
				loose[n].Proxy, again = "", true
			}
		}
		for _, x := range loose {
			if x.Proxy != "" {
				p := must(l.find(x.Proxy))
				logs[p].loose = append(logs[p].loose, x)
			}
		}
		clients, servers := l.haveLogs(app, r)
		if clients && !servers && !isLate {
			isLate = true
			if soon := time.Now().Add(serversLimit); soon.Before(end) {
				end = soon
			}
		}
		if (clients && servers) || time.Now().After(end) {
			return
		}
	}
}

// haveLogs says whether the proxies that must have seen the requests have said so: those of clients, and those of servers.
func (l *Lab) haveLogs(app *ProbeApp, r *ProbeResult) (clients, servers bool) {
	clients, servers = true, true
	for i, q := range app.Requests {
		a := &r.Results[i]
		said := map[string]*ProbeLog{}
		for n := range a.Logs {
			said[a.Logs[n].Proxy] = &a.Logs[n]
		}
		p, err := l.find(q.From)
		if err == nil && p.Sidecar && a.Status != 0 && said[p.ref()] == nil {
			clients = false
		}
		if q.From == "outside" && a.Status != 0 && !slices.ContainsFunc(a.Logs, func(x ProbeLog) bool { return x.ID != "" }) {
			clients = false // the gateway's line
		}
		for _, x := range a.Logs {
			if x.Details != "via_upstream" && x.ID != "" {
				continue
			}
			for _, up := range l.world.Pods {
				if up.envoy != nil && up.ref() != x.Proxy && bytes.HasPrefix([]byte(x.Upstream), []byte(up.IP+":")) && said[up.ref()] == nil {
					servers = false
				}
			}
		}
	}
	return clients, servers
}

// probeTail reads what is new in a proxy's log.
type probeTail struct {
	at    int64
	loose []ProbeLog // lines of which nobody knows yet to whom they belong
}

func (t *probeTail) read(p *Pod) []ProbeLog {
	out := t.loose
	t.loose = nil
	f, err := os.Open(p.envoy.log)
	if err != nil {
		return out
	}
	defer f.Close()
	if _, err := f.Seek(t.at, io.SeekStart); err != nil {
		return out
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return out
	}
	b = b[:bytes.LastIndexByte(b, '\n')+1]
	t.at += int64(len(b))
	for _, line := range bytes.Split(b, []byte("\n")) {
		if len(line) == 0 || line[0] != '{' {
			continue
		}
		x := ProbeLog{}
		if json.Unmarshal(line, &x) == nil {
			x.Proxy = p.ref()
			out = append(out, x)
		}
	}
	return out
}
