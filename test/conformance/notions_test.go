package main

import "testing"

// Each notion must be able to say both: one that takes all or nothing proves nothing.
func TestNotionsSayBoth(t *testing.T) {
	cases := map[string][2]string{
		"fqdn": {"a.b", "a_b"}, "host-port": {"a:1", "a"}, "duration": {"1s", "1us"}, "header-value": {"a", "%"}, "cel": {"a == 1", "a =="},
		"jwks": {`{"keys":[]}`, "{}"}, "prime": {"7", "9"}, "sha256": {"", "a"}, "retry-condition": {"503", "306"}, "cors-method": {"GET", "get"},
		"module-url": {"oci://a", "ftp://a"}, "envoy-status": {"403", "425"}, "url-path": {"/a", "a"}, "path-template": {"/{*}", "/{a}"},
	}
	for name, texts := range cases {
		if err := notions[name](texts[0]); err != nil {
			t.Errorf("%s: %q: %v", name, texts[0], err)
		}
		if notions[name](texts[1]) == nil {
			t.Errorf("%s: %q is taken", name, texts[1])
		}
	}
}
