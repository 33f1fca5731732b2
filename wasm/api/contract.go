package api

// Version is the number of this contract. It grows when a page built for an older engine could misread an answer.
const Version = 1

// Op names what a request asks for.
type Op string

const (
	// OpAnswer reads a scenario and answers its questions: Answer.
	OpAnswer Op = "answer"
	// OpFormat brings a scenario into its canonical form: Formatted.
	OpFormat Op = "format"
	// OpGrade checks a learner's scenario against the goals of a task: Grades.
	OpGrade Op = "grade"
	// OpComplete asks for the completions at a place of a scenario: Completions.
	OpComplete Op = "complete"
	// OpHover asks for the meaning of the word at a place of a scenario: Hovered.
	OpHover Op = "hover"
)

// A Request is a question of the page, one JSON document.
type Request struct {
	Version int    `json:"version"`
	Op      Op     `json:"op"`
	Text    string `json:"text"`
	// Question is the place of the question to show, from 0, as in Answer.Shown. Out of range it means the first.
	Question int `json:"question,omitempty"`
	// Offset is the place of OpComplete and OpHover, in UTF-16 units of Text.
	Offset int `json:"offset,omitempty"`
	// Goals are lines of the language, each an expect statement, that OpGrade asks of Text.
	Goals []string `json:"goals,omitempty"`
	// Open has the Box.Opens of the subnets to draw with all of their machines.
	Open []string `json:"open,omitempty"`
}

// A Reply is the engine's answer, one JSON document with exactly one of its parts.
type Reply struct {
	Version     int          `json:"version"`
	Answer      *Answer      `json:"answer,omitempty"`
	Formatted   *Formatted   `json:"formatted,omitempty"`
	Grades      []Grade      `json:"grades,omitempty"`
	Completions *Completions `json:"completions,omitempty"`
	Hovered     *Hovered     `json:"hovered,omitempty"`
	// Fault says why the request was not understood: page and engine are of two versions.
	Fault string `json:"fault,omitempty"`
	// Crash is the message of a bug in the engine. It is never the visitor's mistake.
	Crash string `json:"crash,omitempty"`
}

// An Answer has all that the page shows of a scenario. Every From and To in it counts UTF-16 units of the text, from 0,
// To exclusive. Every Line counts from 1; 0 means that no line of the text is responsible.
type Answer struct {
	// Semantics is the version of the language's meaning that the outcomes rest on: dsl.Semantics.
	Semantics   int          `json:"semantics"`
	Title       string       `json:"title"`
	Notes       []string     `json:"notes"`
	Diagnostics []Diagnostic `json:"diagnostics"`
	// Findings are the scenario's findings by place, the first mostFindings of them.
	Findings []Finding `json:"findings"`
	// Unlisted is how many more there are.
	Unlisted  int        `json:"unlisted,omitempty"`
	Questions []Question `json:"questions"`
	// Statements are the expect statements about findings, in their order.
	Statements []Statement `json:"statements"`
	// Exposures are the statements about users and doors, one for each cloud that a statement asks.
	Exposures []Exposure `json:"exposures"`
	// Shown is the index in Questions of the question whose traces follow, or beyond them an index in Exposures; -1 if
	// the scenario asks nothing.
	Shown  int     `json:"shown"`
	Traces []Trace `json:"traces"`
	// Drawings are the clouds of the scenario, each drawn, with the ways of the traces through them.
	Drawings []CloudDrawing `json:"drawings"`
}

// A Diagnostic is something wrong at a place in the text.
type Diagnostic struct {
	From     int    `json:"from"`
	To       int    `json:"to"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`   // from 1, in UTF-16 units
	Severity string `json:"severity"` // "error" or "warning"; of a finding "warning" or "note"
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Fix      *Fix   `json:"fix,omitempty"`
	// Since is the version of the meaning (Answer.Semantics) that first refused the text for this; left out if every
	// version did.
	Since int    `json:"since,omitempty"`
	Fact  string `json:"fact,omitempty"` // the key of the fact that it rests on
}

// A Finding is a remark about a scenario that can be read.
type Finding struct {
	Diagnostic
	Code   string `json:"code"`   // "open-to-world"
	Title  string `json:"title"`  // the title of the code
	Object string `json:"object"` // the object that it is about: "web-sg"
	// Audit is the managed rule of the cloud's configuration audit that finds the same; it may be empty.
	Audit string `json:"audit,omitempty"`
}

// A Statement is an expect statement about findings, and whether it holds.
type Statement struct {
	From     int    `json:"from"`
	To       int    `json:"to"`
	Line     int    `json:"line"`
	Kind     string `json:"kind"` // "finding"
	Text     string `json:"text"` // "no finding unused"
	Holds    bool   `json:"holds"`
	Mismatch string `json:"mismatch,omitempty"`
}

// A Fix mends a diagnostic: its edits applied together.
type Fix struct {
	Title string `json:"title"`
	Edits []Edit `json:"edits"`
}

// An Edit replaces From to To by Insert.
type Edit struct {
	From   int    `json:"from"`
	To     int    `json:"to"`
	Insert string `json:"insert"`
}

// A Question is a trace or expect statement, with its outcome in each cloud that it is asked of.
type Question struct {
	From   int       `json:"from"`
	To     int       `json:"to"`
	Line   int       `json:"line"`
	Kind   string    `json:"kind"`  // "trace" or "expect"
	Text   string    `json:"text"`  // "laptop -> web tcp/443"
	Holds  bool      `json:"holds"` // every cloud's answer is the expected one; true for "trace"
	Clouds []Outcome `json:"clouds"`
}

// An Outcome is one cloud's answer in short.
type Outcome struct {
	Cloud   string `json:"cloud"`   // "aws": the word of the language
	Title   string `json:"title"`   // "AWS"
	Outcome string `json:"outcome"` // "one-way": a word of vocabulary.Outcomes, or "unknown" without a verdict
	Holds   bool   `json:"holds"`
	// Mismatch says in one sentence what happened instead; empty if Holds.
	Mismatch string `json:"mismatch,omitempty"`
}

// An Exposure is one cloud's answer to a statement about a user and the doors to a machine.
type Exposure struct {
	From  int    `json:"from"`
	To    int    `json:"to"`
	Line  int    `json:"line"`
	Text  string `json:"text"`  // "dev cannot expose web"
	Cloud string `json:"cloud"` // "aws"
	Title string `json:"title"` // "AWS"
	// Can reports that the user may open a door; Holds, that the statement agrees. Unknown reports that the scenario is
	// too large to tell.
	Can     bool `json:"can"`
	Holds   bool `json:"holds"`
	Unknown bool `json:"unknown,omitempty"`
	// Mismatch says in one sentence in what the statement is wrong; empty if Holds.
	Mismatch string `json:"mismatch,omitempty"`
	Doors    []Door `json:"doors"`
}

// A Door is a way to the Internet, or a change that widens one.
type Door struct {
	Title string `json:"title"` // "an elastic address"
	State string `json:"state"` // "open": the user may open it; "there": it stands open; "shut"
	// Actions are those by which the user opens the door; the denial of all Closers shuts it. Of a shut door, Closers
	// are the actions of which the policy would first have to allow one.
	Actions []string `json:"actions"`
	Closers []string `json:"closers"`
}

// A Trace is one cloud's answer in full.
type Trace struct {
	Outcome
	// Sentence says the outcome and its reason: "The request arrives. The answer finds no route."
	Sentence string `json:"sentence"`
	// Reason is the code of the deciding step, empty if the outcome is reachable.
	Reason string `json:"reason,omitempty"`
	// Leg and Step are the place of the deciding step, from 0; both -1 if the outcome is reachable.
	Leg  int `json:"leg"`
	Step int `json:"step"`
	// Legs are the request and, if it was delivered, the answer.
	Legs []Leg `json:"legs"`
	// Ports is the outcome of each part of the source ports, if the outcome is flaky.
	Ports []PortShare `json:"ports,omitempty"`
	// Branches are the outcomes of each choice of a balancer, if it has any; the legs are those of the best one.
	Branches []Branch `json:"branches,omitempty"`
}

// A Branch is the outcome of a question by one choice of a balancer.
type Branch struct {
	Node     string `json:"node"`             // the balancer's address that was called
	Target   string `json:"target,omitempty"` // the machine that it forwarded to, empty without one
	Outcome  string `json:"outcome"`
	Sentence string `json:"sentence"`
}

// A Leg is the packet's way in one direction.
type Leg struct {
	Kind string `json:"kind"` // "request" or "answer"
	// Start is the packet as it was sent.
	Start Packet `json:"start"`
	Steps []Step `json:"steps"`
}

// A Step is one decision on the way.
type Step struct {
	Mark   string `json:"mark"`   // "pass", "drop", "skip" (a filter that does not apply) or "end" (delivered, refused)
	Object string `json:"object"` // "web-sg"; its keyword if it has no name
	Kind   string `json:"kind"`   // "security group"
	Reason string `json:"reason"`
	Title  string `json:"title"` // the reason's title
	Text   string `json:"text"`  // "allows tcp/443 from 0.0.0.0/0"
	// From, To and Line are the statement responsible. Without one, Line is 0 and Default says why in a few words:
	// "default of the cloud".
	From    int    `json:"from"`
	To      int    `json:"to"`
	Line    int    `json:"line"`
	Default string `json:"default,omitempty"`
	// Packet is the packet after the step; Changed names the fields that the step changed: "source", "destination".
	Packet  Packet   `json:"packet"`
	Changed []string `json:"changed,omitempty"`
	// Parts reports that the clouds' traces first differ here; set on one step of each trace at most.
	Parts bool `json:"parts,omitempty"`
	// Fact is the evidence for the step.
	Fact *Fact `json:"fact,omitempty"`
	// Open is the point that the cloud's documentation leaves open here; it may be nil.
	Open *Fact `json:"open,omitempty"`
	// Considered are the rules, routes or entries that could have decided, in the order in which they are tried.
	Considered []Considered `json:"considered,omitempty"`
}

// A Considered is a rule, a route or an entry that could have decided a step.
type Considered struct {
	Text   string `json:"text"`   // "in allow tcp/443 from 0.0.0.0/0"
	Object string `json:"object"` // the group, ACL, table, NAT gateway or balancer that it belongs to
	// From, To and Line are as in a Step.
	From    int    `json:"from"`
	To      int    `json:"to"`
	Line    int    `json:"line"`
	Default string `json:"default,omitempty"`
	// Matches reports that it applies to the packet. At most one of a step decides.
	Matches bool   `json:"matches"`
	Decides bool   `json:"decides"`
	Why     string `json:"why"` // "another port: 22 is not 443"
}

// A Fact is a sentence about the behaviour of a cloud; a page of the reference has its sources.
type Fact struct {
	// Key names it there: "aws/nat-gateway-own-subnet" is the anchor nat-gateway-own-subnet of the page aws.
	Key      string `json:"key"`
	Text     string `json:"text"`     // one or two sentences
	Sureness string `json:"sureness"` // "documented", "inferred" or "practice"
}

// A Packet has addresses and ports; the ports are empty if the protocol has none.
type Packet struct {
	Service         string `json:"service"` // "tcp/443", "icmp/8"; of an answer only "tcp"
	Source          string `json:"source"`
	SourcePort      string `json:"sourcePort"` // "1024-65535"
	Destination     string `json:"destination"`
	DestinationPort string `json:"destinationPort"` // "443"
}

// A PortShare is a part of a flaky question's source ports, with its outcome.
type PortShare struct {
	Ports   string  `json:"ports"` // "1024-32767"
	Share   float64 `json:"share"` // 0 to 1
	Outcome string  `json:"outcome"`
}

// A CloudDrawing is one cloud, drawn; package diagram says how. All measures are pixels of the drawing at its natural
// size.
type CloudDrawing struct {
	Cloud        string `json:"cloud"` // "aws"
	Title        string `json:"title"` // "AWS"
	W            int    `json:"w"`
	H            int    `json:"h"`
	InternetLine int    `json:"internetLine"` // how far down the line of the Internet lies
	Boxes        []Box  `json:"boxes"`
	// Lines join boxes; each is its corners, x and y in turn.
	Lines [][]int `json:"lines"`
	// Ways are the legs of the cloud's trace; empty if the cloud is not asked the shown question.
	Ways []Way `json:"ways"`
}

// A Box is one object of the drawing. Boxes in or on it come after it.
type Box struct {
	Kind string `json:"kind"` // "subnet": diagram.Kind
	Name string `json:"name"`
	// Full is the whole name if Name was cut.
	Full  string   `json:"full,omitempty"`
	Lines []string `json:"lines,omitempty"` // addresses and ranges
	X     int      `json:"x"`
	Y     int      `json:"y"`
	W     int      `json:"w"`
	H     int      `json:"h"`
	In    int      `json:"in"` // the index of the box around it in CloudDrawing.Boxes, -1 for none
	// From, To and Line are the statement that declares it; Line is 0 for a default of the cloud.
	From int  `json:"from"`
	To   int  `json:"to"`
	Line int  `json:"line"`
	Tint int  `json:"tint,omitempty"` // tells groups apart, from 1
	Off  bool `json:"off,omitempty"`  // it exists and carries no packets
	// Count is how many machines a closed subnet's box stands for, or would stand for. Opens is the name of that subnet
	// in Request.Open.
	Count int    `json:"count,omitempty"`
	Opens string `json:"opens,omitempty"`
}

// A Way is a leg of a trace, drawn as one line.
type Way struct {
	Points []int `json:"points"` // its corners, x and y in turn
	From   int   `json:"from"`   // the box that it begins at, -1 for none
	// Stops are the corners where the leg's steps stand, by corner index in Points. Boxes are the boxes of those steps,
	// by index in CloudDrawing.Boxes, -1 for none.
	Stops []int `json:"stops"`
	Boxes []int `json:"boxes"`
}

// Formatted is a scenario in its canonical form.
type Formatted struct {
	Text string `json:"text"`
}

// A Grade is whether one goal holds in the learner's scenario.
type Grade struct {
	Goal     string `json:"goal"`
	Holds    bool   `json:"holds"`
	Mismatch string `json:"mismatch,omitempty"`
}

// Completions are the completions at a place, the likeliest first. Their places count UTF-16 units of the text.
type Completions struct {
	Items []Completion `json:"items"`
}

// A Completion is a suggestion; its edit replaces the word at the cursor.
type Completion struct {
	Label  string `json:"label"`
	Kind   string `json:"kind"` // "statement", "word", "name", "range", "service", "outcome", "reason" or "cloud"
	Detail string `json:"detail,omitempty"`
	// Edit replaces the word at the cursor.
	Edit
}

// Hovered explains the word at a place. From and To are the word, in UTF-16 units of the text. Without lines there is
// nothing to say.
type Hovered struct {
	From  int      `json:"from"`
	To    int      `json:"to"`
	Lines []string `json:"lines"`
}
