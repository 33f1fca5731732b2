package check

import (
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) balancer(v *cloud.VPC, s *vocabulary.Statement) {
	b := &cloud.Balancer{Thing: thing(v, s, cloud.NounBalancer), Internal: vocabulary.WordInternal.IsIn(s)}
	kind, _ := vocabulary.ArgBalancerKind.In(s)
	if b.Kind = w.balancerKind(kind); b.Kind == nil || !w.name(s, b) {
		return
	}
	b.CrossZone = b.Kind.CrossZone
	v.Balancers = append(v.Balancers, b)
	block := &balancerBlock{Balancer: b}
	inBalancer.read(w, block, s.Body)
	for _, line := range block.lists {
		w.access(b, line)
	}
	w.later(phasePlace, func() {
		w.nodes(b, s, block.subnets)
		w.later(phasePublish, func() { w.balancerAddresses(b, s, block.publics) })
	})
	w.later(phaseResolve, func() { w.balancerGroups(b, block.groups) })
	w.later(phaseLimits, func() {
		w.needsGateway(b, s)
		w.canPreserve(b, block.preserve)
	})
}

// needsGateway adds a diagnostic about a balancer that faces the Internet in a VPC without an internet gateway
// (aws/load-balancer-needs-gateway).
func (w *cloudBuilder) needsGateway(b *cloud.Balancer, s *vocabulary.Statement) {
	if b.Kind.NeedsGateway && !b.Internal && !s.Broken && b.VPC.InternetGateway == nil && !w.halfGateways[b.VPC] {
		w.problems.Add(s.Span, "%s faces the Internet, and vpc %s has no internet gateway", b.Name, b.VPC.Name).Hint =
			"Write internal behind its kind, or internet-gateway igw into the VPC."
	}
}

// canPreserve adds a diagnostic about a statement on the client's address that no listener can follow, since all of them
// end the connection (aws/load-balancer-preserves-client, alibaba/balancers-and-client-addresses).
func (w *cloudBuilder) canPreserve(b *cloud.Balancer, at source.Span) {
	passesOn := func(l cloud.Listener) bool { return !l.Layer7 }
	if b.PreserveStated && len(b.Listeners) > 0 && !slices.ContainsFunc(b.Listeners, passesOn) {
		w.problems.Warn(at, "preserve-client-address does nothing for %s: its listeners read HTTP and call targets "+
			"from the balancer's own address", b.Name).Hint = "Remove the line."
	}
}

// A balancerBlock is a balancer with what the lines of its block state together.
type balancerBlock struct {
	*cloud.Balancer
	subnets, groups []*vocabulary.Value
	publics         []*cloud.PublicAddress
	lists           []*vocabulary.Statement
	// preserve is the line about the client's address.
	preserve source.Span
}

// inBalancer is the block of a load balancer.
var inBalancer = place[*cloudBuilder, *balancerBlock]{
	{&vocabulary.RowMemberships, (*cloudBuilder).balancerMemberships},
	{&vocabulary.RowEIP, (*cloudBuilder).balancerPublics},
	{&vocabulary.RowBalancerSubnets, (*cloudBuilder).balancerSubnets},
	{&vocabulary.RowBalancerVSwitches, (*cloudBuilder).balancerSubnets},
	{&vocabulary.RowListener, (*cloudBuilder).listener},
	{&vocabulary.RowAccess, (*cloudBuilder).accessList},
	{&vocabulary.RowPreserveClient, (*cloudBuilder).preserveClient},
	{&vocabulary.RowCrossZone, (*cloudBuilder).crossZone},
	{&vocabulary.RowDualStack, (*cloudBuilder).dualStack},
}

func (w *cloudBuilder) balancerMemberships(b *balancerBlock, s *vocabulary.Statement) {
	b.groups = append(b.groups, vocabulary.ArgGroups.In(s)...)
}

func (w *cloudBuilder) balancerSubnets(b *balancerBlock, s *vocabulary.Statement) {
	w.halfTyped[b.Balancer] = w.halfTyped[b.Balancer] || s.Broken
	b.subnets = append(b.subnets, vocabulary.ArgSubnets.In(s)...)
}

func (w *cloudBuilder) accessList(b *balancerBlock, s *vocabulary.Statement) {
	b.lists = append(b.lists, s)
}

func (w *cloudBuilder) preserveClient(b *balancerBlock, s *vocabulary.Statement) {
	if !s.Broken {
		b.Preserve, b.PreserveStated, b.preserve = vocabulary.WordOn.IsIn(s), true, s.Span
	}
}

func (w *cloudBuilder) crossZone(b *balancerBlock, s *vocabulary.Statement) {
	switch {
	case s.Broken:
	case !b.Kind.Nodes:
		w.problems.Add(s.Span, "unexpected cross-zone: a %s has no zones", b.Kind.Word)
	default:
		b.CrossZone = vocabulary.WordOn.IsIn(s)
	}
}

// dualStack gives a balancer IPv6 addresses, which in a cloud with bandwidth for IPv6 reach the Internet only if that
// is stated (alibaba/balancer-dual-stack).
func (w *cloudBuilder) dualStack(b *balancerBlock, s *vocabulary.Statement) {
	internet := vocabulary.WordInternet.IsIn(s)
	switch {
	case s.Broken:
		return
	case !b.Kind.Nodes:
		w.problems.Add(s.Span, "unexpected dual-stack: a %s has IPv4 only", b.Kind.Word)
		return
	case internet && !w.cloud.Provider.IPv6Bandwidth:
		w.refuse(cloud.AboutIPv6, vocabulary.WordInternet.At(s),
			"unexpected internet: on %s the route table decides whether an IPv6 address reaches the Internet",
			w.cloud.Provider.Title)
	case internet && b.Internal:
		w.problems.Add(vocabulary.WordInternet.At(s), "unexpected internet: an internal balancer has no public address")
	}
	b.DualStack = true
	b.IPv6Internet = !b.Internal && (internet || !w.cloud.Provider.IPv6Bandwidth)
}

func (w *cloudBuilder) balancerKind(v *vocabulary.Value) *cloud.BalancerKind {
	var words []string
	for _, k := range w.cloud.Provider.Balancers {
		if k.Word == v.Text {
			return k
		}
		words = append(words, k.Word)
	}
	if v.Text != "" {
		d := w.problems.Add(v.Span, "unexpected %s: %s has no such load balancer", v.Text, w.cloud.Provider.Title)
		d.Hint = "Write " + vocabulary.Either(words) + "."
		if near := source.Nearest(v.Text, words); near != "" {
			d.Fix = source.Replace(v.Span, near)
		}
	}
	return nil
}

// nodes gives a balancer its interfaces: one in each of its subnets, or one outside of the VPC.
func (w *cloudBuilder) nodes(b *cloud.Balancer, s *vocabulary.Statement, refs []*vocabulary.Value) {
	if !b.Kind.Nodes {
		b.Nodes = []*cloud.Interface{{Thing: b.Thing, Owner: b}}
		w.home(b, refs)
		return
	}
	zones := map[string]*cloud.Subnet{}
	for _, ref := range refs {
		n := lookup[*cloud.Subnet](w, b.VPC, ref, cloud.NounSubnet)
		if n == nil {
			w.halfTyped[b] = true
			continue
		}
		if w.again(nodePlace{b, n}) {
			w.problems.Add(ref.Span, "duplicate subnet %s: %s has a node there already", n.Name, b.Name)
			continue
		}
		w.oneInZone(b, n, ref, zones)
		i := &cloud.Interface{Thing: b.Thing, Owner: b, Subnet: n}
		b.Nodes = append(b.Nodes, i)
		w.later(phaseAssign, func() { w.nodeAddresses(b, i) })
	}
	if w.halfTyped[b] {
		return
	}
	if len(b.Nodes) == 0 {
		w.problems.Add(s.Span, "%s has no subnet: its nodes live in the subnets that it names", b.Name)
		return
	}
	w.enoughZones(b, s)
}

// oneInZone adds a diagnostic about a second subnet in a zone (aws/load-balancer-nodes). It keeps the first one of each.
func (w *cloudBuilder) oneInZone(
	b *cloud.Balancer,
	n *cloud.Subnet,
	ref *vocabulary.Value,
	zones map[string]*cloud.Subnet,
) {
	if !b.Kind.OnePerZone || w.halfTyped[n] {
		return
	}
	if first := zones[n.Zone]; first != nil {
		w.problems.Add(ref.Span, "%s is in zone %s, where %s has a node in %s: it has one in each zone", n.Name,
			n.Zone, b.Name, first.Name)
		return
	}
	zones[n.Zone] = n
}

// enoughZones adds a diagnostic about subnets in too few zones (aws/load-balancer-two-zones).
func (w *cloudBuilder) enoughZones(b *cloud.Balancer, s *vocabulary.Statement) {
	if len(b.Nodes) < b.Kind.Zones {
		w.problems.Add(s.Span, "%s has a subnet in zone %s only: a load balancer of kind %s needs subnets of two zones",
			b.Name, b.Nodes[0].Subnet.Zone, b.Kind.Word).Hint = "Name a subnet of another zone beside it."
	}
}

// A nodePlace is the key of a node: a balancer and a subnet.
type nodePlace struct {
	balancer *cloud.Balancer
	subnet   *cloud.Subnet
}

// nodeAddresses assigns the addresses of a node: an IPv4 one, and an IPv6 one to that of a dual-stack balancer.
func (w *cloudBuilder) nodeAddresses(b *cloud.Balancer, i *cloud.Interface) {
	w.givePrivate(i)
	if !b.DualStack {
		return
	}
	a := w.firstFreeIPv6(i.Subnet)
	if !a.IsValid() {
		if !w.halfTyped[i.Subnet] {
			w.problems.Add(i.Span, "%s has no IPv6 range for %s", i.Subnet.Name, i.Name)
		}
		return
	}
	b.VPC.Assign(i, a)
	if b.IPv6Internet {
		w.later(phasePublish, func() {
			w.cloud.Bind(i, b.VPC.Place(a), cloud.NewPublicAddress(a, cloud.NounPublicAddress, i.Span, b.VPC))
		})
	}
}

// firstFreeIPv6 is the first free IPv6 address of a subnet that is not reserved, invalid if there is none.
func (w *cloudBuilder) firstFreeIPv6(n *cloud.Subnet) netip.Addr {
	for _, r := range n.Ranges {
		if r.Addr().Is4() {
			continue
		}
		for a := r.Addr(); r.Contains(a); a = a.Next() {
			if owner, _ := n.VPC.Owner(a); owner == nil && !w.cloud.Provider.Reserved(r, a) {
				return a
			}
		}
	}
	return netip.Addr{}
}

// home finds the subnet of an internal balancer outside of the VPC: the stated one, or the one with the lowest range
// (alibaba/private-classic-balancer). The balancer takes its next free address.
func (w *cloudBuilder) home(b *cloud.Balancer, refs []*vocabulary.Value) {
	if len(refs) > 0 && !b.Internal {
		w.problems.Add(refs[0].Span, "unexpected subnet: a %s that isn't internal has no address in the VPC",
			b.Kind.Word)
		return
	}
	if len(refs) > 1 {
		w.problems.Add(refs[1].Span, "unexpected %s: a %s has one address, in one subnet", refs[1].Text, b.Kind.Word)
	}
	switch {
	case !b.Internal:
		return
	case len(refs) > 0:
		b.Home = lookup[*cloud.Subnet](w, b.VPC, refs[0], cloud.NounSubnet)
	default:
		b.Home = lowest(b.VPC.Subnets)
	}
	if b.Home != nil {
		w.later(phaseAssign, func() { w.homeAddress(b) })
	}
}

// lowest is the subnet with the lowest IPv4 range; nil if none has one.
func lowest(subnets []*cloud.Subnet) *cloud.Subnet {
	var found *cloud.Subnet
	for _, n := range subnets {
		if len(n.Ranges) > 0 && n.Ranges[0].Addr().Is4() &&
			(found == nil || n.Ranges[0].Addr().Less(found.Ranges[0].Addr())) {
			found = n
		}
	}
	return found
}

func (w *cloudBuilder) homeAddress(b *cloud.Balancer) {
	if len(b.Home.Ranges) == 0 {
		return
	}
	switch a := w.firstFree(b.Home); {
	case !a.IsValid():
		w.problems.Add(b.Span, "%s has no address left for %s", b.Home.Name, b.Name)
	case a.Is6():
		w.problems.Add(b.Span, "%s has no IPv4 range for %s", b.Home.Name, b.Name)
	default:
		b.VPC.Assign(b.Nodes[0], a)
	}
}

func (w *cloudBuilder) balancerGroups(b *cloud.Balancer, refs []*vocabulary.Value) {
	if len(refs) > 0 && !b.Kind.Groups {
		w.problems.Add(refs[0].Span, "unexpected security-group: a %s is in no security group", b.Kind.Word)
		return
	}
	if len(b.Nodes) == 0 {
		return
	}
	first := b.Nodes[0]
	w.join(first, refs)
	if len(refs) == 0 && b.Kind.DefaultGroup {
		first.Groups = []*cloud.Group{b.VPC.DefaultGroup}
	}
	for _, i := range b.Nodes[1:] {
		i.Groups = first.Groups
	}
}

// balancerPublics adds the public addresses that a line states. They are taken as soon as it is read, so that none of
// them is assigned to another object.
func (w *cloudBuilder) balancerPublics(b *balancerBlock, s *vocabulary.Statement) {
	if b.Internal && b.Kind.Nodes {
		w.problems.Add(s.Span, "unexpected eip: an internal balancer has no public address")
		return
	}
	stated := vocabulary.ArgAddresses.In(s)
	if len(stated) == 0 && !s.Broken && b.Internal {
		b.publics = append(b.publics,
			w.newPublic(b.Balancer, &vocabulary.AddressValue{}, false, cloud.NounElasticAddress, s.Span))
	}
	for _, v := range stated {
		if p := w.newPublic(b.Balancer, v, true, cloud.NounElasticAddress, s.Span); p != nil {
			b.publics = append(b.publics, p)
		}
	}
}

// balancerAddresses binds the public addresses to the nodes in order, and assigns the ones that are left out.
func (w *cloudBuilder) balancerAddresses(b *cloud.Balancer, s *vocabulary.Statement, publics []*cloud.PublicAddress) {
	if nodes := len(b.Nodes); nodes > 0 && len(publics) > nodes && !w.halfTyped[b] {
		w.problems.Add(publics[nodes].Span,
			"unexpected %s: %s has a public address for each subnet that it names and no more", publics[nodes].Name,
			b.Name)
	}
	for n, i := range b.Nodes {
		var p *cloud.PublicAddress
		switch {
		case n < len(publics):
			p = publics[n]
		case b.Internal:
			return
		default:
			p = cloud.NewPublicAddress(netip.Addr{}, cloud.NounElasticAddress, s.Span, b.VPC)
		}
		if i.Subnet == nil && !b.Internal {
			// A balancer outside of the VPC has no private address.
			i.Addresses = []cloud.Address{{}}
		}
		w.bind(i, 0, p, p.Span)
	}
}

func (w *cloudBuilder) listener(b *balancerBlock, s *vocabulary.Statement) {
	w.later(phaseLink, func() { w.addListener(b.Balancer, s) })
}

func (w *cloudBuilder) addListener(b *cloud.Balancer, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	v, _ := vocabulary.ArgListener.In(s)
	inner, _ := vocabulary.ArgInner.In(s)
	port, ok := w.behind(v, inner)
	if !ok {
		return
	}
	if !w.listens(b, v) {
		return
	}
	l := cloud.Listener{Span: s.Span, Service: v.Service, Port: port, Layer7: v.Layer7 || b.Kind.Ends}
	if !w.checkedPort(&l, s) {
		return
	}
	w.backends(b, &l, vocabulary.ArgBackends.In(s))
	taken := w.services(called{by: b})
	if at := taken.Overlapping(l.Service); at >= 0 {
		w.problems.Add(v.Span, "duplicate listener: %s listens on %s already", b.Name, b.Listeners[at].Service)
		return
	}
	taken.Add(l.Service, len(b.Listeners))
	b.Listeners = append(b.Listeners, l)
	w.later(phaseLimits, func() {
		w.near(b, &l)
		w.udpTargets(b, &l)
	})
}

// near adds a diagnostic about a target that is too far away to see the client's address
// (aws/load-balancer-preserve-vpc).
func (w *cloudBuilder) near(b *cloud.Balancer, l *cloud.Listener) {
	if w.halfPeered() {
		return
	}
	for k := range l.Targets {
		t := &l.Targets[k]
		if t.Machine != nil || !b.Kind.KeepsNear || !b.Keeps(l, t, l.Service.Protocol) || w.isNear(b.VPC, t.Addr) {
			continue
		}
		w.problems.Add(t.Span, "%s is outside vpc %s and the VPCs that are peered with it in its region: "+
			"no target there sees clients' addresses", t, b.VPC.Name)
	}
}

// udpTargets adds a diagnostic about a target that a listener for UDP of a dual-stack balancer does not take
// (aws/load-balancer-dual-stack-udp).
func (w *cloudBuilder) udpTargets(b *cloud.Balancer, l *cloud.Listener) {
	if !b.Kind.UDPDualIPv6 || !b.DualStack || l.Service.Protocol != cloud.UDP {
		return
	}
	for k := range l.Targets {
		if t := &l.Targets[k]; !t.Address(true).IsValid() && t.Address(false).IsValid() {
			w.problems.Add(t.Span, "%s has no IPv6 address: a listener for UDP of a dual-stack balancer takes no IPv4 target", t)
		}
	}
}

// isNear reports whether a VPC, or one that is peered with it in its region, holds an address.
func (w *cloudBuilder) isNear(v *cloud.VPC, a netip.Addr) bool {
	return v.Holds(a) || slices.ContainsFunc(w.cloud.Peerings, func(p *cloud.Peering) bool {
		other := p.Other(v)
		return other != nil && !p.InterRegion && other.Holds(a)
	})
}

// checkedPort reads the port that is checked in the place of the listener's: one of TCP.
func (w *cloudBuilder) checkedPort(l *cloud.Listener, s *vocabulary.Statement) bool {
	v, stated := vocabulary.ArgHealth.In(s)
	if !stated {
		return true
	}
	if p := v.Service.Ports; v.Service.Protocol != cloud.TCP || len(p) != 1 || p[0][0] != p[0][1] {
		w.problems.Add(v.Span, "invalid %s: a health check calls one port of tcp", v.Text).Hint =
			"Write health tcp/8080, for example."
		return false
	}
	l.Health = &v.Service.Ports[0][0]
	return true
}

// backends adds the targets that a line names to a listener. All are machines, or all are addresses
// (aws/load-balancer-address-targets).
func (w *cloudBuilder) backends(b *cloud.Balancer, l *cloud.Listener, refs []*vocabulary.AddressValue) {
	named := map[string]bool{}
	for _, ref := range refs {
		t := cloud.Backend{Span: ref.Span, Addr: ref.Addr}
		if !ref.Addr.IsValid() {
			if t.Machine = lookup[*cloud.Instance](w, b.VPC, &ref.Value, cloud.NounInstance); t.Machine == nil {
				continue
			}
		} else if !w.targetable(b, ref) {
			continue
		}
		switch {
		case named[t.String()]:
			w.problems.Warn(ref.Span, "duplicate target %s: it stands in this line already", &t)
		case len(l.Targets) > 0 && (l.Targets[0].Machine == nil) != (t.Machine == nil):
			w.problems.Add(ref.Span,
				"unexpected %s beside %s: the targets of a listener are instances, or all are addresses", &t, &l.Targets[0])
		default:
			named[t.String()] = true
			l.Targets = append(l.Targets, t)
		}
	}
}

// targetable reports whether an address may be a target of a balancer, with a diagnostic if not: one of the VPC or a
// private one (aws/load-balancer-address-targets, alibaba/balancer-address-targets).
func (w *cloudBuilder) targetable(b *cloud.Balancer, v *vocabulary.AddressValue) bool {
	switch {
	case !b.Kind.Addresses:
		w.problems.Add(v.Span, "unexpected %s: the targets of a %s are instances", v.Addr, b.Kind.Word).Hint =
			"Write the instance's name."
	case nowhere(v.Addr) || !w.cloud.Provider.Private(b.VPC, v.Addr):
		w.problems.Add(v.Span, "invalid %s: a target has a private address", v.Addr)
	default:
		return true
	}
	return false
}

// listens reports whether a balancer can listen for a service, with a diagnostic if not. A balancer listens for ports
// of TCP or UDP. An application balancer reads HTTP only (aws/load-balancer-http-only), a classic one too
// (alibaba/classic-balancer-layer-7), and a network balancer does not.
func (w *cloudBuilder) listens(b *cloud.Balancer, v *vocabulary.ServiceValue) bool {
	s := v.Service
	switch {
	case !s.HasPorts():
		w.problems.Add(v.Span, "invalid %s: a load balancer listens for ports of tcp or udp", v.Text)
	case b.Kind.Ends && s.Protocol == cloud.UDP:
		w.problems.Add(v.Span, "invalid %s: a load balancer of kind %s listens for HTTP, which comes over tcp", v.Text,
			b.Kind.Word)
	case v.Layer7 && b.Kind.Nodes && !b.Kind.Ends:
		w.problems.Add(v.Span, "invalid %s: a load balancer of kind %s passes connections on and does not read HTTP",
			v.Text, b.Kind.Word)
	default:
		return true
	}
	return false
}

// access adds a line to a balancer's access list. All lines of a list allow, or all deny.
func (w *cloudBuilder) access(b *cloud.Balancer, s *vocabulary.Statement) {
	allow, none := vocabulary.WordAllow.IsIn(s), vocabulary.WordNone.IsIn(s)
	switch {
	case s.Broken:
		return
	case b.Access.Stated && (b.Access.Allow != allow || none || len(b.Access.Ranges) == 0):
		w.problems.Add(s.Span, "unexpected access: it contradicts another access line of %s", b.Name)
		return
	}
	b.Access.Span, b.Access.Stated, b.Access.Allow = s.Span, true, allow
	b.Access.Ranges = append(b.Access.Ranges, ranges(s)...)
}
