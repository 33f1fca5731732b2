package trace

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A TargetHealth is what a node of a balancer knows of a target of a listener.
type TargetHealth struct {
	Node *cloud.Interface
	// Target is nil for a call of the node by the cloud itself.
	Target *cloud.Backend
	State  TargetState
	// Stop is the step that stops the check of an unhealthy target; nil in any other state. InAnswer says that it stops
	// the answer.
	Stop     *Step
	InAnswer bool
}

// A TargetState says whether a node may use a target, and whether the target passes its check.
type TargetState uint8

const (
	// Healthy: the target passes its check.
	Healthy TargetState = iota
	// Unhealthy: it fails its check.
	Unhealthy
	// ZoneNotEnabled: it is in a zone where the balancer has no node, so that it is not in use.
	ZoneNotEnabled
	// OtherZone: it is in another zone than the node, which does not send across zones.
	OtherZone
	// OtherFamily: it has no address of a family that the node has.
	OtherFamily
)

// A healthKey is the key of what a node knows of the targets of a listener, by the port of theirs that is checked, for
// calls of a family: IPv6 if v6 is set.
type healthKey struct {
	listener *cloud.Listener
	node     *cloud.Interface
	port     uint16
	v6       bool
}

// A nodeHealth is what a node knows of the targets of a listener: all of them in order, and those that it may send to.
type nodeHealth struct {
	all, receivers []*TargetHealth
}

// remembered returns what a balancer keeps under a key, or makes and keeps it.
func remembered[T any](b *cloud.Balancer, key any, find func() T) T {
	if have, ok := b.Checks.Load(key); ok {
		return have.(T)
	}
	found := find()
	b.Checks.Store(key, found)
	return found
}

// MaxChecks bounds how many health checks a balancer may make: one for each node, listener and target. One with more has
// no verdict.
const MaxChecks = MaxWalks

// hasTooMany reports whether a balancer would make more checks.
func hasTooMany(b *cloud.Balancer) bool {
	n := 0
	for k := range b.Listeners {
		n += 1 + len(b.Listeners[k].Targets)
	}
	return n*len(b.Nodes) > MaxChecks
}

// giveUp leaves a question without a verdict: it opens more ways than may be walked.
func (w *walk) giveUp(b *cloud.Balancer, span source.Span) verdict {
	if _, ok := w.choose(MaxWalks + 1); !ok {
		return void
	}
	return w.drop(b, NoHealthyTarget, span)
}

// receivers are the targets that a node sends to: the healthy ones that it may use. Where no node of the balancer has a
// healthy one, some kinds send to all that they may use (aws/load-balancer-fails-open,
// alibaba/targets-that-fail-their-checks).
func (w *walk) receivers(b *cloud.Balancer, l *cloud.Listener, node *cloud.Interface, v6 bool) (some, all []*TargetHealth) {
	h := w.health(b, l, node, v6)
	if len(h.receivers) > 0 || !b.Kind.FailsOpen {
		return h.receivers, h.all
	}
	for _, n := range b.Nodes {
		if len(w.health(b, l, n, v6).receivers) > 0 {
			return nil, h.all
		}
	}
	for _, t := range h.all {
		if t.State == Unhealthy {
			some = append(some, t)
		}
	}
	return some, h.all
}

// health checks the targets of a listener from a node, once in a network. Its receivers are the healthy ones.
func (w *walk) health(b *cloud.Balancer, l *cloud.Listener, node *cloud.Interface, v6 bool) *nodeHealth {
	port := l.CheckPort(w.packet.DestinationPort.Low)
	return remembered(b, healthKey{l, node, port, v6}, func() *nodeHealth {
		h := &nodeHealth{}
		for k := range l.Targets {
			t := w.targetHealth(b, node, &l.Targets[k], port, v6)
			h.all = append(h.all, t)
			if t.State == Healthy {
				h.receivers = append(h.receivers, t)
			}
		}
		return h
	})
}

// targetHealth is what a node knows of a target: that it may not use it, or the result of its check.
func (w *walk) targetHealth(
	b *cloud.Balancer,
	node *cloud.Interface,
	t *cloud.Backend,
	port uint16,
	v6 bool,
) *TargetHealth {
	h := &TargetHealth{Node: node, Target: t}
	from, to := legsOf(b, node, t, v6)
	zone := t.Zone(b.VPC)
	if node.Subnet == nil {
		zone = "" // a balancer outside of the VPC has no zones
	}
	switch {
	case !to.IsValid():
		h.State = OtherFamily
	case zone != "" && b.Kind.EnabledZones && !b.HasZone(zone):
		h.State = ZoneNotEnabled
	case zone != "" && !b.CrossZone && zone != node.Subnet.Zone:
		h.State = OtherZone
	default:
		h.Stop, h.InAnswer = w.probe(b, func(c *walk) verdict { return c.check(b, node, t, from, to, port) })
		if h.Stop != nil {
			h.State = Unhealthy
		}
	}
	return h
}

// legsOf are the addresses that a node calls a target from and to: of the family of the call if both have it, otherwise
// of the other one (aws/load-balancer-family); invalid if they share none.
func legsOf(b *cloud.Balancer, node *cloud.Interface, t *cloud.Backend, v6 bool) (from, to netip.Addr) {
	for _, family := range []bool{v6, !v6} {
		from, to = ownSource(b, node, family), t.Address(family)
		if from.IsValid() && to.IsValid() {
			return from, to
		}
	}
	return netip.Addr{}, netip.Addr{}
}

// ownSource is the address in a family that a balancer's own connections come from; invalid without one.
func ownSource(b *cloud.Balancer, node *cloud.Interface, v6 bool) netip.Addr {
	switch {
	case node.Subnet != nil:
		return node.PrivateOf(v6)
	case v6:
		return netip.Addr{}
	}
	return b.Kind.Source
}

// check starts a health check: a connection over TCP from the node's own address, whatever address targets see of
// clients (aws/load-balancer-health-source, alibaba/classic-balancer-health-checks).
func (w *walk) check(
	b *cloud.Balancer,
	node *cloud.Interface,
	t *cloud.Backend,
	from, to netip.Addr,
	port uint16,
) verdict {
	w.call(from, to, port)
	w.open.AddIf(cloud.DoubtClassicACL, !b.Kind.Nodes)
	if node.Subnet == nil {
		return w.enter(t.Owner(b.VPC), w.cloud.Provider.Enter)
	}
	w.origin.at = node
	return w.leave(node, w.cloud.Provider.Leave)
}

// call makes the packet of a check.
func (w *walk) call(from, to netip.Addr, port uint16) {
	w.packet = Packet{Service: cloud.Service{Protocol: cloud.TCP}, Source: from, Destination: to}
	w.packet.SourcePorts = w.ports(cloud.AnyClient, 1)
	w.packet.DestinationPort = Ports{Ports: cloud.Port(port)}
}

// probe sends a packet of a balancer's checks and its answer. It returns the step that stops one of them, for some of
// the ports at least, and whether it stops the answer; nil if all ports work, whatever else is chosen on the way.
func (w *walk) probe(b *cloud.Balancer, send func(*walk) verdict) (stop *Step, inAnswer bool) {
	waiting := []walk{{network: w.network, cloud: w.cloud, carrier: w.carrier, checking: b}}
	for len(waiting) > 0 {
		start := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		c := start
		legs, outcome := c.carrier(&c, send(&c))
		for k := range c.fork {
			next := start
			next.choices = append(slices.Clip(start.choices), k)
			waiting = append(waiting, next)
		}
		if c.fork > 0 {
			continue
		}
		if len(c.parts) > 0 && c.chosen == nil {
			start.chosen = c.parts[0].chosen
			waiting = append(waiting, start)
		}
		if outcome == Refused {
			legs = legs[:1]
		}
		if outcome != Reachable {
			last := legs[len(legs)-1].Steps
			stop = &last[len(last)-1]
			c.show(&stop.Before)
			c.show(&stop.After)
			return stop, len(legs) > 1
		}
	}
	return nil, false
}

// A nameKey is the key of the nodes to which the name of a balancer leads, for calls of a port over a family.
type nameKey struct {
	port uint16
	v6   bool
}

// A lookup is what the name of a balancer leads to: nodes, and those that have left it because the cloud's own calls
// don't reach them.
type lookup struct {
	nodes []*cloud.Interface
	left  []*TargetHealth
}

// lookUp finds the nodes to which the name of a balancer leads: those with a healthy target for every listener
// (aws/load-balancer-zone-in-name), or those that the cloud's own calls reach (alibaba/network-balancer-zone-checks).
func (w *walk) lookUp(b *cloud.Balancer, v6 bool) *lookup {
	if !b.Kind.LeavesName && !b.Kind.Prober.IsValid() {
		return &lookup{nodes: b.Nodes}
	}
	return remembered(b, nameKey{w.packet.DestinationPort.Low, v6}, func() *lookup {
		found := &lookup{}
		for _, n := range b.Nodes {
			left := w.unreached(b, n)
			switch {
			case left != nil:
				found.left = append(found.left, left)
			case w.staysNamed(b, n, v6):
				found.nodes = append(found.nodes, n)
			}
		}
		if len(found.nodes) == 0 && b.Kind.LeavesName {
			found.nodes = b.Nodes
		}
		return found
	})
}

// staysNamed reports whether a node has a healthy target for every listener, or is of a kind whose nodes stay in its name
// without one.
func (w *walk) staysNamed(b *cloud.Balancer, node *cloud.Interface, v6 bool) bool {
	for k := range b.Listeners {
		if b.Kind.LeavesName && len(w.health(b, &b.Listeners[k], node, v6).receivers) == 0 {
			return false
		}
	}
	return true
}

// unreached says what keeps the cloud's own calls of a node away, or their answers; nil if nothing does. They meet the
// ACL and no group. No document says which port they call; here it is that of each listener.
func (w *walk) unreached(b *cloud.Balancer, node *cloud.Interface) *TargetHealth {
	to := node.PrivateOf(false)
	if !b.Kind.Prober.IsValid() || !to.IsValid() {
		return nil
	}
	for k := range b.Listeners {
		port := b.Listeners[k].PortOf(w.packet.DestinationPort.Low)
		stop, inAnswer := w.probe(b, func(c *walk) verdict {
			c.call(b.Kind.Prober, to, port)
			return c.enter(node, []cloud.Stage{cloud.StageACLIn, cloud.StageGuest})
		})
		if stop != nil {
			return &TargetHealth{Node: node, State: Unhealthy, Stop: stop, InAnswer: inAnswer}
		}
	}
	return nil
}

// isOfCheck reports whether the step is one of the cloud's own calls of a node, and not of the request.
func (s *Step) isOfCheck() bool { return len(s.Targets) > 0 && s.Targets[0].Target == nil }
