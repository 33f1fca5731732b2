package trace

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A walk is one packet on its way, there and back. Its source ports are sets; what a filter drops of them ends there.
type walk struct {
	network *cloud.Network
	cloud   *cloud.Cloud
	packet  Packet
	passage
	memory
	// origin is where the request comes from, the zero end for a machine on the Internet and for the cloud itself.
	origin end
	// goal is the machine that the question names, nil if it names none; unnamed says that it names an address.
	goal    *cloud.Instance
	unnamed bool
	// free are the free ranges of ports, of which filters may let a part pass: the client's, and those that translators
	// choose from.
	free []portSet
	// chosen is a port of each free range if the walk asks about one port only.
	chosen []uint16
	// parts are the ports that a filter dropped while others went on. divided says that the ports of the walk met
	// several rulings, and starts are ports to choose for the places where none went on, 0 for the first of the range.
	parts   []*part
	divided bool
	starts  []uint16
	// choices are the alternatives to take where chance decides, in turn; made are the choices that were made.
	choices []int
	made    []choice
	// fork is the number of alternatives if a choice is open, and the walk void.
	fork int
	// considers says that steps note their candidates.
	considers bool
	// carrier is carry: a stage that makes a health check can't name it, since it leads to the list of the stages.
	carrier func(*walk, verdict) ([]Leg, Outcome)
	// checking is the balancer whose health check the walk is; nil for a question.
	checking *cloud.Balancer
}

// A passage is the state of one leg. The answer begins with a new one; what both legs share is in the walk.
type passage struct {
	isAnswer bool
	// path are the stages that lie ahead, stage is the one that is running.
	path  []cloud.Stage
	stage cloud.Stage
	// from is the interface that sends, while the packet leaves it; to is the one that it enters. here is the last of
	// the two, nil on the Internet.
	from, to, here *cloud.Interface
	// target is the target of the last route.
	target cloud.Target
	// viaTransit says that the packet came through a transit gateway.
	viaTransit bool
	// past is the balancer that brings the packet past its target's groups.
	past *cloud.Balancer
	// sent is what interfaces have sent.
	sent []flow
	// translator is the object that translated the source last, nil if none did. misleading is the first that gave the
	// answer a source which nobody called.
	translator, misleading cloud.Object
	// turned is the VPC from which the packet came back to its own cloud, past the Internet's edge; nil if it did not.
	turned *cloud.VPC
	steps  []Step
	// end is where the packet arrived.
	end end
}

// A memory holds what filters and translators keep of the request for its answer.
type memory struct {
	// flows are the connections that stateful filters let through.
	flows []flow
	// sessions are the translations, requested how many of them were made for the request.
	sessions  []session
	requested int
	// lent are the addresses that NAT gateways took by chance.
	lent []lent
	// kept are the zones of attachments to which hubs keep.
	kept []kept
	// toSelf says that the request stayed on the machine that sent it.
	toSelf bool
	// later is a guest that gives the data of the answer another address, nil if none does.
	later *laterSource
	// half are the machines with a stateful firewall that handed on the request, and no answer yet.
	half []*cloud.Instance
	// request is the request as it was sent; refused says that nothing listened where it arrived.
	request Packet
	refused bool
	// open are the assumptions on the request's way that its answer depends on.
	open cloud.Doubts
}

// A flow is a connection that a stateful filter let through: the groups of an interface, a gateway or an ACL.
type flow struct {
	at     any
	packet Packet
}

// An end is the place where a packet arrived: an interface, a machine behind an instance, far away or on the Internet, or
// a service of the cloud.
type end struct {
	at     *cloud.Interface
	pod    *cloud.Pod
	behind *cloud.Behind
	host   *cloud.Host
	far    cloud.Far
	// service is set for a service of the cloud; unfiltered says that no filter sees its answers either.
	service    cloud.Object
	unfiltered bool
	refused    bool
}

// object is the owner of an end: a machine, a gateway with a network behind it, a host, a service; nil for the zero end.
func (e *end) object() cloud.Object {
	switch {
	case e.at != nil:
		return e.at.Owner
	case e.behind != nil:
		return e.behind.Machine
	case e.far != nil:
		return e.far
	case e.host != nil:
		return e.host
	}
	return e.service
}

// A verdict is the result of a stage.
type verdict uint8

const (
	onward  verdict = iota // to the next stage of the path
	dropped                // its way ends
	arrived                // its way ends at its goal
	void                   // a choice has to be made first
)

// stages are the functions of the stages that the providers list.
var stages = [...]func(*walk) verdict{
	cloud.StageService:          service,
	cloud.StageSourceCheck:      sourceCheck,
	cloud.StageBlockedPort:      blockedPort,
	cloud.StageGroupOut:         groupOut,
	cloud.StageNeighbour:        neighbour,
	cloud.StageACLOut:           aclOut,
	cloud.StageOwnAddress:       ownAddress,
	cloud.StageOwnBeforeDefault: ownBeforeDefault,
	cloud.StageRoute:            route,
	cloud.StageSharedSNAT:       sharedSNAT,
	cloud.StageGatewayOut:       gatewayOut,
	cloud.StageEgressOut:        egressOut,
	cloud.StageIPv4GatewayOut:   ipv4GatewayOut,
	cloud.StageIPv6GatewayOut:   ipv6GatewayOut,
	cloud.StageNATIn:            natIn,
	cloud.StageNATExit:          natExit,
	cloud.StagePeering:          peering,
	cloud.StageTransitGateway:   transitGateway,
	cloud.StageEndpoint:         endpoint,
	cloud.StageVPN:              vpn,
	cloud.StageGatewayIn:        gatewayIn,
	cloud.StageEdgeIn:           edgeIn,
	cloud.StageACLIn:            aclIn,
	cloud.StageGroupIn:          groupIn,
	cloud.StageBalancer:         balancerBack,
	cloud.StageSide:             side,
	cloud.StageSideOut:          sideOut,
	cloud.StageGuest:            guest,
}

// MaxStages bounds how many stages a packet may pass. The longest sensible way has some hundred; a longer one goes in a
// circle.
const MaxStages = 256

// run takes the packet along its path. It is the only loop over stages.
func (w *walk) run() verdict {
	for count := 0; len(w.path) > 0; count++ {
		if count == MaxStages {
			return w.drop(w.cloud.Platform, RoutingLoop, source.Span{})
		}
		w.stage, w.path = w.path[0], w.path[1:]
		if v := stages[w.stage](w); v != onward {
			return v
		}
	}
	panic("trace: a path ends with a stage that delivers, drops or gives a new path")
}

// ways are the stages of packets at an interface.
func (w *walk) ways(i *cloud.Interface) *cloud.Ways {
	if i.Subnet != nil && i.Subnet.Side != nil {
		return &i.Subnet.Side.Ways
	}
	return &w.cloud.Provider.Ways
}

// leave starts a packet at an interface. It carries the interface's groups if its source address is the interface's.
func (w *walk) leave(i *cloud.Interface, path []cloud.Stage) verdict {
	if w.circles(i) {
		return w.drop(i.Owner, RoutingLoop, i.Span)
	}
	w.from, w.here, w.path = i, i, path
	if i.Holding(w.packet.Source) != nil {
		w.packet.sender = i
	} else if !w.packet.vouched {
		w.packet.sender = nil
	}
	return onward
}

// A spot is a place that packets are sent from: an object's attachment in a subnet, or in a VPC.
type spot struct {
	owner  cloud.Object
	vpc    *cloud.VPC
	subnet *cloud.Subnet
}

// circles reports whether the interface has sent this very packet before on its way: it would do so for ever.
func (w *walk) circles(i *cloud.Interface) bool {
	here := spot{i.Owner, i.VPC, i.Subnet}
	for _, f := range w.sent {
		if f.at == any(here) && f.packet.same(w.packet) {
			return true
		}
	}
	w.sent = append(w.sent, flow{here, w.packet})
	return false
}

// enter sends the packet on to an interface.
func (w *walk) enter(i *cloud.Interface, path []cloud.Stage) verdict {
	w.to, w.here, w.path = i, i, path
	if i.Subnet == nil {
		// A balancer that lives in no subnet stands behind no filter.
		w.path = []cloud.Stage{cloud.StageGuest}
	}
	return onward
}

// into sends the packet on to an interface that a route leads to. An ACL does not see what stays in its subnet.
func (w *walk) into(i *cloud.Interface, path []cloud.Stage) verdict {
	if w.from.Subnet == i.Subnet && path[0] == cloud.StageACLIn {
		path = path[1:]
	}
	return w.enter(i, path)
}

// comeIn lets the packet come from the Internet.
func (w *walk) comeIn() verdict {
	w.packet.sender, w.packet.vouched, w.viaTransit, w.here = nil, false, false, nil
	w.path = w.cloud.Provider.FromInternet
	return onward
}

// judge notes the decision of a filter about the object behind it.
func (w *walk) judge(
	d Decision,
	at cloud.Object,
	r Reason,
	span source.Span,
	dir cloud.Direction,
	about cloud.Object,
) *Step {
	s := w.step(d, at, r, span)
	s.Direction, s.For = dir, about
	return s
}

// step notes a decision, with the packet as it is now on both sides.
func (w *walk) step(d Decision, at cloud.Object, r Reason, span source.Span) *Step {
	if w.steps == nil {
		w.steps = make([]Step, 0, usualSteps)
	}
	w.steps = append(w.steps, Step{
		Stage: w.stage, Decision: d, Reason: r, At: at, Span: span, Before: w.packet, After: w.packet, On: w.here,
	})
	s := &w.steps[len(w.steps)-1]
	if w.here != nil {
		s.Edge = w.here.Subnet
	}
	if w.isAnswer {
		for k := range lost {
			if lost[k].reason == r {
				s.Open = w.open & lost[k].on
			}
		}
	}
	return s
}

// usualSteps is the room for the steps of a leg; a leg with more makes further room.
const usualSteps = 12

// pass notes that an object lets the packet go on.
func (w *walk) pass(at cloud.Object, r Reason, span source.Span) *Step {
	return w.step(Passed, at, r, span)
}

func (w *walk) drop(at cloud.Object, r Reason, span source.Span) verdict {
	w.step(Dropped, at, r, span)
	return dropped
}

// dropWith drops the packet for a reason that involves a second object.
func (w *walk) dropWith(at, also cloud.Object, r Reason, span source.Span) verdict {
	w.step(Dropped, at, r, span).Also = []cloud.Object{also}
	return dropped
}

// translate changes the packet and notes which object did it.
func (w *walk) translate(at cloud.Object, r Reason, span source.Span, change func(*Packet)) *Step {
	s := w.step(Passed, at, r, span)
	change(&w.packet)
	w.packet.sender, w.packet.vouched = nil, false
	s.After = w.packet
	if source, _ := s.Translated(); source {
		w.translator = at
	}
	return s
}
