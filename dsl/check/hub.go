package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) transitGateway(c *cloud.Cloud, s *vocabulary.Statement) {
	w.hub(c, s, cloud.NounTransitGateway, inTransit)
}

func (w *cloudBuilder) cen(c *cloud.Cloud, s *vocabulary.Statement) {
	w.hub(c, s, cloud.NounCEN, inCEN)
}

// A hubBlock is a transit gateway or a CEN while its block is read.
type hubBlock struct {
	*cloud.TransitGateway
	// outside are the routes that stand outside of a table, learns what its tables learn, in the order of the text.
	outside []*vocabulary.Statement
	learns  []propagation
	// published are the ranges that VPCs publish.
	published []publication
}

// A propagation is a table that learns the ranges of an attachment, by the statement that says so.
type propagation struct {
	table *cloud.HubTable
	from  cloud.Attached
	span  source.Span
}

// A publication is a range that a VPC publishes.
type publication struct {
	r    *vocabulary.RangeValue
	from *cloud.VPC
	span source.Span
}

// A hubPlace is the block of an object that joins VPCs.
type hubPlace = place[*cloudBuilder, *hubBlock]

// inTransit is the block of a transit gateway.
var inTransit = hubPlace{
	{&vocabulary.RowAttachSubnets, (*cloudBuilder).attachFeet},
	{&vocabulary.RowApplianceMode, (*cloudBuilder).applianceMode},
	{&vocabulary.RowGroupReferences, (*cloudBuilder).groupReferences},
	{&vocabulary.RowHubTable, (*cloudBuilder).hubTable},
	{&vocabulary.RowTransitRoute, (*cloudBuilder).looseRoute},
}

// inCEN is the block of a cen.
var inCEN = hubPlace{
	{&vocabulary.RowAttachVPCs, (*cloudBuilder).attachWhole},
	{&vocabulary.RowApplianceMode, (*cloudBuilder).applianceMode},
	{&vocabulary.RowPublish, (*cloudBuilder).publish},
	{&vocabulary.RowHubTable, (*cloudBuilder).hubTable},
	{&vocabulary.RowTransitRoute, (*cloudBuilder).looseRoute},
}

// hub declares an object of a noun that joins VPCs.
func (w *cloudBuilder) hub(c *cloud.Cloud, s *vocabulary.Statement, noun cloud.Noun, block hubPlace) {
	h := &hubBlock{TransitGateway: &cloud.TransitGateway{
		Thing:      cloud.Thing{Name: s.Name(), Noun: noun, Span: s.Span},
		Appliances: map[*cloud.VPC]bool{},
	}}
	if !w.name(s, h.TransitGateway) {
		return
	}
	c.TransitGateways = append(c.TransitGateways, h.TransitGateway)
	block.read(w, h, s.Body)
	w.later(phaseLink, func() { w.looseRoutes(h) })
	w.later(phaseHubs, func() { w.learnAll(h) })
}

func (w *cloudBuilder) vpnConnection(c *cloud.Cloud, s *vocabulary.Statement) {
	n := &cloud.VPNConnection{
		Thing:  cloud.Thing{Name: s.Name(), Noun: cloud.NounVPNConnection, Span: s.Span},
		Ranges: ranges(s),
	}
	if w.name(s, n) {
		c.Connections = append(c.Connections, n)
	}
}

func (w *cloudBuilder) groupReferences(h *hubBlock, s *vocabulary.Statement) {
	h.References = vocabulary.WordOn.IsIn(s)
}

// isHalfTyped reports whether a line of a hub can't be read, so that an attachment may be missing.
func (w *cloudBuilder) isHalfTyped(h *hubBlock) bool { return w.halfTyped[h.TransitGateway] }

func (w *cloudBuilder) leaveHalfTyped(h *hubBlock) { w.halfTyped[h.TransitGateway] = true }

func (w *cloudBuilder) attachFeet(h *hubBlock, s *vocabulary.Statement) {
	w.attachEach(h, s, &vocabulary.ArgFeet, w.attachFoot)
}

func (w *cloudBuilder) attachWhole(h *hubBlock, s *vocabulary.Statement) {
	w.attachEach(h, s, &vocabulary.ArgJoined, w.attachVPC)
}

// attachEach attaches what a statement names by attach, which reports whether it did.
func (w *cloudBuilder) attachEach(
	h *hubBlock,
	s *vocabulary.Statement,
	names *vocabulary.List[*vocabulary.Value],
	attach func(*hubBlock, *vocabulary.Value) bool,
) {
	if s.Broken {
		w.leaveHalfTyped(h)
	}
	w.later(phasePlace, func() {
		for _, ref := range names.In(s) {
			if !attach(h, ref) {
				w.leaveHalfTyped(h)
			}
		}
	})
}

// connects attaches a VPN connection of a name unless a hub has it; false if there is none.
func (w *cloudBuilder) connects(h *hubBlock, ref *vocabulary.Value) bool {
	c := w.connection(ref)
	switch {
	case c == nil:
		return false
	case c.Hub != nil:
		w.problems.Add(ref.Span, "duplicate attachment %s: %s has it already", c.Name, c.Hub.Name)
	default:
		h.Connect(c)
	}
	return true
}

// connection is the VPN connection of a name, nil if there is none.
func (w *cloudBuilder) connection(ref *vocabulary.Value) *cloud.VPNConnection {
	c, _ := cloud.Declared[*cloud.VPNConnection](w.cloud, ref.Text)
	return c
}

// attachFoot attaches a subnet of a transit gateway, or a VPN connection.
func (w *cloudBuilder) attachFoot(h *hubBlock, ref *vocabulary.Value) bool {
	if n, ok := cloud.Declared[*cloud.Subnet](w.cloud, ref.Text); ok {
		if w.connection(ref) != nil {
			w.problems.Add(ref.Span, "%s is a subnet and a VPN connection: nothing tells which one %s attaches", ref.Text,
				h.Name).Hint = "Give one of them another name."
			return false
		}
		w.attachOne(h, n, ref)
		return true
	}
	if w.connects(h, ref) {
		return true
	}
	if w.lostHere.has(ref.Text, string(cloud.NounSubnet)) || w.lostHere.has(ref.Text, "attachment") {
		return false
	}
	if v, ok := cloud.Declared[*cloud.VPC](w.cloud, ref.Text); ok {
		d := w.problems.Add(ref.Span, "%s is a VPC, not a subnet: an attachment stands in subnets, one a zone", ref.Text)
		if len(v.Subnets) > 0 {
			d.Hint = "Write " + v.Subnets[0].Name + ", for example."
		}
		return false
	}
	w.another(ref, "subnet", cloud.NounSubnet, is[*cloud.Subnet])
	return false
}

// attachOne attaches a subnet unless one of its zone is attached. The zone of a half-typed one may be another.
func (w *cloudBuilder) attachOne(h *hubBlock, n *cloud.Subnet, ref *vocabulary.Value) {
	switch at := h.Attachment(n.VPC, n.Zone); {
	case at == nil:
		h.Attach(n)
	case !w.halfTyped[n]:
		w.problems.Add(ref.Span, "duplicate zone %s: %s has an attachment there in %s", n.Zone, h.Name, at.Name)
	}
}

// attachVPC attaches a VPC as a whole, or a VPN connection.
func (w *cloudBuilder) attachVPC(h *hubBlock, ref *vocabulary.Value) bool {
	if w.connects(h, ref) {
		return true
	}
	if w.lostHere.hasRow(&vocabulary.RowVPNConnection) && w.lostHere.has(ref.Text, "attachment") {
		return false
	}
	v := w.namedVPC(ref)
	if v != nil {
		h.Join(v)
	}
	return v != nil
}

func (w *cloudBuilder) applianceMode(h *hubBlock, s *vocabulary.Statement) {
	w.later(phaseLink, func() {
		for _, ref := range vocabulary.ArgAppliances.In(s) {
			switch v, isVPC := w.attachment(h, ref).(*cloud.VPC); {
			case isVPC:
				h.Appliances[v] = true
			case w.connection(ref) != nil:
				w.problems.Add(ref.Span, "unexpected %s: appliance mode is for the attachment of a VPC", ref.Text)
			}
		}
	})
}

// attachment returns the attachment with a name, nil with a diagnostic if the hub has none.
func (w *cloudBuilder) attachment(h *hubBlock, ref *vocabulary.Value) cloud.Attached {
	found := w.cloud.Taken(cloud.ScopeNetworks, ref.Text)
	a, ok := found.(cloud.Attached)
	n, isSubnet := cloud.Declared[*cloud.Subnet](w.cloud, ref.Text)
	switch {
	case ok && h.Attaches(a):
		return a
	case !ok && isSubnet && h.Attaches(n.VPC):
		w.problems.Add(ref.Span, "%s is a subnet: an attachment is called after its VPC, %s", ref.Text, n.VPC.Name).Fix =
			source.Replace(ref.Span, n.VPC.Name)
	case w.isHalfTyped(h) && (ok || isSubnet):
	case ok && is[*cloud.VPC](found):
		w.problems.Add(ref.Span, "vpc %s is not attached to %s", ref.Text, h.Name)
	case ok:
		w.problems.Add(ref.Span, "VPN connection %s is not attached to %s", ref.Text, h.Name)
	default:
		if others := w.cloud.Named(ref.Text); len(others) > 0 {
			w.problems.Add(ref.Span, "%s is %s, not an attachment", ref.Text, articles(others))
			return nil
		}
		w.undeclared(ref, "attachment", func(o cloud.Object) bool {
			a, ok := o.(cloud.Attached)
			return ok && h.Attaches(a)
		})
	}
	return nil
}

// hubTable reads a route table of a hub. Its name is unique in the hub.
func (w *cloudBuilder) hubTable(h *hubBlock, s *vocabulary.Statement) {
	h.Stated = true
	name := s.Name()
	if name != "" && !w.innerName(h.TransitGateway, s, cloud.NounTable) {
		name = ""
	}
	inHubTable.read(w, &tableBlock{h, h.NewTable(name, s.Span)}, s.Body)
}

// A tableBlock is a route table of a hub while its block is read.
type tableBlock struct {
	hub *hubBlock
	*cloud.HubTable
}

// inHubTable is the block of a route table of a hub.
var inHubTable = place[*cloudBuilder, *tableBlock]{
	{&vocabulary.RowAssociate, (*cloudBuilder).associate},
	{&vocabulary.RowPropagate, (*cloudBuilder).propagate},
	{&vocabulary.RowTransitRoute, func(w *cloudBuilder, t *tableBlock, s *vocabulary.Statement) {
		w.later(phaseLink, func() { w.transitRoute(t.hub, t.HubTable, s) })
	}},
}

// associate associates attachments with a table. Each has one at most (aws/transit-gateway-association, alibaba/cen-associated-once).
func (w *cloudBuilder) associate(t *tableBlock, s *vocabulary.Statement) {
	w.later(phaseLink, func() {
		for _, ref := range vocabulary.ArgAttachments.In(s) {
			a := w.attachment(t.hub, ref)
			if a == nil {
				continue
			}
			if have := t.hub.Table(a); have != nil {
				w.problems.Add(ref.Span, "duplicate association %s: %s has it already", ref.Text, have.Name).Hint =
					"An attachment is associated with one table."
				continue
			}
			t.hub.Associate(a, t.HubTable)
		}
	})
}

func (w *cloudBuilder) propagate(t *tableBlock, s *vocabulary.Statement) {
	w.later(phaseLink, func() {
		for _, ref := range vocabulary.ArgAttachments.In(s) {
			switch a := w.attachment(t.hub, ref); {
			case a == nil:
			case w.again(propagation{table: t.HubTable, from: a}):
				w.problems.Add(ref.Span, "duplicate propagation %s in %s", ref.Text, t.Name)
			default:
				t.hub.learns = append(t.hub.learns, propagation{t.HubTable, a, s.Span})
			}
		}
	})
}

func (w *cloudBuilder) looseRoute(h *hubBlock, s *vocabulary.Statement) {
	h.outside = append(h.outside, s)
}

// looseRoutes gives a hub that states no table its one table, with the routes that stand in the hub itself. All of its
// attachments are associated with it, and propagate to it.
func (w *cloudBuilder) looseRoutes(h *hubBlock) {
	if h.Stated {
		for _, s := range h.outside {
			w.problems.Add(s.Span, "unexpected route: %s has tables of its own", h.Name).Hint =
				"Write it into the table that routes what comes from there."
		}
		return
	}
	t := h.NewTable("", source.Span{})
	for _, s := range h.outside {
		w.transitRoute(h, t, s)
	}
	for _, a := range h.Attached() {
		h.Associate(a, t)
		h.learns = append(h.learns, propagation{t, a, h.Span})
	}
}

// transitRoute adds a static route to a table of a hub.
func (w *cloudBuilder) transitRoute(h *hubBlock, t *cloud.HubTable, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	r, _ := vocabulary.ArgRange.In(s)
	target, _ := vocabulary.ArgAttached.In(s)
	route := cloud.TransitRoute{Span: s.Span, Range: r.Range}
	if target.Text != "blackhole" {
		if route.To = w.attachment(h, target); route.To == nil {
			return
		}
	}
	if w.again(transitRange{t, r.Range}) {
		w.problems.Add(r.Span, "duplicate route %s in %s", r.Range, calledTable(t))
		return
	}
	t.Routes = append(t.Routes, route)
}

// calledTable names a table of a hub in a message, the one without a name by the hub.
func calledTable(t *cloud.HubTable) string {
	if t.Name == "" {
		return t.Hub.Name
	}
	return t.Name
}

// A transitRange is the key of a stated route of a hub.
type transitRange struct {
	table *cloud.HubTable
	r     netip.Prefix
}

// learnAll adds what the tables of a hub learn: the ranges of attachments, and those that VPCs publish to the tables to
// which they propagate.
func (w *cloudBuilder) learnAll(h *hubBlock) {
	known := map[*cloud.HubTable]*cloud.RangeIndex{}
	learnsFrom := map[cloud.Attached][]propagation{}
	for _, p := range h.learns {
		learnsFrom[p.from] = append(learnsFrom[p.from], p)
		if known[p.table] == nil {
			known[p.table] = &cloud.RangeIndex{}
		}
		w.learn(p, known[p.table])
	}
	for _, one := range h.published {
		if !w.mayPublish(one) {
			continue
		}
		for _, p := range learnsFrom[one.from] {
			p.add(one.r.Range, one.span)
		}
	}
}

func (p *propagation) add(r netip.Prefix, span source.Span) {
	p.table.Routes = append(p.table.Routes, cloud.TransitRoute{Span: span, Range: r, To: p.from, Propagated: true})
}

// learn adds the ranges of an attachment to a table: those of a far network, and of a VPC those of the VPC itself
// (aws/transit-gateway-tables), or in another cloud those of its subnets (alibaba/cen-learns-vswitches). known are the
// ranges that the table has learned from VPCs; it learns none that overlaps them in a cloud that knows each once.
func (w *cloudBuilder) learn(p propagation, known *cloud.RangeIndex) {
	var own []netip.Prefix
	switch a := p.from.(type) {
	case *cloud.VPNConnection:
		for _, r := range a.Ranges {
			p.add(r, p.span)
		}
		return
	case *cloud.VPC:
		own = learned(a, w.cloud.Provider.SubnetsPropagate)
	}
	for _, r := range own {
		if !w.cloud.Provider.PropagatesOnce || known.Overlapping(r) < 0 {
			p.add(r, p.span)
		}
	}
	for _, r := range own {
		known.Add(r)
	}
}

// learned are the ranges that a hub learns from a VPC.
func learned(v *cloud.VPC, subnets bool) []netip.Prefix {
	if !subnets {
		return v.Ranges
	}
	var all []netip.Prefix
	for _, n := range v.Subnets {
		all = append(all, n.Ranges...)
	}
	return all
}

func (w *cloudBuilder) publish(h *hubBlock, s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	w.later(phaseLink, func() {
		r, _ := vocabulary.ArgRange.In(s)
		ref, _ := vocabulary.ArgPublisher.In(s)
		v, isVPC := w.attachment(h, ref).(*cloud.VPC)
		switch {
		case !isVPC && w.connection(ref) != nil:
			w.problems.Add(ref.Span, "unexpected %s: a VPC publishes routes of its main table", ref.Text)
		case !isVPC:
		case w.again(published{v, r.Range}):
			w.problems.Add(r.Span, "duplicate publication %s", r.Range)
		default:
			h.published = append(h.published, publication{r, v, s.Span})
		}
	})
}

// A published is the key of a range that a VPC publishes.
type published struct {
	vpc *cloud.VPC
	r   netip.Prefix
}

// mayPublish reports whether a VPC may publish a range: its main table has a route for that very range to something that
// a hub may learn, or routes to pods in it; with a diagnostic if not (alibaba/cen-learns-published-routes).
func (w *cloudBuilder) mayPublish(p publication) bool {
	main := p.from.Main
	for i := range main.Routes {
		r := &main.Routes[i]
		if r.Range != p.r.Range {
			continue
		}
		switch why := unpublished(r); why {
		case "":
			return true
		default:
			w.problems.Add(p.r.Span, "route %s of main in vpc %s %s: a hub learns no such route", r.Range, p.from.Name, why)
			return false
		}
	}
	if leadsToPods(p.from, p.r.Range) || w.halfTyped[main] {
		return true
	}
	w.problems.Add(p.r.Span, "vpc %s has no route %s in main", p.from.Name, p.r.Range).Hint =
		"A hub learns the ranges of vSwitches by itself, and of other ranges those that main leads to an instance or a gateway."
	return false
}

// unpublished says why a hub may not learn a route of a main table, empty if it may.
func unpublished(r *cloud.Route) string {
	switch r.Target.(type) {
	case *cloud.Interface, *cloud.NAT, *cloud.VPNGateway, *cloud.IPv4Gateway, *cloud.IPv6Gateway:
		if r.Origin == cloud.FromList {
			return "is stated by a prefix list"
		}
		return ""
	case cloud.Blackhole:
		return "leads nowhere"
	case *cloud.TransitGateway, *cloud.Peering:
		return "leads to another network"
	}
	return "leads to no machine of the VPC"
}

// leadsToPods reports whether the main table of a VPC leads to pods in a part of a cluster's range.
func leadsToPods(v *cloud.VPC, r netip.Prefix) bool {
	for _, c := range v.Clusters {
		inside := c.Range.IsValid() && c.Range.Bits() <= r.Bits() && c.Range.Contains(r.Addr())
		for _, t := range c.Tables {
			for _, p := range c.Pods {
				if inside && t == v.Main && r.Contains(p.Private) {
					return true
				}
			}
		}
	}
	return false
}
