package vocabulary

import (
	"net/netip"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
)

// A Value is an argument or a word as it was written. The values of other types embed one.
type Value struct {
	Span source.Span
	Text string
}

// An AddressValue is an address. Addr is invalid for a name in the place of one.
type AddressValue struct {
	Value
	Addr netip.Addr
}

// A RangeValue is a range. Range is invalid for a name in the place of one.
type RangeValue struct {
	Value
	Range netip.Prefix
}

// A NumberValue is a number or a port.
type NumberValue struct {
	Value
	Number int
}

// A PortsValue is a range of ports.
type PortsValue struct {
	Value
	Ports [2]uint16
}

// A ServiceValue is a service.
type ServiceValue struct {
	Value
	Service cloud.Service
	// Layer7 reports that a listener was written with http or https.
	Layer7 bool
}

// A Reading is an argument of any kind as it is read. Its kind says which fields are set.
type Reading struct {
	Value
	Addr    netip.Addr
	Range   netip.Prefix
	Number  int
	Service cloud.Service
	Ports   [2]uint16
	Layer7  bool
}

// as returns the reading as a value of the type of another.
func (r *Reading) as(other any) any {
	switch other.(type) {
	case *AddressValue:
		return &AddressValue{r.Value, r.Addr}
	case *RangeValue:
		return &RangeValue{r.Value, r.Range}
	case *NumberValue:
		return &NumberValue{r.Value, r.Number}
	case *PortsValue:
		return &PortsValue{r.Value, r.Ports}
	case *ServiceValue:
		return &ServiceValue{r.Value, r.Service, r.Layer7}
	}
	return &Value{r.Span, r.Text}
}
