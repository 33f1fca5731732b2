package assist

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// Kinds returns the kinds that a cloud has of a security group or a load balancer, by the block; a nil provider has
// none.
func Kinds(p *cloud.Provider, block vocabulary.Place) []vocabulary.Known {
	if p == nil {
		return nil
	}
	var all []vocabulary.Known
	switch block {
	case vocabulary.InGroup:
		for _, k := range p.Groups.Kinds {
			if k.Word != "" {
				all = append(all, vocabulary.Known{Name: k.Word, Text: k.Help})
			}
		}
	case vocabulary.InBalancer:
		for _, k := range p.Balancers {
			all = append(all, vocabulary.Known{Name: k.Word, Text: k.Help})
		}
	}
	return all
}
