package explain

import (
	"net/netip"
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// Help explains a word of a text.
type Help struct {
	Network *cloud.Network
	// Clouds are those whose names may stand at the word.
	Clouds []*cloud.Cloud
	// VPC is the one around the word, nil outside of any.
	VPC *cloud.VPC
	// At is the statement of the word.
	At    source.Span
	Lines *source.Lines
	// States reports whether the block of the statement at a place has a statement with this keyword.
	States func(at source.Span, keyword string) bool
	// Omits reports whether there is a statement at a place, and the address stands neither in it nor in its block.
	Omits func(at source.Span, a netip.Addr) bool
	// Sentences are what was said, the most important first. None stands there twice.
	Sentences []string
}

// Say adds a sentence.
func (h *Help) Say(sentence string) {
	if !slices.Contains(h.Sentences, sentence) {
		h.Sentences = append(h.Sentences, sentence)
	}
}

// say joins parts to a sentence and adds it.
func (h *Help) say(parts ...string) { h.Say(strings.Join(parts, "")) }

// Word explains a word inside a statement by its meaning, a clause.
func (h *Help) Word(word, meaning string) { h.say(word, ": ", meaning, ".") }

// Chosen names the public address that the cloud chooses for a statement without one.
func (h *Help) Chosen(p *cloud.PublicAddress) {
	h.say("Left out, the address is ", p.Name, ", the first one that is free.")
}

// Sentences about words that mean the same everywhere.
const (
	// Blackhole is about the target of a route that was deleted.
	Blackhole = "The target was deleted: the route still takes its range, and drops it."
	// Platform is about the name of the cloud itself.
	Platform = "The cloud itself, by rules that nobody can configure."
	// Ping is about ICMP without a type as the service of a question.
	Ping = "An echo request: a ping."
)
