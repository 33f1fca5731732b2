package vocabulary

import (
	"testing"

	"hopwise/dsl/source"
	"hopwise/dsl/syntax"
)

// TestAStatementKnowsItsPlaces asks for the places of a word and of the name, of statements that have them and of those
// that don't, and for the places of arguments.
func TestAStatementKnowsItsPlaces(t *testing.T) {
	const text = "expect no finding unused at web\ntrace a -> b tcp/80, 443\nhost 7 10.0.0.1\nhost b 192.0.2.7, 192.0.2.8\n"
	read, problems := Read(syntax.Parse(text))
	if len(read) != 4 || len(problems) != 1 {
		t.Fatalf("have %d statements and %v, want four and one problem", len(read), problems)
	}
	finding, trace, broken, host := read[0], read[1], read[2], read[3]
	code, _ := ArgFinding.In(finding)
	service, _ := ArgService.In(trace)
	port, has := ArgPort.In(trace)
	addresses := ArgAddresses.In(host)
	for _, test := range []struct {
		asked string
		have  source.Span
		want  string
	}{
		{"a word", WordNo.At(finding), "no"},
		{"another word", WordAt.At(finding), "at"},
		{"a word that is not there", WordOnCloud.At(finding), "expect no finding unused at web"},
		{"an argument", code.Span, "unused"},
		{"a service with its ports", service.Span, "tcp/80, 443"},
		{"a name", host.NameSpan(), "b"},
		{"a name that can't be read", broken.NameSpan(), "host 7 10.0.0.1"},
		{"the last of a list", addresses[1].Span, "192.0.2.8"},
	} {
		if have := text[test.have.Start:test.have.End]; have != test.want {
			t.Errorf("%s: have %q, want %q", test.asked, have, test.want)
		}
	}
	if has || port.Number != 0 || ArgPort.IsIn(trace) || !ArgFrom.IsIn(trace) || !WordNo.IsIn(finding) ||
		WordOnCloud.IsIn(finding) || len(ArgAddresses.In(broken)) != 0 {
		t.Error("have what no statement says, or not what one says")
	}
	if !broken.Broken || host.Broken || broken.Name() != "" || host.Name() != "b" {
		t.Errorf("have %q and %q, want the second alone", broken.Name(), host.Name())
	}
}

// TestAMisspeltCloudIsTheNearestOne reads the words of clouds.
func TestAMisspeltCloudIsTheNearestOne(t *testing.T) {
	for word, want := range map[string]string{"aws": "aws", "alibab": "alibaba", "AWS": "aws", "azure": "", "": ""} {
		if have := Meant(word); have != want {
			t.Errorf("%q: have %q, want %q", word, have, want)
		}
	}
}
