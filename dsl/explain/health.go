package explain

import (
	"fmt"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// mostTargets is how many targets a sentence names.
const mostTargets = 3

// withTargets adds the state of the targets on which a step of a balancer depends to its clause.
func withTargets(words string, s *trace.Step) string {
	switch {
	case s.Targets[0].Target == nil:
		return leftName(s.Targets[0])
	case s.Decision != trace.Dropped:
		return words + ", although no target passes its check: " + whyNot(s.Targets[0])
	}
	var all []string
	for _, h := range s.Targets[:min(mostTargets, len(s.Targets))] {
		all = append(all, whyNot(h))
	}
	if more := len(s.Targets) - mostTargets; more > 0 {
		all = append(all, fmt.Sprintf("and %d more", more))
	}
	return words + ": " + strings.Join(all, "; ")
}

// leftName says what takes the nodes of a balancer out of its name.
func leftName(h *trace.TargetHealth) string {
	words := "keeps out the cloud's own calls from %s, and no other node is left in the name of %s"
	if h.InAnswer {
		words = "drops the answers to the cloud's own calls from %s, and no other node is left in the name of %s"
	}
	return fmt.Sprintf(words, checker(h), name(h.Node))
}

// whyNot says why a node does not use a target.
func whyNot(h *trace.TargetHealth) string {
	t, b := h.Target, h.Node.Owner.(*cloud.Balancer)
	switch h.State {
	case trace.ZoneNotEnabled:
		return fmt.Sprintf("%s is in zone %s, where it has no subnet", t, t.Zone(b.VPC))
	case trace.OtherZone:
		return fmt.Sprintf("%s is in zone %s, and the node in %s does not send to other zones", t, t.Zone(b.VPC),
			h.Node.Subnet.Zone)
	case trace.OtherFamily:
		return fmt.Sprintf("%s has no address of a family that the node has", t)
	case trace.Unhealthy:
		return fmt.Sprintf("the check of %s from %s fails, since %s %s", t, checker(h), called(h.Stop.At),
			Step(h.Stop, h.InAnswer))
	}
	return fmt.Sprintf("%s passes its check", t)
}

// checker is the address that a check comes from.
func checker(h *trace.TargetHealth) string {
	if h.InAnswer {
		return h.Stop.Before.Destination.String()
	}
	return h.Stop.Before.Source.String()
}

// Check names a target with a failed check, or the node that the cloud's own calls don't reach; empty for a target in
// any other state.
func Check(h *trace.TargetHealth) string {
	switch {
	case h.Stop == nil:
		return ""
	case h.Target == nil:
		return name(h.Node.Subnet)
	}
	return h.Target.String()
}
