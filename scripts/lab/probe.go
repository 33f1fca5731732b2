//go:build linux

package main

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"golang.org/x/sys/unix"

	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// A call is a question as the lab puts it: who calls which address for what.
type call struct {
	from *machine
	// bind is the address that the client asks for, the zero Addr where its kernel chooses.
	bind netip.Addr
	// port is the client's port, for a ping its identifier.
	port    uint16
	to      netip.Addr
	service cloud.Service
}

// An answer is what became of a call.
type answer struct {
	outcome trace.Outcome
	// receiver is the machine that the request was delivered to, nil if it was not, and as its source address there.
	receiver *machine
	as       netip.Addr
}

// call makes a call with real sockets and says what became of it.
func (l *lab) call(c call) (answer, error) {
	if err := l.settle(); err != nil {
		return answer{}, err
	}
	peers, err := l.listeners(c)
	defer func() { hang(peers) }()
	if err != nil {
		return answer{}, err
	}
	fd, err := l.client(c)
	if err != nil {
		return answer{}, fmt.Errorf("the client of %s: %w", c.from.name, err)
	}
	defer closeSocket(fd)
	switch {
	case c.service.IsICMP():
		return l.ping(c, fd)
	case c.service.Protocol == cloud.UDP:
		return l.datagram(c, fd, peers)
	}
	return l.connection(c, fd, peers)
}

func domain(a netip.Addr) int {
	if a.Is6() {
		return unix.AF_INET6
	}
	return unix.AF_INET
}

func unspecified(six bool) netip.Addr {
	if six {
		return netip.IPv6Unspecified()
	}
	return netip.IPv4Unspecified()
}

func sockaddr(a netip.Addr, port uint16) unix.Sockaddr {
	if a.Is6() {
		return &unix.SockaddrInet6{Port: int(port), Addr: a.As16()}
	}
	return &unix.SockaddrInet4{Port: int(port), Addr: a.As4()}
}

// client opens the socket of the caller, bound to its port.
func (l *lab) client(c call) (int, error) {
	kind, protocol := unix.SOCK_STREAM, unix.IPPROTO_TCP
	switch c.service.Protocol {
	case cloud.UDP:
		kind, protocol = unix.SOCK_DGRAM, unix.IPPROTO_UDP
	case cloud.ICMP:
		kind, protocol = unix.SOCK_DGRAM, unix.IPPROTO_ICMP
	case cloud.ICMPv6:
		kind, protocol = unix.SOCK_DGRAM, unix.IPPROTO_ICMPV6
	}
	bind := c.bind
	if !bind.IsValid() {
		bind = unspecified(c.to.Is6())
	}
	return l.socket(c.from, kind, protocol, bind, c.port)
}

// socket opens a bound socket in a machine.
func (l *lab) socket(m *machine, kind, protocol int, at netip.Addr, port uint16) (int, error) {
	if err := l.enter(m); err != nil {
		return -1, err
	}
	fd, err := unix.Socket(domain(at), kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, protocol)
	if err != nil {
		return -1, err
	}
	err = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
	if at.Is6() {
		err = errors.Join(err, unix.SetsockoptInt(fd, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, 1))
	}
	err = errors.Join(err, unix.Bind(fd, sockaddr(at, port)))
	if err != nil {
		unix.Close(fd)
		return -1, fmt.Errorf("binding %s: %w", netip.AddrPortFrom(at, port), err)
	}
	return fd, nil
}

// listeners opens what may be called: on every machine that listens, the port of the call and those that a translation
// leads to. A UDP socket has one address, so that its answers bear it.
func (l *lab) listeners(c call) ([]int, error) {
	var all []int
	if !c.service.HasPorts() {
		return nil, nil
	}
	for _, m := range l.plan.machines {
		for _, port := range l.plan.ports(c.service) {
			s := c.service
			s.Ports = [][2]uint16{{port, port}}
			if !m.listen.Answers(s) || m == c.from && port == c.port {
				continue
			}
			more, err := l.listen(m, s.Protocol, port, c.to.Is6())
			all = append(all, more...)
			if err != nil {
				return all, fmt.Errorf("a listener of %s: %w", m.name, err)
			}
		}
	}
	return all, nil
}

func (l *lab) listen(m *machine, protocol int, port uint16, six bool) ([]int, error) {
	if protocol == cloud.TCP {
		fd, err := l.socket(m, unix.SOCK_STREAM, unix.IPPROTO_TCP, unspecified(six), port)
		if err != nil {
			return nil, err
		}
		return []int{fd}, unix.Listen(fd, 8)
	}
	var all []int
	for _, link := range m.links {
		for _, a := range link.addresses {
			if a.Addr().Is6() != six {
				continue
			}
			fd, err := l.socket(m, unix.SOCK_DGRAM, unix.IPPROTO_UDP, a.Addr(), port)
			if err != nil {
				return all, err
			}
			all = append(all, fd)
		}
	}
	return all, nil
}

// ports are the port of a service and those to which translations lead from it, one after another.
func (p *plan) ports(s cloud.Service) []uint16 {
	all := []uint16{s.Ports[0][0]}
	for k := 0; k < len(all) && k < 10; k++ {
		for _, m := range p.machines {
			if m.guest == nil {
				continue
			}
			for _, d := range m.guest.Iptables.DNAT {
				if to := d.Port.Of(all[k]); !slices.Contains(all, to) {
					all = append(all, to)
				}
			}
		}
	}
	return all
}

func hang(peers []int) {
	for _, p := range peers {
		closeSocket(p)
	}
}

// closeSocket resets a connection, so that nothing of it stays.
func closeSocket(fd int) {
	_ = unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
	unix.Close(fd)
}

// arrived fills in where the request was delivered.
func (a *answer) arrived(got []arrival) {
	for _, g := range got {
		if g.packet.begins() {
			a.receiver, a.as = g.at, g.packet.source()
			return
		}
	}
}

// lost is the outcome of a call that got nothing back.
func (a *answer) lost() trace.Outcome {
	if a.receiver == nil {
		return trace.Blocked
	}
	return trace.OneWay
}

var question, reply = []byte("?"), []byte("!")

// connection is a TCP call: the handshake, a request and its answer.
func (l *lab) connection(c call, fd int, peers []int) (a answer, err error) {
	said, err := l.connect(c, fd)
	if err != nil {
		return a, err
	}
	a.arrived(l.got)
	a.outcome = a.lost()
	if said == unix.ECONNREFUSED {
		a.outcome = trace.Refused
	}
	if said != 0 {
		return a, nil
	}
	heard, err := l.exchange(fd, peers)
	if heard {
		a.outcome = trace.Reachable
	}
	return a, err
}

// connect makes the handshake and returns what the kernel says of it then, 0 while it still waits for an answer.
func (l *lab) connect(c call, fd int) (said unix.Errno, err error) {
	started := unix.Connect(fd, sockaddr(c.to, c.calledPort()))
	if err := l.run(); err != nil {
		return 0, err
	}
	if errors.As(started, &said) && said != unix.EINPROGRESS {
		return said, nil
	}
	state, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ERROR)
	return unix.Errno(state), err
}

// exchange sends a request over a connection, lets whoever has it answer, and reports whether the answer came.
func (l *lab) exchange(fd int, peers []int) (heard bool, err error) {
	if _, err := unix.Write(fd, question); err != nil {
		return false, nil // There is no connection.
	}
	if err := l.run(); err != nil {
		return false, err
	}
	accepted := l.accept(peers)
	defer hang(accepted)
	for _, p := range accepted {
		if hears(p, question) {
			_, _ = unix.Write(p, reply)
		}
	}
	err = l.run()
	return hears(fd, reply), err
}

// calledPort is the port that the call is for.
func (c call) calledPort() uint16 { return c.service.Ports[0][0] }

// accept takes the connections that have come to listeners.
func (l *lab) accept(peers []int) []int {
	var all []int
	for _, p := range peers {
		if fd, _, err := unix.Accept4(p, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC); err == nil {
			all = append(all, fd)
		}
	}
	return all
}

func hears(fd int, want []byte) bool {
	buffer := make([]byte, 16)
	n, err := unix.Read(fd, buffer)
	return err == nil && string(buffer[:max(n, 0)]) == string(want)
}

// datagram is a UDP call: a request and its answer.
func (l *lab) datagram(c call, fd int, peers []int) (a answer, err error) {
	a.outcome = trace.Blocked
	if err := unix.Connect(fd, sockaddr(c.to, c.calledPort())); err != nil {
		return a, nil // The kernel has no way there.
	}
	_, _ = unix.Write(fd, question)
	if err := l.run(); err != nil {
		return a, err
	}
	a.arrived(l.got)
	for _, p := range peers {
		buffer := make([]byte, 16)
		if n, from, err := unix.Recvfrom(p, buffer, 0); err == nil && string(buffer[:n]) == string(question) {
			_ = unix.Sendto(p, reply, 0, from)
		}
	}
	if err := l.run(); err != nil {
		return a, err
	}
	a.outcome = a.lost()
	buffer := make([]byte, 16)
	n, err := unix.Read(fd, buffer)
	switch {
	case err == nil && string(buffer[:n]) == string(reply):
		a.outcome = trace.Reachable
	case errors.Is(err, unix.ECONNREFUSED):
		a.outcome = trace.Refused
	}
	return a, nil
}

// ping is an echo. The client takes only an answer from the address that it called.
func (l *lab) ping(c call, fd int) (a answer, err error) {
	request := []byte{echoRequest, 0, 0, 0, 0, 0, 0, 1, '?'}
	if c.to.Is6() {
		request[0] = echoRequest6
	}
	_ = unix.Sendto(fd, request, 0, sockaddr(c.to, 0))
	if err := l.run(); err != nil {
		return a, err
	}
	a.arrived(l.got)
	a.outcome = a.lost()
	buffer := make([]byte, 64)
	for {
		n, from, err := unix.Recvfrom(fd, buffer, 0)
		if err != nil {
			return a, nil
		}
		if n > 0 && (buffer[0] == echoReply || buffer[0] == echoReply6) && addressOf(from) == c.to {
			a.outcome = trace.Reachable
			return a, nil
		}
	}
}

func addressOf(s unix.Sockaddr) netip.Addr {
	switch s := s.(type) {
	case *unix.SockaddrInet4:
		return netip.AddrFrom4(s.Addr)
	case *unix.SockaddrInet6:
		return netip.AddrFrom16(s.Addr)
	}
	return netip.Addr{}
}
