package cloud_test

import (
	"strings"
	"testing"

	"hopwise/dsl/cloud"
)

// retired are the families of the documentation (alibaba/acl-skips-retired-types).
const retired = "c1 c2 c4 c5 ce4 cm4 d1 e3 e4 ga1 gn4 gn5 i1 m1 m2 mn4 n1 n2 n4 s1 s2 s3 se1 sn1 sn2 t1 xn4"

func TestATypeIsRetiredByItsFamily(t *testing.T) {
	machine := func(kind string) *cloud.Instance { return &cloud.Instance{Type: kind} }
	alibaba := cloud.Find("alibaba")
	for family := range strings.FieldsSeq(retired) {
		family = "ecs." + family
		for kind, want := range map[string]bool{
			family: true, family + ".large": true, family + "0.large": false, family[:len(family)-1] + ".large": false,
		} {
			if have := alibaba.Retired(machine(kind)); have != want {
				t.Errorf("Retired(%s)\nhave %v\nwant %v", kind, have, want)
			}
		}
		for _, other := range []string{"aws", "huawei"} {
			if cloud.Find(other).Retired(machine(family + ".large")) {
				t.Errorf("%s retires %s, a type of another cloud", other, family)
			}
		}
	}
	if alibaba.Retired(machine("")) || alibaba.Retired(nil) {
		t.Error("no type is retired\nwant none but those of the list")
	}
}
