package dsl

import _ "embed"

// First is the scenario of a first visit, which stands at the top of the language page too.
//
//go:embed first.vpc
var First string
