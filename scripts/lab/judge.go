//go:build linux

package main

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/source"
	"hopwise/dsl/trace"
)

// A difference is a call about which the engine and the kernel don't agree.
type difference struct {
	question *cloud.Question
	port     uint16
	// engine and kernel say what each holds to be true; because is the engine's reason.
	engine, kernel, because string
	// packets are what passed between the machines.
	packets []string
}

// kind is what a difference has in common with others.
func (d *difference) kind() string {
	engine, kernel := firstWord(d.engine), firstWord(d.kernel)
	if engine == kernel {
		kernel = "at another machine or as another address"
	}
	if d.because != "" {
		engine += " because " + d.because
	}
	return engine + ", in the kernel " + kernel
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

func (d *difference) String() string {
	text := fmt.Sprintf("%s from-port %d\n  engine: %s", d.question, d.port, d.engine)
	if d.because != "" {
		text += " because " + d.because
	}
	text += "\n  kernel: " + d.kernel
	for _, p := range d.packets {
		text += "\n    " + p
	}
	return text
}

// A tally counts what was asked.
type tally struct {
	scenarios, questions, calls int
	// skipped are the questions that can't be put to a kernel.
	skipped int
	// unsteady are the scenarios that differed, and by new kernels did not.
	unsteady int
	// outcomes are how many calls had each.
	outcomes [trace.Flaky + 1]int
}

func (t *tally) String() string {
	text := fmt.Sprintf("%d scenarios, %d questions (%d more not for a kernel), %d calls:",
		t.scenarios, t.questions, t.skipped, t.calls)
	for o, n := range t.outcomes {
		if n > 0 {
			text += fmt.Sprintf(" %d %s", n, trace.Outcome(o))
		}
	}
	if t.unsteady > 0 {
		text += fmt.Sprintf(", %d scenarios unsteady", t.unsteady)
	}
	return text
}

// A court holds an engine against the kernels of a lab.
type court struct {
	lab *lab
	// engine answers a question in a cloud.
	engine func(s *dsl.Scenario, c *cloud.Cloud, q *cloud.Question) trace.Trace
	tally  tally
	// fault is the last scenario that was unsteady, with the state of the machines that it was seen with.
	fault string
}

// newCourt makes a court of the project's engine and a new lab. The process is in a cell.
func newCourt() (*court, error) {
	if err := furnish(); err != nil {
		return nil, err
	}
	l, err := newLab()
	return &court{lab: l, engine: ask}, err
}

func ask(s *dsl.Scenario, c *cloud.Cloud, q *cloud.Question) trace.Trace {
	for _, t := range s.Answer(q) {
		if t.Cloud == c {
			return t
		}
	}
	panic("lab: a question is answered in each of its clouds")
}

// text tries the clouds of a scenario. What differs is tried again by kernels that nobody has used before, which decide:
// a difference that is theirs too is no leftover of an earlier scenario. One that is not is the lab's fault, and counted.
func (j *court) text(text string) ([]difference, error) {
	found, err := j.once(text)
	if err != nil || len(found) == 0 {
		return found, err
	}
	counted, state := j.tally, j.lab.state()
	j.lab.renew()
	again, err := j.once(text)
	j.tally = counted
	if err == nil && len(again) == 0 {
		j.tally.unsteady++
		j.fault = fmt.Sprintf("%s%s\n%s", text, &found[0], state)
	}
	return again, err
}

// once tries the clouds of a scenario.
func (j *court) once(text string) ([]difference, error) {
	s := dsl.Load(text)
	if s.Problems.HasErrors() {
		return nil, errors.New(problems(s))
	}
	var all []difference
	for _, c := range s.Network.Clouds {
		openGroups(c)
		found, err := j.try(s, c)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

func problems(s *dsl.Scenario) string {
	text := ""
	for _, p := range s.Problems {
		if p.Severity == source.Error {
			text += fmt.Sprintf("line %d: %s\n", s.Lines.Line(p.Span), p.Message)
		}
	}
	return text
}

// try builds one cloud of a scenario and asks its questions.
func (j *court) try(s *dsl.Scenario, c *cloud.Cloud) ([]difference, error) {
	questions := slices.DeleteFunc(slices.Clone(s.Questions()), func(q *cloud.Question) bool {
		return !slices.Contains(q.Clouds, c)
	})
	p, err := newPlan(s.Network, c, named(c, questions))
	if err != nil {
		return nil, err
	}
	if err := j.lab.build(p); err != nil {
		return nil, err
	}
	j.tally.scenarios++
	var all []difference
	for _, q := range questions {
		found, err := j.question(s, c, q)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", q, err)
		}
		all = append(all, found...)
	}
	return all, nil
}

// named are the addresses that questions name, and those to which guests forward.
func named(c *cloud.Cloud, questions []*cloud.Question) []netip.Addr {
	var all []netip.Addr
	for _, q := range questions {
		all = append(all, q.From.Addr, q.To.Addr)
	}
	for _, o := range c.Objects {
		if m, ok := o.(*cloud.Instance); ok {
			for _, d := range m.Iptables.DNAT {
				all = append(all, d.To)
			}
		}
	}
	return all
}

// question asks engine and kernel the same, from a few ports. Of several ports that differ alike it returns the first.
func (j *court) question(s *dsl.Scenario, c *cloud.Cloud, q *cloud.Question) ([]difference, error) {
	whole := j.engine(s, c, q)
	call, ok := j.call(q, &whole)
	if !ok {
		j.tally.skipped++
		return nil, nil
	}
	j.tally.questions++
	var all []difference
	for _, port := range j.samples(q, call.from, &whole) {
		call.port = port
		a, err := j.lab.call(call)
		if err != nil {
			return nil, err
		}
		j.tally.calls++
		j.tally.outcomes[a.outcome]++
		d := j.compare(&whole, j.fixed(s, c, q, port), call, &a)
		if d != nil && !slices.ContainsFunc(all, func(other difference) bool { return other.kernel == d.kernel }) {
			all = append(all, *d)
		}
	}
	return all, nil
}

// fixed is the engine's answer for one port.
func (j *court) fixed(s *dsl.Scenario, c *cloud.Cloud, q *cloud.Question, port uint16) *trace.Trace {
	fixed := *q
	if q.Service.HasPorts() {
		fixed.FromPort = &port
	}
	t := j.engine(s, c, &fixed)
	return &t
}

// compare holds the engine's answers, for all ports and for the one that called, against what became of the call. It
// returns nil where they agree.
func (j *court) compare(whole, fixed *trace.Trace, c call, a *answer) *difference {
	d := &difference{question: whole.Question, port: c.port, packets: j.lab.capture()}
	if step := fixed.Decision(); step != nil {
		d.because = string(step.Reason)
	}
	d.engine, d.kernel = j.describe(fixed), a.describe()
	if d.engine != d.kernel {
		return d
	}
	if o := partOf(whole, c.port); o != trace.Unknown && o != a.outcome {
		d.engine = fmt.Sprintf("%s, as one of all ports", o)
		return d
	}
	if in := guestThatDrops(fixed); in != "" && in != j.lab.lostIn(c) {
		d.engine, d.kernel = d.engine+", lost in "+in, d.kernel+", lost in "+j.lab.lostIn(c)
		return d
	}
	return nil
}

// partOf is the outcome that the answer for all ports gives for one of them, Unknown where it leaves that to chance.
func partOf(t *trace.Trace, port uint16) trace.Outcome {
	found := trace.Unknown
	for _, way := range t.Ways {
		isOther := func(p trace.PortPart) bool { return p.Of == trace.ClientPort && !holds(p.Ranges, port) }
		byTranslator := func(p trace.PortPart) bool { return p.Of == trace.TranslatorPort }
		switch {
		case slices.ContainsFunc(way.Ports, isOther):
		case len(way.Picks) > 0, slices.ContainsFunc(way.Ports, byTranslator):
			return trace.Unknown
		default:
			found = way.Outcome
		}
	}
	return found
}

func holds(ranges []cloud.Ports, port uint16) bool {
	return slices.ContainsFunc(ranges, func(r cloud.Ports) bool { return r.Low <= port && port <= r.High })
}

// call is the call that a question means, false if it is none for a kernel. The address that it is for is a matter of
// names, which the engine decides; the address that it comes from is the kernel's business, unless the question names
// it.
func (j *court) call(q *cloud.Question, t *trace.Trace) (call, bool) {
	p, start := j.lab.plan, &t.Legs[0].Start
	c := call{to: start.Destination, service: q.Service, from: p.holder(start.Source)}
	if i := t.Legs[0].From; i != nil && i.Instance() != nil {
		c.from = p.at(i).machine
	}
	if c.from == nil || !c.to.IsValid() || start.Source.Is6() != c.to.Is6() {
		return c, false
	}
	if q.From.Name == "" || q.From.Interface != "" || q.From.Kind != cloud.AnyKind {
		c.bind = start.Source
	}
	// What is no machine is a service of the cloud itself, or nobody: a kernel knows no difference.
	if p.holder(c.to) == nil && p.private(c.to) && t.Outcome != trace.Blocked {
		return c, false
	}
	return c, c.isForKernels() && !(c.to.Is6() && !p.cloud.Provider.PublicNeedsRoute && p.abroad(c))
}

// isForKernels reports whether the lab can make such a call.
func (c call) isForKernels() bool {
	if c.bind.IsValid() && !c.from.has(c.bind) {
		return false
	}
	return c.service.HasPorts() || c.service.IsEcho() && c.to.Is6() == (c.service.Protocol == cloud.ICMPv6)
}

// abroad reports whether an end of a call is outside of the cloud. Where an address of IPv6 is on the Internet only
// after somebody has paid for it, such a call is not a guest's business.
func (p *plan) abroad(c call) bool {
	to := p.holder(c.to)
	return c.from.host != nil || to == nil || to.host != nil
}

// samples are the ports to ask from: of the client's own, those at the edges of the parts that the engine names and of
// the ranges that guests drop.
func (j *court) samples(q *cloud.Question, from *machine, t *trace.Trace) []uint16 {
	switch {
	case !q.Service.HasPorts():
		return []uint16{7} // The identifier of a ping.
	case q.FromPort != nil:
		return []uint16{*q.FromPort}
	}
	own := from.ephemeral()
	edges := []cloud.Ports{own}
	for _, s := range t.Shares {
		edges = append(edges, s.Ports)
	}
	for _, m := range j.lab.plan.machines {
		for _, r := range m.droppedPorts() {
			edges = append(edges, r, cloud.Ports{Low: max(r.Low, 1) - 1, High: min(r.High, 65534) + 1})
		}
	}
	var all []uint16
	for _, r := range edges {
		all = append(all, r.Low, r.High)
	}
	all = slices.DeleteFunc(all, func(port uint16) bool { return port < own.Low || own.High < port })
	slices.Sort(all)
	return slices.Compact(all)
}

// describe says what the engine holds to be true, in the words of answer.describe.
func (j *court) describe(t *trace.Trace) string {
	if t.Outcome == trace.Blocked || t.Outcome == trace.Flaky {
		return t.Outcome.String()
	}
	steps := t.Legs[0].Steps
	last := &steps[len(steps)-1]
	at := j.lab.plan.holder(last.After.Destination)
	for _, m := range j.lab.plan.machines {
		if m.guest != nil && last.At == cloud.Object(m.guest) {
			at = m
		}
	}
	a := answer{t.Outcome, at, last.After.Source}
	return a.describe()
}

// describe is the outcome and, where the request was delivered, the receiver and the address that it saw.
func (a *answer) describe() string {
	text := a.outcome.String()
	if a.receiver != nil {
		text += fmt.Sprintf(" at %s as %s", a.receiver.name, a.as)
	}
	return text
}

// guestThatDrops is the machine that the engine holds to drop the packet, empty where something else does.
func guestThatDrops(t *trace.Trace) string {
	d := t.Decision()
	if d == nil || d.Reason != trace.GuestFirewall && d.Reason != trace.IPForwardOff {
		return ""
	}
	return d.At.Base().Name
}

// lostIn is the machine that swallowed the last packet of a call, or the cloud.
func (l *lab) lostIn(c call) string {
	if len(l.seen) == 0 {
		return c.from.name
	}
	if to := l.seen[len(l.seen)-1].hop.to; to != nil {
		return to.machine.name
	}
	return "the cloud"
}

// shown is how many packets of a call are worth showing.
const shown = 16

// capture is what passed between the machines, a line for each packet.
func (l *lab) capture() []string {
	var lines []string
	for _, s := range l.seen[:min(len(l.seen), shown)] {
		text := fmt.Sprintf("%s %s: %s", s.from.machine.name, s.from.device, s.sent)
		if to := s.hop.to; to == nil {
			text += ", lost: " + s.hop.lost
		} else {
			text += fmt.Sprintf(", to %s %s", to.machine.name, to.device)
			if now := s.passed.String(); now != s.sent.String() {
				text += " as " + now
			}
		}
		lines = append(lines, text)
	}
	if more := len(l.seen) - shown; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return lines
}
