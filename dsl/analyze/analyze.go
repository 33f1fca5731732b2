// Package analyze answers questions about a whole network, where package trace answers those about one packet.
//
// It knows two. Whether a user may open a way to the Internet for a machine: the doors of a cloud, and the actions that
// each takes, are data of its Provider. And what a careful colleague would say of a network without being asked: the
// findings, whose catalogue finding.go is. A finding is what was found and where; package explain puts it into words.
package analyze
