package dsl_test

import "hopwise/dsl/cloud"

// providers are all clouds.
func providers() []*cloud.Provider {
	var all []*cloud.Provider
	for _, key := range cloud.Keys() {
		all = append(all, cloud.Find(key))
	}
	return all
}
