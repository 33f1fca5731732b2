package api

import "strconv"

// A digest is the FNV-1a hash of 64 bits of what is told to it, where a number is taken as one byte of any size.
type digest uint64

// The constants of FNV-1a.
const (
	fnvOffset digest = 14695981039346656037
	fnvPrime  digest = 1099511628211
)

// digestOf is the CloudDrawing.Digest of a drawing.
func digestOf(w *CloudDrawing) string {
	d := fnvOffset
	d.numbers(w.W, w.H, w.InternetLine, len(w.Boxes), len(w.Lines))
	for i := range w.Boxes {
		d.box(&w.Boxes[i])
	}
	for _, line := range w.Lines {
		d.number(len(line))
		d.numbers(line...)
	}
	d.texts(w.Cloud, w.Title)
	return strconv.FormatUint(uint64(d), 36)
}

// box takes all of a box but its place in the text.
func (d *digest) box(b *Box) {
	off := 0
	if b.Off {
		off = 1
	}
	d.texts(string(b.Kind), b.Name, b.Full, b.Opens)
	d.numbers(b.X, b.Y, b.W, b.H, b.In, b.Tint, off, b.Count, len(b.Lines))
	d.texts(b.Lines...)
}

func (d *digest) number(n int) { *d = (*d ^ digest(n)) * fnvPrime }

func (d *digest) numbers(all ...int) {
	for _, n := range all {
		d.number(n)
	}
}

// texts takes texts with their lengths, so that their ends count.
func (d *digest) texts(all ...string) {
	for _, s := range all {
		d.number(len(s))
		for i := range len(s) {
			d.number(int(s[i]))
		}
	}
}
