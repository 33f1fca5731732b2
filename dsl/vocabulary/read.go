package vocabulary

import (
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// A Statement is a statement whose row is known.
type Statement struct {
	Row  *Row
	args args
	// Span is its words.
	Span source.Span
	// Broken reports that an argument could not be read; the statement has those before it.
	Broken bool
	// Unread are words of a statement without a row, and of its block, that may be names that it declares. Half reports
	// that its keyword is not written to its end.
	Unread []string
	Half   bool
	Body   []*Statement
}

// Name is the name that the statement declares, empty if it could not be read.
func (s *Statement) Name() string {
	v, _ := ArgName.In(s)
	return v.Text
}

// NameSpan is the place of the name, or the whole statement if the name could not be read.
func (s *Statement) NameSpan() source.Span {
	if v, ok := ArgName.In(s); ok {
		return v.Span
	}
	return s.Span
}

// RowUnread is the row of the statements that have none.
var RowUnread Row

// Read finds the row of every statement of a tree and reads its arguments. A statement without a row is a problem, and
// its block is left out.
func Read(f *syntax.File) ([]*Statement, source.List) {
	r := &reader{text: f.Text, top: f.Statements}
	body := r.body(f.Statements, AtTop, "")
	return body, r.problems
}

// A reader reads a tree from the top down.
type reader struct {
	text     string
	top      []*syntax.Statement
	problems source.List
	// around are the statements whose blocks are being read, the outermost first.
	around []block
}

// A block is a statement whose block is being read, with its row.
type block struct {
	*syntax.Statement
	row *Row
}

func (r *reader) body(statements []*syntax.Statement, p Place, cloud string) []*Statement {
	var read []*Statement
	for _, s := range statements {
		read = append(read, r.statement(s, p, cloud))
	}
	return read
}

func (r *reader) statement(s *syntax.Statement, p Place, cloud string) *Statement {
	if len(s.Words) == 0 {
		return unread(s, p, cloud)
	}
	row, s := r.row(s, p, cloud)
	if row == nil {
		return unread(s, p, cloud)
	}
	args, wrong := r.match(row, s, p, cloud)
	r.problems = append(r.problems, wrong...)
	got := &Statement{Row: row, args: args, Span: s.Span, Broken: len(wrong) > 0}
	if row == &RowCloud {
		v, _ := ArgCloud.In(got)
		cloud = Meant(v.Text)
	}
	if s.HasBlock() {
		r.block(s, got, cloud)
	}
	return got
}

// unread is a statement without a row.
func unread(s *syntax.Statement, p Place, cloud string) *Statement {
	u := &Statement{Row: &RowUnread, Span: s.Span, Broken: true, Unread: namesIn(nil, s)}
	if len(s.Words) == 1 && !s.HasBlock() {
		for _, keyword := range Keywords(p, cloud) {
			u.Half = u.Half || strings.HasPrefix(keyword, s.Words[0].Text)
		}
	}
	return u
}

// namesIn adds the words that may be the name that a statement declares, and those of the statements in its block: the
// second one, and where the keyword is missing the first one.
func namesIn(names []string, s *syntax.Statement) []string {
	for _, w := range s.Words[:min(2, len(s.Words))] {
		if w.Kind == syntax.Bare && looksLikeName(w.Text) {
			names = append(names, w.Text)
		}
	}
	for _, inside := range s.Body {
		names = namesIn(names, inside)
	}
	return names
}

// match reads the words of a statement, and looks for what else was meant where they can't be read.
func (r *reader) match(row *Row, s *syntax.Statement, p Place, cloud string) (args, source.List) {
	help := len(r.problems) < mostHelped
	args, wrong := match(row, s, help)
	if len(wrong) == 0 || !help {
		return args, wrong
	}
	if head, instead := inline(row, s, cloud); head != nil {
		args, _ = match(row, head, false)
		return args, instead
	}
	r.run(wrong, s, p, cloud)
	if d := &wrong[0]; d.Fix == nil && (row == &RowIn || row == &RowOut) && p == InGroup {
		asRule(d, s, s.Words, cloud)
	}
	if row == &RowNAT && !mayBePrivate(cloud) {
		withoutPrivate(&wrong[0])
	}
	if d := &wrong[0]; row == &RowEndpoint && d.Fix != nil && strings.HasPrefix(d.Fix.Edits[0].Text, WordGateway.Text) {
		d.Hint = RowEndpoint.Help
		d.Fix = nil // what follows may be a host
	}
	if row == &RowCloud && len(args.values) == 0 {
		r.chooseCloud(&wrong[0], source.Span{Start: s.Words[0].Span.End, End: s.Span.End})
	}
	return args, wrong
}

// mayBePrivate reports whether a cloud has NAT gateways without a public address in this language.
func mayBePrivate(key string) bool {
	p := cloud.Find(key)
	return p == nil || p.NAT.MayBePrivate
}

// withoutPrivate takes the word private out of the advice about a NAT gateway: the word that stands there goes.
func withoutPrivate(d *source.Diagnostic) {
	private := WordPrivate.Text
	d.Hint = strings.ReplaceAll(d.Hint, " ["+private+"]", "")
	if d.Fix != nil && d.Fix.Edits[0].Text == private {
		d.Hint = "Leave it out."
		d.Fix = &source.Fix{Title: "Remove it", Edits: []source.Edit{{Span: d.Fix.Edits[0].Span}}}
	}
}

// chooseCloud offers the clouds that the text does not have for a place behind the word cloud.
func (r *reader) chooseCloud(d *source.Diagnostic, at source.Span) {
	var lines []string
	for _, key := range cloud.Keys() {
		line := RowCloud.Keyword + " " + key
		lines = append(lines, line)
		if !r.hasCloud(key) {
			d.Choices = append(d.Choices, &source.Fix{
				Title: "Write " + line, Edits: []source.Edit{{Span: at, Text: " " + key}},
			})
		}
	}
	d.Hint = "Write " + Either(lines) + "."
}

// hasCloud reports whether the text has a block of a cloud.
func (r *reader) hasCloud(key string) bool {
	for _, s := range r.top {
		if len(s.Words) > 1 && s.Words[0].Text == RowCloud.Keyword && Meant(s.Words[1].Text) == key {
			return true
		}
	}
	return false
}

// run reports a line with two statements, by the keyword that starts the second.
func (r *reader) run(wrong source.List, s *syntax.Statement, p Place, cloud string) {
	for i := range wrong {
		d := &wrong[i]
		for _, w := range s.Words[1:] {
			if w.Span == d.Span && d.Fix == nil && slices.Contains(Keywords(p, cloud), w.Text) {
				d.Hint = "A statement ends with its line, or with a semicolon."
				at := source.Span{Start: d.Span.Start, End: d.Span.Start}
				d.Fix = &source.Fix{
					Title: "Write a semicolon before " + w.Text,
					Edits: []source.Edit{{Span: at, Text: "; "}},
				}
			}
		}
	}
}

func (r *reader) block(s *syntax.Statement, got *Statement, cloud string) {
	switch {
	case got.Row.Opens == InNothing:
		r.problems.Add(
			source.Span{Start: s.Block.Start, End: s.Block.Start + 1},
			"unexpected {: %s has no block",
			s.Words[0].Text,
		)
	default:
		r.around = append(r.around, block{s, got.Row})
		got.Body = r.once(s, r.body(s.Body, got.Row.Opens, cloud))
		r.around = r.around[:len(r.around)-1]
	}
}

// once reports a statement that its block has already and may have once only, and leaves it out. A line that could not
// be read does not count.
func (r *reader) once(block *syntax.Statement, body []*Statement) []*Statement {
	seen := map[*Row]bool{}
	kept := body[:0]
	for _, s := range body {
		if s.Row.Once && !s.Broken && seen[s.Row] {
			r.problems.Add(
				s.Span,
				"duplicate %s: %s has one already",
				s.Row.Keyword,
				block.Words[min(1, len(block.Words)-1)].Text,
			)
			continue
		}
		seen[s.Row] = seen[s.Row] || !s.Broken
		kept = append(kept, s)
	}
	return kept
}

// row finds the row of a statement, or reports why it can't stand here. A statement that is read as another is returned
// with the words of that.
func (r *reader) row(s *syntax.Statement, p Place, cloud string) (*Row, *syntax.Statement) {
	w := s.Words[0]
	asks := p == AtTop && len(s.Words) > 2 && s.Words[1].Kind == syntax.Arrow
	if row := meantRow(s, p, cloud); row != nil && w.Kind == syntax.Bare && !asks {
		return r.known(s, row, p, cloud), s
	}
	if line := wordless(p); line != nil && beginsLine(s.Words) {
		return line, s
	}
	return r.unknown(s, p, cloud)
}

// known returns the row of a keyword, or what the statement is read as where that does not stand.
func (r *reader) known(s *syntax.Statement, row *Row, p Place, cloud string) *Row {
	w := s.Words[0]
	switch {
	case !row.KnownIn(cloud):
		return r.foreign(w, row, p, cloud)
	case row.StandsIn(p):
		return row
	case row.lacks(p):
		found := r.instead(w, row.Lacking.Other, p.nameIn(cloud), p, cloud)
		if row.Lacking == directed {
			r.forgotten(&r.problems[len(r.problems)-1], s, p, cloud)
		}
		return found
	}
	r.misplaced(s, row, p, cloud)
	return nil
}

// beginsLine reports whether words are those of a line without a keyword: a route or a range.
func beginsLine(words []syntax.Word) bool {
	w := words[0]
	return len(words) > 1 && words[1].Kind == syntax.Arrow || looksLikeAddress(w.Text) || KnownRange(w.Text) != ""
}

// meantRow is the row that a statement is of. Of several with its keyword that declare a name it is the one that takes more
// of the words, even if it stands elsewhere.
func meantRow(s *syntax.Statement, p Place, cloud string) *Row {
	row := find(s.Words[0].Text, p, cloud)
	if row == nil || !row.Forms[0].Declares() {
		return row
	}
	for _, r := range Rows {
		if r.Keyword == row.Keyword && r != row && r.Forms[0].Declares() &&
			r.reach(s.Words[1:]) > row.reach(s.Words[1:]) {
			return r
		}
	}
	return row
}

// Meant returns the cloud that a word means: itself, the one that people call so, or the nearest one; otherwise empty.
// For the cloud of another operator it is the one whose variant that is.
func Meant(key string) string {
	key, _, _ = strings.Cut(CloudWords(key), " ")
	return key
}

// CloudWords are what stands behind cloud for the cloud that a word means: its key, and the word of the variant.
func CloudWords(key string) string {
	if called := known(cloudNames, strings.ToLower(key)); called != "" {
		return called
	}
	return source.Nearest(key, cloud.Keys())
}

// foreign explains a word of another cloud. If this cloud has another word for the same thing, the statement is read as
// that, so that its block is not lost.
func (r *reader) foreign(w syntax.Word, row *Row, p Place, cloud string) *Row {
	return r.instead(w, row.InsteadIn(cloud), "cloud "+cloud, p, cloud)
}

// instead reports what there is in the place of a word. If that is another word for the same thing, the statement is
// read as that.
func (r *reader) instead(w syntax.Word, other Other, who string, p Place, cloud string) *Row {
	d := r.problems.Add(w.Span, "unexpected %s: %s %s", w.Text, who, other.Explanation)
	d.Hint = other.Hint
	if other.Keyword == "" {
		return nil
	}
	d.Fix = source.Replace(w.Span, other.Keyword)
	return find(other.Keyword, p, cloud)
}

// misplaced reports a word that stands in other blocks, and names those that this cloud has.
func (r *reader) misplaced(s *syntax.Statement, row *Row, p Place, cloud string) {
	w := s.Words[0]
	places := r.places(w, row, p, cloud)
	if places == "" {
		return
	}
	d := r.problems.Add(w.Span, "unexpected %s in %s: it stands in %s", w.Text, p.nameIn(cloud), places)
	r.forgotten(d, s, p, cloud)
}

// places are the blocks of a cloud where a statement stands, joined by "or". Where there are none they are empty, and what
// the cloud has in their place is reported.
func (r *reader) places(w syntax.Word, row *Row, p Place, cloud string) string {
	var names []string
	for _, in := range row.In {
		if in.isFoundIn(cloud) {
			names = append(names, in.nameIn(cloud))
		}
	}
	if len(names) == 0 {
		r.instead(w, row.foreignAround(cloud).InsteadIn(cloud), "cloud "+cloud, p, cloud)
	}
	return Either(names)
}

// foreignAround is the row around a row, or around that, that a cloud lacks.
func (r *Row) foreignAround(cloud string) *Row {
	for _, around := range Rows {
		if around.Opens == r.In[0] && around.KnownIn(cloud) {
			return around.foreignAround(cloud)
		}
		if around.Opens == r.In[0] {
			return around
		}
	}
	return r
}

// isIn reports whether a cloud has a row and a block where it stands.
func (r *Row) isIn(cloud string) bool {
	return r.KnownIn(cloud) && slices.ContainsFunc(r.In, func(p Place) bool { return p.isFoundIn(cloud) })
}

// nameIn is the name of a place in a cloud: that of its own keyword, where clouds have several for the same block.
func (p Place) nameIn(cloud string) string {
	if cloud == "" || p == InNothing {
		return string(p)
	}
	own, several := p.opener(cloud)
	if several && own != "" {
		return "a " + own
	}
	return string(p)
}

// opener is the keyword of a cloud's statement whose block this place is, and whether another cloud has another one.
func (p Place) opener(cloud string) (own string, several bool) {
	for _, r := range Rows {
		switch {
		case r.Opens != p:
		case r.KnownIn(cloud):
			own = r.Keyword
		default:
			several = true
		}
	}
	return own, several
}

// SubnetWord is the keyword of a cloud for a subnet.
func SubnetWord(cloud string) string {
	word, _ := InSubnet.opener(cloud)
	return word
}

// isFoundIn reports whether a cloud has blocks of this kind.
func (p Place) isFoundIn(cloud string) bool {
	if p == AtTop {
		return true
	}
	for _, r := range Rows {
		if r.Opens == p && r.isIn(cloud) {
			return true
		}
	}
	return false
}

// mostHelped is for how many problems of a text a fix is looked for: the search takes time, and nobody reads more.
const mostHelped = 100

// forgotten suggests the missing or misplaced keyword of a statement if it is certain, and otherwise shows the form of
// the lines without a keyword.
func (r *reader) forgotten(d *source.Diagnostic, s *syntax.Statement, p Place, cloud string) {
	if len(r.problems) > mostHelped {
		return
	}
	first := s.Words[0].Span
	line := wordless(p)
	keyword := ""
	if len(s.Words) > 1 && d.Hint == "" {
		keyword = keyworded(s.Words, p, cloud)
	}
	switch {
	case keyword != "":
		d.Hint = "A line such as this starts with " + keyword + "."
		d.Fix = &source.Fix{
			Title: "Write " + keyword + " before it",
			Edits: []source.Edit{{Span: source.Span{Start: first.Start, End: first.Start}, Text: keyword + " "}},
		}
	case len(s.Words) > 1 && swapped(s.Words, p, cloud):
		second := s.Words[1]
		d.Hint = "A line such as this starts with " + second.Text + "."
		d.Fix = &source.Fix{
			Title: "Write " + second.Text + " first",
			Edits: []source.Edit{{Span: first, Text: second.Text}, {Span: second.Span, Text: s.Words[0].Text}},
		}
	case asRuleOf(p, d, s, cloud):
	case line != nil && len(s.Words) > 1 && line.takes(s.Words[1:]):
		d.Hint = "A line in " + string(p) + " has no word before it."
		d.Fix = &source.Fix{
			Title: "Remove " + s.Words[0].Text,
			Edits: []source.Edit{{Span: source.Span{Start: first.Start, End: s.Words[1].Span.Start}}},
		}
	case r.asRoute(d, s, p):
	case line != nil && d.Hint == "":
		d.Hint = "Write " + written("", line.Forms[0]) + "."
	}
}

// asRoute says where a route stands that stands elsewhere, or at the top level how a question is written, and offers a route table around it in a VPC that states no
// main one. It reports whether the line is a route.
func (r *reader) asRoute(d *source.Diagnostic, s *syntax.Statement, p Place) bool {
	words := s.Words
	if !RowRoute.takes(words) {
		words = words[1:]
	}
	if len(words) == 0 || !RowRoute.takes(words) {
		return false
	}
	if p == AtTop && !strings.Contains(words[0].Text, "/") {
		d.Hint = "A question is trace FROM -> TO SERVICE: trace " + lineOf(words) + " tcp/443."
		return true
	}
	line := " { " + lineOf(words) + " }"
	d.Hint = "A route stands in a route-table, which a subnet names: " + RowTable.Keyword + " NAME" + line + "."
	if p == InVPC && !r.hasMain() {
		d.Fix = source.Replace(s.Span, RowTable.Keyword+" main"+line)
	}
	return true
}

// hasMain reports whether the block that is being read states the route table main, or is not known.
func (r *reader) hasMain() bool {
	if len(r.around) == 0 {
		return true
	}
	for _, s := range r.around[len(r.around)-1].Body {
		if len(s.Words) > 1 && s.Words[0].Text == RowTable.Keyword && s.Words[1].Text == "main" {
			return true
		}
	}
	return false
}

// swapped reports whether a statement is complete once its first two words change places.
func swapped(words []syntax.Word, p Place, cloud string) bool {
	row := find(words[1].Text, p, cloud)
	if p == InGroup && looksLikePlainNumber(words[0].Text) && !numbersRules(cloud) {
		return false
	}
	return row != nil && row.StandsIn(p) && row.KnownIn(cloud) &&
		row.takes(append([]syntax.Word{words[0]}, words[2:]...))
}

// unknown reports a word that is not of the language. If it is a term that stands for a keyword, or near to one, the
// statement is read with that keyword.
func (r *reader) unknown(s *syntax.Statement, p Place, cloud string) (*Row, *syntax.Statement) {
	w := s.Words[0]
	if t := termIn(w.Text, p, cloud); t != nil && w.Kind == syntax.Bare && !isName(s, t, p, cloud) {
		return r.termed(s, t, p, cloud)
	}
	d := r.problems.Add(w.Span, "unexpected %s in %s", source.Short(w.Text), p.nameIn(cloud))
	meant := source.Nearest(w.Text, Keywords(p, cloud))
	if meant == "" {
		r.forgotten(d, s, p, cloud)
		return nil, s
	}
	d.Hint = "Did you mean " + meant + "?"
	d.Fix = source.Replace(w.Span, meant)
	return find(meant, p, cloud), s
}

// isName reports whether a word that is a term is a name here, to which the keyword of its line is missing: an arrow or
// an address stands behind it.
func isName(s *syntax.Statement, t *term, p Place, cloud string) bool {
	return t.argument == "" && len(s.Words) > 1 &&
		(s.Words[1].Kind == syntax.Arrow || looksLikeAddress(s.Words[1].Text)) && keyworded(s.Words, p, cloud) != ""
}

// Keywords are the keywords that may stand in a block of a cloud.
func Keywords(p Place, cloud string) []string {
	var words []string
	for _, r := range Rows {
		if r.Keyword != "" && r.StandsIn(p) && r.KnownIn(cloud) {
			words = append(words, r.Keyword)
		}
	}
	return words
}
