/// The page's side of the engine. The other side is the Go package hopwise/wasm/api: contract.ts is generated from its
/// contract.go, and its golden files (wasm/api/testdata) are read by the tests of both.
///
/// The engine runs in a worker (worker.ts) that can be thrown away at any time: it holds nothing that the page has not.

import { contractVersion } from './contract.ts';
import type { Answer, Completions, Formatted, Grade, Hovered, Reply, Request } from './contract.ts';
import { restored } from './drawings.ts';
import type { Drawings } from './drawings.ts';

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
  /// The drawings of the last answer of each channel, which the engine is told of and does not send again.
  readonly #drawings = new Map<string, Drawings>();
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
  /// machines, and `ways` the ways to show where chance decides.
  async answer(
    channel: string,
    text: string,
    question: number,
    { open = [], ways = [] }: Pick<Request, 'open' | 'ways'> = {},
  ): Promise<Result<Answer>> {
    const asked = { version: contractVersion, op: 'answer', text, question } as const;
    const result = await this.#ask(channel, {
      ...asked,
      ...(open.length === 0 ? {} : { open }),
      ...(ways.length === 0 ? {} : { ways }),
    });
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
    this.#worker?.postMessage({ id: asked.id, request: JSON.stringify(this.#telling(asked)) });
  }

  /// The request, with the drawings that the page has of its channel.
  #telling({ channel, request }: Asked): Request {
    const drawn = this.#drawings.get(channel)?.map(({ digest }) => digest) ?? [];
    return request.op !== 'answer' || drawn.length === 0 ? request : { ...request, drawn };
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
    asked.resolve(this.#whole(asked.channel, read(reply)));
  }

  /// A reply with all of its drawings, which are kept, though the reply may be void.
  #whole(channel: string, result: Result<Reply>): Result<Reply> {
    if (result.tag !== 'done' || result.value.answer === undefined) return result;
    const drawings = restored(result.value.answer.drawings, this.#drawings.get(channel) ?? []);
    if (drawings === null) return { tag: 'stopped', why: 'fault' };
    this.#drawings.set(channel, drawings);
    return { tag: 'done', value: { ...result.value, answer: { ...result.value.answer, drawings } } };
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
