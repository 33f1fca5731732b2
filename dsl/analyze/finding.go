package analyze

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A Code is what sort of thing is found. Its key never changes once it has shipped, since scenarios and links name it.
type Code string

// What is found.
const (
	// OpenToWorld is a rule that opens a port by which a machine is run, or its data held, to every address. Stronger
	// rules that deny it are heard first.
	OpenToWorld Code = "open-to-world"
	// OpenAll is a rule that opens every port to every address.
	OpenAll Code = "open-all"
	// PublicAddress is a machine's own address on the Internet.
	PublicAddress Code = "public-address"
	// ShadowedRule is a rule to which those before it leave nothing, alone or together; in a group without order, one
	// that adds nothing to the lines above it.
	ShadowedRule Code = "shadowed-rule"
	// ACLOneWay is a rule of a stateless ACL that lets a question pass whose answer no rule lets pass, since it goes to
	// a port that a client sends from.
	ACLOneWay Code = "acl-one-way"
	// ACLNotEnforced is a machine of a type that the ACL of its subnet does not filter.
	ACLNotEnforced Code = "acl-not-enforced"
	// DeadRoute is a route that carries nothing.
	DeadRoute Code = "dead-route"
	// DeadEntry is an entry of a NAT gateway that serves nobody.
	DeadEntry Code = "dead-entry"
	// DeadReference is a rule that names whom it never meets.
	DeadReference Code = "dead-reference"
	// IdleAddress is a public address bound to what can't use it.
	IdleAddress Code = "idle-address"
	// Unused is a group, a table or an ACL that nothing uses.
	Unused Code = "unused"
)

// A Row is a row of the catalogue of findings.
type Row struct {
	Code     Code
	Severity source.Severity
	// Title says it in a few words, without a full stop.
	Title string
	// Absence says that it rests on something not being there: nobody knows while a part of the text can't be read.
	Absence bool
}

// Catalogue is every finding, in the order in which they are told of one place. Each has scenarios in testdata that
// show it and its absence, and a page in pages.
var Catalogue = []Row{
	{OpenAll, source.Warning, "a rule opens every port to every address", false},
	{OpenToWorld, source.Warning, "a port that runs the machine or holds its data is open to every address", false},
	{PublicAddress, source.Note, "an instance has an address on the Internet", false},
	{ShadowedRule, source.Warning, "earlier rules leave it nothing", false},
	{ACLOneWay, source.Warning, "the network ACL lets the question pass and no answer", true},
	{ACLNotEnforced, source.Warning, "the instance's type supports no network ACL", false},
	{DeadRoute, source.Warning, "the route carries nothing", false},
	{DeadEntry, source.Warning, "the entry of the NAT gateway serves nobody", true},
	{DeadReference, source.Warning, "the rule names whom it never meets", true},
	{IdleAddress, source.Warning, "the address is bound to what can't use it", true},
	{Unused, source.Note, "nothing uses it", true},
}

// Find is the row of a code; false for a code that nobody knows.
func Find(key string) (Row, bool) {
	for _, r := range Catalogue {
		if string(r.Code) == key {
			return r, true
		}
	}
	return Row{}, false
}

// Codes are the keys of the catalogue, for those who check what a scenario names.
func Codes() []string {
	keys := make([]string, len(Catalogue))
	for i, r := range Catalogue {
		keys[i] = string(r.Code)
	}
	return keys
}

// A Cause is why, for a code that has several.
type Cause uint8

const (
	// NoCause is for a code that says it all.
	NoCause Cause = iota
	// Repeats: the lines above say the same already, in a group whose rules have no order.
	Repeats
	// Gone: what stood there is gone.
	Gone
	// Detached: the gateway is attached to nothing.
	Detached
	// Pending: the other side has not accepted the peering.
	Pending
	// NotActive: the IPv4 gateway is not active.
	NotActive
	// OtherFamily: what the route leads to carries the other address family.
	OtherFamily
	// NotForwarding: the guest does not forward.
	NotForwarding
	// Checked: the interface drops what is not for it.
	Checked
	// Beaten: another route of the same range always wins, or the cloud's own one does.
	Beaten
	// Covered: longer routes take all of it.
	Covered
	// OwnAddress: the machine has a public address of its own, which goes first.
	OwnAddress
	// NoRoute: no table leads there.
	NoRoute
	// NoMachine: no machine has an address that it is about.
	NoMachine
	// NoAddress: there is no public address to translate to.
	NoAddress
	// NoEntry: the NAT gateway has no entry.
	NoEntry
	// NoListener: the balancer listens on nothing.
	NoListener
	// NoWayOut: the subnet's table does not lead to the gateway.
	NoWayOut
	// ShutOff: the VPC is shut off from the Internet.
	ShutOff
	// NoMember: no interface is in the group.
	NoMember
	// Apart: the group belongs to another VPC, and nothing carries membership from there.
	Apart
	// EmptyList: the prefix list has no ranges.
	EmptyList
)

// A Finding is one thing that was found. Which of its fields are there depends on its code.
type Finding struct {
	Code  Code
	Cause Cause
	Cloud *cloud.Cloud
	// At is the object that it is about: the group of a rule, the table of a route, the gateway of an entry.
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
	// Other is what it has to do with: the ACL that is not enforced, the group that is never met, the machine of an
	// entry.
	Other cloud.Object
	// By are the statements that leave it nothing.
	By []source.Span
	// Needless says that the statement may be taken out, and nothing decides otherwise.
	Needless bool
}

// Audit is the managed rule of the cloud's own configuration audit that finds the same, empty where none does.
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
	for _, p := range f.Ports {
		if p.Port == port {
			return true
		}
	}
	return false
}
