package diagram_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl"
	"hopwise/dsl/cloud"
	"hopwise/dsl/diagram"
	"hopwise/dsl/trace"
)

var update = flag.Bool("update", false, "rewrite the drawings in testdata")

func closed(*cloud.Subnet) bool { return false }
func opened(*cloud.Subnet) bool { return true }

// A drawn is a trace of a fixture with its drawing.
type drawn struct {
	name     string
	scenario *dsl.Scenario
	trace    *trace.Trace
	drawing  *diagram.Drawing
}

// allDrawn are the drawings of every trace of every fixture.
var allDrawn = sync.OnceValue(func() []drawn {
	var all []drawn
	files, _ := filepath.Glob("../testdata/traces/*.txt")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			panic(err)
		}
		s := dsl.Load(string(archive.Files[0].Data))
		for _, q := range s.Questions() {
			traces := s.Answer(q)
			for i := range traces {
				for k := range traces[i].Ways {
					v := traces[i]
					v.Show(k)
					name := fmt.Sprintf("%s: %s on %s", filepath.Base(file), q, v.Cloud.Provider.Title)
					all = append(all, drawn{name, s, &v, diagram.Draw(s.Network, v.Cloud, &v, opened)})
				}
			}
		}
	}
	return all
})

func drawings(t *testing.T, each func(name string, s *dsl.Scenario, v *trace.Trace, d *diagram.Drawing)) {
	t.Helper()
	if len(allDrawn()) == 0 {
		t.Fatal("no fixtures")
	}
	for _, d := range allDrawn() {
		each(d.name, d.scenario, d.trace, d.drawing)
	}
}

// inside are the kinds of boxes that lie completely within the box around them. Of all others a part does.
var inside = map[diagram.Kind]bool{
	diagram.KindZone: true, diagram.KindSubnet: true, diagram.KindTable: true, diagram.KindACL: true,
	diagram.KindMachine: true, diagram.KindInterface: true, diagram.KindPod: true, diagram.KindNAT: true,
	diagram.KindEndpoint:   true,
	diagram.KindAttachment: true, diagram.KindCluster: true, diagram.KindMore: true,
}

func TestBoxesStandApart(t *testing.T) {
	drawings(t, func(name string, _ *dsl.Scenario, _ *trace.Trace, d *diagram.Drawing) { checkBoxes(t, name, d) })
}

func checkBoxes(t *testing.T, name string, d *diagram.Drawing) {
	t.Helper()
	byParent := map[int][]*diagram.Box{}
	for _, b := range d.Boxes {
		byParent[b.In] = append(byParent[b.In], b)
		if b.X < 0 || b.Y < 0 || b.X+b.W > d.W || b.Y+b.H > d.H {
			t.Errorf("%s: %s %s lies outside of the drawing", name, b.Kind, b.Name)
		}
		if strings.Contains(strings.Join(b.Lines, " "), "invalid") {
			t.Errorf("%s: %s %s shows an address that it does not have: %q", name, b.Kind, b.Name, b.Lines)
		}
		if b.In < 0 {
			continue
		}
		p := d.Boxes[b.In]
		if within := b.X >= p.X && b.Y >= p.Y && b.X+b.W <= p.X+p.W && b.Y+b.H <= p.Y+p.H; inside[b.Kind] && !within {
			t.Errorf("%s: %s %s is not within %s %s: %+v, %+v", name, b.Kind, b.Name, p.Kind, p.Name, b, p)
		}
		if !overlap(b, p) {
			t.Errorf("%s: %s %s is not on %s %s", name, b.Kind, b.Name, p.Kind, p.Name)
		}
	}
	for _, all := range byParent {
		for i, a := range all {
			for _, b := range all[i+1:] {
				if overlap(a, b) {
					t.Errorf("%s: %s %s lies over %s %s: %+v, %+v", name, a.Kind, a.Name, b.Kind, b.Name, a, b)
				}
			}
		}
	}
}

func overlap(a, b *diagram.Box) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

func TestEveryObjectHasABox(t *testing.T) {
	drawings(t, func(name string, s *dsl.Scenario, v *trace.Trace, d *diagram.Drawing) {
		have := map[cloud.Object]int{}
		for _, b := range d.Boxes {
			if b.Kind != diagram.KindFar {
				have[b.Object]++
			}
		}
		for _, o := range v.Cloud.Objects {
			want, counted := 1, true
			switch o := o.(type) {
			case *cloud.VPC, *cloud.Subnet, *cloud.Instance, *cloud.NAT, *cloud.Peering,
				*cloud.InternetGateway, *cloud.EgressGateway, *cloud.IPv4Gateway, *cloud.IPv6Gateway,
				*cloud.VPNGateway, *cloud.ServiceEndpoint, *cloud.InterfaceEndpoint, *cloud.Pod:
			case *cloud.Balancer:
				want = max(1, len(o.Nodes))
			case *cloud.TransitGateway:
				want = 1 + len(o.Attachments)
			default:
				counted = false
			}
			if counted && have[o] != want {
				t.Errorf("%s: %s %s has %d boxes, want %d", name, o.Base().Noun, o.Base().Name, have[o], want)
			}
		}
		for _, vpc := range v.Cloud.Networks() {
			for _, c := range vpc.Clusters {
				if have[c] != 1 {
					t.Errorf("%s: cluster %s has %d boxes, want 1", name, c.Name, have[c])
				}
			}
		}
	})
}

func TestEveryStepHasAPlace(t *testing.T) {
	drawings(t, func(name string, _ *dsl.Scenario, v *trace.Trace, d *diagram.Drawing) {
		if len(d.Ways) != len(v.Legs) {
			t.Fatalf("%s: %d ways, want %d", name, len(d.Ways), len(v.Legs))
		}
		for l, way := range d.Ways {
			if len(way.Stops) != len(v.Legs[l].Steps) || len(way.Boxes) != len(way.Stops) {
				t.Fatalf("%s: leg %d has %d stops for %d steps", name, l, len(way.Stops), len(v.Legs[l].Steps))
			}
			for k, at := range way.Stops {
				checkStop(
					t,
					fmt.Sprintf("%s: leg %d, step %d of %s", name, l, k, v.Legs[l].Steps[k].At.Base().Name),
					d,
					way.Points[2*at],
					way.Points[2*at+1],
					way.Boxes[k],
				)
				if k > 0 && at < way.Stops[k-1] {
					t.Errorf("%s: leg %d goes back at step %d", name, l, k)
				}
			}
			checkLine(t, fmt.Sprintf("%s: leg %d", name, l), d, way.Points)
		}
	})
}

// checkStop says whether a step lies on its box: that of a tag on what the tag is for, or in the lane before it.
func checkStop(t *testing.T, name string, d *diagram.Drawing, x, y, box int) {
	t.Helper()
	if box < 0 {
		if x < 0 || y < 0 || x > d.W || y > d.H {
			t.Errorf("%s: %d,%d lies outside of the drawing", name, x, y)
		}
		return
	}
	b := d.Boxes[box]
	if b.Kind == diagram.KindTable || b.Kind == diagram.KindACL || b.Kind == diagram.KindGroup ||
		b.Kind == diagram.KindPod || b.Kind == diagram.KindBehind {
		b = d.Boxes[b.In]
	}
	const before = 28 // the greatest distance of a lane from the box behind it
	if x < b.X-before || x > b.X+b.W+before || y < b.Y-before || y > b.Y+b.H+before {
		t.Errorf("%s: %d,%d does not lie on %s %s %+v", name, x, y, b.Kind, b.Name, b)
	}
}

// checkLine says whether a line runs straight, within the drawing, and through no machine.
func checkLine(t *testing.T, name string, d *diagram.Drawing, points []int) {
	t.Helper()
	for i := 0; i < len(points); i += 2 {
		if x, y := points[i], points[i+1]; x < 0 || x > d.W || y < 0 || y > d.H {
			t.Errorf("%s: %d,%d is off the drawing, %d × %d: %v", name, x, y, d.W, d.H, points)
		}
	}
	for i := 2; i < len(points); i += 2 {
		ax, ay, bx, by := points[i-2], points[i-1], points[i], points[i+1]
		if ax != bx && ay != by {
			t.Errorf("%s: %d,%d to %d,%d is not straight: %v", name, ax, ay, bx, by, points)
		}
		for _, box := range d.Boxes {
			if cellKinds[box.Kind] && min(ax, bx) < box.X+box.W && max(ax, bx) > box.X && min(ay, by) < box.Y+box.H &&
				max(ay, by) > box.Y &&
				d.Boxes[box.In].Kind == diagram.KindSubnet {
				t.Errorf("%s: %d,%d to %d,%d runs through %s %s", name, ax, ay, bx, by, box.Kind, box.Name)
			}
		}
	}
}

var cellKinds = map[diagram.Kind]bool{
	diagram.KindMachine:    true,
	diagram.KindInterface:  true,
	diagram.KindNAT:        true,
	diagram.KindEndpoint:   true,
	diagram.KindBalancer:   true,
	diagram.KindAttachment: true,
	diagram.KindMore:       true,
}

func TestLinesRunClear(t *testing.T) {
	drawings(t, func(name string, _ *dsl.Scenario, _ *trace.Trace, d *diagram.Drawing) {
		for _, l := range d.Lines {
			checkLine(t, name+": link", d, l)
		}
	})
}

func TestDrawingIsDeterministic(t *testing.T) {
	drawings(t, func(name string, s *dsl.Scenario, v *trace.Trace, d *diagram.Drawing) {
		if again := diagram.Draw(s.Network, v.Cloud, v, opened); !reflect.DeepEqual(again, d) {
			t.Errorf("%s: drawn twice, it is not the same", name)
		}
	})
}

// many is a scenario of n machines in one subnet.
func many(n int) *dsl.Scenario {
	var b strings.Builder
	b.WriteString("host laptop 203.0.113.10\ncloud aws {\nvpc shop 10.0.0.0/16 {\nsubnet front 10.0.0.0/20 {\n")
	for i := range n {
		fmt.Fprintf(&b, "instance web-%d\n", i)
	}
	fmt.Fprintf(&b, "}\n}\n}\nexpect laptop -> web-%d tcp/443 blocked\n", n/2)
	return dsl.Load(b.String())
}

func TestManyMachines(t *testing.T) {
	for _, n := range []int{diagram.MostShown, 200, 2000} {
		s := many(n)
		c := s.Network.Clouds[0]
		v := s.Answer(s.Questions()[0])
		all := diagram.Draw(s.Network, c, &v[0], opened)
		checkBoxes(t, fmt.Sprint(n), all)
		if all.W > 3*all.H || all.H > 3*all.W {
			t.Errorf("%d machines are drawn %d by %d: too long to be read", n, all.W, all.H)
		}
		few := diagram.Draw(s.Network, c, &v[0], closed)
		machines, rest := count(few)
		if machines+rest != n || n > diagram.MostShown && machines != 1 {
			t.Errorf(
				"closed, %d machines are %d and %d more, want the one that is asked about and all others",
				n,
				machines,
				rest,
			)
		}
	}
}

// TestACloudWithManyMachinesShowsLessOfEachSubnet puts a subnet of a few machines beside one of many.
func TestACloudWithManyMachinesShowsLessOfEachSubnet(t *testing.T) {
	for _, test := range []struct{ few, all, shown int }{
		{4, 401, 4}, {5, 400, 5}, {5, 401, 0}, {12, 400, 12}, {13, 400, 0},
	} {
		var b strings.Builder
		b.WriteString("cloud aws {\nvpc shop 10.0.0.0/16 {\nsubnet few 10.0.0.0/24 {\n")
		for i := range test.few {
			fmt.Fprintf(&b, "instance few-%d\n", i)
		}
		b.WriteString("}\nsubnet many 10.0.16.0/20 {\n")
		for i := range test.all - test.few {
			fmt.Fprintf(&b, "instance web-%d\n", i)
		}
		b.WriteString("}\n}\n}\n")
		s := dsl.Load(b.String())
		if have, _ := count(diagram.Draw(s.Network, s.Network.Clouds[0], nil, closed)); have != test.shown {
			t.Errorf("%d machines of %d: have %d shown, want %d", test.few, test.all, have, test.shown)
		}
	}
}

func count(d *diagram.Drawing) (machines, rest int) {
	for _, b := range d.Boxes {
		switch b.Kind {
		case diagram.KindMachine:
			machines++
		case diagram.KindMore:
			rest += b.Count
		}
	}
	return machines, rest
}

// TestBrokenTextsAreDrawn takes each line out of each fixture in turn: the rest of a network is drawn all the same.
func TestBrokenTextsAreDrawn(t *testing.T) {
	files, _ := filepath.Glob("../testdata/traces/a*-*.txt")
	for k, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(archive.Files[0].Data), "\n")
		for i := k % 7; i < len(lines); i += 7 {
			s := dsl.Load(strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), ""))
			for _, c := range s.Network.Clouds {
				checkBoxes(
					t,
					fmt.Sprintf("%s without line %d", filepath.Base(file), i+1),
					diagram.Draw(s.Network, c, nil, closed),
				)
			}
			for _, q := range s.Questions() {
				for _, v := range s.Answer(q) {
					diagram.Draw(s.Network, v.Cloud, &v, closed)
				}
			}
		}
	}
}

// TestTheLastTagCountsTheGroupsThatHaveNone draws machines in one group more each.
func TestTheLastTagCountsTheGroupsThatHaveNone(t *testing.T) {
	for groups, want := range map[string]string{
		"a": "a", "a, b": "a, b", "a, b, c": "a, b +1", "a, b, c, d": "a, b +2",
	} {
		s := dsl.Load("cloud aws {\n  vpc v 10.0.0.0/16 {\n" +
			"    security-group a { }\n    security-group b { }\n    security-group c { }\n    security-group d { }\n" +
			"    subnet s 10.0.1.0/24 {\n      instance web { security-group " + groups + " }\n    }\n  }\n}\n")
		var tags []string
		for _, box := range diagram.Draw(s.Network, s.Network.Clouds[0], nil, opened).Boxes {
			if box.Kind == diagram.KindGroup {
				tags = append(tags, box.Name)
			}
		}
		if have := strings.Join(tags, ", "); have != want {
			t.Errorf("a machine in %s: have %s, want %s", groups, have, want)
		}
	}
}

// TestGolden holds drawings of fixtures against testdata: a box a line, indented below the box around it, then the lines
// between boxes, then the ways.
func TestGolden(t *testing.T) {
	for _, name := range []string{
		"web-server-in-both-clouds",
		"aws-one-nat-gateway-for-many-vpcs",
		"a-balancer-tries-every-target",
		"each-side-of-the-classic-network-has-rules-of-its-own",
		"pods-need-the-rule-for-their-range",
	} {
		archive, err := txtar.ParseFile("../testdata/traces/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		s := dsl.Load(string(archive.Files[0].Data))
		golden(t, name, s, s.Questions()[:1])
	}
}

// TestGoldenOfOwnScenarios holds the drawings of the scenarios in testdata, one for each of their questions. Of the
// subnets with many machines the one called opened shows all.
func TestGoldenOfOwnScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.vpc")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s := dsl.Load(string(text))
		for _, p := range s.Problems {
			t.Errorf("%s:%d: %s", file, s.Lines.Line(p.Span), p.Message)
		}
		golden(t, strings.TrimSuffix(filepath.Base(file), ".vpc"), s, s.Questions())
	}
}

// golden holds the drawings of questions, or those of all clouds without any, against a file of testdata. The boxes are those of the first question, and a
// later one adds the boxes that it has beyond those.
func golden(t *testing.T, name string, s *dsl.Scenario, questions []*cloud.Question) {
	t.Helper()
	var b strings.Builder
	drawn := map[string]bool{}
	for _, q := range questions {
		for _, v := range s.Answer(q) {
			fmt.Fprintf(&b, "# %s\n", q)
			d := diagram.Draw(s.Network, v.Cloud, &v, func(n *cloud.Subnet) bool { return n.Name == "opened" })
			write(&b, v.Cloud, d, drawn)
		}
	}
	if len(questions) == 0 {
		for _, c := range s.Network.Clouds {
			write(&b, c, diagram.Draw(s.Network, c, nil, closed), drawn)
		}
	}
	file := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != b.String() {
		t.Errorf(
			"%s: the drawing is another\nhave\n%s\nwant\n%s\nto accept it: go test ./dsl/diagram -update",
			name,
			b.String(),
			want,
		)
	}
}

// write writes what drawn does not have yet of the boxes and the lines, and the ways.
func write(b *strings.Builder, c *cloud.Cloud, d *diagram.Drawing, drawn map[string]bool) {
	once := func(line string) {
		if key := c.Provider.Key + line; !drawn[key] {
			drawn[key] = true
			b.WriteString(line)
		}
	}
	once(fmt.Sprintf("%s %dx%d, the Internet at %d\n", c.Provider.Title, d.W, d.H, d.InternetLine))
	for _, box := range d.Boxes {
		line := "  "
		for in := box.In; in >= 0; in = d.Boxes[in].In {
			line += "  "
		}
		line += fmt.Sprintf("%s %s %s at %d,%d size %dx%d", box.Kind, box.Name, strings.Join(box.Lines, " "),
			box.X, box.Y, box.W, box.H)
		if box.Tint > 0 {
			line += fmt.Sprintf(" tint %d", box.Tint)
		}
		if box.Count > 0 {
			line += fmt.Sprintf(" counts %d", box.Count)
		}
		if box.Off {
			line += " off"
		}
		once(line + "\n")
	}
	for _, l := range d.Lines {
		once("  line" + corners(l) + "\n")
	}
	for l, way := range d.Ways {
		fmt.Fprintf(b, "  leg %d from %s:%s\n", l, boxName(d, way.From), corners(way.Points))
		for k, at := range way.Stops {
			fmt.Fprintf(b, "    %s at %d,%d\n", boxName(d, way.Boxes[k]), way.Points[2*at], way.Points[2*at+1])
		}
	}
}

// corners are those of a line: " 172,48 172,76".
func corners(points []int) string {
	var b strings.Builder
	for i := 0; i < len(points); i += 2 {
		fmt.Fprintf(&b, " %d,%d", points[i], points[i+1])
	}
	return b.String()
}

func boxName(d *diagram.Drawing, box int) string {
	if box < 0 {
		return "nothing"
	}
	return string(d.Boxes[box].Kind) + " " + d.Boxes[box].Name
}
