package analyze

import (
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A Code is the kind of a finding. Its key never changes once it has shipped, since scenarios and links name it.
type Code string

// The kinds of findings.
const (
	// OpenToWorld is a rule that opens a port for running a machine or reaching its data to every address. A stronger
	// rule that denies the port prevents it.
	OpenToWorld Code = "open-to-world"
	// OpenAll is a rule that opens every port to every address. A stronger rule that denies them prevents it.
	OpenAll Code = "open-all"
	// PublicAddress is a public IPv4 address of a machine.
	PublicAddress Code = "public-address"
	// ShadowedRule is a rule to which earlier ones, alone or together, leave nothing; in a group without order, a rule
	// that adds nothing to the lines above it.
	ShadowedRule Code = "shadowed-rule"
	// ACLOneWay is a rule of a stateless ACL that lets a question pass whose answer no rule lets pass, since it goes to
	// a port that a client sends from.
	ACLOneWay Code = "acl-one-way"
	// ACLNotEnforced is a machine of a type that the ACL of its subnet does not filter.
	ACLNotEnforced Code = "acl-not-enforced"
	// DeadRoute is a route that carries nothing.
	DeadRoute Code = "dead-route"
	// DeadEntry is an entry of a NAT gateway that serves no machine.
	DeadEntry Code = "dead-entry"
	// DeadReference is a rule that names a group whose members it never meets, or an empty prefix list.
	DeadReference Code = "dead-reference"
	// IdleAddress is a public address that can't be used where it is bound.
	IdleAddress Code = "idle-address"
	// PathMTU is an ACL that lets TCP in from outside of its VPC and drops the message that a packet is too large.
	PathMTU Code = "path-mtu"
	// OverlappingPeers is a peering of two VPCs with subnets that share addresses.
	OverlappingPeers Code = "overlapping-peers"
	// UnusedWayOut is a subnet whose machines have no way out, in a VPC with a table that leads to a NAT gateway and that
	// no subnet uses.
	UnusedWayOut Code = "unused-way-out"
	// PodRoutes is a cluster in a VPC with several route tables that does not say which of them have the routes to its pods.
	PodRoutes Code = "pod-routes"
	// Unused is a group, a table, an ACL or a VPN connection that nothing uses.
	Unused Code = "unused"
)

// A Row is a row of the catalogue of findings.
type Row struct {
	Code     Code
	Severity source.Severity
	// Title is the finding in a few words, without a full stop.
	Title string
	// Absence says that the finding rests on the absence of something: it is not made while a part of the text can't be
	// read.
	Absence bool
}

// Catalogue has a row for every code, in the order in which the findings of one place are told. Each code has scenarios
// in testdata that show it and its absence, and a page in pages.
var Catalogue = []Row{
	{OpenAll, source.Warning, "a rule opens every port to every address", false},
	{OpenToWorld, source.Warning, "a port that runs the machine or holds its data is open to every address", false},
	{PublicAddress, source.Note, "an instance has an address on the Internet", false},
	{ShadowedRule, source.Warning, "earlier rules leave it nothing", false},
	{ACLOneWay, source.Warning, "the network ACL lets the question pass and no answer", true},
	{ACLNotEnforced, source.Warning, "the instance's type supports no network ACL", false},
	{DeadRoute, source.Warning, "the route carries nothing", false},
	{DeadEntry, source.Warning, "the entry of the NAT gateway serves nobody", true},
	{DeadReference, source.Warning, "the rule names a group or a list that never matches", true},
	{IdleAddress, source.Warning, "the address can't be used where it is bound", true},
	{PathMTU, source.Note, "the network ACL drops the message that a packet is too large", true},
	{OverlappingPeers, source.Warning, "the peering joins subnets that share addresses", false},
	{UnusedWayOut, source.Warning, "no subnet uses the table that leads to the NAT gateway", true},
	{PodRoutes, source.Warning, "the cluster does not say which route tables lead to its pods", true},
	{Unused, source.Note, "nothing uses it", true},
}

// Find returns the row of a code; false for a code that is not in the catalogue.
func Find(key string) (Row, bool) {
	for _, r := range Catalogue {
		if string(r.Code) == key {
			return r, true
		}
	}
	return Row{}, false
}

// Codes returns the keys of the catalogue.
func Codes() []string {
	keys := make([]string, len(Catalogue))
	for i, r := range Catalogue {
		keys[i] = string(r.Code)
	}
	return keys
}

// A Cause says why, for a code with several causes.
type Cause uint8

const (
	// NoCause: the code has one cause only, or nothing is found.
	NoCause Cause = iota
	// Repeats: the lines above say the same already, in a group whose rules have no order.
	Repeats
	// NotThere: the far network that the route leads to has nothing of the range.
	NotThere
	// Gone: the target of the route is gone.
	Gone
	// Detached: the gateway is attached to nothing.
	Detached
	// Pending: the other side has not accepted the peering.
	Pending
	// NotActive: the IPv4 gateway is not active.
	NotActive
	// OtherFamily: the target of the route carries the other address family.
	OtherFamily
	// NotForwarding: the guest does not forward.
	NotForwarding
	// Checked: the interface drops packets that are not for it.
	Checked
	// Beaten: another route of the same range always wins, or the cloud's own one does.
	Beaten
	// Covered: longer routes hold all of the range.
	Covered
	// OwnAddress: the machine has a public address of its own, which goes before the entry.
	OwnAddress
	// NoRoute: no table leads to the NAT gateway.
	NoRoute
	// NoMachine: no machine has an address that the entry covers.
	NoMachine
	// NoAddress: there is no public address to translate to.
	NoAddress
	// NoEntry: the NAT gateway has no entry.
	NoEntry
	// NoListener: the balancer has no listener.
	NoListener
	// NoWayOut: the subnet's table does not lead to the gateway.
	NoWayOut
	// NoGateway: the VPC has no internet gateway.
	NoGateway
	// ShutOff: the VPC is shut off from the Internet.
	ShutOff
	// NoMember: no interface is in the group.
	NoMember
	// Apart: the group belongs to another VPC, and its members are not known here.
	Apart
	// EmptyList: the prefix list has no ranges.
	EmptyList
)

// A Finding is something that a colleague would point out. Which of its fields are set depends on its code.
type Finding struct {
	Code  Code
	Cause Cause
	Cloud *cloud.Cloud
	// At is the object that has it: the group of a rule, the table of a route, the gateway of an entry.
	At cloud.Object
	// Span is the statement responsible. It is never the zero one.
	Span source.Span
	// Rule is the rule, and Direction its direction.
	Rule      *cloud.Rule
	Direction cloud.Direction
	// Ports are the ports that should not be open.
	Ports []Sensitive
	Route *cloud.Route
	// Address is the public address.
	Address *cloud.PublicAddress
	// Other is a second object: the ACL that is not enforced, the group that is never met, the target of a route, the
	// machine of an entry.
	Other cloud.Object
	// Lacks is the service that no rule lets in.
	Lacks cloud.Service
	// Shared are the two subnets that share addresses.
	Shared [2]*cloud.Subnet
	// By are the statements that leave a shadowed rule nothing.
	By []source.Span
	// Needless says that the statement may be removed without any change in what passes.
	Needless bool
}

// Audit is the managed rule of the cloud's own configuration audit that finds the same, empty if there is none.
func (f *Finding) Audit() string {
	for _, a := range f.Cloud.Provider.Audits {
		if a.Finding == string(f.Code) && (a.Noun == "" || a.Noun == f.At.Base().Noun) &&
			(a.Port == 0 || f.opens(a.Port)) {
			return a.Rule
		}
	}
	return ""
}

func (f *Finding) opens(port uint16) bool {
	return slices.ContainsFunc(f.Ports, func(p Sensitive) bool { return p.Port == port })
}
