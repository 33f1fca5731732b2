package cloud

import "strconv"

// Ports is a range of ports, both ends included.
type Ports struct {
	Low, High uint16
}

// The source ports of clients (clouds/client-ports).
var (
	// AnyClient is the range of an unknown client (clouds/client-ports-unknown).
	AnyClient = Ports{1024, 65535}
	// LinuxClient is the range of a Linux kernel.
	LinuxClient = Ports{32768, 60999}
	// WindowsClient is the range of Windows, from Vista and Server 2008 on.
	WindowsClient = Ports{49152, 65535}
)

// Port is the range of one port.
func Port(p uint16) Ports { return Ports{p, p} }

// Count is the number of ports in the range.
func (p Ports) Count() int { return int(p.High) - int(p.Low) + 1 }

// String is "443" or "1024-65535".
func (p Ports) String() string {
	low := strconv.Itoa(int(p.Low))
	if p.Low == p.High {
		return low
	}
	return low + "-" + strconv.Itoa(int(p.High))
}
