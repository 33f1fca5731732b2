// Package analyze answers questions about a whole network, where package trace answers those about one packet.
//
// There are two such questions. One is whether a user may open a way to the Internet for a machine: the doors of a
// cloud and the actions that each takes are data of its Provider. The other is what a careful colleague would say of a
// network without being asked: the findings, with their catalogue in finding.go. A Finding names its kind and its
// place; package explain puts it into words.
package analyze
