package vocabulary

// A Literal is a word inside forms that stands for itself.
type Literal struct {
	Text string
	// Help is its meaning in a few words, empty for a word that explains itself.
	Help string
}

// String is the word.
func (l *Literal) String() string { return l.Text }

// The words of forms.
var (
	WordArrow         = Literal{"->", ""}
	WordBothWays      = Literal{"<->", ""}
	WordNo            = Literal{"no", "there is no such finding"}
	WordFinding       = Literal{"finding", "a finding, by its code"}
	WordAt            = Literal{"at", "the object that the finding is about"}
	WordOTC           = Literal{"otc", "Open Telekom Cloud, behind huawei"}
	WordAccount       = Literal{"account", "the number of its account"}
	WordOnCloud       = Literal{"on", "only in this cloud"}
	WordFromPort      = Literal{"from-port", "the port that the client sends from"}
	WordBy            = Literal{"by", "the object that decides"}
	WordBecause       = Literal{"because", "the reason"}
	WordVia           = Literal{"via", "the objects that the request passes, in order"}
	WordAs            = Literal{"as", "the source address that the receiver sees"}
	WordCan           = Literal{"can", "the policy lets the user open a way to the Internet"}
	WordCannot        = Literal{"cannot", "the policy shuts every way to the Internet"}
	WordExpose        = Literal{"expose", "open a way to the Internet"}
	WordInterRegion   = Literal{"inter-region", "between regions"}
	WordPending       = Literal{"pending", "not accepted yet"}
	WordDetached      = Literal{"detached", "attached to no VPC"}
	WordZone          = Literal{"zone", "its zone; left out, a"}
	WordInternal      = Literal{"internal", "without a public address"}
	WordGateway       = Literal{"gateway", "a route leads to it"}
	WordInterface     = Literal{"interface", "it has an address in the subnet"}
	WordIngress       = Literal{"ingress", "nothing comes in unless it was asked for"}
	WordBidirectional = Literal{"bidirectional", "nothing passes in either direction"}
	WordActive        = Literal{"active", "route tables decide"}
	WordRemoved       = Literal{"removed", "it left the VPC without the Internet"}
	WordPrivate       = Literal{"private", "without a public address"}
	WordIn            = Literal{"in", ""}
	WordOut           = Literal{"out", ""}
	WordFrom          = Literal{"from", "the sender"}
	WordPublisher     = Literal{"from", "the VPC whose main table has it"}
	WordTo            = Literal{"to", "the receiver"}
	WordNone          = Literal{"none", "nothing"}
	WordAllow         = Literal{"allow", "lets it pass"}
	WordDeny          = Literal{"deny", "drops it"}
	WordAccept        = Literal{"accept", "lets it pass"}
	WordDrop          = Literal{"drop", "drops it"}
	WordEIP           = Literal{"eip", ""}
	WordInternet      = Literal{"internet", "it has Internet bandwidth"}
	WordEgressOnly    = Literal{"egress-only", "only answers come in"}
	WordOn            = Literal{"on", ""}
	WordOff           = Literal{"off", ""}
	WordLinux         = Literal{"linux", "sends from 32768-60999"}
	WordWindows       = Literal{"windows", "sends from 49152-65535"}
	WordVPC           = Literal{"vpc", "the whole VPC"}
	WordVSwitch       = Literal{"vswitch", "the machines of one vSwitch"}
	WordSubnet        = Literal{"subnet", "the machines of one subnet"}
	WordInstance      = Literal{"instance", "one machine"}
	WordExcept        = Literal{"except", "what goes there keeps its address"}
	WordHealth        = Literal{"health", "the port that is checked, if it is another"}
	WordPropagated    = Literal{"propagated", "learned, not stated"}
	WordNAT           = Literal{"nat", "machines inside reach its DNAT entries; left out, this"}
	WordMultiBinded   = Literal{"multi-binded", "machines inside don't reach its DNAT entries"}
)

// Words that stand for each other, and parts that many forms have.
var (
	onOrOff      = Choice{&WordOn, &WordOff}
	allowOrDeny  = Choice{&WordAllow, &WordDeny}
	acceptOrDrop = Choice{&WordAccept, &WordDrop}

	fromPort   = Optional{&WordFromPort, &ArgPort.Arg}
	onCloud    = Optional{&WordOnCloud, &ArgCloud.Arg}
	ofAccount  = Optional{&WordAccount, &ArgNumber.Arg}
	viaAddress = Optional{&WordVia, &ArgLent.Arg}
)
