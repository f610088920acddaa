package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The recorded verdicts of this module's own fixtures: they pin Istio's words and the form of verdict.json.
func TestVerifyOwnTwins(t *testing.T) {
	var out bytes.Buffer
	if code, err := run([]string{"verify", "testdata/twins"}, &out); code != 0 || err != nil {
		t.Errorf("code %d, error %v:\n%s", code, err, out.String())
	}
}

func TestVerifyFailsWhenTheVerdictIsMissingOrDiffers(t *testing.T) {
	dir := t.TempDir()
	sub := filepath.Join(dir, "host")
	if err := os.Mkdir(sub, 0o755); err != nil {
		t.Fatal(err)
	}
	copyTwin := func(from string) {
		b, err := os.ReadFile(filepath.Join("testdata/twins", from, twinFile))
		if err == nil {
			err = os.WriteFile(filepath.Join(sub, twinFile), b, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	verify := func(want int, text string) {
		t.Helper()
		var out bytes.Buffer
		if code, err := run([]string{"verify", dir}, &out); code != want || err != nil || !strings.Contains(out.String(), text) {
			t.Errorf("code %d, error %v, want %d and %q in:\n%s", code, err, want, text, out.String())
		}
	}
	copyTwin("unknown-host")
	verify(1, "no verdict.json")
	if code, err := run([]string{"record", dir}, &bytes.Buffer{}); code != 0 || err != nil {
		t.Fatal(code, err)
	}
	verify(0, "1 passed, 0 failed\n")
	copyTwin("missing-subset")
	verify(1, "0 passed, 1 failed\n")
	verify(1, "- twin.yaml VirtualService shop/reviews: analyzer error IST0101")
	verify(1, "+ twin.yaml VirtualService shop/reviews: analyzer error IST0101")
	if b, err := os.ReadFile(filepath.Join(sub, verdictFile)); err != nil || strings.Contains(string(b), dir) {
		t.Errorf("the verdict names the folder it was made in (%v)", err)
	}
}
