// Package cloud is a scenario's network as typed nouns, and what makes each cloud itself.
//
// One file holds one noun: a VPC, a subnet, a security group. Nouns are neutral: a subnet is a subnet, whether its
// cloud says subnet or vSwitch. They hold what is there, resolved and checked; what happens to a packet among them is
// the business of package trace.
//
// A cloud is a value of type Provider: which filters stand on a packet's way and in what order, what they do by
// default, which addresses are reserved, who may leave by which door. aws.go and alibaba.go are such values, each line
// with the fact it follows (the numbers are those of the facts sheets, "aws 6.1" or "alibaba SG-7"). No code outside
// this package asks in which cloud it is: it asks the Provider.
package cloud
