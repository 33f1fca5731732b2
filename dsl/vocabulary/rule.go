package vocabulary

import (
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// asRule offers the rule of a security group of a cloud that words of a line mean, and reports whether there is one.
func asRule(d *source.Diagnostic, s *syntax.Statement, words []syntax.Word, key string) bool {
	meant := meantRule(words)
	if meant == "" {
		return false
	}
	direction, rest, _ := strings.Cut(meant, " ")
	if number, behind, _ := strings.Cut(rest, " "); !numbersRules(key) && looksLikePlainNumber(number) {
		meant, rest = direction+" "+behind, behind
	}
	if onlyAllows(key) && strings.HasPrefix(rest, WordDeny.Text) {
		d.Hint = "A security group here only allows, and drops what no rule allows: leave it out."
		return true
	}
	d.Hint, d.Fix = "Write "+meant+".", source.Replace(s.Span, meant)
	return true
}

// numbersRules reports whether rules of a cloud's security groups have numbers.
func numbersRules(key string) bool {
	p := cloud.Find(key)
	return p == nil || p.Groups.Numbered
}

// onlyAllows reports whether rules of a cloud's security groups deny nothing.
func onlyAllows(key string) bool {
	p := cloud.Find(key)
	return p != nil && !p.Groups.Denies
}

// asRuleOf does so for a line of a group whose first word may be any, and says how a rule of an ACL is written, which
// has a number.
func asRuleOf(p Place, d *source.Diagnostic, s *syntax.Statement, key string) bool {
	if p == InGroup {
		return asRule(d, s, s.Words, key) || asRule(d, s, s.Words[1:], key)
	}
	direction, rest, ok := strings.Cut(meantRule(s.Words), " ")
	if p != InACL || !ok {
		return false
	}
	d.Hint = "Write " + direction + " 100 " + rest + ", with a number of its own."
	return true
}

// meantRule is the rule that words mean: a service, perhaps with a direction, a number and an action before it and with
// peers behind it, each in the words of the language or in those of other tools. It is empty where that is not certain.
// A rule without a direction is for what comes in, one without peers for everybody.
func meantRule(words []syntax.Word) string {
	m := &ruleMender{words: words}
	direction, _ := m.one(directionOf)
	number := m.number()
	action, _ := m.one(actionOf)
	service, ok := m.service()
	peers, all := m.peers()
	if !ok || !all {
		return ""
	}
	if direction == "" {
		direction = m.side
	}
	if direction == "" {
		direction = RowIn.Keyword
	}
	if action == "" {
		action = WordAllow.Text
	}
	side := WordFrom.Text
	if direction == RowOut.Keyword {
		side = WordTo.Text
	}
	if number != "" {
		direction += " " + number
	}
	return strings.Join([]string{direction, action, service, side, peers}, " ")
}

// A ruleMender takes words from the front.
type ruleMender struct {
	words []syntax.Word
	// side is the direction that the word before the peers means, empty without one.
	side string
}

// one takes the next word if it means something.
func (m *ruleMender) one(meaning func(string) string) (string, bool) {
	if len(m.words) == 0 || m.words[0].Kind != syntax.Bare {
		return "", false
	}
	meant := meaning(m.words[0].Text)
	if meant != "" {
		m.words = m.words[1:]
	}
	return meant, meant != ""
}

func directionOf(word string) string {
	if t := termOf(word, ""); t != nil {
		word = t.keyword
	}
	if word == RowIn.Keyword || word == RowOut.Keyword {
		return word
	}
	return ""
}

// number takes a number that stands before an action.
func (m *ruleMender) number() string {
	if len(m.words) < 2 || actionOf(m.words[1].Text) == "" || !looksLikePlainNumber(m.words[0].Text) {
		return ""
	}
	number := m.words[0].Text
	m.words = m.words[1:]
	return number
}

func actionOf(word string) string {
	switch {
	case word == WordAllow.Text, means(word, WordAllow.Text):
		return WordAllow.Text
	case word == WordDeny.Text, word == WordDrop.Text, known(knownWords, word) == WordDrop.Text:
		return WordDeny.Text
	}
	return ""
}

// service takes a service: tcp/443, https, 443, tcp 443, tcp/80, 443.
func (m *ruleMender) service() (string, bool) {
	if len(m.words) > 1 && looksLikePorts(m.words[1].Text) {
		if joined := m.words[0].Text + "/" + m.words[1].Text; readService(joined, &Reading{}) == nil {
			m.words = m.words[2:]
			return joined, true
		}
	}
	service, ok := m.one(serviceOf)
	for ok && len(m.words) > 1 && m.words[0].Kind == syntax.Comma && looksLikePorts(m.words[1].Text) {
		service += "," + m.words[1].Text
		m.words = m.words[2:]
	}
	return service, ok
}

func serviceOf(word string) string {
	if looksLikePorts(word) {
		word = "tcp/" + word
	}
	if t := readService(word, &Reading{}); t != nil {
		return t.instead
	}
	return word
}

// peers takes the peers behind from or to, which are everybody where none are named, and reports whether all words are
// read.
func (m *ruleMender) peers() (string, bool) {
	m.side, _ = m.one(sideOf)
	if len(m.words) == 0 {
		return KnownRange("everyone"), true
	}
	var all []string
	for {
		peer, ok := m.one(peerOf)
		all = append(all, peer)
		switch {
		case !ok:
			return "", false
		case len(m.words) == 0:
			return strings.Join(all, ", "), true
		case m.words[0].Kind != syntax.Comma:
			return "", false
		}
		m.words = m.words[1:]
	}
}

// sideOf is the direction of a rule whose peers stand behind a word.
func sideOf(word string) string {
	switch word {
	case WordFrom.Text, "src", "source":
		return RowIn.Keyword
	case WordTo.Text, "dst", "destination":
		return RowOut.Keyword
	}
	return ""
}

func peerOf(word string) string {
	if all := KnownRange(word); all != "" {
		return all
	}
	if t := readPeer(word, &Reading{}); t != nil {
		return t.instead
	}
	return word
}

// inline reports a line of a block that stands behind the words before the block, and offers to put braces around it.
// It returns the statement with the words before it; nil if that is not what is wrong.
func inline(row *Row, s *syntax.Statement, cloud string) (*syntax.Statement, source.List) {
	if row.Opens == InNothing || s.HasBlock() {
		return nil, nil
	}
	for k := 2; k < len(s.Words); k++ {
		meant, ok := inside(row.Opens, s.Words[k:], cloud)
		if !ok || !row.takes(s.Words[1:k]) {
			continue
		}
		head, rest := *s, s.Words[k].Span.To(s.Span)
		head.Words = s.Words[:k]
		if meant == "" {
			meant = lineOf(s.Words[k:])
		}
		var wrong source.List
		d := wrong.Add(s.Words[k].Span, "unexpected %s: it stands in the block of %s", source.Short(s.Words[k].Text),
			s.Words[0].Text)
		d.Hint, d.Fix = "Write { "+meant+" }.", source.Replace(rest, "{ "+meant+" }")
		return &head, wrong
	}
	return nil, nil
}

// inside reports whether words are a line of a block: one of its own, or in a security group one that means the rule
// that it returns.
func inside(p Place, words []syntax.Word, cloud string) (meant string, ok bool) {
	row := find(words[0].Text, p, cloud)
	if row != nil && row.StandsIn(p) && row.KnownIn(cloud) && row.takes(words[1:]) {
		return "", true
	}
	if p == InGroup && (directionOf(words[0].Text) != "" || actionOf(words[0].Text) != "") {
		meant = meantRule(words)
	}
	return meant, meant != ""
}
