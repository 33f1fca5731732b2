/// Runs the engine in a worker: Go's own loader starts it, and it leaves behind one function `hopwise` (package
/// hopwise/wasm). The entries say where loader and engine come from.

import type { FromWorker, ToWorker } from './engine.ts';
import { unpacked } from './packed.ts';

/// When Go's collector runs, which has no thread of its own here, by the names of the Go runtime. At 998 lines an answer
/// took 27 ms of the processor with Go's own target of 100, 25 with 200, 24 with 300, 25 with 400 and 21 with 800, each
/// of them 2 or 3 ms more or less from run to run; the engine took 14, 18, 21, 26 and 42 MB of memory. A page never
/// gives memory back, and a scenario of the largest size takes 200 MB with 300: hence the limit.
const collector = { GOGC: '300', GOMEMLIMIT: '128MiB' };

interface GoRuntime {
  env: Readonly<Record<string, string>>;
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

/// The global scope of this worker. The platform brings the first two names, the loader and the engine the others.
interface Scope {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  readonly Go: new () => GoRuntime;
  readonly hopwise?: (request: string) => string;
}

const scope = globalThis as unknown as Scope;

/// Starts the engine and answers for it; `load` brings the loader into scope, and gives the engine, packed.
export function work(load: () => Promise<Response>): void {
  start(load).catch(fail);
}

async function start(load: () => Promise<Response>): Promise<void> {
  const engine = await unpacked(await load());
  const go = new scope.Go();
  go.env = collector;
  const { instance } = await WebAssembly.instantiateStreaming(engine, go.importObject);
  // The engine warms up and leaves its function before this returns the promise, and runs until the worker ends. Should
  // it return, whatever comes next is not answered.
  void go.run(instance).then(fail, fail);
  const { hopwise } = scope;
  if (hopwise === undefined) throw new Error('the engine is not there');
  scope.onmessage = (event) => answer(hopwise, event.data);
  scope.postMessage({ tag: 'ready' });
}

function answer(hopwise: (request: string) => string, { id, request }: ToWorker): void {
  try {
    scope.postMessage({ tag: 'reply', id, reply: hopwise(request) });
  } catch {
    fail();
  }
}

function fail(): void {
  scope.postMessage({ tag: 'failed' });
}
