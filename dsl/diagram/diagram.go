// Package diagram draws a network: which box stands where, and where a packet's way runs between them.
//
// A Drawing is one cloud as people draw it: the Internet a line on top with its hosts, below it the VPCs with their
// gateways on the edge, zones as columns, subnets as boxes and machines in them. It is numbers and names only; the page
// chooses colours and words. All measures are in pixels of the drawing at its natural size, from its top left corner,
// and the same network always gives the same drawing.
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
// Areas keep lines and boxes apart: a cloud, a VPC and a subnet are each an area with rows and columns of boxes, lanes
// between the rows and aisles between the columns, and lines run in lanes and aisles only (area.go). Text is measured
// by counting characters (text.go), so that no browser is needed to draw.
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
	KindGroup      Kind = "group"     // the tag of a security group, on the ring around a member
	KindPod        Kind = "pod"
	KindBehind     Kind = "behind" // a network behind an instance
	KindNAT        Kind = "nat"
	KindBalancer   Kind = "balancer"   // a load balancer, or its node in a subnet
	KindEndpoint   Kind = "endpoint"   // an interface endpoint
	KindAttachment Kind = "attachment" // a transit gateway's attachment in a subnet
	KindGateway    Kind = "gateway"    // a gateway on a VPC's edge
	KindLink       Kind = "link"       // a peering, a transit gateway
	KindCluster    Kind = "cluster"
	KindMore       Kind = "more" // stands for the machines that a closed subnet does not show
)

// A Box is one thing on the drawing.
type Box struct {
	Kind Kind
	// Name is the name on it, cut if the object's own name is too long.
	Name string
	// Lines are addresses and ranges, written below the name.
	Lines []string
	// X, Y, W and H are its place and size.
	X, Y, W, H int
	// In is the place in Drawing.Boxes of the box that it is in or on, -1 for none.
	In int
	// Object is the object that it shows: for a tag the table, the ACL or the group, for a zone nil.
	Object cloud.Object
	// Tint is the colour of a group, 1 to Tints, and 0 for all other boxes.
	Tint int
	// Off says that the object carries nothing: it is detached, pending, removed, or not yet active.
	Off bool
	// Count is the number of machines that a KindMore stands for, or that an opened subnet could hide again.
	Count int
}

// A Drawing is one cloud.
type Drawing struct {
	W, H int
	// InternetLine is the height, from the top, of the line that stands for the Internet.
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
	// Stops are the corners at which the steps of the leg are made, Boxes the boxes that the steps are about, -1 for
	// none.
	Stops, Boxes []int
}

// MostShown is the largest number of machines that a closed subnet shows. One that has more shows the machines that a
// question names, and the number of the others.
const MostShown = 12

// Draw draws a cloud, and if the trace is not nil the ways of its legs. open says which subnets show all of their
// machines however many there are.
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
