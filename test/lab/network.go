package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/vishvananda/netns"
	corev1 "k8s.io/api/core/v1"
)

// Net is the lab's own little cluster network: one network namespace per pod, one for the node that
// routes between them (and plays kube-proxy and kube-dns), one for the outside world. Nothing is added to
// the machine's own namespace and no packet can leave.
type Net struct {
	prefix  string
	world   *World
	node    string
	outside string
	all     []string
	names   map[string][]string // DNS: fully qualified name -> addresses
	alias   map[string]string   // ExternalName
}

func inNS(name string, f func() error) error {
	runtime.LockOSThread()
	orig, err := netns.Get()
	if err != nil {
		runtime.UnlockOSThread()
		return err
	}
	defer orig.Close()
	h, err := netns.GetFromName(name)
	if err != nil {
		runtime.UnlockOSThread()
		return err
	}
	defer h.Close()
	if err := netns.Set(h); err != nil {
		runtime.UnlockOSThread()
		return err
	}
	ferr := f()
	if err := netns.Set(orig); err != nil {
		return err // the thread stays locked and dies with the goroutine
	}
	runtime.UnlockOSThread()
	return ferr
}

func sh(script string) error {
	c := exec.Command("sh", "-e")
	c.Stdin = strings.NewReader(script)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func newNet(w *World, prefix string) *Net {
	n := &Net{prefix: prefix, world: w, node: prefix + "-node", outside: prefix + "-outside", names: map[string][]string{}, alias: map[string]string{}}
	n.all = []string{n.node, n.outside}
	for _, p := range w.Pods {
		p.netns = fmt.Sprintf("%s-%s.%s", prefix, p.Name, p.NS)
		n.all = append(n.all, p.netns)
	}
	return n
}

func (n *Net) up() error {
	var b strings.Builder
	f := func(s string, a ...any) { fmt.Fprintf(&b, s+"\n", a...) }
	f("ip netns add %s", n.node)
	f("ip -n %s link set lo up", n.node)
	f("ip -n %s addr add %s/32 dev lo", n.node, dnsIP)
	f("ip netns exec %s sysctl -qw net.ipv4.ip_forward=1", n.node)
	leg := func(ns, dev string, ips, routes []string) {
		f("ip netns add %s", ns)
		f("ip -n %s link add %s type veth peer name eth0 netns %s", n.node, dev, ns)
		f("ip -n %s addr add %s/32 dev %s", n.node, gwIP, dev)
		f("ip -n %s link set %s up", n.node, dev)
		for _, r := range routes {
			f("ip -n %s route add %s dev %s", n.node, r, dev)
		}
		f("ip -n %s link set lo up", ns)
		for _, ip := range ips {
			f("ip -n %s addr add %s/32 dev eth0", ns, ip)
		}
		f("ip -n %s link set eth0 up", ns)
		f("ip -n %s route add %s dev eth0", ns, gwIP)
		f("ip -n %s route add default via %s", ns, gwIP)
		f("ip netns exec %s sysctl -qw net.ipv4.ip_unprivileged_port_start=0", ns)
		f("mkdir -p /etc/netns/%s", ns)
	}
	for _, p := range n.world.Pods {
		leg(p.netns, fmt.Sprintf("v%d", p.idx), []string{p.IP}, []string{p.IP + "/32"})
		f("printf 'nameserver %s\\nsearch %s.svc.cluster.local svc.cluster.local cluster.local\\noptions ndots:5\\n' > /etc/netns/%s/resolv.conf", dnsIP, p.NS, p.netns)
	}
	outs := []string{outClient}
	for i := range n.world.Outside {
		o := &n.world.Outside[i]
		o.ip = fmt.Sprintf("203.0.113.%d", 10+i)
		outs = append(outs, o.ip)
		n.names[o.Host] = []string{o.ip}
	}
	leg(n.outside, "vout", outs, []string{"203.0.113.0/25"})
	f("printf 'nameserver %s\\n' > /etc/netns/%s/resolv.conf", dnsIP, n.outside)
	if err := sh(b.String()); err != nil {
		return err
	}
	if err := n.kubeProxy(); err != nil {
		return err
	}
	for _, s := range n.world.Svcs {
		fq := fmt.Sprintf("%s.%s.svc.cluster.local", s.Name, s.Namespace)
		switch {
		case s.Spec.Type == corev1.ServiceTypeExternalName:
			n.alias[fq] = s.Spec.ExternalName
		case s.Spec.ClusterIP == "None":
			seen := map[string]bool{}
			for _, es := range s.Ends {
				for _, e := range es {
					ip, _, _ := strings.Cut(e, ":")
					if !seen[ip] {
						seen[ip] = true
						n.names[fq] = append(n.names[fq], ip)
					}
				}
			}
		default:
			n.names[fq] = []string{s.Spec.ClusterIP}
		}
	}
	for host, ip := range n.world.entryNames() {
		if len(n.names[host]) == 0 {
			n.names[host] = []string{ip}
		}
	}
	return n.dns()
}

// who names the pod or host that has an address.
func (n *Net) who(ip string) string {
	for _, p := range n.world.Pods {
		if p.IP == ip {
			return p.ref()
		}
	}
	for _, o := range n.world.Outside {
		if o.ip == ip {
			return "outside/" + o.Host
		}
	}
	if ip == outClient {
		return "outside"
	}
	return ip
}

// dial opens a connection from inside a namespace, as an ordinary user of the pod.
func (n *Net) dial(ctx context.Context, ns, k8sNS, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	ip, err := n.resolve(host, k8sNS)
	if err != nil {
		return nil, err
	}
	var c net.Conn
	err = inNS(ns, func() (err error) {
		d := net.Dialer{Timeout: 5 * time.Second}
		c, err = d.DialContext(ctx, "tcp4", net.JoinHostPort(ip, port))
		return
	})
	return c, err
}

func listenIn(ns, addr string) (net.Listener, error) {
	var l net.Listener
	err := inNS(ns, func() (err error) { l, err = net.Listen("tcp4", addr); return })
	return l, err
}

func (n *Net) down() {
	for _, ns := range n.all {
		_ = exec.Command("ip", "netns", "del", ns).Run()
		_ = os.RemoveAll("/etc/netns/" + ns)
	}
}

// sweep removes what labs that are no longer running left behind.
func sweep() {
	for _, dir := range []string{"/run/netns", "/etc/netns", os.TempDir()} {
		es, _ := os.ReadDir(dir)
		for _, e := range es {
			if !abandoned(e.Name()) {
				continue
			}
			if dir == "/run/netns" {
				_ = exec.Command("ip", "netns", "del", e.Name()).Run()
			} else {
				_ = os.RemoveAll(filepath.Join(dir, e.Name()))
			}
		}
	}
}
