package vocabulary

import "slices"

// A Place is a kind of block in which statements stand.
type Place string

// The places. A row opens one of them, and lists those in which it may stand.
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
	InUser      Place = "a user"
	InCluster   Place = "a cluster"
	InClassic   Place = "the classic network"
	InMachine   Place = "an instance of the classic network"
	InSides     Place = "a security-group of the classic network"
	InNothing   Place = ""
)

// A Row is one statement of the language.
type Row struct {
	// Keyword is its first word, empty for a line that starts with its first argument: a route.
	Keyword string
	// Forms are the ways in which its arguments may be written. A row without any takes whatever stands there.
	Forms []string
	// In is where it may stand.
	In []Place
	// Opens is the place that its block is, InNothing where it has none.
	Opens Place
	// Once says that a block has one such line at most.
	Once bool
	// Clouds are the words of the clouds that know it; none stands for all of them and for the top level.
	Clouds []string
	// Help says in one sentence what it means.
	Help string
	// Instead says what the clouds that lack the statement have in its place.
	Instead []Other
	// Lacking says of a block that lacks it what stands there; nil where there is nothing to say.
	Lacking *Lack
}

// A Lack is a block in which people look for a statement that does not stand there, and what does.
type Lack struct {
	In Place
	Other
}

// Other is what a cloud or a block has in the place of a statement of another.
type Other struct {
	// Clouds are the words of those that have it.
	Clouds []string
	// Explanation goes on from the name of the cloud or of the block: "calls a subnet a vswitch".
	Explanation string
	// Hint is a sentence that tells more, or where the course does.
	Hint string
	// Keyword is the cloud's own word where it means the same.
	Keyword string
}

// InsteadIn is what a cloud has in the place of the statement; the zero Other where it has the statement.
func (r *Row) InsteadIn(cloud string) Other {
	for _, other := range r.Instead {
		if slices.Contains(other.Clouds, cloud) {
			return other
		}
	}
	return Other{}
}

// knownIn reports whether a cloud has the statement.
func (r *Row) knownIn(cloud string) bool {
	if len(r.Clouds) == 0 || cloud == "" {
		return true
	}
	for _, c := range r.Clouds {
		if c == cloud {
			return true
		}
	}
	return false
}

// standsIn reports whether the statement may stand there.
func (r *Row) standsIn(p Place) bool {
	for _, in := range r.In {
		if in == p {
			return true
		}
	}
	return false
}

// find is the row with this keyword that may stand in this place; where none may, any with this keyword.
func find(keyword string, p Place, cloud string) *Row {
	var other *Row
	for i := range Rows {
		r := &Rows[i]
		if r.Keyword != keyword {
			continue
		}
		if r.standsIn(p) && r.knownIn(cloud) {
			return r
		}
		if other == nil || r.standsIn(p) {
			other = r
		}
	}
	return other
}

// wordless is the row of the lines without a keyword in this place, nil where there is none.
func wordless(p Place) *Row {
	for i := range Rows {
		if r := &Rows[i]; r.Keyword == "" && r.standsIn(p) {
			return r
		}
	}
	return nil
}
