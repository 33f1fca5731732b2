package dsl

import (
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
	found, near := s.expected(e)
	row, _ := analyze.Find(e.Code)
	switch {
	case e.No && len(found) > 0:
		return explain.FindingsMismatch(e, found[:1], s.Lines)
	case e.No || len(found) > 0:
		return ""
	case row.Absence && s.Problems.HasErrors():
		return explain.FindingUnknown(e)
	}
	return explain.FindingsMismatch(e, near, s.Lines)
}

// expected returns the findings that an expectation means, and those that have either its code or its object.
func (s *Scenario) expected(e *cloud.FindingExpectation) (found, near []*analyze.Finding) {
	all := s.Findings()
	for i := range all {
		f := &all[i].Finding
		if e.Cloud != nil && e.Cloud != f.Cloud {
			continue
		}
		isCode, isAt := e.Code == "" || e.Code == string(f.Code), e.Name == "" || f.At.Base().Called(e.Name)
		switch {
		case isCode && isAt:
			found = append(found, f)
		case isCode || isAt:
			near = append(near, f)
		}
	}
	return found, near
}
