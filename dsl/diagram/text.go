package diagram

// The width of a character in the system's monospace fonts, in quarters of a pixel: of a name, in 12 px, and of the
// lines below it, in 11 px. Characters as wide as they are high count for more.
const (
	nameQuarters = 29
	lineQuarters = 27
)

// mostRunes bounds the characters of a name on the drawing.
const mostRunes = 24

func nameWidth(s string) int { return (units(s)*nameQuarters/10 + 3) / 4 }

func lineWidth(s string) int { return (units(s)*lineQuarters/10 + 3) / 4 }

// units is the width of a text in tenths of a character.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += 10
		if r >= 0x1100 {
			n += 7
		}
	}
	return n
}

// cut shortens a name to mostRunes characters.
func cut(s string) string {
	n, last := 0, 0
	for i := range s {
		switch n++; n {
		case mostRunes:
			last = i
		case mostRunes + 1:
			return s[:last] + "…"
		}
	}
	return s
}

// labelWidth is the width of a box's name and of the lines below it.
func labelWidth(b *Box) int {
	w := nameWidth(b.Name)
	for _, l := range b.Lines {
		w = max(w, lineWidth(l))
	}
	return w
}

// Tints is the number of colours for groups.
const Tints = 6

// tint is the colour of a group: that of its name, so that it stays when others come and go and is the same in every
// cloud.
func tint(name string) int {
	sum := uint32(17)
	for i := 0; i < len(name); i++ {
		sum = sum*31 + uint32(name[i])
	}
	return int(sum>>3%Tints) + 1
}
