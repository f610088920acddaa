package main

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// What a lab has made is left alone while it runs, whatever its program is called, and is nobody's once it has ended.
func TestAbandoned(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	own := fmt.Sprintf("ml%d", os.Getpid())
	if !abandoned(own) {
		t.Fatal("a process without a claim owns nothing")
	}
	if err := claim(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{own, own + "-client.shop", own + ".claim", "other", "ml", "mlx-1", "html5"} {
		if abandoned(name) {
			t.Errorf("%s is taken for abandoned", name)
		}
	}
	child := exec.Command("sleep", "5")
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = child.Process.Kill(); _ = child.Wait() }()
	claimed.Close()
	for _, name := range []string{own, own + "-client.shop", own + ".claim"} {
		if !abandoned(name) {
			t.Errorf("%s outlives its lab and the claim, though a child of it still runs", name)
		}
	}
}
