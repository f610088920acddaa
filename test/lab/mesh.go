package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	istiolog "istio.io/istio/pkg/log"
	"istio.io/istio/pkg/test"
)

// withLab starts everything that is in the world, calls f and takes everything down.
func withLab(w *World, bin, level string, f func(*Lab)) error {
	lo := istiolog.DefaultOptions()
	lo.OutputPaths, lo.ErrorOutputPaths = []string{"stderr"}, []string{"stderr"}
	lo.SetDefaultOutputLevel(istiolog.OverrideScopeName, istiolog.WarnLevel)
	if err := istiolog.Configure(lo); err != nil {
		return err
	}
	prefix := fmt.Sprintf("ml%d", os.Getpid())
	dir := filepath.Join(os.TempDir(), prefix)
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	body := w.body()
	n := newNet(w, prefix)
	pl := newPodListener()
	var once sync.Once
	down := func() {
		once.Do(func() {
			for _, p := range w.Pods {
				if p.envoy != nil {
					_ = p.envoy.cmd.Process.Kill()
					<-p.envoy.done
				}
			}
			n.down()
			_ = os.RemoveAll(dir)
		})
	}
	defer down()
	sig := make(chan os.Signal, 1)
	signal.Notify(sig, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-sig
		down()
		os.Exit(130)
	}()
	if err := n.up(); err != nil {
		return err
	}
	if err := n.startStubs(); err != nil {
		return err
	}
	for _, p := range w.Pods {
		if !p.Sidecar && !p.Gateway {
			continue
		}
		p.dir = filepath.Join(dir, fmt.Sprintf("p%d", p.idx))
		if err := os.Mkdir(p.dir, 0o755); err != nil {
			return err
		}
		if err := pl.serve(filepath.Join(p.dir, "xds-grpc"), podAddr{spiffeID(p), p.ref()}); err != nil {
			return err
		}
		if _, err := startSDS(filepath.Join(p.dir, "sds-grpc"), spiffeID(p)); err != nil {
			return err
		}
	}
	return test.Wrap(func(t test.Failer) {
		istiod := startIstiod(t, w, pl)
		var wg sync.WaitGroup
		errs := make(chan error, len(w.Pods))
		slots := make(chan struct{}, 4)
		for _, p := range w.Pods {
			if p.dir == "" {
				continue
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				slots <- struct{}{}
				defer func() { <-slots }()
				if p.Sidecar {
					if err := p.capture(); err != nil {
						errs <- err
						return
					}
				}
				if err := p.startEnvoy(bin, level); err != nil {
					errs <- err
					return
				}
				if err := p.ready(60 * time.Second); err != nil {
					errs <- err
				}
			}()
		}
		wg.Wait()
		select {
		case err := <-errs:
			t.Fatal(err)
		default:
		}
		time.Sleep(300 * time.Millisecond) // later pushes, if istiod has any
		f(&Lab{net: n, world: w, istiod: istiod, body: body})
	})
}
