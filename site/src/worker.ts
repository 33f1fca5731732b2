/// What a worker does that holds the engine: Go's own loader starts it, and it leaves behind one function `hopwise`
/// (package hopwise/wasm). Where loader and engine come from is the entries' business.

import type { FromWorker, ToWorker } from './engine.ts';
import { unpacked } from './packed.ts';

interface GoRuntime {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

/// What this worker finds in its global scope; the first comes with the platform, the others with the loader and the engine.
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
  const { instance } = await WebAssembly.instantiateStreaming(engine, go.importObject);
  // The engine runs until the worker ends. Should it return, whatever comes next is not answered.
  void go.run(instance).then(fail, fail);
  warmUp();
  scope.onmessage = (event) => answer(event.data);
  scope.postMessage({ tag: 'ready' });
}

/// The first run builds the engine's tables: better now than under the visitor's first key.
function warmUp(): void {
  call('{"version":1,"op":"answer","text":"host a 192.0.2.9"}');
}

function answer({ id, request }: ToWorker): void {
  try {
    scope.postMessage({ tag: 'reply', id, reply: call(request) });
  } catch {
    fail();
  }
}

function call(request: string): string {
  if (scope.hopwise === undefined) throw new Error('the engine is not there');
  return scope.hopwise(request);
}

function fail(): void {
  scope.postMessage({ tag: 'failed' });
}
