package cloud_test

import (
	"testing"

	"hopwise/dsl/cloud"
)

func TestTheHalvesOfAClassicGroupAreOneThing(t *testing.T) {
	c := &cloud.Cloud{Provider: cloud.Find("alibaba")}
	v := cloud.NewClassic(c, cloud.Thing{Name: "classic", Noun: cloud.NounClassic})
	stated := cloud.NewClassicGroup(v, cloud.Thing{Name: "web-sg", Noun: cloud.NounGroup, VPC: v})
	for _, g := range []*cloud.Group{v.DefaultGroup, stated} {
		if g.Base() != &g.Thing || g.Internet.Base() != g.Base() {
			t.Errorf("%s: the halves are %p and %p\nwant one thing, %p", g.Name, g.Base(), g.Internet.Base(), &g.Thing)
		}
		if g.Base().VPC != v {
			t.Errorf("%s is of another network", g.Name)
		}
	}
	if v.VPC != v || v.Subnets[0].VPC != v || v.Subnets[1].VPC != v {
		t.Error("the network and its sides belong to another one\nwant them to belong to itself, as a VPC does")
	}
}
