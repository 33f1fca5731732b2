package vocabulary

import (
	"strings"

	"hopwise/dsl/source"
)

// Outcomes are the words for the outcome of a question, each with its meaning. The language has no other list of them.
var Outcomes = []Known{
	{"reachable", "The request arrives, and the answer comes back."},
	{"blocked", "The request is dropped on its way: the client times out."},
	{"one-way", "The request arrives, and the answer is dropped: the client times out all the same."},
	{"refused", "The request arrives at a machine that does not listen there, and a refusal comes back."},
	{"flaky", "It depends on chance: on the client's port, or on what is picked of several nodes, targets or addresses."},
}

// knownOutcomes are words that people write for an outcome. Those that negate one are here, because each is near to its
// opposite.
var knownOutcomes = []Known{
	{"unreachable", "blocked"}, {"not-reachable", "blocked"}, {"non-reachable", "blocked"}, {"reachable-no", "blocked"},
	{"inaccessible", "blocked"}, {"timeout", "blocked"}, {"timed-out", "blocked"}, {"times-out", "blocked"},
	{"denied", "blocked"}, {"deny", "blocked"}, {"dropped", "blocked"}, {"drop", "blocked"}, {"filtered", "blocked"},
	{"fails", "blocked"}, {"failed", "blocked"}, {"unblocked", "reachable"}, {"not-blocked", "reachable"},
	{"ok", "reachable"}, {"open", "reachable"}, {"allowed", "reachable"}, {"allow", "reachable"},
	{"accessible", "reachable"}, {"connected", "reachable"}, {"works", "reachable"}, {"closed", "refused"},
	{"rejected", "refused"}, {"reset", "refused"},
}

// outcomeMeant is the outcome that a word means: one that people call so, or the nearest; empty where that is not certain.
func outcomeMeant(word string) string {
	word = strings.ReplaceAll(strings.ToLower(word), "_", "-")
	words := outcomeWords()
	for _, k := range knownOutcomes {
		words = append(words, k.Name)
	}
	near := source.Nearest(word, words)
	if meant := known(knownOutcomes, near); meant != "" {
		near = meant
	} else if strings.HasSuffix(word, "-"+near) {
		return "" // it says the opposite
	}
	return near
}

// OutcomeHelp is the meaning of an outcome, empty for any other word.
func OutcomeHelp(outcome string) string { return known(Outcomes, outcome) }

func outcomeWords() []string {
	words := make([]string, len(Outcomes))
	for i, o := range Outcomes {
		words[i] = o.Name
	}
	return words
}
