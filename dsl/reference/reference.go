// Package reference is what the reference pages show: every statement of the language, every reason and every finding,
// each with its evidence and with a scenario that shows it.
//
// It writes nothing of its own: it joins the tables of vocabulary, trace, analyze and cloud, and finds among given
// examples the one that fits. The engine in the browser does without it.
package reference
