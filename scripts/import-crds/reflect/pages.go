package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// pages knows the reference page of each proto file and the anchors that the page really has.
type pages struct {
	// byFile maps the path of a proto file without its ending, or the folder of a page that covers a whole folder.
	byFile map[string]page
}

type page struct {
	url     string
	anchors map[string]bool
}

var (
	locationLine = regexp.MustCompile(`(?m)^location: https://istio\.io/docs/(\S+?)(?:\.html|/)?$`)
	headingTag   = regexp.MustCompile(`<h[2-6] id="([^"]+)"`)
)

func readPages(apiDir string) (*pages, error) {
	files, err := filepath.Glob(filepath.Join(apiDir, "*", "*", "*.pb.html"))
	if err != nil {
		return nil, err
	}
	found := &pages{byFile: map[string]page{}}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		location := locationLine.FindSubmatch(text)
		if location == nil {
			continue
		}
		p := page{url: "https://istio.io/latest/docs/" + string(location[1]) + "/", anchors: map[string]bool{}}
		for _, heading := range headingTag.FindAllSubmatch(text, -1) {
			p.anchors[string(heading[1])] = true
		}
		relative, err := filepath.Rel(apiDir, file)
		if err != nil {
			return nil, err
		}
		key := strings.TrimSuffix(filepath.ToSlash(relative), ".pb.html")
		// A page named after a package, such as istio.mesh.v1alpha1, covers every proto file of its folder.
		if strings.HasPrefix(path.Base(key), "istio.") {
			key = path.Dir(key)
		}
		found.byFile[key] = p
	}
	if len(found.byFile) == 0 {
		return nil, fmt.Errorf("no reference pages (*.pb.html) under %s", apiDir)
	}
	return found, nil
}

// link gives the address of a message or an enum: with its anchor if the page has it, of the page alone if it is hidden
// there, and nothing for what Istio does not describe.
func (p *pages) link(of protoreflect.Descriptor) string {
	file := of.ParentFile()
	if !strings.HasPrefix(string(file.Package()), "istio.") {
		return ""
	}
	key := strings.TrimSuffix(file.Path(), ".proto")
	found, ok := p.byFile[key]
	if !ok {
		found, ok = p.byFile[path.Dir(key)]
	}
	if !ok {
		return ""
	}
	anchor := strings.ReplaceAll(strings.TrimPrefix(string(of.FullName()), string(file.Package())+"."), ".", "-")
	if !found.anchors[anchor] {
		return found.url
	}
	return found.url + "#" + anchor
}
