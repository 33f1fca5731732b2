package check

import (
	"slices"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// lost is what lines that can't be read may have declared. A problem that comes only from the want of that is not told:
// it goes when the line is mended.
type lost struct {
	// names stand in such lines and in their blocks, each with the rows of its lines.
	names map[string][]*vocabulary.Row
	// rows are those of the lines; nameless are those whose name can't be read; any says that one may be of any row.
	rows, nameless []*vocabulary.Row
	any            bool
}

// lostIn finds what was lost in statements and in their blocks.
func lostIn(statements []*vocabulary.Statement) *lost {
	l := &lost{names: map[string][]*vocabulary.Row{}}
	l.in(statements, false)
	return l
}

// in goes through statements; inside says that the block around them belongs to such a line.
func (l *lost) in(statements []*vocabulary.Statement, inside bool) {
	for _, s := range statements {
		for _, name := range s.Unread {
			l.add(name, s.Row)
		}
		l.any = l.any || s.Half
		broken := inside || s.Broken
		if broken {
			l.line(s)
		}
		l.in(s.Body, broken)
	}
}

// line adds what a line declares.
func (l *lost) line(s *vocabulary.Statement) {
	l.rows = append(l.rows, s.Row)
	switch {
	case !s.Row.Declares():
		l.add(s.Row.Keyword, s.Row) // the name of what has none of its own
	case s.Name() != "":
		l.add(s.Name(), s.Row)
	default:
		l.nameless = append(l.nameless, s.Row)
	}
}

func (l *lost) add(name string, row *vocabulary.Row) { l.names[name] = append(l.names[name], row) }

// has reports whether an object with a name may have been lost. kind is its noun, or a wider word such as target.
func (l *lost) has(name, kind string) bool {
	return l != nil && (l.any || oneIsOf(l.names[name], kind) || oneIsOf(l.nameless, kind))
}

func oneIsOf(rows []*vocabulary.Row, kind string) bool {
	for _, row := range rows {
		if isOf(row, kind) {
			return true
		}
	}
	return false
}

// isOf reports whether a row may declare what a word in a message means.
func isOf(row *vocabulary.Row, kind string) bool {
	if kind == "object" || row == &vocabulary.RowUnread {
		return true
	}
	switch kind {
	case "target", "machine":
		return !slices.Contains(peers, row) && !slices.Contains(parts, row)
	case "attachment":
		return row == &vocabulary.RowVPC || row == &vocabulary.RowVPNConnection
	case string(cloud.NounGroup), string(cloud.NounPrefixList):
		return slices.Contains(peers, row)
	}
	return strings.EqualFold(row.Noun(), kind)
}

var (
	// peers are the rows that declare what a rule may name: a cluster makes a group.
	peers = []*vocabulary.Row{
		&vocabulary.RowGroup, &vocabulary.RowSides, &vocabulary.RowPrefixList, &vocabulary.RowCluster,
	}
	// parts are the rows that declare what is neither an end of a question nor a target, nor a peer.
	parts = []*vocabulary.Row{
		&vocabulary.RowVPC, &vocabulary.RowSubnet, &vocabulary.RowVSwitch, &vocabulary.RowTable, &vocabulary.RowACL,
		&vocabulary.RowUser, &vocabulary.RowHubTable, &vocabulary.RowVPNConnection,
	}
	// owners are the rows of lines that may have an address.
	owners = []*vocabulary.Row{
		&vocabulary.RowUnread, &vocabulary.RowCloud, &vocabulary.RowVPC, &vocabulary.RowSubnet, &vocabulary.RowVSwitch,
		&vocabulary.RowHost, &vocabulary.RowInstance, &vocabulary.RowMachine, &vocabulary.RowInterface,
		&vocabulary.RowAddress, &vocabulary.RowEIP, &vocabulary.RowPublicIP, &vocabulary.RowIPv6, &vocabulary.RowNAT,
		&vocabulary.RowBalancer, &vocabulary.RowBalancerSubnets, &vocabulary.RowBalancerVSwitches, &vocabulary.RowPod,
		&vocabulary.RowBehind, &vocabulary.RowVPNGateway, &vocabulary.RowVPNConnection, &vocabulary.RowSharedSNAT,
		&vocabulary.RowInterfaceEndpoint,
	}
)

// hasAddress reports whether an address may have been lost.
func (l *lost) hasAddress() bool {
	if l == nil || l.any {
		return l != nil
	}
	for _, row := range l.rows {
		if slices.Contains(owners, row) {
			return true
		}
	}
	return false
}

// hasCloud reports whether the block of a cloud may have been lost.
func (l *lost) hasCloud() bool { return l.hasRow(&vocabulary.RowCloud) }

// hasRow reports whether a line of a row may have been lost.
func (l *lost) hasRow(row *vocabulary.Row) bool {
	return l != nil && (l.any || slices.Contains(l.rows, row))
}

// loses notes that an object was not made though its line can be read: the problem is told where it comes from.
func (w *cloudBuilder) loses(name string, row *vocabulary.Row) {
	w.lostHere.add(name, row)
	w.lost.add(name, row)
}
