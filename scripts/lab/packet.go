//go:build linux

package main

import (
	"encoding/binary"
	"fmt"
	"net/netip"
)

// A packet is an IP packet of either family as a kernel sends it, options and extension headers aside.
type packet []byte

// Numbers of protocols, and of the ICMP messages that the lab tells apart.
const (
	icmp, tcp, udp, icmp6                  = 1, 6, 17, 58
	echoRequest, echoReply                 = 8, 0
	echoRequest6, echoReply6               = 128, 129
	unreachable4, exceeded4                = 3, 11
	unreachable6, tooBig6, parameter6      = 1, 2, 4
	tcpFin, tcpSyn, tcpRst, tcpAck    byte = 1, 2, 4, 16
)

// valid reports whether the lab can read the packet: its headers are whole.
func (p packet) valid() bool {
	switch {
	case len(p) < 20:
		return false
	case p.is6():
		return len(p) >= 48
	}
	return p[0]>>4 == 4 && len(p) >= p.header()+8
}

func (p packet) is6() bool { return p[0]>>4 == 6 }

// header is the length of the IP header.
func (p packet) header() int {
	if p.is6() {
		return 40
	}
	return int(p[0]&15) * 4
}

func (p packet) protocol() byte {
	if p.is6() {
		return p[6]
	}
	return p[9]
}

func (p packet) hasPorts() bool { return p.protocol() == tcp || p.protocol() == udp }

func (p packet) source() netip.Addr      { return p.address(sourceEnd) }
func (p packet) destination() netip.Addr { return p.address(destinationEnd) }

func (p packet) address(at end) netip.Addr {
	a, _ := netip.AddrFromSlice(p.field(at))
	return a
}

// body is what stands behind the IP header.
func (p packet) body() []byte { return p[p.header():] }

func (p packet) sourcePort() uint16      { return binary.BigEndian.Uint16(p.body()) }
func (p packet) destinationPort() uint16 { return binary.BigEndian.Uint16(p.body()[2:]) }

// flags are those of a TCP packet.
func (p packet) flags() byte { return p.body()[13] }

// isError reports whether it is an ICMP message about another packet, which it holds.
func (p packet) isError() bool {
	kind := p.body()[0]
	switch p.protocol() {
	case icmp:
		return kind == unreachable4 || kind == exceeded4
	case icmp6:
		return kind >= unreachable6 && kind <= parameter6
	}
	return false
}

// begins reports whether the packet may begin a connection, and the other end of a question answers it.
func (p packet) begins() bool {
	switch p.protocol() {
	case tcp:
		return p.flags()&(tcpSyn|tcpAck) == tcpSyn
	case icmp:
		return p.body()[0] == echoRequest
	case icmp6:
		return p.body()[0] == echoRequest6
	}
	return p.protocol() == udp
}

// An end is the place of an address in a packet's header.
type end int

const (
	sourceEnd end = iota
	destinationEnd
)

// translate gives the packet another address at one end. In the packet that an error is about it is the other end.
func (p packet) translate(at end, to netip.Addr) {
	from := p.field(at)
	if inner := packet(p.body()[8:]); p.isError() && inner.valid() && string(inner.field(1-at)) == string(from) {
		copy(inner.field(1-at), to.AsSlice())
		inner.sumHeader()
	}
	copy(from, to.AsSlice())
	p.sumHeader()
	p.sumBody()
}

// field is where the address of an end stands.
func (p packet) field(at end) []byte {
	if p.is6() {
		return p[8+16*at:][:16]
	}
	return p[12+4*at:][:4]
}

// sumHeader writes the checksum of the IP header, which IPv6 has not.
func (p packet) sumHeader() {
	if p.is6() {
		return
	}
	p[10], p[11] = 0, 0
	binary.BigEndian.PutUint16(p[10:], fold(sum(p[:p.header()])))
}

// sumBody writes the checksum of what the packet carries.
func (p packet) sumBody() {
	body, at := p.body(), 2
	total := uint32(p.protocol()) + uint32(len(body)) + sum(p[12:20])
	switch p.protocol() {
	case tcp:
		at = 16
	case udp:
		at = 6
	case icmp:
		total = 0
	}
	if p.is6() {
		total = uint32(p.protocol()) + uint32(len(body)) + sum(p[8:40])
	}
	binary.BigEndian.PutUint16(body[at:], 0)
	result := fold(total + sum(body))
	if p.protocol() == udp && result == 0 {
		result = 0xffff
	}
	binary.BigEndian.PutUint16(body[at:], result)
}

func sum(b []byte) uint32 {
	total := uint32(0)
	for ; len(b) > 1; b = b[2:] {
		total += uint32(b[0])<<8 | uint32(b[1])
	}
	if len(b) > 0 {
		total += uint32(b[0]) << 8
	}
	return total
}

func fold(total uint32) uint16 {
	for total > 0xffff {
		total = total&0xffff + total>>16
	}
	return ^uint16(total)
}

// String is one line of a capture: "tcp S 10.0.1.10:40000 > 10.0.1.11:443".
func (p packet) String() string {
	if !p.valid() {
		return fmt.Sprintf("% x", []byte(p))
	}
	switch p.protocol() {
	case tcp:
		return "tcp " + p.flagLetters() + " " + p.ends()
	case udp:
		return "udp " + p.ends()
	}
	return fmt.Sprintf("proto/%d type %d.%d %s > %s", p.protocol(), p.body()[0], p.body()[1], p.source(), p.destination())
}

func (p packet) ends() string {
	from := netip.AddrPortFrom(p.source(), p.sourcePort())
	return fmt.Sprint(from, " > ", netip.AddrPortFrom(p.destination(), p.destinationPort()))
}

func (p packet) flagLetters() string {
	letters := ""
	for k, letter := range "FSRPA" {
		if p.flags()&(1<<k) != 0 {
			letters += string(letter)
		}
	}
	return letters
}
