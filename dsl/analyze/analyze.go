// Package analyze answers questions about a whole network, where package trace answers those about one packet.
//
// So far it knows one: whether a user may open a way to the Internet for a machine. The doors of a cloud, and the actions
// that each takes, are data of its Provider.
package analyze
