package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"syscall"
)

// claimed is the file that this lab holds a lock on for as long as it lives, however it ends.
var claimed *os.File

// claim tells other labs that what is named after this process is in use.
func claim() error {
	name := claimFile(fmt.Sprint(os.Getpid()))
	for {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o600)
		if err != nil {
			return err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
			return err
		}
		// another lab may have swept the file away before it was locked
		ours, _ := f.Stat()
		if there, err := os.Stat(name); err == nil && os.SameFile(ours, there) {
			claimed = f
			return nil
		}
		f.Close()
	}
}

func claimFile(pid string) string {
	return filepath.Join(os.TempDir(), "ml"+pid+".claim")
}

var ofLab = regexp.MustCompile(`^ml(\d+)([-.].*)?$`)

// abandoned says whether a name is that of something that a lab made which is no longer running.
func abandoned(name string) bool {
	m := ofLab.FindStringSubmatch(name)
	if m == nil {
		return false
	}
	f, err := os.Open(claimFile(m[1]))
	if err != nil {
		return os.IsNotExist(err)
	}
	defer f.Close()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) == nil
}
