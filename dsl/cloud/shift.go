package cloud

// An Inner is the port or the range of ports behind a translation; the zero value keeps the called port.
type Inner struct {
	Ports Ports
	// From is the first of the called ports that map to Ports.
	From uint16
}

// Of returns the inner port of a called one. A range maps to a range of equal length, port by port
// (alibaba/dnat-port-entry).
func (i Inner) Of(called uint16) uint16 {
	switch {
	case i.Ports == Ports{}:
		return called
	case i.Ports.Low == i.Ports.High:
		return i.Ports.Low
	}
	return i.Ports.Low + called - i.From
}
