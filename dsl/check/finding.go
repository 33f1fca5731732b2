package check

import (
	"hopwise/dsl/cloud"
	"hopwise/dsl/vocabulary"
)

// finding reads expect finding CODE [at NAME] [on CLOUD] and expect no finding [CODE] [at NAME] [on CLOUD].
func (a *asker) finding(s *vocabulary.Statement) {
	if s.Broken {
		return
	}
	code, hasCode := vocabulary.ArgFinding.In(s)
	object, hasObject := vocabulary.ArgObject.In(s)
	e := &cloud.FindingExpectation{Span: s.Span, No: vocabulary.WordNo.IsIn(s), Code: code.Text, Name: object.Text}
	if !hasCode && !e.No {
		a.problems.Add(vocabulary.WordFinding.At(s), "a code is missing: expect finding names one").Hint =
			"Write expect finding open-to-world, for example; expect no finding stands alone."
		return
	}
	ok := !hasCode || a.known(code, "finding", a.codes.Findings)
	clouds := a.network.Clouds
	if only, restricted := vocabulary.ArgCloud.In(s); restricted {
		if e.Cloud = a.stated(only); e.Cloud == nil {
			return
		}
		clouds = []*cloud.Cloud{e.Cloud}
	}
	if hasObject {
		ok = a.objects(clouds, []*vocabulary.Value{object}) && ok
	}
	if ok {
		a.Findings = append(a.Findings, e)
	}
}
