package main

import (
	"encoding/json"
	"strings"
)

// ProbedProxy is what a proxy that sends requests was told: the routes that VirtualServices made, and the clusters that were chosen.
type ProbedProxy struct {
	Proxy    string                     `json:"proxy"`
	Error    string                     `json:"error,omitempty"`
	Routes   []ProbedRoutes             `json:"routes,omitempty"`
	Clusters map[string]json.RawMessage `json:"clusters,omitempty"`
}

// ProbedRoutes are the routes of a virtual host.
type ProbedRoutes struct {
	Config  string            `json:"config"` // the name of the route configuration: a port, mostly
	Host    string            `json:"host"`
	Domains []string          `json:"domains"`
	Routes  []json.RawMessage `json:"routes"`
}

func (p *Pod) probed(r *ProbeResult) ProbedProxy {
	out := ProbedProxy{Proxy: p.ref()}
	var err error
	if out.Routes, err = p.probedRoutes(); err == nil {
		out.Clusters, err = p.probedClusters(r)
	}
	if err != nil {
		out.Error = err.Error()
	}
	return out
}

func (p *Pod) dump(resource string, into any) error {
	_, body, err := p.admin("GET", "/config_dump?resource="+resource)
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(body), into)
}

func (p *Pod) probedRoutes() ([]ProbedRoutes, error) {
	var dump struct {
		Configs []struct {
			RouteConfig struct {
				Name         string
				VirtualHosts []struct {
					Name    string
					Domains []string
					Routes  []json.RawMessage
				} `json:"virtual_hosts"`
			} `json:"route_config"`
		}
	}
	if err := p.dump("dynamic_route_configs", &dump); err != nil {
		return nil, err
	}
	var out []ProbedRoutes
	for _, c := range dump.Configs {
		for _, h := range c.RouteConfig.VirtualHosts {
			v := ProbedRoutes{Config: c.RouteConfig.Name, Host: h.Name, Domains: h.Domains}
			for _, r := range h.Routes {
				if strings.Contains(string(r), "/virtual-service/") {
					v.Routes = append(v.Routes, r)
				}
			}
			if len(v.Routes) > 0 {
				out = append(out, v)
			}
		}
	}
	return out, nil
}

func (p *Pod) probedClusters(r *ProbeResult) (map[string]json.RawMessage, error) {
	want := map[string]bool{}
	for _, a := range r.Results {
		for _, x := range a.Logs {
			if x.Proxy == p.ref() && strings.HasPrefix(x.Cluster, "outbound|") {
				want[x.Cluster] = true
			}
		}
	}
	var dump struct {
		Configs []struct{ Cluster json.RawMessage }
	}
	if err := p.dump("dynamic_active_clusters", &dump); err != nil {
		return nil, err
	}
	out := map[string]json.RawMessage{}
	for _, c := range dump.Configs {
		var named struct{ Name string }
		if json.Unmarshal(c.Cluster, &named) == nil && want[named.Name] {
			out[named.Name] = c.Cluster
		}
	}
	return out, nil
}
