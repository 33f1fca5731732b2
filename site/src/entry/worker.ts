/// The worker that holds the engine: Go's own loader (wasm_exec.js), the engine unpacked as it arrives, and one function
/// `hopwise` that the engine leaves behind (package hopwise/wasm).

import type { FromWorker, ToWorker } from '../engine.ts';

interface GoRuntime {
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

/// What this worker finds in its global scope; the first two come with the platform, the others with the engine.
interface Scope {
  importScripts(url: string): void;
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  readonly Go: new () => GoRuntime;
  readonly hopwise?: (request: string) => string;
}

const scope = globalThis as unknown as Scope;

async function load(): Promise<void> {
  scope.importScripts('wasm_exec.js');
  const go = new scope.Go();
  const { instance } = await WebAssembly.instantiateStreaming(unpacked('engine.wasm.gz'), go.importObject);
  // The engine runs until the worker ends. Should it return, whatever comes next is not answered.
  void go.run(instance).then(fail, fail);
  warmUp();
  scope.onmessage = (event) => answer(event.data);
  scope.postMessage({ tag: 'ready' });
}

/// The engine as WebAssembly. It is served packed and as it is, so that any host will do.
async function unpacked(url: string): Promise<Response> {
  const packed = await fetch(url);
  if (!packed.ok || packed.body === null) throw new Error(`${url}: ${packed.status}`);
  const body = packed.body.pipeThrough(new DecompressionStream('gzip'));
  return new Response(body, { headers: { 'Content-Type': 'application/wasm' } });
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

load().catch(fail);
