//go:build unix

package main

import (
	"os"
	"syscall"
)

// keepOwner gives a file the owner and the group of another, as far as the system allows: others than root may give it
// a group that they are in.
func keepOwner(file *os.File, of os.FileInfo) {
	if s, ok := of.Sys().(*syscall.Stat_t); ok && file.Chown(int(s.Uid), int(s.Gid)) != nil {
		_ = file.Chown(-1, int(s.Gid))
	}
}
