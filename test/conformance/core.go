package main

import (
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation"
)

// core applies the API server's rules for the core types that matter to a mesh. The rules live in
// k8s.io/kubernetes, which is no module to depend on; these are the ones whose breach is seen in practice.
func core(say sink, typed runtime.Object) {
	switch t := typed.(type) {
	case *corev1.Service:
		service(say, t)
	case *appsv1.Deployment:
		workload(say, t.Spec.Selector, t.Spec.Template)
		if t.Spec.Replicas != nil && *t.Spec.Replicas < 0 {
			say(sevError, "FieldValueInvalid", "spec.replicas", "must not be negative")
		}
	case *appsv1.StatefulSet:
		workload(say, t.Spec.Selector, t.Spec.Template)
	case *appsv1.DaemonSet:
		workload(say, t.Spec.Selector, t.Spec.Template)
	case *corev1.Pod:
		containers(say, "spec", t.Spec)
	case *autoscalingv2.HorizontalPodAutoscaler:
		autoscaler(say, t)
	}
}

func service(say sink, s *corev1.Service) {
	if len(s.Spec.Ports) == 0 && s.Spec.ClusterIP != corev1.ClusterIPNone && s.Spec.Type != corev1.ServiceTypeExternalName {
		say(sevError, "FieldValueRequired", "spec.ports", "a Service needs a port")
	}
	for _, e := range labelsOf(s.Spec.Selector) {
		say(sevError, "FieldValueInvalid", "spec.selector", e)
	}
	names := map[string]bool{}
	for i, p := range s.Spec.Ports {
		at := fmt.Sprintf("spec.ports[%d]", i)
		for _, e := range validation.IsValidPortNum(int(p.Port)) {
			say(sevError, "FieldValueInvalid", at+".port", e)
		}
		if p.Name == "" && len(s.Spec.Ports) > 1 {
			say(sevError, "FieldValueRequired", at+".name", "ports of a Service with several ports need names")
		}
		if p.Name != "" {
			for _, e := range validation.IsDNS1123Label(p.Name) {
				say(sevError, "FieldValueInvalid", at+".name", e)
			}
			if names[p.Name] {
				say(sevError, "FieldValueDuplicate", at+".name", "name "+p.Name+" is used twice")
			}
			names[p.Name] = true
		}
		if p.TargetPort.Type == intstr.String {
			for _, e := range validation.IsValidPortName(p.TargetPort.StrVal) {
				say(sevError, "FieldValueInvalid", at+".targetPort", e)
			}
		} else if p.TargetPort.IntVal != 0 {
			for _, e := range validation.IsValidPortNum(int(p.TargetPort.IntVal)) {
				say(sevError, "FieldValueInvalid", at+".targetPort", e)
			}
		}
	}
}

func workload(say sink, sel *metav1.LabelSelector, t corev1.PodTemplateSpec) {
	for _, e := range labelsOf(t.Labels) {
		say(sevError, "FieldValueInvalid", "spec.template.metadata.labels", e)
	}
	s, err := metav1.LabelSelectorAsSelector(sel)
	switch {
	case err != nil:
		say(sevError, "FieldValueInvalid", "spec.selector", err.Error())
	case s.Empty():
		say(sevError, "FieldValueRequired", "spec.selector", "a workload needs a selector")
	case !s.Matches(labels.Set(t.Labels)):
		say(sevError, "FieldValueInvalid", "spec.template.metadata.labels", "the selector does not match the template's labels")
	}
	containers(say, "spec.template.spec", t.Spec)
}

func containers(say sink, at string, s corev1.PodSpec) {
	if len(s.Containers) == 0 {
		say(sevError, "FieldValueRequired", at+".containers", "a pod needs a container")
	}
	for i, c := range s.Containers {
		at := fmt.Sprintf("%s.containers[%d]", at, i)
		for _, e := range validation.IsDNS1123Label(c.Name) {
			say(sevError, "FieldValueInvalid", at+".name", e)
		}
		if c.Image == "" {
			say(sevError, "FieldValueRequired", at+".image", "a container needs an image")
		}
		for j, p := range c.Ports {
			for _, e := range validation.IsValidPortNum(int(p.ContainerPort)) {
				say(sevError, "FieldValueInvalid", fmt.Sprintf("%s.ports[%d].containerPort", at, j), e)
			}
		}
		for name, limit := range c.Resources.Limits {
			if req, ok := c.Resources.Requests[name]; ok && req.Cmp(limit) > 0 {
				say(sevError, "FieldValueInvalid", at+".resources.requests", fmt.Sprintf("%s request %s is more than its limit %s", name, req.String(), limit.String()))
			}
		}
	}
}

func autoscaler(say sink, h *autoscalingv2.HorizontalPodAutoscaler) {
	low := int32(1)
	if h.Spec.MinReplicas != nil {
		low = *h.Spec.MinReplicas
	}
	if low < 1 {
		say(sevError, "FieldValueInvalid", "spec.minReplicas", "must be at least 1")
	}
	if h.Spec.MaxReplicas < 1 {
		say(sevError, "FieldValueInvalid", "spec.maxReplicas", "must be at least 1")
	}
	if h.Spec.MaxReplicas < low {
		say(sevError, "FieldValueInvalid", "spec.maxReplicas", fmt.Sprintf("maxReplicas %d is less than minReplicas %d", h.Spec.MaxReplicas, low))
	}
}

func labelsOf(m map[string]string) []string {
	var out []string
	for k, v := range m {
		for _, e := range validation.IsQualifiedName(k) {
			out = append(out, fmt.Sprintf("label key %q: %s", k, e))
		}
		for _, e := range validation.IsValidLabelValue(v) {
			out = append(out, fmt.Sprintf("label value %q: %s", v, e))
		}
	}
	return out
}
