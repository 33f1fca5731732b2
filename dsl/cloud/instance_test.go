package cloud_test

import (
	"testing"

	"hopwise/dsl/cloud"
)

func TestFurtherInterfacesAreAllButTheFirst(t *testing.T) {
	one, two, three := &cloud.Interface{}, &cloud.Interface{}, &cloud.Interface{}
	for most, want := range map[int]int{0: 0, 1: 0, 2: 1, 3: 2} {
		m := &cloud.Instance{Interfaces: []*cloud.Interface{one, two, three}[:most]}
		have := m.Further()
		if len(have) != want || want > 0 && have[0] != two {
			t.Errorf("of %d have %d\nwant %d", most, len(have), want)
		}
	}
}
