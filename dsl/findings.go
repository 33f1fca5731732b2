package dsl

import (
	"strconv"
	"strings"

	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
	"hopwise/dsl/source"
)

// A Finding is a remark about a scenario that nobody had to ask for.
type Finding struct {
	analyze.Finding
	// Title is the title of its code.
	Title string
	// Told is the diagnostic at its place, with a fix if one is safe.
	Told source.Diagnostic
}

// Findings are the scenario's findings, by place.
func (s *Scenario) Findings() []Finding {
	if s.findings != nil {
		return s.findings
	}
	document := s.Document()
	found := analyze.Network(s.Network, !s.Problems.HasErrors())
	s.findings = make([]Finding, len(found))
	for i := range found {
		row, _ := analyze.Find(string(found[i].Code))
		message, hint := explain.Finding(&found[i], s.Lines)
		told := source.Diagnostic{
			Span:     found[i].Span,
			Severity: row.Severity,
			Message:  message,
			Hint:     hint,
			Fix:      document.Fix(&found[i]),
		}
		if fact := found[i].Cloud.Provider.Fact(string(row.Code)); fact != nil {
			told.Fact = fact.Key
		}
		s.findings[i] = Finding{found[i], row.Title, told}
	}
	return s.findings
}

// FindingExpectations are the statements about findings, in order.
func (s *Scenario) FindingExpectations() []*cloud.FindingExpectation { return s.Network.Findings }

// Lacks says how the findings differ from an expectation, and at which line; it is empty if they agree.
func (s *Scenario) Lacks(e *cloud.FindingExpectation) string {
	var instead []*Finding
	all := s.Findings()
	for i := range all {
		f := &all[i]
		if e.Cloud != nil && e.Cloud != f.Cloud {
			continue
		}
		isCode, isAt := e.Code == "" || e.Code == string(f.Code), e.Name == "" || f.At.Base().Called(e.Name)
		switch {
		case isCode && isAt && e.No:
			return "expected " + e.String() + ", found " + s.located(f)
		case isCode && isAt:
			return ""
		case isCode || isAt:
			instead = append(instead, f)
		}
	}
	row, _ := analyze.Find(e.Code)
	switch {
	case e.No:
		return ""
	case row.Absence && s.Problems.HasErrors():
		return "expected " + e.String() + ", which is unknown while the text has an error"
	case len(instead) == 0:
		return "expected " + e.String() + ", found none"
	case len(instead) == 1:
		return "expected " + e.String() + ", found " + s.located(instead[0])
	}
	return "expected " + e.String() + ", found " + s.codes(instead)
}

// codes lists findings by code, with their lines.
func (s *Scenario) codes(all []*Finding) string {
	const most = 3
	var words []string
	for i, f := range all {
		if i == most {
			words = append(words, "and "+strconv.Itoa(len(all)-most)+" more")
			break
		}
		words = append(words, string(f.Code)+" at "+f.At.Base().Name+" (line "+strconv.Itoa(s.Lines.Line(f.Span))+")")
	}
	return strings.Join(words, ", ")
}

// located is a finding with its code and its line.
func (s *Scenario) located(f *Finding) string {
	return string(f.Code) + ": " + f.Told.Message + " (line " + strconv.Itoa(s.Lines.Line(f.Span)) + ")"
}
