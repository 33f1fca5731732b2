//go:build linux

package main

import (
	"errors"
	"fmt"
	"net/netip"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sys/unix"
)

// A lab is a set of kernels and the fabric between them. One goroutine, locked to its thread, does everything: a packet
// that it writes into an interface has been through that kernel when the write returns, and what the kernel sent then
// waits to be read.
type lab struct {
	home   int
	spaces []*space
	plan   *plan
	// seen are the packets that the fabric had since the question began, each with where it came from and went to.
	seen []sight
	// got are the packets that machines delivered to themselves.
	got    []arrival
	buffer []byte
}

// A sight is a packet at the fabric.
type sight struct {
	from   *link
	sent   packet
	hop    hop
	passed packet
}

// An arrival is a packet that a machine delivered to itself.
type arrival struct {
	at     *machine
	packet packet
}

// maxPackets is more than a question needs; one that needs more is a fault of the lab.
const maxPackets = 5000

// newLab locks the calling goroutine to its thread for ever: the thread's namespace is no longer that of the others.
func newLab() (*lab, error) {
	runtime.LockOSThread()
	home, err := unix.Open("/proc/thread-self/ns/net", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return &lab{home: home, buffer: make([]byte, 1<<16)}, pin()
}

// enter takes the thread into the namespace of a machine.
func (l *lab) enter(m *machine) error { return unix.Setns(m.space.namespace, unix.CLONE_NEWNET) }

// build gives each machine of a plan a kernel, set up as it says: one that is so already, where there is one.
func (l *lab) build(p *plan) error {
	l.plan = p
	configs := map[*machine]*config{}
	for _, m := range p.machines {
		if len(m.links) > maxLinks {
			return fmt.Errorf("%s has %d interfaces: the lab has at most %d", m.name, len(m.links), maxLinks)
		}
		configs[m] = configure(m)
	}
	free, err := l.enough(len(p.machines))
	if err != nil {
		return err
	}
	var others []*machine
	for _, m := range p.machines {
		at := slices.IndexFunc(free, func(s *space) bool { return s.has == configs[m].String() })
		if at < 0 {
			others = append(others, m)
			continue
		}
		m.space = free[at]
		free = slices.Delete(free, at, at+1)
	}
	errs := make([]error, len(others))
	var work sync.WaitGroup
	for k, m := range others {
		at := max(0, slices.IndexFunc(free, func(s *space) bool { return s.rules == configs[m].rules.String() }))
		m.space = free[at]
		free = slices.Delete(free, at, at+1)
		work.Go(func() { errs[k] = l.prepare(m, configs[m]) })
	}
	work.Wait()
	if err := errors.Join(errs...); err != nil {
		l.renew() // Nobody knows what they are like.
		return err
	}
	return l.settle()
}

// renew gives all spaces up, so that the next plan gets new ones.
func (l *lab) renew() {
	for _, s := range l.spaces {
		s.close()
	}
	l.spaces = nil
}

// state is what the kernels of the machines say of themselves, for a fault of the lab.
func (l *lab) state() string {
	text := ""
	for _, m := range l.plan.machines {
		if m.guest == nil {
			continue
		}
		if err := l.enter(m); err != nil {
			return err.Error()
		}
		text += m.name + "\n" + m.space.state()
	}
	return text
}

// enough makes as many spaces as are needed, and returns all there are.
func (l *lab) enough(n int) ([]*space, error) {
	for len(l.spaces) < n {
		s, err := newSpace()
		if err != nil {
			return nil, err
		}
		l.spaces = append(l.spaces, s)
	}
	return slices.Clone(l.spaces), nil
}

// prepare sets up a machine, in a thread that is in its namespace for that time.
func (l *lab) prepare(m *machine, c *config) error {
	runtime.LockOSThread() // For ever where it can't go home: then the thread ends with the goroutine.
	if err := l.enter(m); err != nil {
		return err
	}
	if err := m.space.reset(c); err != nil {
		return fmt.Errorf("%s: %w", m.name, err)
	}
	if err := unix.Setns(l.home, unix.CLONE_NEWNET); err != nil {
		return err
	}
	runtime.UnlockOSThread()
	return nil
}

// settle carries what machines send by themselves, and then forgets it.
func (l *lab) settle() error {
	err := l.run()
	l.seen, l.got = nil, nil
	for _, m := range l.plan.machines {
		err = errors.Join(err, m.space.forget())
	}
	return err
}

// run carries packets until there are none. That there are none is not a matter of time: behind the last packet a
// sentinel has come through each link and through each machine's own loopback.
func (l *lab) run() error {
	for {
		if err := l.drain(); err != nil {
			return err
		}
		more, err := l.sentinels()
		if err != nil {
			return err
		}
		if !more {
			return nil
		}
	}
}

// drain carries packets until all queues are empty.
func (l *lab) drain() error {
	for moved := true; moved; {
		moved = false
		for _, m := range l.plan.machines {
			for _, from := range m.links {
				some, err := l.drainLink(from)
				if err != nil {
					return err
				}
				moved = moved || some
			}
		}
	}
	return nil
}

func (l *lab) drainLink(from *link) (moved bool, err error) {
	for {
		k, err := from.machine.space.read(from.tunnel, l.buffer)
		if err != nil || k == nil {
			return moved, err
		}
		moved = true
		if err := l.take(from, k); err != nil {
			return moved, err
		}
	}
}

// take carries one packet, and leaves out what kernels send to their neighbourhood.
func (l *lab) take(from *link, k packet) error {
	if !k.valid() || k.destination().IsMulticast() || isSentinel(k) {
		return nil
	}
	if len(l.seen) >= maxPackets {
		return errors.New("too many packets for one question")
	}
	sent := append(packet{}, k...)
	h := l.plan.carry(from, k)
	l.seen = append(l.seen, sight{from, sent, h, k})
	if h.to == nil {
		return nil
	}
	if _, err := unix.Write(h.to.machine.space.tunnels[h.to.tunnel], k); err != nil {
		return fmt.Errorf("a packet to %s: %w", h.to.machine.name, err)
	}
	return nil
}

func isSentinel(k packet) bool {
	return k.destination() == netip.AddrFrom4([4]byte(sentinel[16:20]))
}

// sentinels sends one by each link and one over each loopback and waits for them. It reports whether something else
// came before them.
func (l *lab) sentinels() (more bool, err error) {
	for _, m := range l.plan.machines {
		for _, from := range m.links {
			found, err := l.sentinelBy(from)
			if err != nil {
				return false, err
			}
			more = more || found
		}
		if err := l.loopback(m); err != nil {
			return false, err
		}
	}
	return more, nil
}

func (l *lab) sentinelBy(from *link) (more bool, err error) {
	s := from.machine.space
	if err := s.mark(from.tunnel); err != nil {
		return false, fmt.Errorf("a sentinel by %s of %s: %w", from.device, from.machine.name, err)
	}
	for {
		k, err := s.read(from.tunnel, l.buffer)
		if err != nil {
			return more, err
		}
		if k == nil {
			if err := wait(s.tunnels[from.tunnel]); err != nil {
				return more, fmt.Errorf("the sentinel by %s of %s: %w", from.device, from.machine.name, err)
			}
			continue
		}
		if isSentinel(k) {
			return more, nil
		}
		more = true
		if err := l.take(from, k); err != nil {
			return more, err
		}
	}
}

// loopback sends a sentinel over the loopback of a machine and reads what it has delivered to itself up to there.
func (l *lab) loopback(m *machine) error {
	if err := m.space.knock(); err != nil {
		return fmt.Errorf("a sentinel over the loopback of %s: %w", m.name, err)
	}
	for {
		packets, err := m.space.delivered()
		if err != nil {
			return err
		}
		for _, k := range packets {
			if k.destination().IsLoopback() {
				return nil
			}
			l.got = append(l.got, arrival{m, k})
		}
		if len(packets) == 0 {
			if err := wait(m.space.log); err != nil {
				return fmt.Errorf("the sentinel over the loopback of %s: %w", m.name, err)
			}
		}
	}
}

// patience is how long a sentinel may take, in milliseconds. One that takes longer is a fault of the lab, and no
// answer.
const patience = 10_000

func wait(fd int) error {
	for {
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, patience)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return err
		case n == 0:
			return errors.New("lost")
		}
		return nil
	}
}
