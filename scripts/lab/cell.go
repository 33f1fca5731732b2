//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// inside is set in the environment of a process that is in a cell.
const inside = "HOPWISE_LAB_CELL"

// errNoCell says why this machine can't have a lab.
var errNoCell = errors.New("this machine allows no namespaces")

// enclose runs this program once more with the same arguments, in a cell: a process alone in namespaces of its own,
// with no way to any network. All that a lab makes is there and goes with it, however it ends; and it ends with this
// process. It returns the exit status.
func enclose() (int, error) {
	// The child is killed when the thread that started it ends.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	command := exec.Command("/proc/self/exe", os.Args[1:]...)
	command.Env = append(os.Environ(), inside+"=1")
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.SysProcAttr = cell()
	if err := command.Start(); err != nil {
		return 0, fmt.Errorf("%w: %w", errNoCell, err)
	}
	var failed *exec.ExitError
	if err := command.Wait(); err != nil && !errors.As(err, &failed) {
		return 0, err
	}
	return command.ProcessState.ExitCode(), nil
}

// cell are the namespaces. Who is not root gets to be it in there.
func cell() *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{
		Cloneflags: unix.CLONE_NEWNET | unix.CLONE_NEWNS | unix.CLONE_NEWPID | unix.CLONE_NEWIPC | unix.CLONE_NEWUTS,
		Pdeathsig:  unix.SIGKILL,
	}
	if os.Geteuid() != 0 {
		a.Cloneflags |= unix.CLONE_NEWUSER
		a.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
		a.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}}
	}
	return a
}

// furnish gives the cell a /proc of its own, in which the lab finds its threads and the settings of its kernels.
func furnish() error {
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("%w: its own mounts: %w", errNoCell, err)
	}
	if err := unix.Mount("proc", "/proc", "proc", 0, ""); err != nil {
		return fmt.Errorf("%w: its own /proc: %w", errNoCell, err)
	}
	return nil
}
