package dsl

import _ "embed"

// First is the scenario that a first visit shows: the one at the top of the language page.
//
//go:embed first.vpc
var First string
