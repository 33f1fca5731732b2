// Package diagram draws a network: which box stands where, and where a packet's way runs between them.
//
// A Drawing is one cloud as people draw it: the Internet a line on top with its hosts, below it the VPCs with their
// gateways on the edge, zones as columns, subnets as boxes and machines in them. It is numbers and names only; who
// shows it chooses colours and words. All measures are in pixels of the drawing at its natural size, from its top left
// corner, and the same network always gives the same drawing.
//
//	internet ──●────────────
//	         ╭─┴─╮
//	╭────────┤igw├─╮
//	│ shop   ╰─┬─╯ │
//	│ ╭front───┴──╮│
//	│ │   ╭web╮   ││
//	│ │   ╰───╯   ││
//	│ ╰───────────╯│
//	╰──────────────╯
//
// Areas keep lines and boxes apart: a cloud, a VPC and a subnet are each an area with lanes between the rows of what
// stands in it and aisles between the columns, and lines run in lanes and aisles only (area.go). Text is measured by
// counting characters (text.go), so that no browser is needed to draw.
package diagram

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/trace"
)

// A Kind says how a box looks.
type Kind string

// The kinds of box.
const (
	KindHost       Kind = "host"      // a machine on the Internet; the box is its mark and its label
	KindFar        Kind = "far"       // a private network far away
	KindVPC        Kind = "vpc"       // holds zones and subnets
	KindClassic    Kind = "classic"   // the classic network, which holds its intranet
	KindZone       Kind = "zone"      // the heading of a column
	KindSubnet     Kind = "subnet"    // holds machines
	KindTable      Kind = "table"     // the tag of a subnet's route table
	KindACL        Kind = "acl"       // the tag of a subnet's network ACL
	KindMachine    Kind = "machine"   // an instance
	KindInterface  Kind = "interface" // a further interface of an instance
	KindGroup      Kind = "group"     // the tag of a security group, on the ring around who is in it
	KindPod        Kind = "pod"
	KindNAT        Kind = "nat"
	KindBalancer   Kind = "balancer"   // a load balancer, or its node in a subnet
	KindAttachment Kind = "attachment" // where a transit gateway stands in a subnet
	KindGateway    Kind = "gateway"    // what sits on a VPC's edge
	KindLink       Kind = "link"       // a peering, a transit gateway
	KindCluster    Kind = "cluster"
	KindMore       Kind = "more" // stands for the machines that a closed subnet does not show
)

// A Box is one thing on the drawing.
type Box struct {
	Kind Kind
	// Name is what is written on it, cut where the thing's own name is too long.
	Name string
	// Lines are addresses and ranges, written below the name.
	Lines []string
	// X, Y, W and H are its place and size.
	X, Y, W, H int
	// In is the place in Drawing.Boxes of the box that it stands in or on, -1 for none.
	In int
	// Object is the thing itself; a tag's is the table, the ACL or the group, a zone's is nil.
	Object cloud.Object
	// Tint tells groups apart: 1 to Tints, and 0 for what has none.
	Tint int
	// Off says that the thing is there and carries nothing: detached, pending, removed, or not yet active.
	Off bool
	// Count is how many machines a KindMore stands for, or that an opened subnet could hide again.
	Count int
}

// A Drawing is one cloud.
type Drawing struct {
	W, H int
	// InternetLine is how far down the line lies that stands for the Internet.
	InternetLine int
	Boxes        []*Box
	// Lines join boxes; each is its corners, X and Y in turn.
	Lines [][]int
	// Ways are those of the legs of the trace that it was drawn with.
	Ways []Way
}

// A Way is a leg of a trace on the drawing: one line, from the sender to where it ends.
type Way struct {
	// Points are its corners, X and Y in turn.
	Points []int
	// From is the box that it begins at, as a place in Drawing.Boxes, -1 for none.
	From int
	// Stops are the corners where each step of the leg stands, Boxes the boxes that it is about, -1 for none.
	Stops, Boxes []int
}

// MostShown is how many machines a subnet shows that nobody has opened. One that has more shows those that a question
// names, and how many others there are.
const MostShown = 12

// Draw draws a cloud, and the way of a trace through it where the trace is not nil. Open says which subnets show all of
// their machines however many there are.
func Draw(n *cloud.Network, c *cloud.Cloud, t *trace.Trace, open func(*cloud.Subnet) bool) *Drawing {
	w := &layout{
		network: n,
		cloud:   c,
		open:    open,
		drawing: &Drawing{InternetLine: internetLine, Lines: [][]int{}},
		areas:   map[cloud.Object]*area{},
	}
	w.arrange()
	w.links()
	if t != nil {
		for i := range t.Legs {
			w.way(t, i)
		}
	}
	return w.drawing
}
