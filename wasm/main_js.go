// Wasm is the engine for the browser: one function, hopwise, that takes a request of package api and returns its reply,
// both JSON strings.
package main

import (
	"github.com/hack-pad/safejs"

	"hopwise/wasm/api"
)

func main() {
	service := api.NewService()
	// The first parse builds the grammar: better now than at the first keystroke.
	service.Serve([]byte(`{"version":1,"op":"answer","text":"host a 192.0.2.2"}`))
	serve, err := safejs.FuncOf(func(_ safejs.Value, args []safejs.Value) any {
		return string(service.Serve(text(args)))
	})
	if err != nil {
		panic("wasm: a function can be made: " + err.Error())
	}
	if err := safejs.Global().Set("hopwise", serve); err != nil {
		panic("wasm: the global object takes a name: " + err.Error())
	}
	select {}
}

// text is the argument, empty if it is not a single string, which the service reports.
func text(args []safejs.Value) []byte {
	if len(args) != 1 || args[0].Type() != safejs.TypeString {
		return nil
	}
	s, err := args[0].String()
	if err != nil {
		return nil
	}
	return []byte(s)
}
