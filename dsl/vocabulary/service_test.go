package vocabulary

import "testing"

// TestAServiceWrittenAsElsewhereIsTurned holds what is offered in the place of a service as other tools write it.
func TestAServiceWrittenAsElsewhereIsTurned(t *testing.T) {
	for text, want := range map[string]string{
		"any": "all", "*": "all", "-1": "all", "any/any": "all",
		"tcp:443": "tcp/443", "443/tcp": "tcp/443", "443:udp": "udp/443", "tcp:8000-8100": "tcp/8000-8100",
		"web": "", "443": "", "tcp:web": "", "tcp:70000": "", "a/b": "", "any/tcp": "",
	} {
		if have := turned(text); have != want {
			t.Errorf("%s: have %q, want %q", text, have, want)
		}
	}
}
