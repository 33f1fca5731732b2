package cloud

import "net/netip"

// OpenTelekom is Open Telekom Cloud, which has the model of Huawei Cloud but for its groups: the default one opens ports
// to the world, and all groups of an interface are one list (huawei/otc-default-group, huawei/otc-groups-add-up).
var OpenTelekom Provider

func init() {
	OpenTelekom = Huawei
	OpenTelekom.Title, OpenTelekom.Variant = "Open Telekom Cloud", nil
	OpenTelekom.Groups.InOrder, OpenTelekom.Groups.Default = false, otcDefaultGroup
	OpenTelekom.Bases = append([]Basis{
		{"sg-default", "huawei/otc-default-group"},
		{"sg-rule", "huawei/otc-groups-add-up"},
		{"sg-deny", "huawei/otc-groups-add-up"},
	}, huaweiBases...)
}

// otcDefaultGroup fills the default group: that of Huawei Cloud, with SSH, remote desktop, the web and pings from
// everywhere.
func otcDefaultGroup(g *Group) {
	huaweiDefaultGroup(g)
	everywhere := []Peer{{Range: netip.MustParsePrefix("0.0.0.0/0")}}
	services := []Service{{Protocol: ICMP, Type: -1, Code: -1}}
	for _, port := range []uint16{22, 80, 443, 3389} {
		services = append(services, onPort(TCP, port))
	}
	for _, s := range services {
		g.Rules[In] = append(g.Rules[In], Rule{Number: huaweiMemberRule, Allow: true, Service: s, Peers: everywhere})
	}
}
