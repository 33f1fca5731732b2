package explain

import (
	"fmt"
	"strconv"
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// Finding puts a finding into a clause that starts with its object, and what to do about it into a sentence, which is
// empty if there is nothing to do.
func Finding(f *analyze.Finding, lines *source.Lines) (message, hint string) {
	at := called(f.At)
	switch f.Code {
	case analyze.OpenAll:
		return at + " opens " + whole(f.Rule.Service) + " to " + peers(f.Rule.Peers),
			"Open the ports that are served, to those who need them."
	case analyze.OpenToWorld:
		return openToWorld(f)
	case analyze.PublicAddress:
		return at + " has an address of its own on the Internet, " + f.Address.Name, ""
	case analyze.ShadowedRule:
		return shadowed(f, lines)
	case analyze.ACLOneWay:
		return oneWay(f)
	case analyze.ACLNotEnforced:
		return fmt.Sprintf("%s is not filtered by %s: its type supports no network ACL", at, called(f.Other)),
			"Filter it by its security groups."
	case analyze.DeadRoute:
		return deadRoute(f)
	case analyze.DeadEntry:
		return deadEntry(f)
	case analyze.DeadReference:
		return deadReference(f)
	case analyze.IdleAddress:
		return idle(f)
	case analyze.Unused:
		if f.At.Base().IsShared() {
			at = name(f.At)
		}
		return fmt.Sprintf("%s is a %s that nothing uses", at, f.At.Base().Noun), ""
	}
	return routing(f)
}

// routing says a finding about tables and what they lead to.
func routing(f *analyze.Finding) (string, string) {
	at := called(f.At)
	switch f.Code {
	case analyze.PathMTU:
		return pathMTU(f)
	case analyze.OverlappingPeers:
		return fmt.Sprintf("%s joins %s of %s and %s of %s, which share addresses: neither reaches the other there", at,
				called(f.Shared[0]), called(f.Shared[0].VPC), called(f.Shared[1]), called(f.Shared[1].VPC)),
			"Give one of the VPCs other ranges."
	case analyze.UnusedWayOut:
		return fmt.Sprintf("%s uses %s, which leads to no NAT gateway; %s leads to %s, and no subnet uses it", at,
				called(f.At.(*cloud.Subnet).Table), called(f.Other), f.Route.Target.(*cloud.NAT).Name),
			fmt.Sprintf("Write route-table %s in its block.", f.Other.Base().Name)
	case analyze.PodRoutes:
		return at + " does not say which route tables lead to its pods: main alone does, and the controller writes no more " +
			"routes while the VPC has several tables", "Write tables and their names in its block, main too."
	}
	panic("explain: finding " + string(f.Code) + " has no words")
}

func openToWorld(f *analyze.Finding) (string, string) {
	everybody := peers(f.Rule.Peers)
	message := called(f.At) + " opens " + sensitive(f.Ports) + " to " + everybody
	if f.Rule.Span.IsZero() {
		return message, "These are the cloud's own rules: write a security-group with those that are meant, " +
			"and put the machine into it."
	}
	return message, "Name the addresses that need it in place of " + everybody + "."
}

// whole is a service with every port, in words.
func whole(s cloud.Service) string {
	if s.Protocol == cloud.AllProtocols {
		return "everything"
	}
	protocol, _, _ := strings.Cut(s.String(), "/")
	return "every " + strings.ToUpper(protocol) + " port"
}

func sensitive(ports []analyze.Sensitive) string {
	const most = 3
	words := make([]string, 0, most+1)
	for i, p := range ports {
		if i == most {
			words = append(words, strconv.Itoa(len(ports)-most)+" more")
			break
		}
		words = append(words, fmt.Sprintf("tcp/%d (%s)", p.Port, p.Name))
	}
	return source.Enumerate(words, "and")
}

// said is a rule as the language writes it, without its number: "in allow tcp/443 from 0.0.0.0/0".
func said(f *analyze.Finding) string {
	ends := peers(f.Rule.Peers)
	if ends == "" {
		ends = "an empty list"
	}
	return side(f.At) + written(f.Rule, f.Direction, ends)
}

func shadowed(f *analyze.Finding, lines *source.Lines) (string, string) {
	const most = 4
	by := make([]string, 0, most)
	for i, s := range f.By {
		switch {
		case i == most-1 && len(f.By) > most:
			by = append(by, strconv.Itoa(len(f.By)-i)+" more")
		case i < most && s.IsZero():
			by = append(by, "the cloud's own rule")
		case i < most:
			by = append(by, strconv.Itoa(lines.Line(s)))
		}
	}
	where := linesNamed(by)
	if f.Cause == analyze.Repeats {
		allow := plural(len(by), "allows", "allow")
		return fmt.Sprintf("%s adds nothing in %s: %s %s it already", said(f), called(f.At), where, allow), ""
	}
	take := plural(len(by), "takes", "take")
	return fmt.Sprintf("%s never decides in %s: %s %s all of it first", said(f), called(f.At), where, take), ""
}

func oneWay(f *analyze.Finding) (string, string) {
	there, back := f.Direction, cloud.Out-f.Direction
	protocol, _, _ := strings.Cut(f.Rule.Service.String(), "/")
	message := fmt.Sprintf("%s lets %s %s %s %s and no answer %s: the answers go to the ports that clients send from",
		called(f.At), f.Rule.Service, directions[there], towards[there], peers(f.Rule.Peers), directions[back])
	return message, fmt.Sprintf("Write %s and a number, then allow %s/1024-65535 %s %s.",
		directions[back], protocol, towards[back], peers(f.Rule.Peers))
}

// pathMTU names the peers of the rule that are of the family of the message.
func pathMTU(f *analyze.Finding) (string, string) {
	var ends []string
	for _, p := range f.Rule.Peers {
		if p.Group == nil && p.Range.Addr().Is6() == (f.Lacks.Protocol == cloud.ICMPv6) {
			ends = append(ends, p.Range.String())
		}
	}
	from := source.Enumerate(ends, "and")
	return fmt.Sprintf("%s lets TCP in from %s and not the message that a packet is too large: large answers may get stuck "+
			"while small ones pass", called(f.At), from),
		fmt.Sprintf("Write in and a number, then allow %s from %s.", f.Lacks, strings.Join(ends, ", "))
}

func deadRoute(f *analyze.Finding) (string, string) {
	route := fmt.Sprintf("route %s of %s ", f.Route.Range, called(f.At))
	to := "its target"
	if f.Other != nil {
		to = called(f.Other)
	}
	switch f.Cause {
	case analyze.NotThere:
		return route + "leads to " + to + ", whose network has nothing of that range", "Add the range to " + to + "."
	case analyze.Gone:
		return route + "drops what it takes: its target is gone", "Give it another target, or remove it."
	case analyze.Detached:
		return route + "leads to " + to + ", which is attached to nothing", "Attach the gateway."
	case analyze.Pending:
		return route + "leads to " + to + ", which the other side has not accepted", "Accept the peering."
	case analyze.NotActive:
		return route + "leads to " + to + ", which is not active", "Activate the gateway."
	case analyze.OtherFamily:
		return route + "leads to " + to + ", which does not carry this address family", ""
	case analyze.NotForwarding:
		return route + "leads to " + to + ", which does not forward", "Write ip-forward on in its block."
	case analyze.Checked:
		return route + "leads to " + to + ", which takes only what is for itself",
			"Write source-dest-check off in its block."
	case analyze.Beaten:
		return route + "never counts: another route for the range always wins", ""
	}
	return route + "never counts: longer routes take all of it", ""
}

func deadEntry(f *analyze.Finding) (string, string) {
	entry := "this entry of " + called(f.At) + " serves nobody: "
	switch f.Cause {
	case analyze.OwnAddress:
		if f.Other != nil {
			return fmt.Sprintf("%s%s has the public address %s of its own", entry, called(f.Other), f.Address.Name), ""
		}
		return entry + "the machines that it covers leave by public addresses of their own", ""
	case analyze.NoRoute:
		if f.Other != nil {
			return fmt.Sprintf("%sno route leads the answers of %s back to the NAT gateway", entry, called(f.Other)),
				"Lead its subnet's table to the NAT gateway."
		}
		return entry + "no route leads the machines that it covers to the NAT gateway",
			"Lead their subnet's table to the NAT gateway."
	case analyze.NoAddress:
		return entry + "the NAT gateway has no public address to translate to", "Give it an eip."
	}
	return entry + "no machine has an address that it covers", ""
}

func deadReference(f *analyze.Finding) (string, string) {
	rule := said(f) + " in " + called(f.At)
	switch f.Cause {
	case analyze.Apart:
		return fmt.Sprintf("%s never matches a member of %s: the members in vpc %s are not known here",
			rule, called(f.Other), f.Other.Base().VPC.Name), "Name their addresses instead."
	case analyze.NoMember:
		return fmt.Sprintf("%s never matches a member of %s: nothing is in that group", rule, called(f.Other)), ""
	}
	return rule + " never matches", ""
}

func idle(f *analyze.Finding) (string, string) {
	address := fmt.Sprintf("%s can't be used by %s: ", f.Address.Name, called(f.At))
	switch f.Cause {
	case analyze.NoEntry:
		return address + "the NAT gateway has no entry", "Write an snat or a dnat entry."
	case analyze.NoRoute:
		return address + "no table that a subnet uses leads to the NAT gateway", "Lead a subnet's table to it."
	case analyze.NoListener:
		return address + "it listens on nothing", "Write what it listens for."
	case analyze.Detached:
		return address + called(f.Other) + " leads to a gateway that is attached to nothing", "Attach the gateway."
	case analyze.NoGateway:
		return address + "the VPC has no internet gateway", "Write an internet-gateway, and lead 0.0.0.0/0 to it."
	case analyze.ShutOff:
		return address + "the VPC is shut off from the Internet", ""
	}
	return address + called(f.Other) + " has no route to the gateway", "Lead 0.0.0.0/0 to the gateway."
}
