package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Mutation changes the loaded manifests: it makes the negative twin of a scenario.
type Mutation struct {
	Op        string         `json:"op"` // set, unset, delete, add
	Kind      string         `json:"kind,omitempty"`
	Name      string         `json:"name,omitempty"`
	Namespace string         `json:"namespace,omitempty"`
	Path      string         `json:"path,omitempty"` // dotted, numbers index lists; '\.' is a literal dot
	Value     any            `json:"value,omitempty"`
	Object    map[string]any `json:"object,omitempty"`
}

// mutate makes the mutations, and notes which of them touched something.
func mutate(objs []Obj, ms []Mutation, touched []bool) ([]Obj, error) {
	for i, m := range ms {
		if m.Op == "add" {
			touched[i] = true
			// through JSON, so that the twin never shares memory with the scenario
			b, _ := json.Marshal(m.Object)
			var o map[string]any
			if err := json.Unmarshal(b, &o); err != nil {
				return nil, err
			}
			objs = append(objs, flatten(Obj(o))...)
			continue
		}
		var out []Obj
		for _, o := range objs {
			if o.kind() != m.Kind || (m.Name != "" && o.name() != m.Name) || (m.Namespace != "" && o.ns() != m.Namespace) {
				out = append(out, o)
				continue
			}
			touched[i] = true
			switch m.Op {
			case "delete":
				continue
			case "set", "unset":
				if err := setPath(map[string]any(o), splitPath(m.Path), m.Value, m.Op == "unset"); err != nil {
					return nil, fmt.Errorf("%s %s: %w", m.Op, o.ref(), err)
				}
			default:
				return nil, fmt.Errorf("unknown mutation %q", m.Op)
			}
			out = append(out, o)
		}
		objs = out
	}
	return objs, nil
}

func splitPath(p string) []string {
	parts := strings.Split(strings.ReplaceAll(p, `\.`, "\x00"), ".")
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], "\x00", ".")
	}
	return parts
}

func setPath(cur any, path []string, val any, unset bool) error {
	for i, k := range path {
		last := i == len(path)-1
		switch c := cur.(type) {
		case map[string]any:
			if last {
				if _, ok := c[k]; unset && !ok {
					return fmt.Errorf("no %q to unset", k)
				}
				if unset {
					delete(c, k)
				} else {
					c[k] = val
				}
				return nil
			}
			if c[k] == nil {
				if unset {
					return fmt.Errorf("no %q", k)
				}
				c[k] = map[string]any{}
			}
			cur = c[k]
		case []any:
			n, err := strconv.Atoi(k)
			if err != nil || n < 0 || n >= len(c) {
				return fmt.Errorf("bad index %q", k)
			}
			if last {
				if unset {
					return errors.New("cannot unset a list element")
				}
				c[n] = val
				return nil
			}
			cur = c[n]
		default:
			return fmt.Errorf("nothing at %q", k)
		}
	}
	return nil
}
