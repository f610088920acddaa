package main

import (
	"fmt"
	"os/exec"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// kubeProxy writes the node's DNAT rules: a VIP goes to one of its endpoints, picked per connection.
func (n *Net) kubeProxy() error {
	var chains, rules strings.Builder
	k := 0
	for _, s := range n.world.Svcs {
		if s.Spec.ClusterIP == "None" || s.Spec.ClusterIP == "" {
			continue
		}
		for _, p := range s.Spec.Ports {
			ends := s.Ends[p.Name]
			if len(ends) == 0 || (p.Protocol != "" && p.Protocol != corev1.ProtocolTCP) {
				continue
			}
			fmt.Fprintf(&chains, ":SVC-%d - [0:0]\n", k)
			fmt.Fprintf(&rules, "-A PREROUTING -d %s/32 -p tcp --dport %d -j SVC-%d\n", s.Spec.ClusterIP, p.Port, k)
			if s.External != "" {
				fmt.Fprintf(&rules, "-A PREROUTING -d %s/32 -p tcp --dport %d -j SVC-%d\n", s.External, p.Port, k)
			}
			for i, e := range ends {
				m := ""
				if left := len(ends) - i; left > 1 {
					m = fmt.Sprintf("-m statistic --mode random --probability %.6f ", 1/float64(left))
				}
				fmt.Fprintf(&rules, "-A SVC-%d -p tcp %s-j DNAT --to-destination %s\n", k, m, e)
			}
			k++
		}
	}
	in := "*nat\n:PREROUTING ACCEPT [0:0]\n" + chains.String() + rules.String() + "COMMIT\n" +
		// a VIP without endpoints refuses instead of hanging
		"*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -d 10.96.0.0/16 -p tcp -j REJECT --reject-with tcp-reset\nCOMMIT\n"
	c := exec.Command("ip", "netns", "exec", n.node, "iptables-restore")
	c.Stdin = strings.NewReader(in)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("kube-proxy rules: %w: %s", err, out)
	}
	// unrouted VIPs and outside addresses must reach FORWARD to be refused
	return sh(fmt.Sprintf("ip -n %s link add dmz type veth peer name dmzp\nip -n %s link set dmz up\nip -n %s route add 10.96.0.0/16 dev dmz\n", n.node, n.node, n.node))
}
