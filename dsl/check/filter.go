package check

import (
	"fmt"
	"net/netip"
	"slices"
	"sort"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/vocabulary"
)

func (w *cloudBuilder) group(v *cloud.VPC, s *vocabulary.Statement) {
	g := v.DefaultGroup
	var own []cloud.Rule
	if s.Name() == "default" {
		if !g.Span.IsZero() {
			w.problems.Add(s.Span, "duplicate security-group default%s", w.already(g.Span))
			return
		}
		if g.Kind.MemberRule > 0 {
			own = g.Rules[cloud.In]
		}
		g.Span, g.Rules = s.Span, [2][]cloud.Rule{}
	} else {
		g = &cloud.Group{Thing: thing(v, s, cloud.NounGroup), Kind: w.cloud.Provider.Groups.Kinds[0]}
		if g.Kind.MemberRule > 0 {
			own = []cloud.Rule{cloud.AllowMembers(g, g.Kind.MemberRule)}
		}
		if !w.name(s, g) {
			return
		}
		v.Groups = append(v.Groups, g)
	}
	if k, ok := vocabulary.ArgGroupType.In(s); ok {
		w.kind(g, k)
	}
	if a, ok := vocabulary.ArgNumber.In(s); ok {
		g.Account = a.Text
	}
	w.halfTyped[g] = s.Broken
	// Rules may name groups that are declared further down.
	w.later(phaseResolve, func() { w.groupRules(&groupBlock{Group: g, own: own}, s) })
}

func (w *cloudBuilder) kind(g *cloud.Group, v *vocabulary.Value) {
	var words []string
	for _, k := range w.cloud.Provider.Groups.Kinds {
		if k.Word == v.Text {
			g.Kind = k
			return
		}
		if k.Word != "" {
			words = append(words, k.Word)
		}
	}
	d := w.problems.Add(v.Span, "unexpected %s: %s has one kind of security group", v.Text, w.cloud.Provider.Title)
	if words != nil {
		d.Message = "unexpected " + v.Text + ": a security group is " + strings.Join(words, " or ")
	}
}

// A groupBlock is a group while its rules are read: the directions that have a rule, those that have a line, and the
// cloud's own rules for what comes in, which stand beside the stated ones.
type groupBlock struct {
	*cloud.Group
	ruled, stated [2]bool
	own           []cloud.Rule
}

func (w *cloudBuilder) groupRules(block *groupBlock, s *vocabulary.Statement) {
	g := block.Group
	for _, b := range s.Body {
		if (b.Row == &vocabulary.RowIn || b.Row == &vocabulary.RowOut) && vocabulary.ArgService.IsIn(b) {
			block.ruled[direction(b)] = true
		}
	}
	inGroup.read(w, block, s.Body)
	g.Rules[cloud.In] = append(g.Rules[cloud.In], block.own...)
	if !block.stated[cloud.Out] {
		g.Rules[cloud.Out] = append(g.Rules[cloud.Out], g.Kind.OutRules...)
	}
}

// inGroup is the block of a security group.
var inGroup = place[*cloudBuilder, *groupBlock]{
	{&vocabulary.RowIn, (*cloudBuilder).groupLine},
	{&vocabulary.RowOut, (*cloudBuilder).groupLine},
	{&vocabulary.RowInner, (*cloudBuilder).innerOfGroup},
}

func (w *cloudBuilder) groupLine(b *groupBlock, s *vocabulary.Statement) {
	d, none := direction(s), vocabulary.WordNone.IsIn(s)
	if b.ruled[d] && !s.Broken && none {
		w.problems.Add(s.Span, "unexpected %s none: a rule for the same direction stands beside it", s.Row.Keyword)
	}
	b.stated[d] = true
	if none {
		if d == cloud.In {
			b.own = nil
		}
		return
	}
	if r, ok := w.rule(b.VPC, s, b.Group, d); ok {
		b.Rules[d] = append(b.Rules[d], r)
	}
}

// direction is the direction of the line of a group or an ACL.
func direction(s *vocabulary.Statement) cloud.Direction {
	if s.Row == &vocabulary.RowIn {
		return cloud.In
	}
	return cloud.Out
}

func (w *cloudBuilder) innerOfGroup(b *groupBlock, s *vocabulary.Statement) {
	switch {
	case b.Kind.MemberRule == 0:
		w.inner(b.Group, s)
	case vocabulary.WordDeny.IsIn(s):
		b.own = slices.DeleteFunc(b.own, func(r cloud.Rule) bool { return r.Peers[0].Group == b.Group })
	}
}

func (w *cloudBuilder) inner(g *cloud.Group, s *vocabulary.Statement) {
	if !g.Kind.Members {
		w.problems.Add(s.Span, "unexpected inner: members of %s never reach each other by membership", g.Name).Hint =
			"Only a basic group has an inner policy."
		return
	}
	g.Apart, g.ApartSpan = vocabulary.WordDeny.IsIn(s), s.Span
}

// rule reads a rule of a group for packets in a direction, or a rule of an ACL if g is nil.
func (w *cloudBuilder) rule(
	v *cloud.VPC,
	s *vocabulary.Statement,
	g *cloud.Group,
	d cloud.Direction,
) (cloud.Rule, bool) {
	if s.Broken {
		return cloud.Rule{}, false
	}
	service, _ := vocabulary.ArgService.In(s)
	r := cloud.Rule{Span: s.Span, Allow: vocabulary.WordAllow.IsIn(s), Service: service.Service}
	number, _ := vocabulary.ArgNumber.In(s)
	r.Number = number.Number
	if g != nil && !w.groupRule(s, &r, number) || g == nil && !w.aclRule(s, number) {
		return r, false
	}
	all := true
	for _, p := range vocabulary.ArgPeers.In(s) {
		peer, ok := w.peer(p, v, g)
		all = ok && (g == nil || !p.Range.IsValid() || w.byMachine(p, d, g.Kind)) && all
		r.Peers = append(r.Peers, peer...)
	}
	return r, all
}

// groupRule checks a rule of a group against the cloud's model of groups.
func (w *cloudBuilder) groupRule(s *vocabulary.Statement, r *cloud.Rule, number *vocabulary.NumberValue) bool {
	model, numbered := w.cloud.Provider.Groups, number.Text != ""
	switch {
	case !model.Denies && !r.Allow:
		d := w.refuse(cloud.AboutGroupRules, vocabulary.WordDeny.At(s),
			"unexpected deny: a security group of %s only allows", w.cloud.Provider.Title)
		d.Hint = "What no rule allows is dropped. To keep one address out, use a network-acl."
		return false
	case !model.Numbered && numbered:
		d := w.refuse(cloud.AboutGroupRules, number.Span,
			"unexpected %d: the rules of a security group of %s have no order and no number", r.Number,
			w.cloud.Provider.Title)
		d.Fix = &source.Fix{
			Title: "Remove the number",
			Edits: []source.Edit{{Span: source.Span{Start: d.Span.Start, End: vocabulary.WordAllow.At(s).Start}}},
		}
		return false
	case model.Numbered && !numbered:
		r.Number = 1
	case numbered && (r.Number < 1 || r.Number > model.MaxNumber) && (r.Number == 0 || r.Number != model.OldNumber):
		d := w.problems.Add(number.Span, "invalid priority %d: it is a number from 1 to %d", r.Number, model.MaxNumber)
		if model.OldNumber > 0 {
			d.Hint = fmt.Sprintf(
				"Rules that the cloud made in its early days have %d, behind all others.",
				model.OldNumber,
			)
		}
		return false
	}
	return true
}

func (w *cloudBuilder) aclRule(s *vocabulary.Statement, number *vocabulary.NumberValue) bool {
	limit := w.cloud.Provider.ACLs.MaxNumber
	switch {
	case number.Text == "":
		w.problems.Add(s.Span, "a rule of a network ACL has a number: its place").Hint =
			"Write " + s.Row.Keyword + " 100 and the rest."
		return false
	case number.Number < 1 || number.Number > limit:
		w.problems.Add(number.Span, "invalid number %d: a rule of a network ACL has one from 1 to %d", number.Number,
			limit)
		return false
	}
	return true
}

// peer reads a peer of a rule: a range, a prefix list, or in a security group the name of a group.
func (w *cloudBuilder) peer(p *vocabulary.RangeValue, v *cloud.VPC, g *cloud.Group) ([]cloud.Peer, bool) {
	if p.Range.IsValid() {
		return []cloud.Peer{{Range: p.Range}}, true
	}
	peer := w.cloud.Taken(cloud.ScopePeers, p.Text)
	if is[*cloud.PrefixList](peer) {
		return w.listed(&p.Value, v, g)
	}
	if peer == nil && w.meansOther(&p.Value, g) || !w.meansGroup(p.Text, g) && w.meansRange(&p.Value) {
		return nil, false
	}
	return w.groupPeer(&p.Value, v, g)
}

// groupPeer reads the name of a group in a rule, with a diagnostic where the rule can't name it.
func (w *cloudBuilder) groupPeer(p *vocabulary.Value, v *cloud.VPC, g *cloud.Group) ([]cloud.Peer, bool) {
	switch {
	case w.onlyLists(g) && !strings.Contains(p.Text, "/") && len(w.cloud.Named(p.Text)) == 0:
		w.undeclared(p, "prefix list", in[*cloud.PrefixList](v))
	case g == nil:
		w.problems.Add(p.Span, "unexpected %s: a network ACL knows ranges and addresses, no groups", p.Text)
	case g.Kind.Side != "" && !g.Kind.References:
		w.problems.Add(p.Span, "unexpected %s: an %s rule names addresses, a group is known on the intranet only",
			p.Text, g.Kind.Side).Hint = "Write the range of public addresses, or an intranet rule."
	case !g.Kind.References:
		w.problems.Add(p.Span, "unexpected %s: a rule of an %s group names ranges, not groups", p.Text, g.Kind.Word)
	default:
		named := w.namedGroup(p, g)
		if named != g || g.Kind.SelfReference {
			return []cloud.Peer{{Group: named}}, named != nil
		}
		w.problems.Add(p.Span, "unexpected %s: a rule can't name its own group here", p.Text).Hint = membersHint
	}
	return nil, false
}

// meansOther reports whether a name that no peer has is a word for the group itself, with a diagnostic, or was lost in a
// line that can't be read.
func (w *cloudBuilder) meansOther(p *vocabulary.Value, g *cloud.Group) bool {
	if g != nil && vocabulary.MeansItself(p.Text) {
		w.itself(p, g)
		return true
	}
	return w.lostHere.has(p.Text, string(cloud.NounGroup))
}

// membersHint is for a rule of a basic group about its own members.
const membersHint = "Members of a basic group reach each other by themselves; inner deny keeps them apart."

// itself adds a diagnostic about a word for the group in whose rule it stands.
func (w *cloudBuilder) itself(p *vocabulary.Value, g *cloud.Group) {
	d := w.problems.Add(p.Span, "unexpected %s: a rule names its own group as any other, by its name", p.Text)
	switch {
	case g.Kind.References && g.Kind.SelfReference:
		d.Hint, d.Fix = "Write "+g.Name+".", source.Replace(p.Span, g.Name)
		return
	case g.Kind.Members:
		d.Hint = membersHint
	default:
		d.Hint = "Write the ranges of its members."
	}
	d.Message = "unexpected " + p.Text + ": a rule can't name its own group here"
}

// meansGroup reports whether a name in a rule means a group, whatever else is called so. In an ACL, where g is nil, only
// default does.
func (w *cloudBuilder) meansGroup(name string, g *cloud.Group) bool {
	return name == "default" || g != nil && g.Kind.References && w.cloud.Taken(cloud.ScopePeers, name) != nil
}

// onlyLists reports whether a name in a rule can be that of a prefix list only: in an ACL if g is nil, or in a group
// whose rules name no groups.
func (w *cloudBuilder) onlyLists(g *cloud.Group) bool {
	if g == nil {
		return w.cloud.Provider.ACLs.Lists
	}
	return g.Kind.Side == "" && !g.Kind.References
}

// meansRange reports whether a name stands for a range: that of an object, or a word for everywhere. It adds a
// diagnostic that says which range to write.
func (w *cloudBuilder) meansRange(p *vocabulary.Value) bool {
	var held []cloud.Object
	var texts []string
	for _, o := range w.cloud.Named(p.Text) {
		if text := rangeOf(o); text != "" {
			held, texts = append(held, o), append(texts, text)
		}
	}
	switch len(held) {
	case 0:
		return w.outside(p)
	case 1:
		w.asRange(p, articles(held)+": its range stands here", texts[0])
	default:
		w.problems.Add(p.Span, "%s is %s: a range stands here", p.Text, articles(held)).Hint =
			"Write " + vocabulary.Either(texts) + "."
	}
	return true
}

// rangeOf are the ranges or addresses that a name of an object stands for in the place of a range; empty if none.
func rangeOf(o cloud.Object) string {
	switch o := o.(type) {
	case *cloud.VPC:
		return written(o.Ranges)
	case *cloud.Subnet:
		return written(o.Ranges)
	case *cloud.Instance:
		var own []netip.Addr
		for _, a := range o.Interfaces[0].Addresses[:min(len(o.Interfaces[0].Addresses), mostWritten+1)] {
			own = append(own, a.Private)
		}
		return written(own)
	}
	return ""
}

// outside does the same for a host, and for a word for everywhere.
func (w *cloudBuilder) outside(p *vocabulary.Value) bool {
	if all := vocabulary.KnownRange(p.Text); all != "" {
		w.asRange(p, "every address: a range stands here", all)
		return true
	}
	h := w.network.Host(p.Text)
	if h == nil {
		return false
	}
	w.asRange(p, "a host: its address stands here", written(h.Addresses))
	return true
}

func (w *cloudBuilder) asRange(p *vocabulary.Value, what, texts string) {
	d := w.problems.Add(p.Span, "%s is %s", p.Text, what)
	d.Hint = "Write " + texts + "."
	if !strings.HasSuffix(texts, more) {
		d.Fix = source.Replace(p.Span, texts)
	}
}

// mostWritten is the largest number of ranges or addresses of an object in a message; more stands for the rest.
const (
	mostWritten = 8
	more        = ", …"
)

// written writes ranges or addresses for a message.
func written[T fmt.Stringer](all []T) string {
	texts := make([]string, min(len(all), mostWritten))
	for i := range texts {
		texts[i] = all[i].String()
	}
	text := strings.Join(texts, ", ")
	if len(all) > mostWritten {
		text += more
	}
	return text
}

// listed reads the name of a prefix list in a rule of a VPC.
func (w *cloudBuilder) listed(p *vocabulary.Value, v *cloud.VPC, g *cloud.Group) ([]cloud.Peer, bool) {
	if g == nil && !w.cloud.Provider.ACLs.Lists {
		w.refuse(cloud.AboutACLPeers, p.Span,
			"unexpected %s: a network ACL of %s knows ranges and addresses, no prefix lists", p.Text,
			w.cloud.Provider.Title)
		return nil, false
	}
	l := lookup[*cloud.PrefixList](w, v, p, cloud.NounPrefixList)
	if l == nil || !w.mayList(l, p) {
		return nil, false
	}
	peers := make([]cloud.Peer, len(l.Ranges))
	for i, r := range l.Ranges {
		peers[i] = cloud.Peer{Range: r}
	}
	return peers, true
}

// namedGroup returns the group that a rule names: one of the same VPC, of another VPC in a cloud that allows it, or
// after the number of an account one of that account.
func (w *cloudBuilder) namedGroup(p *vocabulary.Value, g *cloud.Group) *cloud.Group {
	account, name, foreign := strings.Cut(p.Text, "/")
	if !foreign {
		name = account
	}
	found, ok := cloud.Declared[*cloud.Group](w.cloud, name)
	switch {
	case foreign && !ok:
		// A group of another account that the scenario does not declare has no members here.
		return &cloud.Group{Thing: cloud.Thing{Name: p.Text}}
	case ok && !w.owned(p, found, account, foreign):
		return nil
	case ok && !found.Kind.References:
		w.problems.Add(p.Span, "unexpected %s: a rule can't name an %s group", p.Text, found.Kind.Word).Hint =
			"Name the range of its members."
		return nil
	case ok && (found.VPC == g.VPC || w.cloud.Provider.Groups.NamesAny):
		return found
	}
	return lookup(w, g.VPC, p, cloud.NounGroup, g.VPC.DefaultGroup)
}

// owned reports whether a rule names a group by the account that owns it, with a diagnostic if not
// (alibaba/group-of-another-account).
func (w *cloudBuilder) owned(p *vocabulary.Value, g *cloud.Group, account string, foreign bool) bool {
	switch {
	case w.halfTyped[g],
		foreign && (g.Account == account || g.Account == "" && w.cloud.Account == account),
		!foreign && (g.Account == "" || g.Account == w.cloud.Account):
		return true
	case g.Account == "":
		d := w.problems.Add(p.Span, "%s is a group of the cloud's own account, not of %s", g.Name, account)
		d.Fix = source.Replace(p.Span, g.Name)
	default:
		d := w.problems.Add(p.Span, "%s is a group of account %s", g.Name, g.Account)
		d.Hint, d.Fix = "Write "+g.Account+"/"+g.Name+".", source.Replace(p.Span, g.Account+"/"+g.Name)
	}
	return false
}

func (w *cloudBuilder) acl(v *cloud.VPC, s *vocabulary.Statement) {
	a := v.DefaultACL
	if s.Name() == "default" && a != nil {
		if !a.Span.IsZero() {
			w.problems.Add(s.Span, "duplicate network-acl default%s", w.already(a.Span))
			return
		}
		a.Span, a.Rules = s.Span, [2][]cloud.Rule{}
	} else {
		a = &cloud.ACL{Thing: thing(v, s, cloud.NounACL)}
		if !w.name(s, a) {
			return
		}
		v.ACLs = append(v.ACLs, a)
	}
	// Rules may name prefix lists that are declared further down.
	w.later(phaseResolve, func() { w.aclRules(a, s) })
}

func (w *cloudBuilder) aclRules(a *cloud.ACL, s *vocabulary.Statement) {
	inACL.read(w, a, s.Body)
	for d := range a.Rules {
		sort.SliceStable(a.Rules[d], func(i, j int) bool { return a.Rules[d][i].Number < a.Rules[d][j].Number })
	}
}

// inACL is the block of a network ACL.
var inACL = place[*cloudBuilder, *cloud.ACL]{
	{&vocabulary.RowIn, (*cloudBuilder).aclLine},
	{&vocabulary.RowOut, (*cloudBuilder).aclLine},
}

// An aclPlace is the key of a rule of an ACL: its direction and its number.
type aclPlace struct {
	acl       *cloud.ACL
	direction cloud.Direction
	number    int
}

func (w *cloudBuilder) aclLine(a *cloud.ACL, s *vocabulary.Statement) {
	if vocabulary.WordNone.IsIn(s) {
		return
	}
	d := direction(s)
	r, ok := w.rule(a.VPC, s, nil, d)
	if !ok {
		return
	}
	if w.again(aclPlace{a, d, r.Number}) {
		number, _ := vocabulary.ArgNumber.In(s)
		w.problems.Add(number.Span, "duplicate number %d: another rule of %s has this place", r.Number, a.Name)
		return
	}
	a.Rules[d] = append(a.Rules[d], r)
}
