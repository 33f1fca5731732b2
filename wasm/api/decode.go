package api

import "github.com/go-faster/jx"

// decode reads a request. A field that it does not know is passed over: a newer page may say more.
func decode(request []byte) (Request, error) {
	var r Request
	err := jx.DecodeBytes(request).Obj(func(d *jx.Decoder, field string) (err error) {
		switch field {
		case "version":
			r.Version, err = d.Int()
		case "op":
			var op string
			op, err = d.Str()
			r.Op = Op(op)
		case "text":
			r.Text, err = d.Str()
		case "question":
			r.Question, err = d.Int()
		case "goals":
			err = d.Arr(func(d *jx.Decoder) error {
				g, err := d.Str()
				r.Goals = append(r.Goals, g)
				return err
			})
		default:
			err = d.Skip()
		}
		return err
	})
	return r, err
}
