package check

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

func (w *world) vpc(s *vocabulary.Statement) {
	v := &cloud.VPC{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounVPC, Span: s.Span}, Cloud: w.cloud}
	v.VPC = v
	if !w.name(s, v) {
		return
	}
	for _, r := range s.Args.All("range") {
		if w.allowed(r, v) && w.fits(r, v.Ranges, w.cloud.Provider.VPCBits, "vpc "+v.Name) {
			v.Ranges = append(v.Ranges, r.Range)
		}
	}
	w.cloud.VPCs = append(w.cloud.VPCs, v)
	w.defaults(v)
	for _, b := range s.Body {
		w.inVPC(v, b)
	}
}

// allowed reports whether a VPC may lie in a range; what is wrong is told.
func (w *world) allowed(r *vocabulary.Value, v *cloud.VPC) bool {
	for _, never := range w.cloud.Provider.Refused {
		if never.Overlaps(r.Range) {
			w.problems.Add(r.Span, "invalid %s for vpc %s: %s allows no VPC in %s", r.Text, v.Name, w.cloud.Provider.Title, never)
			return false
		}
	}
	return true
}

// defaults makes what a VPC has without its being stated.
func (w *world) defaults(v *cloud.VPC) {
	p := w.cloud.Provider
	v.Main = &cloud.Table{Thing: cloud.Thing{Name: "main", Noun: cloud.NounTable, VPC: v}}
	v.Tables = append(v.Tables, v.Main)
	v.DefaultGroup = &cloud.Group{Thing: cloud.Thing{Name: "default", Noun: cloud.NounGroup, VPC: v}, Kind: p.Groups.Kinds[0]}
	v.Groups = append(v.Groups, v.DefaultGroup)
	p.Groups.Default(v.DefaultGroup)
	if p.ACLs.Default != nil {
		v.DefaultACL = &cloud.ACL{Thing: cloud.Thing{Name: "default", Noun: cloud.NounACL, VPC: v}}
		v.ACLs = append(v.ACLs, v.DefaultACL)
		p.ACLs.Default(v.DefaultACL)
	}
}

func (w *world) inVPC(v *cloud.VPC, s *vocabulary.Statement) {
	switch s.Row.Keyword {
	case "note":
		w.note(s)
	case "internet-gateway":
		w.internetGateway(v, s)
	case "route-table":
		w.table(v, s)
	case "security-group":
		w.group(v, s)
	case "network-acl":
		w.acl(v, s)
	case "subnet", "vswitch":
		w.subnet(v, s)
	case "load-balancer":
		w.balancer(v, s)
	case "cluster":
		w.cluster(v, s)
	default:
		w.gateway(v, s)
		w.edges(v, s)
	}
}

func (w *world) subnet(v *cloud.VPC, s *vocabulary.Statement) {
	n := &cloud.Subnet{Thing: cloud.Thing{Name: s.Name(), Noun: cloud.NounSubnet, Span: s.Span, VPC: v}, Zone: "a", Table: v.Main, ACL: v.DefaultACL}
	if !w.name(s, n) {
		return
	}
	if z, ok := s.Args.One("where"); ok {
		n.Zone = z.Text
	}
	for _, r := range s.Args.All("range") {
		if w.fits(r, w.subnetRanges(v), w.cloud.Provider.SubnetBits, s.Row.Keyword+" "+n.Name) && w.inside(r, v, s) {
			n.Ranges = append(n.Ranges, r.Range)
		}
	}
	v.Subnets = append(v.Subnets, n)
	for _, b := range s.Body {
		w.inSubnet(n, b)
	}
}

func (w *world) inSubnet(n *cloud.Subnet, s *vocabulary.Statement) {
	v := n.VPC
	if w.repeated(n, s) {
		return
	}
	switch s.Row.Keyword {
	case "note":
		w.note(s)
	case "instance":
		w.instance(n, s)
	case "nat-gateway":
		w.nat(n, s)
	case "route-table":
		w.resolve = append(w.resolve, func() {
			if ref, ok := s.Args.One("table"); ok {
				if t := lookup(w, v, ref, cloud.NounTable, v.Main); t != nil {
					n.Table = t
				}
			}
		})
	case "network-acl":
		w.resolve = append(w.resolve, func() {
			if ref, ok := s.Args.One("acl"); ok {
				if a := lookup(w, v, ref, cloud.NounACL, v.ACLs...); a != nil {
					n.ACL = a
				}
			}
		})
	}
}

// repeated tells of a second line of which a block has one.
func (w *world) repeated(o cloud.Object, s *vocabulary.Statement) bool {
	if s.Broken {
		return false
	}
	key := line{o, s.Row.Keyword}
	switch s.Row.Keyword {
	case "route-table", "network-acl", "os", "ip-forward", "source-dest-check", "type", "inner":
	default:
		return false
	}
	if w.lines[key] {
		w.problems.Add(s.Span, "duplicate %s: %s has one already", s.Row.Keyword, o.Base().Name)
		return true
	}
	w.lines[key] = true
	return false
}

func (w *world) subnetRanges(v *cloud.VPC) []netip.Prefix {
	var all []netip.Prefix
	for _, s := range v.Subnets {
		all = append(all, s.Ranges...)
	}
	return all
}

// fits reports whether a range has a size that the cloud allows and overlaps no other; what is wrong is told.
func (w *world) fits(r *vocabulary.Value, others []netip.Prefix, bits [2]int, owner string) bool {
	if r.Range.Addr().Is4() && (r.Range.Bits() < bits[0] || r.Range.Bits() > bits[1]) {
		w.problems.Add(r.Span, "invalid %s for %s: %s takes a range from /%d to /%d", r.Text, owner, w.cloud.Provider.Title, bits[0], bits[1])
		return false
	}
	for _, o := range others {
		if o.Overlaps(r.Range) {
			w.problems.Add(r.Span, "%s %s overlaps %s", owner, r.Text, o)
			return false
		}
	}
	return true
}

func (w *world) inside(r *vocabulary.Value, v *cloud.VPC, s *vocabulary.Statement) bool {
	if within(v, r.Range) {
		return true
	}
	d := w.problems.Add(r.Span, "%s %s is outside vpc %s", s.Row.Keyword, r.Text, v.Name)
	if len(v.Ranges) > 0 {
		d.Message += " (" + v.Ranges[0].String() + ")"
	}
	return false
}
