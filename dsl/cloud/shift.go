package cloud

// An Inner is the port or the range of ports behind a translation; the zero one keeps the port that was called.
type Inner struct {
	Ports Ports
	// From is where the range of called ports starts that Ports stands for.
	From uint16
}

// Of is the inner port of a called one. A range maps to a range port by port (alibaba DN-1).
func (i Inner) Of(called uint16) uint16 {
	switch {
	case i.Ports == Ports{}:
		return called
	case i.Ports.Low == i.Ports.High:
		return i.Ports.Low
	}
	return i.Ports.Low + called - i.From
}
