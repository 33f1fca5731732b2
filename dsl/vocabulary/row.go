package vocabulary

import (
	"slices"
	"strings"

	"hopwise/dsl/cloud"
)

// A Place is a kind of block in which statements stand.
type Place string

// The places. A row opens one of them, and lists those where it may stand.
const (
	AtTop       Place = "the top level"
	InHost      Place = "a host"
	InCloud     Place = "a cloud"
	InVPC       Place = "a vpc"
	InGroup     Place = "a security-group"
	InACL       Place = "a network-acl"
	InTable     Place = "a route-table"
	InSubnet    Place = "a subnet"
	InInstance  Place = "an instance"
	InGateway   Place = "an internet-gateway"
	InList      Place = "a prefix-list"
	InNAT       Place = "a nat-gateway"
	InInterface Place = "an interface"
	InIptables  Place = "an iptables block"
	InBalancer  Place = "a load-balancer"
	InTransit   Place = "a transit-gateway"
	InCEN       Place = "a cen"
	InHubTable  Place = "a route-table of a hub"
	InUser      Place = "a user"
	InCluster   Place = "a cluster"
	InEndpoint  Place = "an endpoint"
	InClassic   Place = "the classic network"
	InMachine   Place = "an instance of the classic network"
	InSides     Place = "a security-group of the classic network"
	InNothing   Place = ""
)

// Places are all places.
var Places = []Place{
	AtTop, InHost, InCloud, InVPC, InGroup, InACL, InTable, InSubnet, InInstance, InGateway, InList, InNAT, InInterface,
	InIptables, InBalancer, InTransit, InCEN, InHubTable, InUser, InCluster, InClassic, InMachine, InSides,
	InEndpoint,
}

// A Row is one statement of the language.
type Row struct {
	// Keyword is its first word, empty for a line that starts with its first argument: a route.
	Keyword string
	// Forms are the ways to write its arguments.
	Forms []Form
	// In is the blocks where it may stand.
	In []Place
	// Opens is the place inside its block, InNothing without a block.
	Opens Place
	// Once reports that a block has one such line at most.
	Once bool
	// Clouds are the clouds that have it; nil means all of them and the top level.
	Clouds []*cloud.Provider
	// Help explains it in one sentence.
	Help string
	// Instead says what the clouds that lack the statement have in its place.
	Instead []Other
	// Lacking names blocks that lack it, and what they have instead; it may be nil.
	Lacking *Lack
}

// A Lack is blocks where people look for a statement that they do not have, and what they have instead.
type Lack struct {
	In []Place
	Other
}

// Other is what a cloud or a block has in the place of a statement.
type Other struct {
	// Clouds are the clouds that have it.
	Clouds []*cloud.Provider
	// Explanation follows the name of the cloud or of the block: "calls a subnet a vswitch".
	Explanation string
	// Hint is a further sentence, such as where the course explains it.
	Hint string
	// Keyword is the cloud's own word, if it means the same.
	Keyword string
}

// InsteadIn returns what a cloud has in the place of the statement; the zero Other if it has the statement.
func (r *Row) InsteadIn(key string) Other {
	for _, other := range r.Instead {
		if has(other.Clouds, key) {
			return other
		}
	}
	return Other{}
}

// has reports whether one of the clouds has a key.
func has(clouds []*cloud.Provider, key string) bool {
	for _, c := range clouds {
		if c.Key == key {
			return true
		}
	}
	return false
}

// KnownIn reports whether a cloud has the statement.
func (r *Row) KnownIn(key string) bool {
	return len(r.Clouds) == 0 || key == "" || has(r.Clouds, key)
}

// StandsIn reports whether the statement may stand there.
func (r *Row) StandsIn(p Place) bool { return slices.Contains(r.In, p) }

// Declares reports whether the statement declares a name.
func (r *Row) Declares() bool {
	for _, f := range r.Forms {
		if f.Declares() {
			return true
		}
	}
	return false
}

// Noun is what its keyword calls the object that it declares: "security group".
func (r *Row) Noun() string {
	if r.Opens == InSubnet {
		return string(cloud.NounSubnet)
	}
	return strings.ReplaceAll(r.Keyword, "-", " ")
}

// lacks reports whether the row says what a block has in its place.
func (r *Row) lacks(p Place) bool { return r.Lacking != nil && slices.Contains(r.Lacking.In, p) }

// find returns the row with this keyword for a block of a cloud, or else any row with this keyword, rather one that says
// what the block has instead.
func find(keyword string, p Place, cloud string) *Row {
	var other *Row
	for _, r := range Rows {
		if r.Keyword != keyword {
			continue
		}
		if r.StandsIn(p) && r.KnownIn(cloud) {
			return r
		}
		if other == nil || other == &RowHubTable || r.StandsIn(p) || !other.StandsIn(p) && (r.lacks(p) || r.isIn(cloud) && !other.isIn(cloud)) {
			other = r
		}
	}
	return other
}

// wordless returns the row of the lines without a keyword in this block, or nil.
func wordless(p Place) *Row {
	for _, r := range Rows {
		if r.Keyword == "" && r.StandsIn(p) {
			return r
		}
	}
	return nil
}
