package vocabulary

import "hopwise/dsl/cloud"

// The arguments of forms. A name that means an object has its noun; NAME without one is declared by its statement.
var (
	ArgText = One[*Value]{Arg{kind: &KindText}}
	// ArgName is the name that a statement declares.
	ArgName      = One[*Value]{Arg{kind: &KindName}}
	ArgAddress   = One[*AddressValue]{Arg{kind: &KindAddress}}
	ArgAddresses = List[*AddressValue]{Arg{kind: &KindAddress, list: true}}
	// ArgLent are the addresses that an entry of a NAT gateway lends to senders.
	ArgLent  = List[*AddressValue]{Arg{kind: &KindAddress, list: true}}
	ArgRange = One[*RangeValue]{Arg{kind: &KindRange}}
	// ArgExcept is the range of destinations that a rule leaves out.
	ArgExcept   = One[*RangeValue]{Arg{kind: &KindRange}}
	ArgRanges   = List[*RangeValue]{Arg{kind: &KindRange, list: true}}
	ArgNumber   = One[*NumberValue]{Arg{kind: &KindNumber}}
	ArgService  = One[*ServiceValue]{Arg{kind: &KindService}}
	ArgServices = List[*ServiceValue]{Arg{kind: &KindService, list: true}}
	// ArgInner is the service behind an arrow.
	ArgInner        = One[*ServiceValue]{Arg{kind: &KindService}}
	ArgListener     = One[*ServiceValue]{Arg{kind: &KindListener}}
	ArgPort         = One[*NumberValue]{Arg{kind: &KindPort}}
	ArgPorts        = One[*PortsValue]{Arg{kind: &KindPorts}}
	ArgPeers        = List[*RangeValue]{Arg{kind: &KindPeer, list: true}}
	ArgDestination  = One[*RangeValue]{Arg{kind: &KindDestination}}
	ArgTarget       = One[*Value]{Arg{kind: &KindTarget}}
	ArgCloud        = One[*Value]{Arg{kind: &KindCloud}}
	ArgZone         = One[*Value]{Arg{kind: &KindZone}}
	ArgGroupType    = One[*Value]{Arg{kind: &KindType}}
	ArgBalancerKind = One[*Value]{Arg{kind: &KindKind}}
	ArgActions      = List[*Value]{Arg{kind: &KindAction, list: true}}
	// ArgPublic is the public address of a further private one.
	ArgPublic = One[*AddressValue]{Arg{kind: &KindAddress}}
	ArgTable  = One[*Value]{Arg{kind: &KindName, names: cloud.NounTable}}
	ArgTables = List[*Value]{Arg{kind: &KindName, list: true, names: cloud.NounTable}}
	ArgACL    = One[*Value]{Arg{kind: &KindName, names: cloud.NounACL}}
	ArgGroups = List[*Value]{Arg{kind: &KindName, list: true, names: cloud.NounGroup}}
	// ArgInterface is an interface of the machine whose block it stands in.
	ArgInterface    = One[*Value]{Arg{kind: &KindName, names: cloud.NounInterface}}
	ArgSubnet       = One[*Value]{Arg{kind: &KindSubnet, names: cloud.NounSubnet}}
	ArgSubnets      = List[*Value]{Arg{kind: &KindSubnet, list: true, names: cloud.NounSubnet}}
	ArgSourceSubnet = One[*Value]{Arg{kind: &KindName, names: cloud.NounSubnet}}
	ArgMachine      = One[*Value]{Arg{kind: &KindInstance, names: cloud.NounInstance}}
	ArgMachines     = List[*Value]{Arg{kind: &KindInstance, list: true, names: cloud.NounInstance}}
	ArgPrefixList   = One[*Value]{Arg{kind: &KindPrefixList, names: cloud.NounPrefixList}}
	ArgOneVPC       = One[*Value]{Arg{kind: &KindVPC, names: cloud.NounVPC}}
	ArgOtherVPC     = One[*Value]{Arg{kind: &KindVPC, names: cloud.NounVPC}}
	// ArgFeet are the subnets in which a transit gateway has an attachment, and VPN connections.
	ArgFeet = List[*Value]{Arg{kind: &KindAttachable, list: true, names: cloud.NounSubnet}}
	// ArgJoined are the VPCs and VPN connections that a CEN attaches.
	ArgJoined = List[*Value]{Arg{kind: &KindJoined, list: true, names: cloud.NounVPC}}
	// ArgAttachments are attachments of a hub, by the names of their VPCs or VPN connections.
	ArgAttachments = List[*Value]{Arg{kind: &KindAttachment, list: true, names: cloud.NounVPC}}
	// ArgAttached is the attachment that a route of a hub leads to, or blackhole.
	ArgAttached = One[*Value]{Arg{kind: &KindName, names: cloud.NounVPC}}
	// ArgPublisher is the VPC that publishes a range, and ArgAppliances those whose attachments are in appliance mode.
	ArgPublisher  = One[*Value]{Arg{kind: &KindVPC, names: cloud.NounVPC}}
	ArgAppliances = List[*Value]{Arg{kind: &KindVPC, list: true, names: cloud.NounVPC}}
	ArgFrom       = One[*AddressValue]{Arg{kind: &KindEndpoint}}
	ArgTo         = One[*AddressValue]{Arg{kind: &KindEndpoint}}
	ArgOutcome    = One[*Value]{Arg{kind: &KindOutcome}}
	ArgDecider    = One[*Value]{Arg{kind: &KindObject}}
	ArgPassed     = List[*Value]{Arg{kind: &KindObject, list: true}}
	ArgReason     = One[*Value]{Arg{kind: &KindReason}}
	ArgFinding    = One[*Value]{Arg{kind: &KindFinding}}
	ArgObject     = One[*Value]{Arg{kind: &KindObject}}
	// ArgServiceHost is the host whose service an endpoint leads to.
	ArgServiceHost = One[*Value]{Arg{kind: &KindHost, names: cloud.NounHost}}
	ArgUser        = One[*Value]{Arg{kind: &KindUser, names: cloud.NounUser}}
	// ArgExposed is the machine that a user may expose, or new.
	ArgExposed = One[*Value]{Arg{kind: &KindInstance, names: cloud.NounInstance}}
	// ArgBackends are the targets of a listener.
	ArgBackends = List[*AddressValue]{Arg{kind: &KindBackend, list: true, names: cloud.NounInstance}}
	// ArgHealth is the service that is checked in the place of a listener's.
	ArgHealth = One[*ServiceValue]{Arg{kind: &KindService}}
)
