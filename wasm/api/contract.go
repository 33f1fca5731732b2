package api

import "hopwise/dsl/diagram"

// The contract is written here alone, as Go types. The encoder and the decoder (contract_json.go) and the types of the
// page (site/src/contract.ts) are generated from it: go test ./wasm/api -update. Fields are sent in the order in which
// they stand here; one with omitempty is left out where it is empty, and an empty list is [], never null.
//
// The generator is a test of this package: take the lines of a field that is renamed or removed out of contract_json.go
// first, or the package does not compile.

// Version is the number of this contract. It grows when a page built for an older engine could misread an answer.
const Version = 1

// Op names what a request asks for.
type Op string

// The ops, with the part of a Reply that answers each.
const (
	OpAnswer   Op = "answer"   // reads a scenario and answers its questions: Reply.Answer
	OpFormat   Op = "format"   // brings a scenario into its canonical form: Reply.Formatted
	OpGrade    Op = "grade"    // checks a learner's scenario against the goals of a task: Reply.Grades
	OpComplete Op = "complete" // asks for the completions at a place of a scenario: Reply.Completions
	OpHover    Op = "hover"    // asks for the meaning of the word at a place of a scenario: Reply.Hovered
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
	// Ways has the Way.Key of the ways to show, at most one of a cloud; in all others the first way is shown.
	Ways []string `json:"ways,omitempty"`
	// Drawn has the CloudDrawing.Digest of each drawing that the page has: OpAnswer does not send its boxes again.
	Drawn []string `json:"drawn,omitempty"`
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
	Unlisted int `json:"unlisted,omitempty"`
	// Statements are the expect statements about findings, in their order.
	Statements []Statement `json:"statements"`
	Questions  []Question  `json:"questions"`
	// Exposures are the statements about users and doors, one for each cloud that a statement asks.
	Exposures []Exposure `json:"exposures"`
	// Shown is the index in Questions of the question whose traces follow, or beyond them an index in Exposures; -1 if
	// the scenario asks nothing.
	Shown  int     `json:"shown"`
	Traces []Trace `json:"traces"`
	// Drawings are the clouds of the scenario, each drawn, with the ways of the traces through them.
	Drawings []CloudDrawing `json:"drawings"`
}

// A Severity tells whether the scenario can be believed as it stands: source.Severity. A diagnostic is an error or a
// warning, a finding a warning or a note.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityNote    Severity = "note"
)

// A Diagnostic is something wrong at a place in the text.
type Diagnostic struct {
	From     int      `json:"from"`
	To       int      `json:"to"`
	Line     int      `json:"line"`
	Column   int      `json:"column"` // from 1, in UTF-16 units
	Severity Severity `json:"severity"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint,omitempty"`
	// Since is the version of the meaning (Answer.Semantics) that first refused the text for this; left out if every
	// version did.
	Since int  `json:"since,omitempty"`
	Fix   *Fix `json:"fix,omitempty"`
	// Choices are repairs of which only the writer can choose one; there are none beside a Fix.
	Choices []Fix  `json:"choices,omitempty"`
	Fact    string `json:"fact,omitempty"` // the key of the fact that it rests on
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

// A StatementKind is the subject of a statement.
type StatementKind string

// The kinds of statement.
const (
	StatementFinding StatementKind = "finding"
)

// A Statement is an expect statement about findings, and whether it holds.
type Statement struct {
	From     int           `json:"from"`
	To       int           `json:"to"`
	Line     int           `json:"line"`
	Kind     StatementKind `json:"kind"`
	Text     string        `json:"text"` // "no finding unused"
	Holds    bool          `json:"holds"`
	Mismatch string        `json:"mismatch,omitempty"`
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

// A QuestionKind is the statement that asks a question.
type QuestionKind string

// The kinds of question.
const (
	QuestionTrace  QuestionKind = "trace"
	QuestionExpect QuestionKind = "expect"
)

// A Question is a trace or expect statement, with its outcome in each cloud that it is asked of.
type Question struct {
	From   int          `json:"from"`
	To     int          `json:"to"`
	Line   int          `json:"line"`
	Kind   QuestionKind `json:"kind"`
	Text   string       `json:"text"`  // "laptop -> web tcp/443"
	Holds  bool         `json:"holds"` // every cloud's answer is the expected one; true for a QuestionTrace
	Clouds []Outcome    `json:"clouds"`
}

// An OutcomeKey is what a question about a packet comes to: trace.Outcome.
type OutcomeKey string

// The outcomes.
const (
	OutcomeReachable OutcomeKey = "reachable"
	OutcomeBlocked   OutcomeKey = "blocked" // the request does not arrive
	OutcomeOneWay    OutcomeKey = "one-way" // the request arrives, the answer does not
	OutcomeRefused   OutcomeKey = "refused" // the machine does not listen
	OutcomeFlaky     OutcomeKey = "flaky"   // depends on chance: on ports, and on what is picked of several
	OutcomeUnknown   OutcomeKey = "unknown" // no verdict: there is more to pick from than a question may try
)

// An Outcome is one cloud's answer in short.
type Outcome struct {
	Cloud   string     `json:"cloud"` // "aws": the word of the language
	Title   string     `json:"title"` // "AWS"
	Outcome OutcomeKey `json:"outcome"`
	Holds   bool       `json:"holds"`
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

// A DoorState says whether the user can open a door.
type DoorState string

// The states of a door.
const (
	DoorOpen  DoorState = "open"  // the user may open it
	DoorThere DoorState = "there" // it stands open already
	DoorShut  DoorState = "shut"
)

// A Door is a way to the Internet, or a change that widens one.
type Door struct {
	Title string    `json:"title"` // "an elastic address"
	State DoorState `json:"state"`
	// Actions are those by which the user opens the door; the denial of all Closers shuts it. Of a shut door, Closers
	// are the actions of which the policy would first have to allow one.
	Actions []string `json:"actions"`
	Closers []string `json:"closers"`
	Fact    string   `json:"fact"` // the key of the fact that says how the door opens
}

// A Trace is one cloud's answer in full.
type Trace struct {
	Outcome
	// Sentence says the outcome and its reason: "The request arrives. The answer finds no route."
	Sentence string `json:"sentence"`
	// Reason is the code of the deciding step of the first way, empty if the outcome is reachable.
	Reason string `json:"reason,omitempty"`
	// Leg and Step are the place of the deciding step of the shown way, from 0; both -1 if that one works.
	Leg  int `json:"leg"`
	Step int `json:"step"`
	// Legs are the request and, if it was delivered, the answer.
	Legs []Leg `json:"legs"`
	// Ports is the outcome of each part of the source ports, if the outcome is flaky and they decide. Ports with several
	// outcomes decide together with something else.
	Ports []PortShare `json:"ports,omitempty"`
	// Ways are the ways that chance may take, if there are several: those that fail first, and the larger ones before the
	// smaller ones. Unlisted is how many more there are.
	Ways     []Way `json:"ways,omitempty"`
	Unlisted int   `json:"unlisted,omitempty"`
	// Way is the index in Ways of the shown one: legs, drawing, Leg and Step are its.
	Way int `json:"way,omitempty"`
}

// A Way is what becomes of a share of the connections: trace.Way.
type Way struct {
	// Key names it in Request.Ways.
	Key     string     `json:"key"`
	Words   string     `json:"words"` // what tells it apart: "by 10.0.1.4 to web-1"
	Share   float64    `json:"share"` // of all connections, 0 to 1
	Outcome OutcomeKey `json:"outcome"`
	// Object and Reason are the object and the code of the deciding step, and Because says it: "web-sg has no rule that
	// allows tcp/22 from 203.0.113.10". All are empty if the way works.
	Object  string `json:"object,omitempty"`
	Reason  string `json:"reason,omitempty"`
	Because string `json:"because,omitempty"`
}

// A LegKind is a direction.
type LegKind string

// The directions.
const (
	LegRequest LegKind = "request"
	LegAnswer  LegKind = "answer"
)

// A Leg is the packet's way in one direction.
type Leg struct {
	Kind LegKind `json:"kind"`
	// Start is the packet as it was sent.
	Start Packet `json:"start"`
	Steps []Step `json:"steps"`
}

// A Mark is what a step does with the packet: trace.Decision.
type Mark string

// The marks.
const (
	MarkPass Mark = "pass"
	MarkDrop Mark = "drop"
	MarkSkip Mark = "skip" // a filter that does not apply here
	MarkEnd  Mark = "end"  // delivered or refused
)

// A Step is one decision on the way.
type Step struct {
	Mark   Mark   `json:"mark"`
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
	// Checks are the failed health checks of a balancer on which the step depends.
	Checks []Check `json:"checks,omitempty"`
	// Considered are the rules, routes or entries that could have decided, in the order in which they are tried.
	Considered []Considered `json:"considered,omitempty"`
}

// A Check is a failed health check.
type Check struct {
	Target string `json:"target"` // the machine or the address; the subnet of a node for a check by the cloud itself
	Object string `json:"object"` // what stops the check
	Reason string `json:"reason"`
	Text   string `json:"text"` // as in a Step
	// From, To and Line are as in a Step.
	From    int    `json:"from"`
	To      int    `json:"to"`
	Line    int    `json:"line"`
	Default string `json:"default,omitempty"`
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

// Sureness is how sure a fact is: facts.Sureness.
type Sureness string

// The degrees of sureness.
const (
	SurenessDocumented Sureness = "documented" // the cloud's documentation says so
	SurenessInferred   Sureness = "inferred"   // it follows from what the documentation says
	SurenessPractice   Sureness = "practice"   // the documentation is silent, and people have seen it
)

// A Fact is a sentence about the behaviour of a cloud; a page of the reference has its sources.
type Fact struct {
	// Key names it there: "aws/nat-gateway-own-subnet" is the anchor nat-gateway-own-subnet of the page aws.
	Key      string   `json:"key"`
	Text     string   `json:"text"` // one or two sentences
	Sureness Sureness `json:"sureness"`
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
	Ports   string     `json:"ports"` // "1024-32767"
	Share   float64    `json:"share"` // 0 to 1
	Outcome OutcomeKey `json:"outcome"`
}

// A CloudDrawing is one cloud, drawn; package diagram says how. All measures are pixels of the drawing at its natural
// size.
type CloudDrawing struct {
	Cloud string `json:"cloud"` // "aws"
	Title string `json:"title"` // "AWS"
	// Digest is the same for two drawings that differ at most in Ways and in where their boxes are declared.
	Digest       string `json:"digest"`
	W            int    `json:"w"`
	H            int    `json:"h"`
	InternetLine int    `json:"internetLine"` // how far down the line of the Internet lies
	// Boxes and Lines are empty if Request.Drawn has the digest.
	Boxes []Box `json:"boxes"`
	// Lines join boxes; each is its corners, x and y in turn.
	Lines [][]int `json:"lines"`
	// Places are Box.From, Box.To and Box.Line of each box in turn, in the place of Boxes.
	Places []int `json:"places,omitempty"`
	// Ways are the legs of the cloud's trace; empty if the cloud is not asked the shown question.
	Ways []DrawnWay `json:"ways"`
}

// A BoxKind says how a box looks.
type BoxKind = diagram.Kind

// A Box is one object of the drawing. Boxes in or on it come after it.
type Box struct {
	Kind BoxKind `json:"kind"`
	Name string  `json:"name"`
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

// A DrawnWay is a leg of a trace, drawn as one line.
type DrawnWay struct {
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

// A CompletionKind is what a completion writes.
type CompletionKind string

// The kinds of completion.
const (
	CompletionStatement CompletionKind = "statement"
	CompletionWord      CompletionKind = "word"
	CompletionName      CompletionKind = "name"
	CompletionRange     CompletionKind = "range"
	CompletionService   CompletionKind = "service"
	CompletionOutcome   CompletionKind = "outcome"
	CompletionReason    CompletionKind = "reason"
	CompletionCloud     CompletionKind = "cloud"
)

// A Completion is a suggestion; its edit replaces the word at the cursor.
type Completion struct {
	Label  string         `json:"label"`
	Kind   CompletionKind `json:"kind"`
	Detail string         `json:"detail,omitempty"`
	Edit
}

// Hovered explains the word at a place. From and To are the word, in UTF-16 units of the text. Without lines there is
// nothing to say.
type Hovered struct {
	From  int      `json:"from"`
	To    int      `json:"to"`
	Lines []string `json:"lines"`
}
