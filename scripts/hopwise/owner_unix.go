//go:build unix

package main

import (
	"os"
	"syscall"
)

// keepOwner gives a file the owner of another. Only root may do so for others; whose file it is anyway needs nothing.
func keepOwner(file *os.File, of os.FileInfo) {
	if s, ok := of.Sys().(*syscall.Stat_t); ok {
		_ = file.Chown(int(s.Uid), int(s.Gid))
	}
}
