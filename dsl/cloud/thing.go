package cloud

import (
	"strings"

	"hopwise/dsl/source"
)

// A Noun is the kind of an object, in the words of the field.
type Noun string

// The nouns, as messages write them.
const (
	NounHost            Noun = "host"
	NounPlatform        Noun = "platform" // the cloud itself
	NounVPC             Noun = "VPC"
	NounSubnet          Noun = "subnet"
	NounInstance        Noun = "instance"
	NounInterface       Noun = "interface"
	NounGroup           Noun = "security group"
	NounACL             Noun = "network ACL"
	NounTable           Noun = "route table"
	NounInternetGateway Noun = "internet gateway"
	NounElasticAddress  Noun = "elastic IP address"
	NounPublicAddress   Noun = "public IP address"
	NounService         Noun = "cloud service"
	NounNAT             Noun = "NAT gateway"
	NounPeering         Noun = "peering"
	NounTransitGateway  Noun = "transit gateway"
	NounCEN             Noun = "CEN"
	NounEndpoint        Noun = "gateway endpoint"
	NounPrivateEndpoint Noun = "interface endpoint"
	NounVPNGateway      Noun = "VPN gateway"
	NounVPNConnection   Noun = "VPN connection"
	NounEgressGateway   Noun = "egress-only gateway"
	NounIPv4Gateway     Noun = "IPv4 gateway"
	NounIPv6Gateway     Noun = "IPv6 gateway"
	NounPrefixList      Noun = "prefix list"
	NounBalancer        Noun = "load balancer"
	NounCluster         Noun = "cluster"
	NounPod             Noun = "pod"
	NounUser            Noun = "user"
	NounSharedSNAT      Noun = "shared SNAT"
	NounFar             Noun = "far machine"
	NounBehind          Noun = "network behind an instance"
	NounBehindMachine   Noun = "machine behind an instance"
	NounClassic         Noun = "classic network"
)

// Article is the noun with its article: "an instance".
func (n Noun) Article() string {
	if strings.ContainsRune("aeioAEIO", rune(n[0])) {
		return "an " + string(n)
	}
	return "a " + string(n)
}

// Decides reports whether an object of this kind can let a packet pass or drop it.
func (n Noun) Decides() bool { return n != NounSubnet && n != NounPrefixList && n != NounUser }

// A Thing is the part that all objects embed.
type Thing struct {
	// Name is its name in the scenario, "web-sg", or for an object without a statement the name that the language gives
	// it: "main", "default", "platform".
	Name string
	Noun Noun
	// Span is the statement that declares it, without its block; zero for an object that the cloud made.
	Span source.Span
	// VPC is its VPC, nil for an object outside of every VPC.
	VPC *VPC
}

// An Object is an element of a network that a step of a trace can name.
type Object interface {
	// Base returns the Thing of the object.
	Base() *Thing
}

// Base returns the thing itself; a type that embeds a Thing is an Object by it.
func (t *Thing) Base() *Thing { return t }

// Called reports whether a word of a scenario names the thing: by its name, or by its VPC's name and its own, as in
// shop.main.
func (t *Thing) Called(word string) bool {
	return t.Name == word || t.VPC != nil && word == t.VPC.Name+"."+t.Name
}
