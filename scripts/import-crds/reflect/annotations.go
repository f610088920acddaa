package main

import (
	"sort"

	"istio.io/api/annotation"
)

// annotationFacts are what Istio says of one of its annotations.
type annotationFacts struct {
	Name string `json:"name"`
	// Kinds are the kinds of objects that it is for; "Any" stands for all.
	Kinds      []string `json:"kinds"`
	Deprecated bool     `json:"deprecated"`
	// Alpha says that it may change or go with any version.
	Alpha bool `json:"alpha"`
}

// annotations lists all that Istio knows, by name.
func annotations() []annotationFacts {
	var all []annotationFacts
	for _, instance := range annotation.AllResourceAnnotations() {
		facts := annotationFacts{Name: instance.Name, Deprecated: instance.Deprecated, Alpha: instance.FeatureStatus == annotation.Alpha}
		for _, kind := range instance.Resources {
			facts.Kinds = append(facts.Kinds, kind.String())
		}
		all = append(all, facts)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}
