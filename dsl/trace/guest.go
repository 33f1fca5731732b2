package trace

import "hopwise/dsl/cloud"

// guest is the machine that a packet arrives at.
func guest(w *walk) verdict {
	w.end = end{at: w.to}
	return w.receive(w.to.Instance, w.to.Instance.Listen)
}

// receive delivers the packet: a request is answered where something listens, an answer is what was waited for.
func (w *walk) receive(at cloud.Object, l cloud.Listen) verdict {
	reason := Arrived
	if !w.isAnswer && !l.Answers(w.asked()) {
		w.end.refused, reason = true, NoListener
	}
	w.step(Delivered, at, reason, at.Base().Span)
	return arrived
}

// asked is the service that the packet asks for.
func (w *walk) asked() cloud.Service {
	s := w.packet.Service
	if s.HasPorts() {
		s.Ports = [][2]uint16{{w.packet.DestinationPort.Low, w.packet.DestinationPort.High}}
	}
	return s
}
