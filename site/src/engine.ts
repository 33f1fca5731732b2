/// The page's side of the engine. The other side is the Go package hopwise/wasm/api: the types here mirror its
/// contract.go field by field, and its golden files (wasm/api/testdata) are read by the tests of both.
///
/// The engine runs in a worker (worker.ts) that can be thrown away at any time: the page has everything that the worker
/// has.

/// The number of the contract that these types describe; api.Version in Go.
export const contractVersion = 1;

/// The outcomes of a packet's question. An unknown one has no verdict: the rules cut the ports into more parts than a
/// question may have.
export const outcomeKeys = ['reachable', 'blocked', 'one-way', 'refused', 'flaky', 'unknown'] as const;

/// The outcome of a packet's question.
export type OutcomeKey = (typeof outcomeKeys)[number];

/// A request to the engine.
export type Request =
  | {
      readonly version: number;
      readonly op: 'answer';
      readonly text: string;
      readonly question: number;
      readonly open?: readonly string[];
    }
  | { readonly version: number; readonly op: 'format'; readonly text: string }
  | { readonly version: number; readonly op: 'grade'; readonly text: string; readonly goals: readonly string[] }
  /// `offset` counts UTF-16 units of the text.
  | { readonly version: number; readonly op: 'complete' | 'hover'; readonly text: string; readonly offset: number };

/// The engine's reply: exactly one of its parts is there.
export interface Reply {
  readonly version: number;
  readonly answer?: Answer;
  readonly formatted?: Formatted;
  readonly grades?: readonly Grade[];
  readonly completions?: Completions;
  readonly hovered?: Hovered;
  /// Why the request was not understood: page and engine are of two versions.
  readonly fault?: string;
  /// The message of a bug in the engine. It is never the visitor's mistake.
  readonly crash?: string;
}

/// The answer that the page shows of a scenario. Each `from` and `to` counts UTF-16 units of the text; a `line` counts
/// from 1, and 0 says that no line of the text is responsible.
export interface Answer {
  /// The number of the meaning by which the outcomes came about: dsl.Semantics in Go.
  readonly semantics: number;
  readonly title: string;
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /// The findings in the scenario, by place; `unlisted` more were found.
  readonly findings: readonly Finding[];
  readonly unlisted?: number;
  /// The expect statements that are no questions.
  readonly statements: readonly Statement[];
  readonly questions: readonly Question[];
  /// The statements about users and doors: one for each cloud that a statement is asked of.
  readonly exposures: readonly Exposure[];
  /// The place of the shown question in `questions`, whose traces follow, or, counted on behind them, of the shown
  /// statement in `exposures`; -1 if the scenario asks nothing.
  readonly shown: number;
  readonly traces: readonly Trace[];
  /// The clouds of the scenario, each drawn, with the ways of the traces through them.
  readonly drawings: readonly CloudDrawing[];
}

/// Something wrong at a place in the text.
export interface Diagnostic {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string;
  readonly fix?: Fix;
  /// The number of the meaning (Answer.semantics) from which the text is refused for this; left out if it always was.
  readonly since?: number;
  /// The key of the fact about a cloud that it rests on.
  readonly fact?: string;
}

/// Something worth knowing or worth mending in a scenario that can be read.
export interface Finding extends Omit<Diagnostic, 'severity'> {
  readonly severity: 'warning' | 'note';
  /// "open-to-world", and its title.
  readonly code: string;
  readonly title: string;
  /// What it is about: "web-sg".
  readonly object: string;
  /// The managed rule of the cloud's own configuration audit that finds the same.
  readonly audit?: string;
}

/// An expect statement that is no question about a packet, and whether it holds.
export interface Statement {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly kind: 'finding';
  /// "no finding unused"
  readonly text: string;
  readonly holds: boolean;
  /// The findings that contradict it.
  readonly mismatch?: string;
}

/// Edits that mend a diagnostic, applied together.
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

/// `insert` in the place of `from` to `to`.
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/// A trace or expect statement, with its outcome in each cloud that it is asked of.
export interface Question {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly kind: 'trace' | 'expect';
  /// "laptop -> web tcp/443"
  readonly text: string;
  readonly holds: boolean;
  readonly clouds: readonly Outcome[];
}

/// One cloud's answer in short.
export interface Outcome {
  /// The word of the language: "aws".
  readonly cloud: string;
  /// "AWS"
  readonly title: string;
  readonly outcome: OutcomeKey;
  readonly holds: boolean;
  /// One sentence on what happened instead of what was expected.
  readonly mismatch?: string;
}

/// The result, in one cloud, of a statement about a user and the doors to a machine.
export interface Exposure {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /// "dev cannot expose web"
  readonly text: string;
  readonly cloud: string;
  readonly title: string;
  /// The user may open a door. Where `unknown`, the scenario is too large to tell.
  readonly can: boolean;
  readonly holds: boolean;
  readonly unknown?: boolean;
  /// One sentence on what the statement overlooks.
  readonly mismatch?: string;
  readonly doors: readonly Door[];
}

/// A way to the Internet, or a change that widens one.
export interface Door {
  /// "an elastic address"
  readonly title: string;
  /// The user may open it, it stands open already, or it is shut.
  readonly state: 'open' | 'there' | 'shut';
  /// The actions by which the user opens it.
  readonly actions: readonly string[];
  /// The actions to deny, all of them together, to shut it; of a shut door, actions of which the policy would have to
  /// allow one.
  readonly closers: readonly string[];
}

/// One cloud's answer in full.
export interface Trace extends Outcome {
  readonly sentence: string;
  /// The code of the deciding step's reason.
  readonly reason?: string;
  /// The place of the deciding step; both -1 where the outcome is reachable.
  readonly leg: number;
  readonly step: number;
  readonly legs: readonly Leg[];
  /// The fates of the source ports of a flaky outcome.
  readonly ports?: readonly PortShare[];
  /// The fate of each choice of a balancer on the way, if any; the legs are those of the best.
  readonly branches?: readonly Branch[];
}

/// The fate of a question by one choice of a balancer.
export interface Branch {
  /// The balancer's address that was called.
  readonly node: string;
  /// The machine that it was sent on to; missing if the balancer sent it to none.
  readonly target?: string;
  readonly outcome: OutcomeKey;
  readonly sentence: string;
}

/// The packet's way in one direction.
export interface Leg {
  readonly kind: 'request' | 'answer';
  readonly start: Packet;
  readonly steps: readonly Step[];
}

/// One decision on the way.
export interface Step {
  readonly mark: 'pass' | 'drop' | 'skip' | 'end';
  readonly object: string;
  readonly kind: string;
  readonly reason: string;
  readonly title: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /// Why no line of the text is responsible: "default of the cloud".
  readonly default?: string;
  /// The packet after the step, and the names of its fields that the step changed.
  readonly packet: Packet;
  readonly changed?: readonly string[];
  /// This is where the clouds' traces first differ.
  readonly parts?: boolean;
  /// The fact that the step rests on.
  readonly fact?: Fact;
  /// The point that the cloud's documentation leaves open, if the step depends on it.
  readonly open?: Fact;
  /// The rules, routes or entries that might have decided, in the order in which they are tried.
  readonly considered?: readonly Considered[];
}

/// Something that a cloud does. Its evidence stands on a page of the reference: `aws/nat-gateway-own-subnet` is the
/// anchor `nat-gateway-own-subnet` of the page `aws`.
export interface Fact {
  readonly key: string;
  readonly text: string;
  readonly sureness: 'documented' | 'inferred' | 'practice';
}

/// A rule, a route or an entry that might have decided a step.
export interface Considered {
  readonly text: string;
  readonly object: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly default?: string;
  /// It is about the packet.
  readonly matches: boolean;
  /// At most one of a step decides; none does if the step was decided by something else.
  readonly decides: boolean;
  /// "another port: 22 is not 443"
  readonly why: string;
}

/// A packet's addresses and ports. The ports of a protocol without ports are empty.
export interface Packet {
  readonly service: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly destination: string;
  readonly destinationPort: string;
}

/// A part of a flaky question's source ports with its fate.
export interface PortShare {
  readonly ports: string;
  readonly share: number;
  readonly outcome: OutcomeKey;
}

/// A cloud's drawing. All measures are pixels of the drawing at its natural size.
export interface CloudDrawing {
  readonly cloud: string;
  readonly title: string;
  readonly w: number;
  readonly h: number;
  /// The height of the line of the Internet, from the top.
  readonly internetLine: number;
  readonly boxes: readonly Box[];
  /// Lines that join boxes; each is its corners, x and y in turn.
  readonly lines: readonly (readonly number[])[];
  /// The ways of the legs of the cloud's trace; empty if the shown question is not asked of it.
  readonly ways: readonly DrawnWay[];
}

/// One thing on the drawing. Those that stand in or on another come after it.
export interface Box {
  /// "subnet", "machine"; the kinds of the Go package dsl/diagram.
  readonly kind: string;
  readonly name: string;
  /// The whole name where `name` was cut.
  readonly full?: string;
  /// Addresses and ranges.
  readonly lines?: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /// The place in `boxes` of the one that it stands in, -1 for none.
  readonly in: number;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /// Tells groups apart, from 1.
  readonly tint?: number;
  /// It exists and carries no packets.
  readonly off?: boolean;
  /// The number of machines that it stands for, or would stand for in a closed subnet; `opens` is then the name of that
  /// subnet in a request's `open`.
  readonly count?: number;
  readonly opens?: string;
}

/// A leg of a trace on the drawing, one line.
export interface DrawnWay {
  /// Its corners, x and y in turn.
  readonly points: readonly number[];
  /// The box that it begins at; -1 for none.
  readonly from: number;
  /// The corners where the leg's steps stand, and the boxes that they are about, -1 for none.
  readonly stops: readonly number[];
  readonly boxes: readonly number[];
}

/// A scenario in its canonical form.
export interface Formatted {
  readonly text: string;
}

/// Whether one goal holds in the learner's scenario.
export interface Grade {
  readonly goal: string;
  readonly holds: boolean;
  readonly mismatch?: string;
}

/// The completions at a place, the most useful first.
export interface Completions {
  readonly items: readonly Completion[];
}

/// A completion; its edit replaces the word at the cursor.
export interface Completion extends Edit {
  readonly label: string;
  /// "statement", "word", "name", "range", "service", "outcome", "reason" or "cloud".
  readonly kind: string;
  readonly detail?: string;
}

/// The meaning of the word at a place; `from` and `to` are the word. Without lines the word has no meaning.
export interface Hovered {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/// Why a question got no answer.
export type Stop =
  /// The worker ended by an error.
  | 'crash'
  /// The run went over its time limit.
  | 'overrun'
  /// The engine could not be loaded.
  | 'unavailable'
  /// The engine came upon a bug of its own.
  | 'bug'
  /// The engine did not understand the page.
  | 'fault';

/// The result of a question: a value, nothing because a newer question of the same channel made this one void, or a
/// stop.
export type Result<T> =
  | { readonly tag: 'done'; readonly value: T }
  | { readonly tag: 'void' }
  | { readonly tag: 'stopped'; readonly why: Stop };

/// A message from the page to the worker.
export interface ToWorker {
  readonly id: number;
  /// A Request as JSON.
  readonly request: string;
}

/// A message from the worker to the page.
export type FromWorker =
  | { readonly tag: 'ready' }
  | { readonly tag: 'reply'; readonly id: number; /* a Reply as JSON */ readonly reply: string }
  | { readonly tag: 'failed' };

/// The client's view of a worker: a Worker, or a test's stand-in.
export interface WorkerPort {
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(message: ToWorker): void;
  terminate(): void;
}

/// The time limits in milliseconds: for the worker to get ready, for a run to answer, and for an overtaken run to end.
export interface Limits {
  readonly load: number;
  readonly run: number;
  readonly overtaken: number;
}

/// Generous limits: a slow line for loading, a scenario of the largest size for a run. An overtaken run gets about as
/// long as a new worker takes to start.
const defaultLimits: Limits = { load: 60_000, run: 10_000, overtaken: 1_000 };

interface Asked {
  readonly id: number;
  readonly channel: string;
  readonly request: Request;
  readonly resolve: (result: Result<Reply>) => void;
}

/// Asks the engine, one run at a time. Of the waiting questions, only the newest of each channel is kept; a newer
/// question of a channel makes the answer to an older one void. A worker that crashes, or runs over its limit, is
/// replaced, and the waiting questions go to the new one.
export class Engine {
  readonly #spawn: () => WorkerPort;
  readonly #limits: Limits;
  readonly #waiting = new Map<string, Asked>();
  #worker: WorkerPort | null = null;
  #ready = false;
  #running: Asked | null = null;
  #overtaken = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastID = 0;

  constructor(spawn: () => WorkerPort, limits: Limits = defaultLimits) {
    this.#spawn = spawn;
    this.#limits = limits;
    this.#start();
  }

  /// Reads a scenario and answers one of its questions; `open` are the subnets that are drawn with all of their
  /// machines.
  async answer(channel: string, text: string, question: number, open: readonly string[] = []): Promise<Result<Answer>> {
    const asked = { version: contractVersion, op: 'answer', text, question } as const;
    const result = await this.#ask(channel, open.length === 0 ? asked : { ...asked, open });
    return part(result, (reply) => reply.answer);
  }

  /// Grades a learner's scenario by the goals of a task.
  async grade(channel: string, text: string, goals: readonly string[]): Promise<Result<readonly Grade[]>> {
    const result = await this.#ask(channel, { version: contractVersion, op: 'grade', text, goals });
    return part(result, (reply) => reply.grades);
  }

  /// Brings a scenario into its canonical form.
  async format(channel: string, text: string): Promise<Result<Formatted>> {
    const result = await this.#ask(channel, { version: contractVersion, op: 'format', text });
    return part(result, (reply) => reply.formatted);
  }

  /// Asks for the completions at a place.
  async complete(channel: string, text: string, offset: number): Promise<Result<Completions>> {
    const result = await this.#ask(channel, { version: contractVersion, op: 'complete', text, offset });
    return part(result, (reply) => reply.completions);
  }

  /// Asks for the meaning of the word at a place.
  async hover(channel: string, text: string, offset: number): Promise<Result<Hovered>> {
    const result = await this.#ask(channel, { version: contractVersion, op: 'hover', text, offset });
    return part(result, (reply) => reply.hovered);
  }

  #ask(channel: string, request: Request): Promise<Result<Reply>> {
    return new Promise((resolve) => {
      this.#overtake(channel);
      this.#waiting.set(channel, { id: ++this.#lastID, channel, request, resolve });
      if (this.#worker === null) this.#start();
      this.#next();
    });
  }

  #overtake(channel: string): void {
    this.#waiting.get(channel)?.resolve({ tag: 'void' });
    this.#waiting.delete(channel);
    if (this.#running?.channel !== channel || this.#overtaken) return;
    this.#overtaken = true;
    this.#running.resolve({ tag: 'void' });
    this.#limit(this.#limits.overtaken, 'overrun');
  }

  #start(): void {
    this.#ready = false;
    const worker = this.#spawned();
    if (worker === null) {
      this.#giveUp();
      return;
    }
    this.#worker = worker;
    // Messages of a worker that was given up may still arrive.
    const current = (): boolean => this.#worker === worker;
    worker.onmessage = (event) => void (current() && this.#hear(event.data));
    worker.onerror = () => void (current() && this.#lose(this.#ready ? 'crash' : 'unavailable'));
    this.#limit(this.#limits.load, 'unavailable');
  }

  /// The new worker; null if the browser refuses one, by a rule of its own or of the page's.
  #spawned(): WorkerPort | null {
    try {
      return this.#spawn();
    } catch {
      return null;
    }
  }

  #next(): void {
    const [asked] = this.#waiting.values();
    if (!this.#ready || this.#running !== null || asked === undefined) return;
    this.#waiting.delete(asked.channel);
    this.#running = asked;
    this.#overtaken = false;
    this.#limit(this.#limits.run, 'overrun');
    this.#worker?.postMessage({ id: asked.id, request: JSON.stringify(asked.request) });
  }

  #hear(message: FromWorker): void {
    switch (message.tag) {
      case 'ready':
        this.#ready = true;
        clearTimeout(this.#timer);
        break;
      case 'failed':
        this.#lose(this.#ready ? 'crash' : 'unavailable');
        return;
      case 'reply':
        this.#finish(message.id, message.reply);
        break;
    }
    this.#next();
  }

  #finish(id: number, reply: string): void {
    const asked = this.#running;
    if (asked === null || asked.id !== id) return;
    clearTimeout(this.#timer);
    this.#running = null;
    asked.resolve(read(reply));
  }

  #limit(milliseconds: number, why: Stop): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lose(why), milliseconds);
  }

  /// Gives the worker up. Its run is not tried again: it would end the same way. The waiting questions get a new
  /// worker, unless the worker could not be loaded.
  #lose(why: Stop): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
    this.#running?.resolve({ tag: 'stopped', why });
    this.#running = null;
    if (why === 'unavailable') this.#giveUp();
    else this.#start();
  }

  #giveUp(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const asked of waiting) asked.resolve({ tag: 'stopped', why: 'unavailable' });
  }
}

function read(json: string): Result<Reply> {
  const reply = parse(json);
  if (reply === null || reply.version !== contractVersion || reply.fault !== undefined) {
    return { tag: 'stopped', why: 'fault' };
  }
  if (reply.crash !== undefined) return { tag: 'stopped', why: 'bug' };
  return { tag: 'done', value: reply };
}

function parse(json: string): Reply | null {
  try {
    return JSON.parse(json) as Reply | null;
  } catch {
    return null;
  }
}

function part<T>(result: Result<Reply>, pick: (reply: Reply) => T | undefined): Result<T> {
  if (result.tag !== 'done') return result;
  const value = pick(result.value);
  return value === undefined ? { tag: 'stopped', why: 'fault' } : { tag: 'done', value };
}
