//go:build linux

package main

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// A space is a network namespace that the lab gives to one machine after another. It exists as long as the process has
// it open.
type space struct {
	namespace int
	// tunnels are the lab's ends of its interfaces eth0, eth1 and so on: what the kernel sends by one is read here.
	tunnels []int
	// log has a copy of each packet that the kernel delivers to itself.
	log int
	// wire sends packets past every rule, for sentinels.
	wire  int
	index []int
	// door sends sentinels over the loopback.
	door int
	// conntrack is where the kernel is told to forget its connections.
	conntrack int
	// undo and undo6 are the commands that take the configuration away again, the latter the rules of IPv6.
	undo, undo6 string
	// has is the configuration that it has, and rules are nft's part of it.
	has, rules string
}

const (
	// maxLinks is the number of interfaces of a space.
	maxLinks = 4
	// logGroup is the group of the copies of delivered packets.
	logGroup = 1
)

// settings of every kernel: none of the limits and caches that let one question depend on another. Reverse path
// filtering is off, which is the kernel's own default; the loose filter of many images drops nothing more where there
// is a default route.
var settings = map[string]string{
	"net/ipv4/conf/all/rp_filter":          "0",
	"net/ipv4/conf/default/rp_filter":      "0",
	"net/ipv4/conf/all/send_redirects":     "0",
	"net/ipv4/conf/default/send_redirects": "0",
	"net/ipv4/conf/all/accept_redirects":   "0",
	"net/ipv6/conf/all/accept_redirects":   "0",
	"net/ipv6/conf/default/accept_dad":     "0",
	"net/ipv6/conf/default/addr_gen_mode":  "1",
	"net/ipv6/conf/all/accept_ra":          "0",
	"net/ipv6/conf/default/accept_ra":      "0",
	"net/ipv4/icmp_ratemask":               "0",
	"net/ipv4/icmp_ratelimit":              "0",
	"net/ipv6/icmp/ratelimit":              "0",
	"net/ipv6/icmp/ratemask":               "",
	"net/ipv4/ping_group_range":            "0 0",
	"net/ipv4/tcp_no_metrics_save":         "1",
	"net/ipv4/ip_local_port_range":         "32768 60999",
	"net/ipv4/ip_unprivileged_port_start":  "0",
}

// newSpace makes a namespace and leaves the calling thread in it. The caller has locked its goroutine to the thread.
func newSpace() (*space, error) {
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		return nil, fmt.Errorf("a new network namespace: %w", err)
	}
	s := &space{}
	var err error
	if s.namespace, err = unix.Open("/proc/thread-self/ns/net", unix.O_RDONLY|unix.O_CLOEXEC, 0); err != nil {
		return nil, err
	}
	for name, value := range settings {
		if err := set(name, value); err != nil {
			return nil, err
		}
	}
	for k := range maxLinks {
		if err := s.addTunnel(fmt.Sprintf("eth%d", k)); err != nil {
			return nil, err
		}
	}
	if err := feed("link set lo up\n", "ip", "-batch", "-"); err != nil {
		return nil, err
	}
	return s, s.openSockets()
}

func set(name, value string) error {
	return os.WriteFile("/proc/sys/"+name, []byte(value+"\n"), 0)
}

// addTunnel makes an interface whose other end is a file of this process.
func (s *space) addTunnel(name string) error {
	fd, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return fmt.Errorf("%w with interfaces: /dev/net/tun: %w", errNoCell, err)
	}
	request, err := unix.NewIfreq(name)
	if err != nil {
		return err
	}
	request.SetUint16(unix.IFF_TUN | unix.IFF_NO_PI)
	if err := unix.IoctlIfreq(fd, unix.TUNSETIFF, request); err != nil {
		return fmt.Errorf("interface %s: %w", name, err)
	}
	s.tunnels = append(s.tunnels, fd)
	return nil
}

func (s *space) openSockets() (err error) {
	const raw = unix.SOCK_RAW | unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC
	if s.wire, err = unix.Socket(unix.AF_PACKET, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0); err != nil {
		return err
	}
	for k := range maxLinks {
		request, err := unix.NewIfreq(fmt.Sprintf("eth%d", k))
		if err != nil {
			return err
		}
		if err := unix.IoctlIfreq(s.wire, unix.SIOCGIFINDEX, request); err != nil {
			return err
		}
		s.index = append(s.index, int(request.Uint32()))
	}
	datagrams := unix.SOCK_DGRAM | unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC
	if s.door, err = unix.Socket(unix.AF_INET, datagrams, 0); err != nil {
		return err
	}
	if s.conntrack, err = unix.Socket(unix.AF_NETLINK, raw, unix.NETLINK_NETFILTER); err != nil {
		return err
	}
	if s.log, err = unix.Socket(unix.AF_NETLINK, raw, unix.NETLINK_NETFILTER); err != nil {
		return err
	}
	if err := unix.SetsockoptInt(s.log, unix.SOL_SOCKET, unix.SO_RCVBUF, 1<<20); err != nil {
		return err
	}
	return s.bindLog()
}

// Types of netfilter's netlink messages and attributes, as linux/netfilter/nfnetlink_log.h and its neighbours name
// them.
const (
	logPacket, logConfig = 4<<8 | 0, 4<<8 | 1
	conntrackDelete      = 1<<8 | 2
	configCommand        = 1
	configMode           = 2
	configThreshold      = 5
	commandBind          = 1
	copyPacket           = 2
	attributePayload     = 9
	netfilterHeader      = 4
)

// bindLog asks for whole packets, each at once.
func (s *space) bindLog() error {
	body := attribute(configCommand, []byte{commandBind})
	body = append(body, attribute(configMode, []byte{0, 0, 0xff, 0xff, copyPacket, 0})...)
	body = append(body, attribute(configThreshold, []byte{0, 0, 0, 1})...)
	return request(s.log, logConfig, logGroup, body)
}

// forget makes the kernel forget its connections.
func (s *space) forget() error { return request(s.conntrack, conntrackDelete, 0, nil) }

// attribute is a netlink attribute, padded.
func attribute(kind uint16, value []byte) []byte {
	b := binary.NativeEndian.AppendUint16(nil, uint16(4+len(value)))
	b = binary.NativeEndian.AppendUint16(b, kind)
	b = append(b, value...)
	return append(b, make([]byte, (4-len(b)%4)%4)...)
}

// request sends a message to netfilter and waits for the kernel's word that it is done.
func request(fd int, kind uint16, group byte, body []byte) error {
	message := binary.NativeEndian.AppendUint32(nil, uint32(unix.NLMSG_HDRLEN+netfilterHeader+len(body)))
	message = binary.NativeEndian.AppendUint16(message, kind)
	message = binary.NativeEndian.AppendUint16(message, unix.NLM_F_REQUEST|unix.NLM_F_ACK)
	message = append(message, make([]byte, 8)...)
	message = append(message, unix.AF_UNSPEC, 0, 0, group)
	message = append(message, body...)
	if err := unix.Sendto(fd, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return err
	}
	answer := make([]byte, 4096)
	n, _, err := unix.Recvfrom(fd, answer, 0)
	if err != nil {
		return err
	}
	if n < 20 || binary.NativeEndian.Uint16(answer[4:]) != unix.NLMSG_ERROR {
		return errors.New("unexpected answer of netfilter")
	}
	if number := int32(binary.NativeEndian.Uint32(answer[16:])); number != 0 {
		return unix.Errno(-number)
	}
	return nil
}

// delivered returns the packets that the kernel has delivered to itself since the last call.
func (s *space) delivered() ([]packet, error) {
	var all []packet
	buffer := make([]byte, 1<<16)
	for {
		n, _, err := unix.Recvfrom(s.log, buffer, unix.MSG_DONTWAIT)
		if errors.Is(err, unix.EAGAIN) {
			return all, nil
		}
		if err != nil {
			return all, fmt.Errorf("the log of delivered packets: %w", err)
		}
		all = append(all, payloads(buffer[:n])...)
	}
}

// payloads are the packets of netlink messages.
func payloads(messages []byte) []packet {
	var all []packet
	for len(messages) >= unix.NLMSG_HDRLEN {
		size := int(binary.NativeEndian.Uint32(messages))
		if size < unix.NLMSG_HDRLEN || size > len(messages) {
			break
		}
		if binary.NativeEndian.Uint16(messages[4:]) == logPacket {
			if p := payload(messages[unix.NLMSG_HDRLEN+netfilterHeader : size]); p.valid() {
				all = append(all, p)
			}
		}
		messages = messages[min(len(messages), (size+3)&^3):]
	}
	return all
}

func payload(attributes []byte) packet {
	for len(attributes) >= 4 {
		size := int(binary.NativeEndian.Uint16(attributes))
		if size < 4 || size > len(attributes) {
			return nil
		}
		if binary.NativeEndian.Uint16(attributes[2:]) == attributePayload {
			return bytes.Clone(attributes[4:size])
		}
		attributes = attributes[min(len(attributes), (size+3)&^3):]
	}
	return nil
}

// reset gives the space another configuration in place of the one before. The calling thread is in the space. After an
// error nobody knows how the space is set up.
func (s *space) reset(c *config) error {
	if rules := c.rules.String(); rules != s.rules {
		if err := feed("flush ruleset\n"+rules, "nft", "-f", "-"); err != nil {
			return err
		}
		s.rules = rules
	}
	if err := feed(s.undo+c.commands.String(), "ip", "-batch", "-"); err != nil {
		return err
	}
	if rules := s.undo6 + c.rules6.String(); rules != "" {
		if err := feed(rules, "ip", "-6", "-batch", "-"); err != nil {
			return err
		}
	}
	s.undo, s.undo6 = undo(c.commands.String()), undo(c.rules6.String())
	value := map[bool]string{true: "1", false: "0"}[c.forward]
	if err := set("net/ipv4/ip_forward", value); err != nil {
		return err
	}
	if err := set("net/ipv6/conf/all/forwarding", value); err != nil {
		return err
	}
	s.has = c.String()
	return c.ready()
}

// undo are the commands that take back some commands. With its addresses and its use an interface loses its routes.
func undo(commands string) string {
	text := ""
	for line := range strings.Lines(commands) {
		words := strings.Fields(line)
		switch {
		case strings.HasPrefix(line, "rule add "):
			text += strings.Replace(line, "add", "del", 1)
		case strings.HasPrefix(line, "link set "):
			text += fmt.Sprintf("addr flush dev %s\nlink set %s down\n", words[2], words[2])
		}
	}
	return text
}

// ready waits until the kernel knows all of its own IPv6 addresses, each of which has a route over the loopback.
func (c *config) ready() error {
	for range patience {
		table, err := os.ReadFile("/proc/thread-self/net/ipv6_route")
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(c.own, func(a netip.Addr) bool {
			return !bytes.Contains(table, []byte(hex.EncodeToString(a.AsSlice())+" 80 "))
		}) {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return errors.New("the kernel doesn't know its own addresses")
}

// state is how the space of the calling thread is set up, and what its kernel counted.
func (s *space) state() string {
	text := s.has
	for _, words := range []string{"ip -4 addr", "ip -6 addr", "ip rule", "ip route show table all", "nft list ruleset"} {
		said, _ := exec.Command("sh", "-c", words).CombinedOutput()
		text += "== " + words + "\n" + string(said)
	}
	for _, file := range []string{"net/snmp", "net/netstat"} {
		counted, _ := os.ReadFile("/proc/thread-self/" + file)
		text += string(counted)
	}
	return text
}

// close lets the namespace go.
func (s *space) close() {
	for _, fd := range append([]int{s.namespace, s.log, s.wire, s.door, s.conntrack}, s.tunnels...) {
		unix.Close(fd)
	}
}

// feed runs a program in the namespace of the calling thread, with a text as its standard input.
func feed(input, name string, arguments ...string) error {
	command := exec.Command(name, arguments...)
	command.Stdin = strings.NewReader(input)
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s\n%s", name, err, said, input)
	}
	return nil
}

// sentinelAddress is the destination of the packets that prove that a link's queue is empty.
const sentinelAddress = "169.254.99.99"

// sentinel is such a packet.
var sentinel = func() packet {
	p := make(packet, 28)
	p[0], p[3], p[8], p[9] = 0x45, 28, 1, udp
	copy(p[16:], netip.MustParseAddr(sentinelAddress).AsSlice())
	p[25] = 8
	p.sumHeader()
	return p
}()

// mark sends a sentinel by a link of the space, past every rule.
func (s *space) mark(k int) error {
	to := &unix.SockaddrLinklayer{Protocol: 0x0008, Ifindex: s.index[k]}
	return unix.Sendto(s.wire, sentinel, 0, to)
}

// read returns the next packet that the kernel has sent by a link, nil if there is none.
func (s *space) read(k int, buffer []byte) (packet, error) {
	n, err := unix.Read(s.tunnels[k], buffer)
	switch {
	case errors.Is(err, unix.EAGAIN):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return packet(bytes.Clone(buffer[:n])), nil
}

// knock sends a sentinel over the loopback.
func (s *space) knock() error {
	return unix.Sendto(s.door, []byte{0}, 0, &unix.SockaddrInet4{Port: 9, Addr: [4]byte{127, 0, 0, 1}})
}

// pin keeps the calling thread on the processor where it runs, so that what the kernel puts off there stays in order.
func pin() error {
	var processor uint32
	if _, _, e := unix.RawSyscall(unix.SYS_GETCPU, uintptr(unsafe.Pointer(&processor)), 0, 0); e != 0 {
		return e
	}
	var one unix.CPUSet
	one.Set(int(processor))
	return unix.SchedSetaffinity(0, &one)
}
