package check

// A phase is a part of checking a cloud that runs after all of its statements are read. A statement queues work for the
// phase in which it knows the objects that the work needs.
type phase int

// The phases, in the order in which they run.
const (
	// phaseGroups finds or makes the security groups of clusters.
	phaseGroups phase = iota
	// phasePlace resolves the subnets and VPCs in which objects are.
	phasePlace
	// phaseState assigns the stated addresses after the first one of an interface.
	phaseState
	// phaseResolve resolves the groups of interfaces, the rules of filters, and the tables and ACLs of subnets.
	phaseResolve
	// phaseAssign assigns private addresses that the scenario leaves out.
	phaseAssign
	// phasePublish binds public addresses to private ones.
	phasePublish
	// phaseLink resolves routes, listeners and the entries of NAT gateways.
	phaseLink
	// phaseLimits checks finished objects against the limits of the cloud.
	phaseLimits
	// phaseSystemRoutes adds the routes that the cloud writes.
	phaseSystemRoutes
	// phaseHubs adds the routes that hubs learn.
	phaseHubs
	phaseCount
)

// phases are the queues of all phases.
type phases struct {
	queues  [phaseCount][]func()
	running phase
}

// later queues work for a phase: the running one or a later one.
func (p *phases) later(in phase, work func()) {
	if in < p.running {
		panic("check: work is queued for a phase that is over")
	}
	p.queues[in] = append(p.queues[in], work)
}

// run runs the phases, each in the order of its queue.
func (p *phases) run() {
	for p.running = range phaseCount {
		for i := 0; i < len(p.queues[p.running]); i++ {
			p.queues[p.running][i]()
		}
	}
}
