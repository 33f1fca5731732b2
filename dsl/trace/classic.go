package trace

import "hopwise/dsl/source"

// side is the side of a machine of the classic network that a packet leaves by: the inner one leads inside and the
// public one to the Internet, and neither to the other (alibaba/classic-two-interfaces).
func side(w *walk) verdict {
	f := w.from.Subnet.Side
	switch {
	case f.Leads(w.packet.Destination):
		return onward
	case f.Public:
		return w.drop(w.cloud.Platform, NotInternetAddress, source.Span{})
	}
	return w.drop(w.from.Owner, NoPublicAddress, w.from.Span)
}

// sideOut is the way on from a side. The public one leads to the Internet with the address that the machine itself has,
// so that nothing is translated; the inner one leads to the cloud's own services.
func sideOut(w *walk) verdict {
	v := w.from.VPC
	switch {
	case w.from.Subnet.Side.Public:
		return w.goOut()
	case w.cloud.Provider.Classic.Services.Contains(w.packet.Destination):
		return w.reachService(false)
	}
	return w.drop(v, UnknownDestination, v.Span)
}
