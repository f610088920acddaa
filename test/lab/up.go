package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func up(args []string) int {
	fs := flag.NewFlagSet("up", flag.ExitOnError)
	dirs := fs.String("manifests", ".", "files and folders, separated by commas")
	inject := fs.String("inject", "", "namespaces to treat as injected")
	meshFile := fs.String("mesh", "", "MeshConfig overrides (JSON)")
	envoy := fs.String("envoy", "", "Envoy binary")
	level := fs.String("envoy-log", "warning", "Envoy log level")
	_ = fs.Parse(args)
	bin, err := findEnvoy(*envoy)
	if err != nil {
		fmt.Fprintln(os.Stderr, "lab:", err)
		return 1
	}
	sweep()
	sc := &Scenario{Name: "up", Manifests: strings.Split(*dirs, ",")}
	if *inject != "" {
		sc.Inject = strings.Split(*inject, ",")
	}
	if *meshFile != "" {
		b, err := os.ReadFile(*meshFile)
		if err == nil {
			err = json.Unmarshal(b, &sc.Mesh)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "lab:", err)
			return 1
		}
	}
	objs, err := loadManifests(sc.Manifests)
	if err != nil {
		fmt.Fprintln(os.Stderr, "lab:", err)
		return 1
	}
	w, err := build(objs, sc)
	if err != nil {
		fmt.Fprintln(os.Stderr, "lab:", err)
		return 1
	}
	err = withLab(w, bin, *level, func(l *Lab) {
		for _, x := range w.Notes {
			fmt.Println("note:", x)
		}
		for _, x := range w.Invalid {
			fmt.Println("invalid:", x)
		}
		for _, p := range w.Pods {
			kind := "no proxy"
			if p.Sidecar {
				kind = "sidecar"
			} else if p.Gateway {
				kind = "gateway"
			}
			fmt.Printf("%-40s %-15s %-8s ip netns exec %s bash\n", p.ref(), p.IP, kind, p.netns)
			if p.envoy != nil {
				for _, x := range p.refusals() {
					fmt.Println("refused by Envoy:", x)
				}
			}
		}
		for _, s := range w.Svcs {
			fmt.Printf("service %s/%s  %s %s\n", s.Namespace, s.Name, s.Spec.ClusterIP, s.External)
		}
		fmt.Printf("outside: ip netns exec %s bash\nCtrl-C ends it\n", l.net.outside)
		c := make(chan os.Signal, 1)
		signal.Notify(c, os.Interrupt, syscall.SIGTERM)
		<-c
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "lab:", err)
		return 1
	}
	return 0
}
