package trace

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A walk is one packet on its way, there and back, with its source ports all of one fate.
type walk struct {
	network *cloud.Network
	cloud   *cloud.Cloud
	packet  Packet
	// path are the stages that lie ahead.
	path  []cloud.Stage
	stage cloud.Stage // the one that is running
	// from is the interface that sends, while the packet leaves it; to the one that it enters.
	from, to *cloud.Interface
	// isAnswer says that the packet is on its way back.
	isAnswer bool
	// flows are those that a stateful filter remembers, by interface.
	flows []flow
	steps []Step
	end   end
	// ranges are the ports that filters may cut: the client's, and in time a NAT's.
	ranges []cloud.Ports
	// cut is set where a filter lets only a part of a range through: the walk is void.
	cut *cut
}

// A flow is a connection that the groups of an interface let through.
type flow struct {
	at     *cloud.Interface
	packet Packet
}

// An end is where a packet arrived: at an interface, at a machine on the Internet, or at a service of the cloud.
type end struct {
	at   *cloud.Interface
	host *cloud.Host
	// service is set for a service of the cloud; unfiltered says that no filter sees its answers either.
	service    cloud.Object
	unfiltered bool
	refused    bool
}

// A cut says where a range has to be cut: at is the first port of the upper part.
type cut struct {
	free int
	at   uint16
}

// verdict is what a stage says of a packet.
type verdict uint8

const (
	onward  verdict = iota // to the next stage of the path
	dropped                // its way ends
	arrived                // its way ends at its goal
	void                   // the range of ports has to be cut first
)

// stages are what the stages of the providers do.
var stages = map[cloud.Stage]func(*walk) verdict{
	cloud.StageService:     service,
	cloud.StageBlockedPort: blockedPort,
	cloud.StageGroupOut:    groupOut,
	cloud.StageNeighbour:   neighbour,
	cloud.StageACLOut:      aclOut,
	cloud.StageOwnAddress:  ownAddress,
	cloud.StageRoute:       route,
	cloud.StageGatewayOut:  gatewayOut,
	cloud.StageGatewayIn:   gatewayIn,
	cloud.StageEdgeIn:      edgeIn,
	cloud.StageACLIn:       aclIn,
	cloud.StageGroupIn:     groupIn,
	cloud.StageGuest:       guest,
}

// MaxStages is how many stages a packet may pass. The longest sensible way has some forty; a way that is longer goes in a
// circle.
const MaxStages = 256

// run takes the packet along its path. It is the only loop of stages there is.
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

// leave starts a packet at an interface.
func (w *walk) leave(i *cloud.Interface) {
	w.from, w.packet.sender = i, i
	w.path = w.cloud.Provider.Leave
}

// enter sends the packet on to an interface.
func (w *walk) enter(i *cloud.Interface, path []cloud.Stage) verdict {
	w.to, w.path = i, path
	return onward
}

// comeIn lets the packet come from the Internet.
func (w *walk) comeIn() verdict {
	w.packet.sender = nil
	w.path = w.cloud.Provider.FromInternet
	return onward
}

// judge notes the decision of a filter, about what stands behind it.
func (w *walk) judge(d Decision, at cloud.Object, r Reason, span source.Span, dir cloud.Direction, about cloud.Object) *Step {
	s := w.step(d, at, r, span)
	s.Direction, s.For = dir, about
	return s
}

// step notes a decision, with the packet as it is now on both sides.
func (w *walk) step(d Decision, at cloud.Object, r Reason, span source.Span) *Step {
	w.steps = append(w.steps, Step{Stage: w.stage, Decision: d, Reason: r, At: at, Span: span, Before: w.packet, After: w.packet})
	return &w.steps[len(w.steps)-1]
}

func (w *walk) drop(at cloud.Object, r Reason, span source.Span) verdict {
	w.step(Dropped, at, r, span)
	return dropped
}

// translate changes the packet and notes who did it.
func (w *walk) translate(at cloud.Object, span source.Span, change func(*Packet)) *Step {
	s := w.step(Passed, at, EIP, span)
	change(&w.packet)
	w.packet.sender = nil
	s.After = w.packet
	return s
}
