package cloud_test

import (
	"testing"

	"hopwise/dsl/cloud"
)

func TestAFactThatNoPageHasIsAMistake(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("FindFact of an unknown key returns\nwant a panic")
		}
	}()
	cloud.FindFact("of-none")
}
