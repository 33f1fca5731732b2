package explain

import (
	"slices"
	"strconv"
	"strings"

	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// WayNames are words that tell the ways of a trace apart, in their order: "by 10.0.1.4 to web-1".
func WayNames(t *trace.Trace) []string {
	names, taken := make([]string, len(t.Ways)), map[string]int{}
	for k, w := range t.Ways {
		name := wayName(w)
		if taken[name]++; taken[name] > 1 {
			name += " (" + strconv.Itoa(taken[name]) + ")"
		}
		names[k] = name
	}
	return names
}

// prepositions stand before what chance picks.
var prepositions = [...]string{
	trace.PickedNode: "by ", trace.PickedEndpoint: "to ", trace.PickedTarget: "to ", trace.PickedAddress: "as ",
	trace.PickedZone: "in zone ",
	trace.ClientPort: "from port ", trace.TranslatorPort: "translated to port ",
}

func wayName(w *trace.Way) string {
	var words []string
	for _, p := range w.Picks {
		words = append(words, prepositions[p.Of]+shortened(p.Names, "or"))
	}
	for k, p := range w.Ports {
		before := prepositions[p.Of]
		if k > 0 && w.Ports[k-1].Of == p.Of {
			before = "and then to "
		}
		words = append(words, before+shortened(portTexts(p.Ranges), "or"))
	}
	if words == nil {
		return "otherwise"
	}
	return strings.Join(words, " ")
}

func portTexts(ranges []cloud.Ports) []string {
	texts := make([]string, len(ranges))
	for k, r := range ranges {
		texts[k] = r.String()
	}
	return texts
}

// shortened enumerates some words, or the first of many.
func shortened(words []string, last string) string {
	if len(words) > mostTold {
		return strings.Join(firstFew(words), ", ")
	}
	return source.Enumerate(words, last)
}

// mostTold is how many things of one kind a sentence names.
const mostTold = 3

// firstFew are the first of some words, with an ellipsis in the place of the others.
func firstFew(words []string) []string {
	if len(words) > mostTold {
		return append(words[:mostTold:mostTold], "…")
	}
	return words
}

// WayBecause is the step that decides a way, as a clause; it is empty if nothing stops the packet.
func WayBecause(w *trace.Way) string {
	d := w.Decision()
	if d == nil {
		return ""
	}
	leg, _ := w.Place()
	return Subject(d) + " " + Step(d, leg == 1)
}

// others are ways that fail for another reason than the first way, or by another object: one for each.
func others(t *trace.Trace) []*trace.Way {
	var told []*trace.Step
	var some []*trace.Way
	for k, w := range t.Ways {
		d := w.Decision()
		if d == nil || slices.ContainsFunc(told, func(s *trace.Step) bool { return s.At == d.At && s.Reason == d.Reason }) {
			continue
		}
		told = append(told, d)
		if k > 0 {
			some = append(some, w)
		}
	}
	return some
}

// also names the other causes by which ways fail, each with what follows it, and counts those beyond the first few. It
// is empty if there is only one.
func also(t *trace.Trace, behind func(*trace.Step) string) string {
	rest := others(t)
	if len(rest) == 0 {
		return ""
	}
	var words []string
	for _, w := range rest[:min(mostTold, len(rest))] {
		words = append(words, WayBecause(w)+behind(w.Decision()))
	}
	if more := len(rest) - mostTold; more > 0 {
		words = append(words, strconv.Itoa(more)+" more")
	}
	return "also: " + strings.Join(words, "; ")
}
