package vocabulary

// Outcomes are the words for the outcome of a question, each with its meaning. The language has no other list of them.
var Outcomes = []Known{
	{"reachable", "The request arrives, and the answer comes back."},
	{"blocked", "The request is dropped on its way: the client times out."},
	{"one-way", "The request arrives, and the answer is dropped: the client times out all the same."},
	{"refused", "The request arrives at a machine that does not listen there, and a refusal comes back."},
	{"flaky", "It depends on chance: on the client's port, or on what is picked of several nodes, targets or addresses."},
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
