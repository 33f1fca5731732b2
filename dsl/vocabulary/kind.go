package vocabulary

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hopwise/dsl/syntax"
)

// A Kind is a kind of argument: how to recognize one, and how to read it.
type Kind struct {
	// word stands for it in a form: "RANGE".
	word string
	// noun names it in a message: "a range".
	noun string
	// example is a value that can be read.
	example string
	// looks reports whether a word can be meant as one; it decides about optional arguments.
	looks func(text string) bool
	// read reads one word.
	read func(text string, v *Reading) *trouble
	// none is an empty value of the type that it is read as.
	none any
}

// String is the kind as forms write it: "RANGE".
func (k *Kind) String() string { return k.word }

// trouble says why a word can't be read.
type trouble struct {
	message string // the clause behind the word: "has host bits set"
	hint    string
	instead string // the word for a fix, empty if it is not certain
	since   int    // as in source.Diagnostic
}

// The kinds of argument.
var (
	KindName = Kind{word: "NAME", noun: "a name", example: "web", looks: looksLikeName, read: readName, none: &Value{}}
	KindVPC  = Kind{
		word:    "VPC",
		noun:    "a VPC's name",
		example: "shop",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindSubnet = Kind{
		word:    "SUBNET",
		noun:    "a subnet's name",
		example: "front",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindAttachable = Kind{
		word:    "SUBNET|CONNECTION",
		noun:    "a subnet's or a VPN connection's name",
		example: "front",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindJoined = Kind{
		word:    "VPC|CONNECTION",
		noun:    "a VPC's or a VPN connection's name",
		example: "shop",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindAttachment = Kind{
		word:    "ATTACHMENT",
		noun:    "an attachment's name",
		example: "shop",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindInstance = Kind{
		word:    "INSTANCE",
		noun:    "an instance's name",
		example: "web",
		looks:   looksLikeName,
		read:    readInstance,
		none:    &Value{},
	}
	KindPrefixList = Kind{
		word:    "PREFIX-LIST",
		noun:    "a prefix list's name",
		example: "offices",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindHost = Kind{
		word:    "HOST",
		noun:    "a host's name",
		example: "secrets",
		looks:   looksLikeName,
		read:    readHost,
		none:    &Value{},
	}
	KindUser = Kind{
		word:    "USER",
		noun:    "a user's name",
		example: "dev",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindCloud = Kind{
		word:    "CLOUD",
		noun:    "a cloud",
		example: "aws",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindOutcome = Kind{
		word:    "OUTCOME",
		noun:    "an outcome",
		example: "reachable",
		looks:   looksLikeName,
		read:    readOutcome,
		none:    &Value{},
	}
	KindFinding = Kind{
		word:    "FINDING",
		noun:    "a finding",
		example: "open-to-world",
		looks:   looksLikeFinding,
		read:    readName,
		none:    &Value{},
	}
	KindReason = Kind{
		word:    "REASON",
		noun:    "a reason",
		example: "sg-no-rule",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindObject = Kind{
		word:    "OBJECT",
		noun:    "an object's name",
		example: "web-sg",
		looks:   looksLikeName,
		read:    readDotted,
		none:    &Value{},
	}
	KindTarget = Kind{
		word:    "TARGET",
		noun:    "a target",
		example: "igw",
		looks:   looksLikeName,
		read:    readTarget,
		none:    &Value{},
	}
	KindKind = Kind{
		word:    "KIND",
		noun:    "a kind of load balancer",
		example: "application",
		looks:   looksLikeName,
		read:    readName,
		none:    &Value{},
	}
	KindType = Kind{
		word:    "TYPE",
		noun:    "a type of security group",
		example: "advanced",
		looks:   looksLikeType,
		read:    readName,
		none:    &Value{},
	}
	KindZone = Kind{
		word:    "ZONE",
		noun:    "a zone",
		example: "a",
		looks:   looksLikeAnything,
		read:    readZone,
		none:    &Value{},
	}
	KindAction = Kind{
		word:    "ACTION",
		noun:    "an action",
		example: "ecs:RunInstances",
		looks:   looksLikeAnything,
		read:    readAction,
		none:    &Value{},
	}
	KindDestination = Kind{
		word:    "DESTINATION",
		noun:    "a range or a prefix list",
		example: "0.0.0.0/0",
		looks:   looksLikeAnything,
		read:    readPeer,
		none:    &RangeValue{},
	}
	KindListener = Kind{
		word:    "LISTENER",
		noun:    "a service to listen for",
		example: "tcp/443",
		looks:   looksLikeName,
		read:    readListener,
		none:    &ServiceValue{},
	}
	KindText = Kind{
		word:    "TEXT",
		noun:    "a text in quotes",
		example: `"A web server"`,
		looks:   looksLikeAnything,
		read:    readText,
		none:    &Value{},
	}
	KindAddress = Kind{
		word:    "ADDRESS",
		noun:    "an address",
		example: "10.0.1.10",
		looks:   looksLikeAddress,
		read:    readAddress,
		none:    &AddressValue{},
	}
	KindRange = Kind{
		word:    "RANGE",
		noun:    "a range",
		example: "10.0.0.0/16",
		looks:   looksLikeAddress,
		read:    readRange,
		none:    &RangeValue{},
	}
	KindNumber = Kind{
		word:    "NUMBER",
		noun:    "a number",
		example: "100",
		looks:   looksLikeNumber,
		read:    readNumber,
		none:    &NumberValue{},
	}
	KindPort = Kind{
		word:    "PORT",
		noun:    "a port",
		example: "49152",
		looks:   looksLikeNumber,
		read:    readPort,
		none:    &NumberValue{},
	}
	KindPorts = Kind{
		word:    "PORTS",
		noun:    "a range of ports",
		example: "49152-65535",
		looks:   looksLikeNumber,
		read:    readPorts,
		none:    &PortsValue{},
	}
	KindService = Kind{
		word:    "SERVICE",
		noun:    "a service",
		example: "tcp/443",
		looks:   looksLikeService,
		read:    readService,
		none:    &ServiceValue{},
	}
	KindPeer = Kind{
		word:    "PEER",
		noun:    "a range, an address or a group",
		example: "0.0.0.0/0",
		looks:   looksLikeAnything,
		read:    readPeer,
		none:    &RangeValue{},
	}
	KindBackend = Kind{
		word:    "BACKEND",
		noun:    "an instance's name or an address",
		example: "web",
		looks:   looksLikeAnything,
		read:    readBackend,
		none:    &AddressValue{},
	}
	KindEndpoint = Kind{
		word:    "ENDPOINT",
		noun:    "a machine or an address",
		example: "web",
		looks:   looksLikeAnything,
		read:    readEndpoint,
		none:    &AddressValue{},
	}
)

// kinds are all kinds of argument. It is a list, not a map: the linker lays it out, and no code fills it when the
// program starts.
var kinds = [...]*Kind{
	&KindName,
	&KindVPC,
	&KindSubnet,
	&KindAttachable,
	&KindJoined,
	&KindAttachment,
	&KindInstance,
	&KindPrefixList,
	&KindHost,
	&KindUser,
	&KindCloud,
	&KindOutcome,
	&KindFinding,
	&KindReason,
	&KindObject,
	&KindTarget,
	&KindKind,
	&KindType,
	&KindZone,
	&KindAction,
	&KindDestination,
	&KindListener,
	&KindText,
	&KindAddress,
	&KindRange,
	&KindNumber,
	&KindPort,
	&KindPorts,
	&KindService,
	&KindPeer,
	&KindEndpoint,
	&KindBackend,
}

// readInstance reads the name of a machine, which stands for its first interface and the first address of that.
func readInstance(text string, v *Reading) *trouble {
	name, _, dotted := strings.Cut(text, ".")
	switch {
	case looksLikeAddress(text):
		return &trouble{message: "an instance's name stands here, and no address", hint: "Write the instance's name."}
	case dotted && readName(name, v) == nil:
		return &trouble{
			message: "an instance's name stands here, and no interface",
			hint:    "Write " + name + ": its first interface is meant.",
			instead: name,
		}
	}
	return readName(text, v)
}

func looksLikeAnything(string) bool { return true }

func looksLikeFinding(text string) bool { return looksLikeName(text) && text != "at" && text != "on" }

func looksLikeService(text string) bool { return looksLikeName(text) && text != "health" }

func looksLikeType(text string) bool { return looksLikeName(text) && text != "account" }

// readText reads a text in quotes, which may say anything.
func readText(string, *Reading) *trouble { return nil }

func looksLikeNumber(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }

// looksLikeAddress takes a half-typed address too.
func looksLikeAddress(text string) bool {
	return looksLikeNumber(text) && !looksLikePlainNumber(text) || strings.Contains(text, ":")
}

func looksLikePlainNumber(text string) bool { return strings.Trim(text, "0123456789") == "" }

// readDotted reads a name that may have another's before it: router.eth1, shop.main.
func readDotted(text string, v *Reading) *trouble {
	for _, part := range strings.Split(text, ".") {
		if t := readName(part, v); t != nil {
			return t
		}
	}
	return nil
}

// readTarget reads the target of a route.
func readTarget(text string, v *Reading) *trouble {
	if looksLikeAddress(text) {
		return &trouble{
			message: "a target is an object's name or blackhole",
			hint:    "The range stands before the arrow, the target behind it.",
		}
	}
	return readDotted(text, v)
}

func readNumber(text string, v *Reading) *trouble {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		return &trouble{message: "a number is digits"}
	}
	v.Number = n
	return nil
}

func readPort(text string, v *Reading) *trouble {
	p, t := readPortRange(text)
	if t == nil && p[0] != p[1] {
		t = &trouble{message: "one port is meant, not a range"}
	}
	v.Number = int(p[0])
	return t
}

func readPorts(text string, v *Reading) *trouble {
	p, t := readPortRange(text)
	v.Ports = p
	return t
}

func readAddress(text string, v *Reading) *trouble {
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		if bare, _, cut := strings.Cut(text, "/"); cut && looksLikeAddress(bare) {
			return &trouble{message: "one address is meant, not a range", hint: "Write an address without /n."}
		}
		return &trouble{message: "an address is four numbers to 255, or IPv6"}
	}
	v.Addr = a.Unmap()
	return nil
}

// everywhere is the trouble with 0.0.0.0 or :: where the range of all addresses is meant.
func everywhere(a netip.Addr) *trouble {
	all := netip.PrefixFrom(a, 0).String()
	return &trouble{message: "no packet has this address", hint: "Every address is " + all + ".", instead: all}
}

func readRange(text string, v *Reading) *trouble {
	p, err := netip.ParsePrefix(text)
	switch {
	case err != nil && !strings.Contains(text, "/"):
		return bareRange(text)
	case err != nil:
		return &trouble{message: "a range is an address, a slash and how many bits are fixed"}
	case p.Masked() != p:
		return &trouble{
			message: "the range has host bits set",
			hint:    "The range that holds this address is " + p.Masked().String() + ".",
			instead: p.Masked().String(),
		}
	}
	v.Range = p
	return nil
}

// bareRange is the trouble with a range that has no /n.
func bareRange(text string) *trouble {
	t := &trouble{message: "a range is an address and /n", instead: KnownRange(text)}
	if a, err := netip.ParseAddr(text); err == nil && a.IsUnspecified() {
		return everywhere(a)
	} else if err == nil {
		t.hint = fmt.Sprintf("Write %s/%d for the one address, or the range that holds it.", a, a.BitLen())
	}
	return t
}

// readPeer reads a range, a name, or an address, which is a range of one. ACCOUNT/NAME keeps both in Text.
func readPeer(text string, v *Reading) *trouble {
	account, name, _ := strings.Cut(text, "/")
	if account != "" && looksLikePlainNumber(account) && looksLikeName(name) {
		return readName(name, v)
	}
	if !looksLikeAddress(text) {
		return readName(text, v)
	}
	if strings.Contains(text, "/") {
		return readRange(text, v)
	}
	if t := readAddress(text, v); t != nil {
		return t
	}
	if v.Addr.IsUnspecified() {
		return everywhere(v.Addr)
	}
	v.Range = netip.PrefixFrom(v.Addr, v.Addr.BitLen())
	return nil
}

// readEndpoint reads an address, or a name with an optional .private, .public, .v6 or interface behind it.
func readEndpoint(text string, v *Reading) *trouble {
	if looksLikeAddress(text) {
		return readAddress(text, v)
	}
	return readDotted(text, v)
}

// readBackend reads an address or a name.
func readBackend(text string, v *Reading) *trouble {
	if looksLikeAddress(text) {
		return readAddress(text, v)
	}
	return readName(text, v)
}

// readZone reads the name of a zone: letters, digits and hyphens in any order.
func readZone(text string, v *Reading) *trouble {
	for _, r := range text {
		if r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return &trouble{message: "a zone is letters, digits and hyphens"}
		}
	}
	return tooLong(text)
}

// readAction reads an action of an access policy, or a pattern of them: service:Action, with * and ?, or * alone.
func readAction(text string, v *Reading) *trouble {
	service, action, ok := strings.Cut(text, ":")
	if text != "*" && (!ok || service == "" || action == "") {
		return &trouble{message: "an action is service:Action, and * stands for any run of characters"}
	}
	return nil
}

// readHost reads the name of a host.
func readHost(text string, v *Reading) *trouble {
	t := readName(text, v)
	if t != nil && t.hint == "" {
		t.hint = "Declare the service at the top level: host NAME ADDRESS { listen tcp/443 }, and write NAME here."
	}
	return t
}

func readOutcome(text string, v *Reading) *trouble {
	words := outcomeWords()
	if slices.Contains(words, text) {
		return nil
	}
	return &trouble{message: "an outcome is " + Either(words), instead: outcomeMeant(text)}
}

// accepts reports whether a word is written as an argument of this kind: a TEXT in quotes, any other without.
func (k *Kind) accepts(w syntax.Word) bool {
	if k == &KindText {
		return w.Kind == syntax.Text
	}
	return w.Kind == syntax.Bare
}
