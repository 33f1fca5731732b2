package cloud

import (
	"net/netip"

	"hopwise/dsl/source"
)

// A Question asks whether a packet arrives, and its answer.
type Question struct {
	Span    source.Span
	From    Endpoint
	To      Endpoint
	Service Service
	// FromPort is the source port, nil for any.
	FromPort *uint16
	// Clouds are the clouds in which the packet is traced.
	Clouds []*Cloud
	// Expected is the stated answer, nil for a trace statement.
	Expected *Expectation
}

// String writes the question as the language does: "laptop -> web tcp/443".
func (q *Question) String() string {
	return q.From.String() + " -> " + q.To.String() + " " + q.Service.String()
}

// String writes the claim as the language does: "dev cannot expose web".
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
	// Machine is nil for a machine that the user would make.
	Machine *Instance
	Cloud   *Cloud
	// Can is the stated answer.
	Can bool
}

// A FindingExpectation states that a finding exists, or that none does.
type FindingExpectation struct {
	Span source.Span
	// No says that no such finding exists.
	No bool
	// Code is the code of the finding, empty for any.
	Code string
	// Name is the name of the object that the finding is about, empty for any.
	Name string
	// Cloud is the cloud of that object, nil for any.
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

// An AddressKind selects one of the addresses of a machine.
type AddressKind string

// The kinds, as the language writes them after the dot.
const (
	AnyKind     AddressKind = ""
	PrivateKind AddressKind = "private"
	PublicKind  AddressKind = "public"
	IPv6Kind    AddressKind = "v6"
)

// An Endpoint is one end of a question: a name, which an interface or a kind of address may follow, or an address.
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

// An Expectation is the answer that a scenario states; the parts that it leaves open are empty.
type Expectation struct {
	Outcome string
	By      string
	Because string
	Via     []string
	As      netip.Addr
}
