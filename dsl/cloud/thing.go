package cloud

import (
	"strings"

	"hopwise/dsl/source"
)

// A Noun says what an object is, in the words of the field.
type Noun string

// The nouns, each as a person reads it.
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
	NounVPNGateway      Noun = "VPN gateway"
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
	NounClassic         Noun = "classic network"
)

// Article is the noun with its article: "an instance".
func (n Noun) Article() string {
	if strings.ContainsRune("aeioAEIO", rune(n[0])) {
		return "an " + string(n)
	}
	return "a " + string(n)
}

// A Thing is what every object has: the embedded part of each noun.
type Thing struct {
	// Name is how the scenario calls it: "web-sg". What nobody named has the name that the language gives it: "main",
	// "default", "platform".
	Name string
	Noun Noun
	// Span is the statement that declares it, without its block; zero for what the cloud made by itself.
	Span source.Span
	// VPC is the one that it belongs to, nil for what belongs to none.
	VPC *VPC
}

// An Object is anything that a step of a trace can be about.
type Object interface {
	// Base is the part that all objects have.
	Base() *Thing
}

// Base gives the thing itself, and so makes an Object of every noun that embeds it.
func (t *Thing) Base() *Thing { return t }

// Called reports whether a scenario may mean the thing by this word: its name, or its name with its VPC's before it, as
// in shop.main.
func (t *Thing) Called(word string) bool {
	return t.Name == word || t.VPC != nil && word == t.VPC.Name+"."+t.Name
}
