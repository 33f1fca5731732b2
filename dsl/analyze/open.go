package analyze

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A Sensitive is a TCP port for running a machine or reaching its data, with the name that people know it by.
type Sensitive struct {
	Port uint16
	Name string
}

// sensitive are ports that should not be open to every address (clouds/ports-that-run-machines), by IANA's registry and
// the products' own defaults.
var sensitive = []Sensitive{
	{22, "SSH"}, {23, "Telnet"}, {135, "RPC"}, {139, "NetBIOS"}, {445, "SMB"}, {1433, "SQL Server"}, {1521, "Oracle"},
	{2049, "NFS"}, {2375, "Docker"}, {2376, "Docker"}, {2379, "etcd"}, {3306, "MySQL"}, {3389, "RDP"},
	{5432, "PostgreSQL"}, {5900, "VNC"}, {5985, "WinRM"}, {5986, "WinRM"}, {6379, "Redis"}, {9042, "Cassandra"},
	{9200, "Elasticsearch"}, {10250, "kubelet"}, {11211, "memcached"}, {27017, "MongoDB"},
}

// opened finds the rules that open sensitive ports, or all, to every address. A group without members opens nothing.
func (f *finder) opened() {
	for _, v := range f.cloud.Networks() {
		for _, g := range v.Filters() {
			if f.members[g] > 0 {
				f.openedBy(g)
			}
		}
	}
}

func (f *finder) openedBy(g *cloud.Group) {
	for k := range g.Rules[cloud.In] {
		r := &g.Rules[cloud.In][k]
		if !r.Allow || isLong(r) || f.effort < 0 {
			continue
		}
		all := everywhere(r.Peers)
		if !all[0] && !all[1] {
			continue
		}
		found := Finding{At: g, Span: r.Span, Rule: r}
		stronger := f.denies(g, r)
		if found.Span.IsZero() {
			// A finding about the cloud's own rule is placed at the first machine with a public address in the group.
			if found.Span = f.firstPublic(g); found.Span.IsZero() {
				continue
			}
		}
		traffic := openTraffic(r, all)
		if everyPort(r.Service) && f.passes(stronger, traffic) {
			found.Code = OpenAll
			f.add(found)
			continue
		}
		for _, p := range sensitive {
			if one := onPort(traffic, p.Port); len(one) > 0 && f.passes(stronger, one) {
				found.Ports = append(found.Ports, p)
			}
		}
		if len(found.Ports) > 0 {
			found.Code = OpenToWorld
			f.addOpen(found)
		}
	}
}

// addOpen keeps a finding about open ports. Several of the cloud's own rules make one finding together.
func (f *finder) addOpen(found Finding) {
	if n := len(f.found); n > 0 && found.Rule.Span.IsZero() {
		if before := &f.found[n-1]; before.Code == OpenToWorld && before.At == found.At && before.Span == found.Span {
			before.Ports = append(before.Ports, found.Ports...)
			return
		}
	}
	f.add(found)
}

// firstPublic is the statement of the first machine with a public address that is in a group.
func (f *finder) firstPublic(g *cloud.Group) source.Span {
	for _, at := range f.setsOf[g] {
		if public := f.groupSets[at].public; public != nil {
			return spanOf(public)
		}
	}
	return source.Span{}
}

// denies are the rules that deny before another one is asked, in each set of groups with its group. Where groups are
// asked in their order, those behind its group are not. A set with one that is too long to be judged is left out, since
// it may deny everything.
func (f *finder) denies(g *cloud.Group, r *cloud.Rule) [][]*cloud.Rule {
	if !f.cloud.Provider.Groups.Denies {
		return [][]*cloud.Rule{nil}
	}
	inOrder := f.cloud.Provider.Groups.InOrder
	var sets [][]*cloud.Rule
	for _, at := range f.setsOf[g] {
		var set []*cloud.Rule
		judged := true
		for _, other := range f.groupSets[at].groups {
			f.effort -= len(other.Rules[cloud.In])
			for k := range other.Rules[cloud.In] {
				if d := &other.Rules[cloud.In][k]; !d.Allow && (inOrder && other != g || d.Before(r)) {
					set = append(set, d)
					judged = judged && !isLong(d)
				}
			}
			if inOrder && other == g {
				break
			}
		}
		if judged {
			sets = append(sets, set)
		}
	}
	return sets
}

// passes reports whether traffic passes the stronger rules of some set of groups.
func (f *finder) passes(stronger [][]*cloud.Rule, traffic []box) bool {
	for _, set := range stronger {
		rest := traffic
		for _, d := range set {
			f.effort -= len(rest)
			rest, _ = cut(rest, boxes(d))
		}
		if len(rest) > 0 {
			return true
		}
	}
	return false
}

// openTraffic is the traffic that a rule lets in from the families of which it names every address.
func openTraffic(r *cloud.Rule, all [len(families)]bool) []box {
	var traffic []box
	for k, f := range families {
		if !all[k] {
			continue
		}
		for _, s := range r.Service.Spans() {
			traffic = append(traffic, box{low: s[0], high: s[1], from: f.Addr(), to: cloud.Last(f)})
		}
	}
	return traffic
}

// onPort is the part of traffic that is for one TCP port.
func onPort(traffic []box, port uint16) []box {
	at := uint32(cloud.TCP)<<16 | uint32(port)
	var part []box
	for _, b := range traffic {
		if b.low <= at && at <= b.high {
			b.low, b.high = at, at
			part = append(part, b)
		}
	}
	return part
}

// everyPort reports whether a service is every port of TCP, UDP or both.
func everyPort(s cloud.Service) bool {
	switch {
	case s.Protocol == cloud.AllProtocols:
		return true
	case !s.HasPorts():
		return false
	case len(s.Ports) == 0:
		return true
	}
	for _, p := range s.Ports {
		if p[0] <= 1 && p[1] == 65535 {
			return true
		}
	}
	return false
}
