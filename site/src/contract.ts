/// The contract with the engine, generated from wasm/api/contract.go: do not edit it,
/// but run go test ./wasm/api -update.

/// The number of the contract that these types describe.
export const contractVersion = 1;

/// Op names what a request asks for.
export type Op =
  /// reads a scenario and answers its questions: `Reply.answer`
  | 'answer'
  /// brings a scenario into its canonical form: `Reply.formatted`
  | 'format'
  /// checks a learner's scenario against the goals of a task: `Reply.grades`
  | 'grade'
  /// asks for the completions at a place of a scenario: `Reply.completions`
  | 'complete'
  /// asks for the meaning of the word at a place of a scenario: `Reply.hovered`
  | 'hover';

/// A Request is a question of the page, one JSON document.
export interface Request {
  readonly version: number;
  readonly op: Op;
  readonly text: string;
  /// `question` is the place of the question to show, from 0, as in `Answer.shown`. Out of range it means the first.
  readonly question?: number;
  /// `offset` is the place of 'complete' and 'hover', in UTF-16 units of `text`.
  readonly offset?: number;
  /// `goals` are lines of the language, each an expect statement, that 'grade' asks of `text`.
  readonly goals?: readonly string[];
  /// `open` has the `Box.opens` of the subnets to draw with all of their machines.
  readonly open?: readonly string[];
  /// `ways` has the `Way.key` of the ways to show, at most one of a cloud; in all others the first way is shown.
  readonly ways?: readonly string[];
  /// `drawn` has the `CloudDrawing.digest` of each drawing that the page has: 'answer' does not send its boxes again.
  readonly drawn?: readonly string[];
}

/// A Reply is the engine's answer, one JSON document with exactly one of its parts.
export interface Reply {
  readonly version: number;
  readonly answer?: Answer;
  readonly formatted?: Formatted;
  readonly grades?: readonly Grade[];
  readonly completions?: Completions;
  readonly hovered?: Hovered;
  /// `fault` says why the request was not understood: page and engine are of two versions.
  readonly fault?: string;
  /// `crash` is the message of a bug in the engine. It is never the visitor's mistake.
  readonly crash?: string;
}

/// An Answer has all that the page shows of a scenario. Every From and To in it counts UTF-16 units of the text, from 0,
/// To exclusive. Every Line counts from 1; 0 means that no line of the text is responsible.
export interface Answer {
  /// `semantics` is the version of the language's meaning that the outcomes rest on: dsl.Semantics.
  readonly semantics: number;
  readonly title: string;
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /// `findings` are the scenario's findings by place, the first mostFindings of them.
  readonly findings: readonly Finding[];
  /// `unlisted` is how many more there are.
  readonly unlisted?: number;
  /// `statements` are the expect statements about findings, in their order.
  readonly statements: readonly Statement[];
  readonly questions: readonly Question[];
  /// `exposures` are the statements about users and doors, one for each cloud that a statement asks.
  readonly exposures: readonly Exposure[];
  /// `shown` is the index in `questions` of the question whose traces follow, or beyond them an index in `exposures`; -1 if
  /// the scenario asks nothing.
  readonly shown: number;
  readonly traces: readonly Trace[];
  /// `drawings` are the clouds of the scenario, each drawn, with the ways of the traces through them.
  readonly drawings: readonly CloudDrawing[];
}

/// A Severity tells whether the scenario can be believed as it stands: source.Severity. A diagnostic is an error or a
/// warning, a finding a warning or a note.
export type Severity = 'error' | 'warning' | 'note';

/// A Diagnostic is something wrong at a place in the text.
export interface Diagnostic {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /// from 1, in UTF-16 units
  readonly column: number;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /// `since` is the version of the meaning (`Answer.semantics`) that first refused the text for this; left out if every
  /// version did.
  readonly since?: number;
  readonly fix?: Fix;
  /// `choices` are repairs of which only the writer can choose one; there are none beside a `fix`.
  readonly choices?: readonly Fix[];
  /// the key of the fact that it rests on
  readonly fact?: string;
}

/// A Finding is a remark about a scenario that can be read.
export interface Finding extends Diagnostic {
  /// "open-to-world"
  readonly code: string;
  /// the title of the code
  readonly title: string;
  /// the object that it is about: "web-sg"
  readonly object: string;
  /// `audit` is the managed rule of the cloud's configuration audit that finds the same; it may be empty.
  readonly audit?: string;
}

/// A StatementKind is the subject of a statement.
export type StatementKind = 'finding';

/// A Statement is an expect statement about findings, and whether it holds.
export interface Statement {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly kind: StatementKind;
  /// "no finding unused"
  readonly text: string;
  readonly holds: boolean;
  readonly mismatch?: string;
}

/// A Fix mends a diagnostic: its edits applied together.
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/// An Edit replaces `from` to `to` by `insert`.
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/// A QuestionKind is the statement that asks a question.
export type QuestionKind = 'trace' | 'expect';

/// A Question is a trace or expect statement, with its outcome in each cloud that it is asked of.
export interface Question {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly kind: QuestionKind;
  /// "laptop -> web tcp/443"
  readonly text: string;
  /// every cloud's answer is the expected one; true for a 'trace'
  readonly holds: boolean;
  readonly clouds: readonly Outcome[];
}

/// An OutcomeKey is what a question about a packet comes to: trace.Outcome.
export type OutcomeKey =
  | 'reachable'
  /// the request does not arrive
  | 'blocked'
  /// the request arrives, the answer does not
  | 'one-way'
  /// the machine does not listen
  | 'refused'
  /// depends on chance: on ports, and on what is picked of several
  | 'flaky'
  /// no verdict: there is more to pick from than a question may try
  | 'unknown';

/// An Outcome is one cloud's answer in short.
export interface Outcome {
  /// "aws": the word of the language
  readonly cloud: string;
  /// "AWS"
  readonly title: string;
  readonly outcome: OutcomeKey;
  readonly holds: boolean;
  /// `mismatch` says in one sentence what happened instead; empty if `holds`.
  readonly mismatch?: string;
}

/// An Exposure is one cloud's answer to a statement about a user and the doors to a machine.
export interface Exposure {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /// "dev cannot expose web"
  readonly text: string;
  /// "aws"
  readonly cloud: string;
  /// "AWS"
  readonly title: string;
  /// `can` reports that the user may open a door; `holds`, that the statement agrees. `unknown` reports that the scenario is
  /// too large to tell.
  readonly can: boolean;
  readonly holds: boolean;
  readonly unknown?: boolean;
  /// `mismatch` says in one sentence in what the statement is wrong; empty if `holds`.
  readonly mismatch?: string;
  readonly doors: readonly Door[];
}

/// A DoorState says whether the user can open a door.
export type DoorState =
  /// the user may open it
  | 'open'
  /// it stands open already
  | 'there'
  | 'shut';

/// A Door is a way to the Internet, or a change that widens one.
export interface Door {
  /// "an elastic address"
  readonly title: string;
  readonly state: DoorState;
  /// `actions` are those by which the user opens the door; the denial of all `closers` shuts it. Of a shut door, `closers`
  /// are the actions of which the policy would first have to allow one.
  readonly actions: readonly string[];
  readonly closers: readonly string[];
  /// the key of the fact that says how the door opens
  readonly fact: string;
}

/// A Trace is one cloud's answer in full.
export interface Trace extends Outcome {
  /// `sentence` says the outcome and its reason: "The request arrives. The answer finds no route."
  readonly sentence: string;
  /// `reason` is the code of the deciding step of the first way, empty if the outcome is reachable.
  readonly reason?: string;
  /// `leg` and `step` are the place of the deciding step of the shown way, from 0; both -1 if that one works.
  readonly leg: number;
  readonly step: number;
  /// `legs` are the request and, if it was delivered, the answer.
  readonly legs: readonly Leg[];
  /// `ports` is the outcome of each part of the source ports, if the outcome is flaky and they decide. `ports` with several
  /// outcomes decide together with something else.
  readonly ports?: readonly PortShare[];
  /// `ways` are the ways that chance may take, if there are several: those that fail first, and the larger ones before the
  /// smaller ones. `unlisted` is how many more there are.
  readonly ways?: readonly Way[];
  readonly unlisted?: number;
  /// `way` is the index in `ways` of the shown one: legs, drawing, `leg` and `step` are its.
  readonly way?: number;
}

/// A Way is what becomes of a share of the connections: trace.Way.
export interface Way {
  /// `key` names it in `Request.ways`.
  readonly key: string;
  /// what tells it apart: "by 10.0.1.4 to web-1"
  readonly words: string;
  /// of all connections, 0 to 1
  readonly share: number;
  readonly outcome: OutcomeKey;
  /// `object` and `reason` are the object and the code of the deciding step, and `because` says it: "web-sg has no rule that
  /// allows tcp/22 from 203.0.113.10". All are empty if the way works.
  readonly object?: string;
  readonly reason?: string;
  readonly because?: string;
}

/// A LegKind is a direction.
export type LegKind = 'request' | 'answer';

/// A Leg is the packet's way in one direction.
export interface Leg {
  readonly kind: LegKind;
  /// `start` is the packet as it was sent.
  readonly start: Packet;
  readonly steps: readonly Step[];
}

/// A Mark is what a step does with the packet: trace.Decision.
export type Mark =
  | 'pass'
  | 'drop'
  /// a filter that does not apply here
  | 'skip'
  /// delivered or refused
  | 'end';

/// A Step is one decision on the way.
export interface Step {
  readonly mark: Mark;
  /// "web-sg"; its keyword if it has no name
  readonly object: string;
  /// "security group"
  readonly kind: string;
  readonly reason: string;
  /// the reason's title
  readonly title: string;
  /// "allows tcp/443 from 0.0.0.0/0"
  readonly text: string;
  /// `from`, `to` and `line` are the statement responsible. Without one, `line` is 0 and `default` says why in a few words:
  /// "default of the cloud".
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly default?: string;
  /// `packet` is the packet after the step; `changed` names the fields that the step changed: "source", "destination".
  readonly packet: Packet;
  readonly changed?: readonly string[];
  /// `parts` reports that the clouds' traces first differ here; set on one step of each trace at most.
  readonly parts?: boolean;
  /// `fact` is the evidence for the step.
  readonly fact?: Fact;
  /// `open` is the point that the cloud's documentation leaves open here; it may be nil.
  readonly open?: Fact;
  /// `checks` are the failed health checks of a balancer on which the step depends.
  readonly checks?: readonly Check[];
  /// `considered` are the rules, routes or entries that could have decided, in the order in which they are tried.
  readonly considered?: readonly Considered[];
}

/// A Check is a failed health check.
export interface Check {
  /// the machine or the address; the subnet of a node for a check by the cloud itself
  readonly target: string;
  /// what stops the check
  readonly object: string;
  readonly reason: string;
  /// as in a Step
  readonly text: string;
  /// `from`, `to` and `line` are as in a Step.
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly default?: string;
}

/// A Considered is a rule, a route or an entry that could have decided a step.
export interface Considered {
  /// "in allow tcp/443 from 0.0.0.0/0"
  readonly text: string;
  /// the group, ACL, table, NAT gateway or balancer that it belongs to
  readonly object: string;
  /// `from`, `to` and `line` are as in a Step.
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly default?: string;
  /// `matches` reports that it applies to the packet. At most one of a step decides.
  readonly matches: boolean;
  readonly decides: boolean;
  /// "another port: 22 is not 443"
  readonly why: string;
}

/// Sureness is how sure a fact is: facts.Sureness.
export type Sureness =
  /// the cloud's documentation says so
  | 'documented'
  /// it follows from what the documentation says
  | 'inferred'
  /// the documentation is silent, and people have seen it
  | 'practice';

/// A Fact is a sentence about the behaviour of a cloud; a page of the reference has its sources.
export interface Fact {
  /// `key` names it there: "aws/nat-gateway-own-subnet" is the anchor nat-gateway-own-subnet of the page aws.
  readonly key: string;
  /// one or two sentences
  readonly text: string;
  readonly sureness: Sureness;
}

/// A Packet has addresses and ports; the ports are empty if the protocol has none.
export interface Packet {
  /// "tcp/443", "icmp/8"; of an answer only "tcp"
  readonly service: string;
  readonly source: string;
  /// "1024-65535"
  readonly sourcePort: string;
  readonly destination: string;
  /// "443"
  readonly destinationPort: string;
}

/// A PortShare is a part of a flaky question's source ports, with its outcome.
export interface PortShare {
  /// "1024-32767"
  readonly ports: string;
  /// 0 to 1
  readonly share: number;
  readonly outcome: OutcomeKey;
}

/// A CloudDrawing is one cloud, drawn; package diagram says how. All measures are pixels of the drawing at its natural
/// size.
export interface CloudDrawing {
  /// "aws"
  readonly cloud: string;
  /// "AWS"
  readonly title: string;
  /// `digest` is the same for two drawings that differ at most in `ways` and in where their boxes are declared.
  readonly digest: string;
  readonly w: number;
  readonly h: number;
  /// how far down the line of the Internet lies
  readonly internetLine: number;
  /// `boxes` and `lines` are empty if `Request.drawn` has the digest.
  readonly boxes: readonly Box[];
  /// `lines` join boxes; each is its corners, x and y in turn.
  readonly lines: readonly (readonly number[])[];
  /// `places` are `Box.from`, `Box.to` and `Box.line` of each box in turn, in the place of `boxes`.
  readonly places?: readonly number[];
  /// `ways` are the legs of the cloud's trace; empty if the cloud is not asked the shown question.
  readonly ways: readonly DrawnWay[];
}

/// A BoxKind says how a box looks.
export type BoxKind =
  /// a machine on the Internet; the box is its mark and its label
  | 'host'
  /// a private network far away
  | 'far'
  /// holds zones and subnets
  | 'vpc'
  /// the classic network, which holds its intranet
  | 'classic'
  /// the heading of a column
  | 'zone'
  /// holds machines
  | 'subnet'
  /// the tag of a subnet's route table
  | 'table'
  /// the tag of a subnet's network ACL
  | 'acl'
  /// an instance
  | 'machine'
  /// a further interface of an instance
  | 'interface'
  /// the tag of a security group, on the ring around a member
  | 'group'
  | 'pod'
  /// a network behind an instance
  | 'behind'
  | 'nat'
  /// a load balancer, or its node in a subnet
  | 'balancer'
  /// an interface endpoint
  | 'endpoint'
  /// a transit gateway's attachment in a subnet
  | 'attachment'
  /// a gateway on a VPC's edge
  | 'gateway'
  /// a peering, a transit gateway
  | 'link'
  | 'cluster'
  /// stands for the machines that a closed subnet does not show
  | 'more';

/// A Box is one object of the drawing. Boxes in or on it come after it.
export interface Box {
  readonly kind: BoxKind;
  readonly name: string;
  /// `full` is the whole name if `name` was cut.
  readonly full?: string;
  /// addresses and ranges
  readonly lines?: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /// the index of the box around it in `CloudDrawing.boxes`, -1 for none
  readonly in: number;
  /// `from`, `to` and `line` are the statement that declares it; `line` is 0 for a default of the cloud.
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /// tells groups apart, from 1
  readonly tint?: number;
  /// it exists and carries no packets
  readonly off?: boolean;
  /// `count` is how many machines a closed subnet's box stands for, or would stand for. `opens` is the name of that subnet
  /// in `Request.open`.
  readonly count?: number;
  readonly opens?: string;
}

/// A DrawnWay is a leg of a trace, drawn as one line.
export interface DrawnWay {
  /// its corners, x and y in turn
  readonly points: readonly number[];
  /// the box that it begins at, -1 for none
  readonly from: number;
  /// `stops` are the corners where the leg's steps stand, by corner index in `points`. `boxes` are the boxes of those steps,
  /// by index in `CloudDrawing.boxes`, -1 for none.
  readonly stops: readonly number[];
  readonly boxes: readonly number[];
}

/// Formatted is a scenario in its canonical form.
export interface Formatted {
  readonly text: string;
}

/// A Grade is whether one goal holds in the learner's scenario.
export interface Grade {
  readonly goal: string;
  readonly holds: boolean;
  readonly mismatch?: string;
}

/// Completions are the completions at a place, the likeliest first. Their places count UTF-16 units of the text.
export interface Completions {
  readonly items: readonly Completion[];
}

/// A CompletionKind is what a completion writes.
export type CompletionKind = 'statement' | 'word' | 'name' | 'range' | 'service' | 'outcome' | 'reason' | 'cloud';

/// A Completion is a suggestion; its edit replaces the word at the cursor.
export interface Completion extends Edit {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
}

/// Hovered explains the word at a place. `from` and `to` are the word, in UTF-16 units of the text. Without lines there is
/// nothing to say.
export interface Hovered {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}
