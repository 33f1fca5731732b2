package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A Question asks what becomes of a packet.
type Question struct {
	Span    source.Span
	From    Endpoint
	To      Endpoint
	Service Service
	// FromPort fixes the source port where it is not nil.
	FromPort *uint16
	// Clouds are those that it is asked of.
	Clouds []*Cloud
	// Expected is nil for a question that only wants to be shown.
	Expected *Expectation
}

// String writes the question as the language does: "laptop -> web tcp/443".
func (q *Question) String() string {
	return q.From.String() + " -> " + q.To.String() + " " + q.Service.String()
}

// String writes what is claimed as the language does: "dev cannot expose web".
func (e *Exposure) String() string {
	verb, machine := " cannot expose ", "new"
	if e.Can {
		verb = " can expose "
	}
	if e.Machine != nil {
		machine = e.Machine.Name
	}
	return e.User.Name + verb + machine
}

// An Exposure asks whether a user may open a way to the Internet for a machine.
type Exposure struct {
	Span source.Span
	User *User
	// Machine is nil for one that the user would make.
	Machine *Instance
	Cloud   *Cloud
	// Can is the answer that the scenario states.
	Can bool
}

// A FindingExpectation states that something is found, or that nothing is.
type FindingExpectation struct {
	Span source.Span
	// No says that nothing is to be found.
	No bool
	// Code is what is found, empty for whatever it may be.
	Code string
	// Name is what it is found at, empty for anywhere.
	Name string
	// Cloud is the one that it is found in, nil for any.
	Cloud *Cloud
}

// String writes the expectation as the language does, without its keyword: "no finding unused at web-sg".
func (e *FindingExpectation) String() string {
	words := "finding"
	if e.No {
		words = "no finding"
	}
	if e.Code != "" {
		words += " " + e.Code
	}
	if e.Name != "" {
		words += " at " + e.Name
	}
	if e.Cloud != nil {
		words += " on " + e.Cloud.Provider.Key
	}
	return words
}

// An AddressKind says which address of a machine is meant.
type AddressKind string

// The kinds, as the language writes them behind the dot.
const (
	AnyKind     AddressKind = ""
	PrivateKind AddressKind = "private"
	PublicKind  AddressKind = "public"
	IPv6Kind    AddressKind = "v6"
)

// An Endpoint is one end of a question: a name with perhaps a kind of address, or an address.
type Endpoint struct {
	Span source.Span
	Name string
	// Interface is the name of an interface of the machine, empty for the first one.
	Interface string
	Kind      AddressKind
	Addr      netip.Addr // valid where Name is empty
}

// String writes the endpoint as the language does.
func (e Endpoint) String() string {
	switch {
	case e.Name == "":
		return e.Addr.String()
	case e.Interface != "":
		return e.Name + "." + e.Interface
	case e.Kind != AnyKind:
		return e.Name + "." + string(e.Kind)
	}
	return e.Name
}

// An Expectation is the answer that a scenario states. What it leaves open is empty.
type Expectation struct {
	Outcome string
	By      string
	Because string
	Via     []string
	As      netip.Addr
}
