package analyze_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hopwise/dsl"
	"hopwise/dsl/analyze"
	"hopwise/dsl/cloud"
	"hopwise/dsl/explain"
)

// TestExpose asks for users whether they can expose a machine. Rows read as sentences.
func TestExpose(t *testing.T) {
	shop := func(inVPC, policy, expect string) string {
		return "cloud alibaba {\n  vpc shop 10.0.0.0/16 {\n" + inVPC + "\n" +
			"    vswitch front 10.0.1.0/24 { instance app 10.0.1.5 }\n  }\n" +
			"  user dev {\n" + policy + "\n  }\n}\nexpect dev " + expect
	}
	const (
		nat      = "vswitch back 10.0.2.0/24 { nat-gateway nat { eip } }"
		eip      = "allow vpc:AllocateEipAddress\nallow vpc:AssociateEipAddress"
		gateless = `cloud aws {
  vpc v 10.0.0.0/16 { subnet s 10.0.1.0/24 { instance app } }
  user dev {
    allow ec2:AllocateAddress
    allow ec2:AssociateAddress
  }
}
expect dev cannot expose app`
		routeless = `cloud aws {
  vpc v 10.0.0.0/16 {
    internet-gateway igw
    route-table public { 0.0.0.0/0 -> igw }
    subnet s 10.0.1.0/24 { instance app }
    subnet p 10.0.2.0/24 {
      route-table public
      nat-gateway nat { eip }
    }
  }
  user dev {
    allow ec2:CreateRoute
  }
}
expect dev can expose app`
		public = `cloud aws {
  vpc v 10.0.0.0/16 {
    internet-gateway igw
    route-table main { 0.0.0.0/0 -> igw }
    subnet s 10.0.1.0/24 { instance app }
  }
  user dev {
    allow ec2:*Address
  }
}
expect dev can expose app`
	)
	for _, test := range []struct{ claim, text string }{
		{"a policy without statements opens nothing", shop("", "", "cannot expose app")},
		{"who may do everything opens a door", shop("", "allow *", "can expose app")},
		{"creating with bandwidth is a door",
			shop("", "allow ecs:*\ndeny ecs:AllocatePublicIpAddress", "can expose new")},
		{"an explicit deny wins", shop("", "deny *\nallow *", "cannot expose app")},
		{"an elastic address needs both actions", shop("", "allow vpc:AllocateEipAddress", "cannot expose app")},
		{"two actions make a door", shop("", eip, "can expose app")},
		{"a NAT gateway without an address is none", shop("", "allow vpc:*\ndeny vpc:*Eip*", "cannot expose app")},
		{"an entry on a NAT gateway that is there is one", shop(nat, "allow vpc:CreateSnatEntry", "can expose app")},
		{"an active IPv4 gateway wants a route too", shop("ipv4-gateway edge active", eip, "cannot expose app")},
		{"a question mark is one character", shop("", "allow ecs:AllocatePublicIpAddres?", "can expose app")},
		{"on AWS the gateway is the choke point", gateless},
		{"on AWS a public subnet and an address are a door", public},
		{"on AWS a route to a NAT gateway is a door", routeless},
	} {
		s := dsl.Load(test.text + "\n")
		for _, p := range s.Problems {
			t.Errorf("%s: %s", test.claim, p.Message)
		}
		for _, e := range s.Exposures() {
			if x := s.Expose(e); !x.Holds {
				t.Errorf("%s: %s", test.claim, x.Mismatch)
			}
		}
		if len(s.Exposures()) != 1 {
			t.Errorf("%s: have %d questions, want 1", test.claim, len(s.Exposures()))
		}
	}
}

// TestANewMachineIsLookedForInFiveHundredSubnets leads one of them to the Internet.
func TestANewMachineIsLookedForInFiveHundredSubnets(t *testing.T) {
	for led, want := range map[int]bool{500: true, 501: false} {
		var subnets strings.Builder
		for k := 1; k <= 501; k++ {
			table := ""
			if k == led {
				table = "route-table out"
			}
			fmt.Fprintf(&subnets, "subnet s%d 10.0.%d.%d/28 { %s }\n", k, k/16, k%16*16, table)
		}
		s := load(t, "cloud aws {\nvpc v 10.0.0.0/16 {\ninternet-gateway igw\nroute-table out { 0.0.0.0/0 -> igw }\n"+
			subnets.String()+"}\nuser dev { allow ec2:RunInstances }\n}\nexpect dev can expose new\n")
		if have := s.Expose(s.Exposures()[0]).Holds; have != want {
			t.Errorf("subnet %d leads out: open %v, want %v", led, have, want)
		}
	}
}

func TestOpenDoorsNameWhatShutsThem(t *testing.T) {
	s := dsl.Load("cloud alibaba {\n  vpc v 10.0.0.0/16 { vswitch s 10.0.1.0/24 { instance app } }\n" +
		"  user dev { allow vpc:*Eip* }\n}\nexpect dev cannot expose app\n")
	x := s.Expose(s.Exposures()[0])
	if want := "dev can open an elastic address (allowed by line 3)"; x.Mismatch != want {
		t.Errorf("have %q\nwant %q", x.Mismatch, want)
	}
	want := "to shut it, deny vpc:AssociateEipAddress and vpc:AssociateEipAddressBatch"
	if have := explain.Doors(s.Network.Clouds[0], x.Doors, !x.Unknown); !strings.Contains(have, want) {
		t.Errorf("have %s\nwant it to say %q", have, want)
	}
}

// TestDenyingTheClosersShutsEveryDoor draws policies for the users of the fixtures and holds what is said of the doors
// against them: with every closer of every open door denied nothing can be exposed, and whoever may take the actions
// that open a door, and nothing else, opens it.
func TestDenyingTheClosersShutsEveryDoor(t *testing.T) {
	names, err := filepath.Glob("../testdata/exposures/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	drawn, opened := 0, 0
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := dsl.Load(string(archive.Files[0].Data))
		for _, e := range s.Exposures() {
			for range 20 {
				drawn++
				opened += shut(t, e, draw(random, e.Cloud))
			}
		}
	}
	t.Logf("%d policies drawn, %d doors opened and shut", drawn, opened)
	if opened < drawn {
		t.Errorf("%d policies open %d doors: too few to say anything", drawn, opened)
	}
}

// draw makes a policy of some of the actions that a cloud's doors need, some of them with a star for their last
// letters.
func draw(random *rand.Rand, c *cloud.Cloud) *cloud.User {
	u := &cloud.User{}
	if random.IntN(4) == 0 {
		u.Policy = append(u.Policy, cloud.PolicyStatement{Allow: true, Action: "*"})
	}
	for _, d := range c.Provider.Doors {
		for _, step := range d.Steps {
			for _, way := range step.Ways {
				for _, action := range way {
					u.Policy = append(u.Policy, statement(random, action)...)
				}
			}
		}
	}
	return u
}

func statement(random *rand.Rand, action string) []cloud.PolicyStatement {
	if random.IntN(20) == 0 {
		action = action[:len(action)-random.IntN(8)] + "*"
	}
	switch random.IntN(6) {
	case 0, 1, 2:
		return []cloud.PolicyStatement{{Allow: true, Action: action}}
	case 3:
		return []cloud.PolicyStatement{{Action: action}}
	}
	return nil
}

// shut denies the closers of what a user can open, and gives the number of doors that were open.
func shut(t *testing.T, e *cloud.Exposure, u *cloud.User) int {
	t.Helper()
	open := 0
	stricter := &cloud.User{Policy: append([]cloud.PolicyStatement{}, u.Policy...)}
	for _, d := range analyze.Expose(u, e.Cloud, e.Machine, nil) {
		if !d.Open {
			continue
		}
		open++
		least := &cloud.User{}
		for _, a := range d.Actions {
			least.Policy = append(least.Policy, cloud.PolicyStatement{Allow: true, Action: a})
		}
		if !isOpen(least, e, d.Title) {
			t.Errorf("%s: %s is said to open by %v, and does not", e, d.Title, d.Actions)
		}
		for _, a := range d.Closers {
			stricter.Policy = append(stricter.Policy, cloud.PolicyStatement{Action: a})
		}
	}
	for _, d := range analyze.Expose(stricter, e.Cloud, e.Machine, nil) {
		if d.Open {
			t.Errorf("%s: %s is open still, by %v, with all closers denied", e, d.Title, d.Actions)
		}
	}
	return open
}

func isOpen(u *cloud.User, e *cloud.Exposure, title string) bool {
	for _, d := range analyze.Expose(u, e.Cloud, e.Machine, nil) {
		if d.Title == title {
			return d.Open
		}
	}
	return false
}
