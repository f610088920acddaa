package main

import (
	"fmt"
	"net"
	"strings"

	"github.com/miekg/dns"
)

func (n *Net) lookup(fq string) []string {
	fq = strings.TrimSuffix(strings.ToLower(fq), ".")
	if a, ok := n.alias[fq]; ok {
		fq = a
	}
	if ips := n.names[fq]; len(ips) > 0 {
		return ips
	}
	for h, ips := range n.names { // wildcard outside hosts
		if strings.HasPrefix(h, "*.") && strings.HasSuffix(fq, h[1:]) {
			return ips
		}
	}
	return nil
}

// resolve does what a pod's resolver does with its search list.
func (n *Net) resolve(host, ns string) (string, error) {
	if net.ParseIP(host) != nil {
		return host, nil
	}
	try := []string{host}
	if ns != "" && strings.Count(host, ".") < 5 {
		try = []string{host + "." + ns + ".svc.cluster.local", host + ".svc.cluster.local", host + ".cluster.local", host}
	}
	for _, t := range try {
		if ips := n.lookup(t); len(ips) > 0 {
			return ips[0], nil
		}
	}
	return "", fmt.Errorf("no such host %s", host)
}

func (n *Net) dns() error {
	var pc net.PacketConn
	err := inNS(n.node, func() (err error) { pc, err = net.ListenPacket("udp4", dnsIP+":53"); return })
	if err != nil {
		return err
	}
	h := dns.HandlerFunc(func(w dns.ResponseWriter, r *dns.Msg) {
		m := new(dns.Msg)
		m.SetReply(r)
		m.Authoritative = true
		for _, q := range r.Question {
			ips := n.lookup(q.Name)
			if len(ips) == 0 {
				m.Rcode = dns.RcodeNameError
			}
			if q.Qtype != dns.TypeA {
				continue
			}
			for _, ip := range ips {
				m.Answer = append(m.Answer, &dns.A{Hdr: dns.RR_Header{Name: q.Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 5}, A: net.ParseIP(ip)})
			}
		}
		_ = w.WriteMsg(m)
	})
	go (&dns.Server{PacketConn: pc, Handler: h}).ActivateAndServe()
	return nil
}
