package check

import (
	"fmt"
	"net/netip"
	"slices"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

// A cloudBuilder builds one cloud from its statements.
type cloudBuilder struct {
	*checker
	phases
	cloud *cloud.Cloud
	// lostHere is what lines of its block that can't be read may have declared.
	lostHere *lost
	// taken are the public addresses of the cloud, each with the object that has it.
	taken map[netip.Addr]cloud.Object
	// next is the address where the search for a free one goes on, in each subnet; nextPublic among public addresses.
	next       map[*cloud.Subnet]netip.Addr
	nextPublic netip.Addr
	// peerings are the first peerings between two VPCs, under both orders of the two; clashes are ranges of two VPCs
	// that overlap.
	peerings map[[2]*cloud.VPC]*cloud.Peering
	clashes  map[[2]*cloud.VPC][2]netip.Prefix
	pods     map[podAddress]*cloud.Pod
	takes    map[called]*cloud.ServiceIndex
	// routes are the targets of the stated routes; systemRanges are the ranges of the system routes of each VPC.
	routes       map[tableRange]cloud.Target
	systemRanges map[*cloud.VPC]*cloud.RangeIndex
	// texts are the ranges of objects as text, keyed by the first element of their slice.
	texts map[*netip.Prefix]string
	// seen are the keys of things that may be stated once, each kind of key with a type of its own.
	seen map[any]bool
	// innerNames are the statements that give a name in the block of an object.
	innerNames map[innerName]source.Span
	// subnetRanges are the ranges of the subnets of each VPC.
	subnetRanges map[*cloud.VPC]*cloud.RangeIndex
	// halfTyped are the objects with an unreadable line; no diagnostic says that such an object lacks something.
	halfTyped map[cloud.Object]bool
	// halfSubnets are the VPCs with an unreadable subnet, halfGateways those with an unreadable internet gateway.
	halfSubnets, halfGateways map[*cloud.VPC]bool
}

func (c *checker) cloud(n *cloud.Network, s *vocabulary.Statement) {
	v, ok := vocabulary.ArgCloud.In(s)
	if !ok {
		return
	}
	p := cloud.Find(v.Text)
	if p == nil {
		d := c.problems.Add(v.Span, "undeclared cloud %s", v.Text)
		d.Hint = "A cloud is " + vocabulary.Either(cloud.Keys()) + "."
		if p = cloud.Find(vocabulary.Meant(v.Text)); p == nil {
			for _, key := range cloud.Keys() {
				if !slices.Contains(c.keys, key) {
					d.Choices = append(d.Choices, source.Replace(v.Span, key))
				}
			}
			return
		}
		// The block is read as that cloud's, so that a half-typed word does not lose it.
		words := p.Key
		if meant := vocabulary.CloudWords(v.Text); meant != p.Key && !vocabulary.WordOTC.IsIn(s) {
			words, p = meant, p.Variant
		}
		d.Fix = source.Replace(v.Span, words)
	}
	if n.Cloud(p.Key) != nil {
		c.problems.Add(s.Span, "duplicate cloud %s: put its VPCs into the first one", p.Key)
		return
	}
	if vocabulary.WordOTC.IsIn(s) {
		p = c.variant(p, vocabulary.WordOTC.At(s))
	}
	w := &cloudBuilder{
		checker:  c,
		lostHere: lostIn(s.Body),
		cloud: &cloud.Cloud{
			Provider: p,
			Platform: &cloud.Thing{Name: "platform", Noun: cloud.NounPlatform},
			Account:  account(s),
		},
		taken:        map[netip.Addr]cloud.Object{},
		next:         map[*cloud.Subnet]netip.Addr{},
		pods:         map[podAddress]*cloud.Pod{},
		takes:        map[called]*cloud.ServiceIndex{},
		routes:       map[tableRange]cloud.Target{},
		systemRanges: map[*cloud.VPC]*cloud.RangeIndex{},
		halfSubnets:  map[*cloud.VPC]bool{},
		halfGateways: map[*cloud.VPC]bool{},
		texts:        map[*netip.Prefix]string{},
		seen:         map[any]bool{},
		innerNames:   map[innerName]source.Span{},
		subnetRanges: map[*cloud.VPC]*cloud.RangeIndex{},
		peerings:     map[[2]*cloud.VPC]*cloud.Peering{},
		clashes:      map[[2]*cloud.VPC][2]netip.Prefix{},
		nextPublic:   given.Addr().Next(),
		halfTyped:    map[cloud.Object]bool{},
	}
	c.builders = append(c.builders, w)
	n.Clouds = append(n.Clouds, w.cloud)
	inCloud.read(w, w.cloud, s.Body)
}

// variant is the cloud of another operator that a word behind the key of a cloud means, or that cloud where there is
// none.
func (c *checker) variant(p *cloud.Provider, at source.Span) *cloud.Provider {
	if p.Variant != nil {
		return p.Variant
	}
	d := c.problems.Add(at, "unexpected %s: cloud %s has no such variant", &vocabulary.WordOTC, p.Key)
	for _, key := range cloud.Keys() {
		if v := cloud.Find(key).Variant; v != nil {
			d.Hint = fmt.Sprintf("%s is written cloud %s %s.", v.Title, key, &vocabulary.WordOTC)
		}
	}
	return p
}

// inCloud is the block of a cloud.
var inCloud = place[*cloudBuilder, *cloud.Cloud]{
	{&vocabulary.RowVPC, (*cloudBuilder).vpc},
	{&vocabulary.RowPeering, (*cloudBuilder).peering},
	{&vocabulary.RowTransitGateway, (*cloudBuilder).transitGateway},
	{&vocabulary.RowCEN, (*cloudBuilder).cen},
	{&vocabulary.RowVPNConnection, (*cloudBuilder).vpnConnection},
	{&vocabulary.RowUser, (*cloudBuilder).user},
	{&vocabulary.RowClassic, (*cloudBuilder).classic},
}

func account(s *vocabulary.Statement) string {
	v, _ := vocabulary.ArgNumber.In(s)
	return v.Text
}

// again reports whether a key was seen before, and remembers it.
func (w *cloudBuilder) again(key any) bool {
	before := w.seen[key]
	w.seen[key] = true
	return before
}

// refuse adds a diagnostic about something that the cloud does not allow, with the fact behind it; about is the subject
// of the fact.
func (w *cloudBuilder) refuse(about string, at source.Span, format string, args ...any) *source.Diagnostic {
	d := w.problems.Add(at, format, args...)
	if fact := w.cloud.Provider.Fact(about); fact != nil {
		d.Fact = fact.Key
	}
	return d
}

// lookup returns the object of type T with a name in a VPC, the implied ones in own first; nil with a diagnostic if
// there is none.
func lookup[T cloud.Object](w *cloudBuilder, v *cloud.VPC, ref *vocabulary.Value, noun cloud.Noun, own ...T) T {
	var none T
	for _, o := range own {
		if o.Base().Name == ref.Text {
			return o
		}
	}
	found, ok := cloud.Declared[T](w.cloud, ref.Text)
	switch {
	case !ok:
		w.another(ref, string(noun), noun, in[T](v))
		return none
	case found.Base().VPC != v:
		w.problems.Add(ref.Span, "%s belongs to %s, not to %s", ref.Text, titled(found.Base().VPC), titled(v))
		return none
	}
	return found
}

// another adds a diagnostic about a name that is no object of the kind that is meant: it is of another kind, or
// undeclared.
func (w *cloudBuilder) another(ref *vocabulary.Value, what string, noun cloud.Noun, fits func(cloud.Object) bool) {
	if other := w.cloud.Named(ref.Text); len(other) > 0 && !w.lostHere.has(ref.Text, string(noun)) {
		w.problems.Add(ref.Span, "%s is %s, not %s", ref.Text, articles(other), noun.Article())
		return
	}
	if d := w.undeclared(ref, what, fits); d != nil && d.Hint == "" && noun == cloud.NounPrefixList {
		d.Hint = "A list of ranges stands in the vpc: prefix-list " + ref.Text + " { RANGE }."
	}
}

// titled names a network in a message: "vpc shop".
func titled(v *cloud.VPC) string {
	if v.IsClassic() {
		return v.Title()
	}
	return "vpc " + v.Name
}

// undeclared adds a diagnostic about an undeclared name, and suggests a similar name of an object that fits.
// It returns the diagnostic, nil for a name that could not be read.
func (w *cloudBuilder) undeclared(
	ref *vocabulary.Value,
	what string,
	fits func(cloud.Object) bool,
) *source.Diagnostic {
	if ref.Text == "" || w.lostHere.has(ref.Text, what) {
		return nil
	}
	d := w.problems.Add(ref.Span, "undeclared %s %s", what, ref.Text)
	if near := w.suggester.Nearest(ref.Text, namesOf(w.cloud.Objects, fits)); near != "" {
		d.Hint, d.Fix = "Did you mean "+near+"?", source.Replace(ref.Span, near)
	}
	return d
}
