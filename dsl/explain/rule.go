package explain

import (
	"strings"

	"hopwise/dsl/cloud"
)

var (
	directions = [...]string{cloud.In: "in", cloud.Out: "out"}
	towards    = [...]string{cloud.In: "from", cloud.Out: "to"}
)

// written is a rule as the language writes it, without its number: "in allow tcp/443 from 0.0.0.0/0".
func written(r *cloud.Rule, d cloud.Direction, ends string) string {
	return directions[d] + " " + effect(r, d, ends)
}

// effect is a rule without its direction and its number.
func effect(r *cloud.Rule, d cloud.Direction, ends string) string {
	verb := "deny "
	if r.Allow {
		verb = "allow "
	}
	return verb + r.Service.String() + " " + towards[d] + " " + ends
}

// side is the word that a rule of a group of the classic network starts with, and a space.
func side(o cloud.Object) string {
	if g, ok := o.(*cloud.Group); ok && g.Kind.Side != "" {
		return g.Kind.Side + " "
	}
	return ""
}

// peers names the other ends of a rule: every address is anywhere.
func peers(all []cloud.Peer) string {
	if len(all) == 2 && isEverywhere(all[0]) && isEverywhere(all[1]) {
		return "anywhere"
	}
	return ends(all)
}

// isEverywhere reports whether a peer is all addresses of a family.
func isEverywhere(p cloud.Peer) bool { return p.Group == nil && p.Range.Bits() == 0 }

// ends names the other ends of a rule as the language does.
func ends(all []cloud.Peer) string {
	words := make([]string, len(all))
	for i, p := range all {
		words[i] = p.Range.String()
		if p.Group != nil {
			words[i] = p.Group.Name
		}
	}
	return strings.Join(words, ", ")
}
