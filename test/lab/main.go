// lab proves what a set of Kubernetes and Istio manifests does, without Kubernetes: istiod's own
// discovery code drives stock Envoy proxies in network namespaces of this machine, and real HTTP requests
// are sent through them.
package main

import (
	"fmt"
	"os"
	"syscall"

	istiolog "istio.io/istio/pkg/log"
	iptables "istio.io/istio/tools/istio-iptables/pkg/cmd"
)

// What istiod must leave out because only Istio's own Envoy build has it, and the login of proxies over
// the lab's unix sockets. istiod reads these when the program starts, so the program starts itself again.
var istiodEnv = map[string]string{
	"PILOT_ENABLE_METADATA_EXCHANGE": "false",
	"PILOT_ENABLE_ALPN_FILTER":       "false",
	"PILOT_ENABLE_TELEMETRY_LABEL":   "false",
	"XDS_AUTH_PLAINTEXT":             "true",
}

func usage() {
	fmt.Fprintln(os.Stderr, `usage:
  lab run [-no-twins] [-only TWIN] [-jobs N] [-json FILE] [-v] SCENARIO.json|FOLDER ...
  lab up -manifests DIR[,DIR] [-inject NS[,NS]] [-mesh FILE.json]   keep a mesh running until Ctrl-C
  lab probe [-jobs N] FILE|-                                       apps come in, what becomes of their requests goes out; a line each
  lab clean                                                        remove what a killed lab left behind
flags of run, up and probe: -envoy PATH (default $ENVOY_BIN, then envoy in PATH), -envoy-log LEVEL`)
	os.Exit(2)
}

func main() {
	if len(os.Args) < 2 {
		usage()
	}
	for k, v := range istiodEnv {
		if os.Getenv(k) != v {
			for k, v := range istiodEnv {
				os.Setenv(k, v)
			}
			self := must(os.Executable())
			fmt.Fprintln(os.Stderr, "lab:", syscall.Exec(self, os.Args, os.Environ()))
			os.Exit(1)
		}
	}
	if c := os.Args[1]; c != "istio-iptables" && c != "clean" {
		if err := claim(); err != nil {
			fmt.Fprintln(os.Stderr, "lab:", err)
			os.Exit(1)
		}
	}
	switch os.Args[1] {
	case "istio-iptables":
		c := iptables.GetCommand(istiolog.DefaultOptions())
		c.SetArgs(os.Args[2:])
		if err := c.Execute(); err != nil {
			os.Exit(1)
		}
	case "run":
		os.Exit(runAll(os.Args[2:]))
	case "mesh":
		os.Exit(runMesh(os.Args[2:]))
	case "probe":
		os.Exit(probe(os.Args[2:]))
	case "probe-mesh":
		os.Exit(runProbeMesh(os.Args[2:]))
	case "up":
		os.Exit(up(os.Args[2:]))
	case "clean":
		sweep()
	default:
		usage()
	}
}
