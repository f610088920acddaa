// Command conformance judges YAML as Istio itself does: with the CRDs' schemas and CEL rules, the admission
// webhook's validation, every analyzer of `istioctl analyze`, and the renderer of `istioctl manifest generate`,
// all of them called as Go packages of the module istio.io/istio. Nothing here is an opinion of this project's.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

const usageText = `usage:
  conformance judge [--json] [--admission] [--assume FILE]... [--crd FILE]... PATH...
                                                          each PATH, a folder or a file, is one app;
                                                          with --admission the analyzers are not asked;
                                                          CRDs are those of kinds that others bring
  conformance render FILE...                              the Kubernetes objects of an IstioOperator file
  conformance releases FILE...                            the Kubernetes objects of a helmfile, by Istio's charts
  conformance compare FILE...                             installations, one a line: istioctl and Helm come to the same
  conformance notions                                     lines of {notion, text}: whether Istio takes each text
  conformance descriptors                                 the messages of Envoy's API that the webhook knows
  conformance record DIR                                  write verdict.json of every broken twin DIR/*/twin.yaml
  conformance verify DIR                                  judge the twins again, compare with verdict.json

judge and verify exit with 0 if all is well, 1 if there is an error or a warning (or a difference), 2 if the
input could not be read or the command line is wrong.
`

// errUsage asks for exit code 2; every other error too, but without the usage text.
var errUsage = errors.New("usage")

func main() {
	code, err := run(os.Args[1:], os.Stdout)
	if errors.Is(err, errUsage) {
		fmt.Fprint(os.Stderr, usageText)
	}
	if err != nil && err != errUsage {
		fmt.Fprintln(os.Stderr, "conformance:", err)
	}
	os.Exit(code)
}

// run is main without the process around it, so that tests can call it.
func run(args []string, out io.Writer) (int, error) {
	if len(args) == 0 {
		return 2, errUsage
	}
	if err := quietLogs(); err != nil {
		return 2, err
	}
	var code int
	var err error
	switch args[0] {
	case "judge":
		code, err = judgeCommand(args[1:], out)
	case "render":
		code, err = renderCommand(args[1:], out)
	case "releases":
		code, err = releasesCommand(args[1:], out)
	case "compare":
		code, err = compareCommand(args[1:], out)
	case "notions":
		code, err = notionsCommand(out)
	case "descriptors":
		code, err = descriptorsCommand(args[1:], out)
	case "record":
		code, err = twinsCommand(args[1:], out, recordTwin)
	case "verify":
		code, err = twinsCommand(args[1:], out, verifyTwin)
	default:
		return 2, errUsage
	}
	if err != nil {
		return 2, err
	}
	return code, nil
}

// paths collects a flag that may be given several times.
type paths []string

func (p *paths) String() string     { return strings.Join(*p, ",") }
func (p *paths) Set(s string) error { *p = append(*p, s); return nil }

func judgeCommand(args []string, out io.Writer) (int, error) {
	fs := flag.NewFlagSet("judge", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	asJSON := fs.Bool("json", false, "")
	admission := fs.Bool("admission", false, "")
	var assume, crds paths
	fs.Var(&assume, "assume", "")
	fs.Var(&crds, "crd", "")
	if err := fs.Parse(args); err != nil {
		return 2, fmt.Errorf("%w: %w", errUsage, err)
	}
	if fs.NArg() == 0 {
		return 2, errUsage
	}
	if err := giveCRDs(crds); err != nil {
		return 2, err
	}
	all := []Finding{}
	errs, warns := 0, 0
	for _, p := range fs.Args() {
		u, err := loadUnit(p, assume)
		if err != nil {
			return 2, err
		}
		fs := judge(u, *admission)
		e, w := count(fs)
		errs, warns = errs+e, warns+w
		all = append(all, fs...)
		if *asJSON {
			continue
		}
		for _, f := range fs {
			fmt.Fprintln(out, f)
		}
		fmt.Fprintf(out, "%s: %d objects, %d errors, %d warnings\n", u.Name, len(u.Objects), e, w)
	}
	if *asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(all); err != nil {
			return 2, err
		}
	} else {
		fmt.Fprintf(out, "%d units, %d errors, %d warnings\n", fs.NArg(), errs, warns)
	}
	if errs+warns > 0 {
		return 1, nil
	}
	return 0, nil
}
