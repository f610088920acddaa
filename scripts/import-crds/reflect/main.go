// Command reflect prints, as one JSON document, what the CRDs of Istio do not say: the schema of IstioOperator, which
// has no CRD since 1.24, the page of Istio's reference that describes each message, what is deprecated, and the
// annotations that Istio knows.
//
// Its argument is the folder of the module istio.io/api, whose generated pages know the anchors.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type output struct {
	IstioOperator schema            `json:"istioOperator"`
	Definitions   map[string]schema `json:"definitions"`
	Links         map[string]links  `json:"links"`
	// Deprecated are the places that Istio's messages mark so, by kind.
	Deprecated  map[string][]string `json:"deprecated"`
	Annotations []annotationFacts   `json:"annotations"`
}

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: reflect FOLDER_OF_ISTIO_API"))
	}
	pages, err := readPages(os.Args[1])
	if err != nil {
		fail(err)
	}
	operator, definitions, definitionLinks, err := istioOperator(pages)
	if err != nil {
		fail(err)
	}
	out := output{IstioOperator: operator, Definitions: definitions, Links: kindLinks(pages), Deprecated: kindDeprecations(), Annotations: annotations()}
	out.Links["IstioOperator.install.istio.io"] = definitionLinks
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "reflect:", err)
	os.Exit(1)
}
