// Package cloud has the objects of a scenario's network, and the values that describe each cloud.
//
// One file holds one noun: a VPC, an instance, a load balancer. Nouns are neutral: Subnet is the type for a subnet of
// AWS and for a vSwitch of Alibaba Cloud. The objects are resolved and checked; package trace sends packets through
// them.
//
// A cloud is a value of type Provider: the stages of a packet in their order, the defaults of filters, the reserved
// addresses, the ways to the Internet. aws.go, alibaba.go and huawei.go are such values. A comment names the fact that
// a line follows by its key, aws/security-group-allows-only or alibaba/outgoing-mail-is-blocked: package facts has its
// source. No code outside this package asks in which cloud it is: it asks the Provider.
package cloud
